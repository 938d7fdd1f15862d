"""The explorer in real browsers: controls, figures, words, downloads, addresses."""

from __future__ import annotations

import base64
import io
import json
import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import svgconv
from tests.browsers import Browser
from tests.explorer import decoded
from tests.explorer.test_explorer import SMALL, THEME
from tests.pages.page import STEADY, until
from tests.pages.site import Site, served
from tests.pages.test_audit import RULES, script
from tests.pages.test_silence import PROBE
from tests.pages.test_widths import OUT

__all__ = ["script"]

FIGURE = "document.querySelectorAll('svg[role=img]')"
_opened = count()

SIZE = "document.querySelector('#size').textContent"
REASON = "document.querySelector('.reason')?.textContent"
CONV = "#operation=conv&input_size=3&kernel_size=2&padding=0&view=oblique"


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small explorer on a plain server, with a probe for errors in front of its script."""
    folder = tmp_path_factory.mktemp("explorer")
    (folder / "explore.toml").write_text(SMALL, "utf-8")
    (folder / "<").mkdir()
    (folder / "<" / "script>.toml").write_text(THEME, "utf-8")
    svgconv.explore(folder)
    script = folder / "explore.js"
    script.write_text(script.read_text("utf-8").replace('"use strict";', f'"use strict";{PROBE}'))
    with served(folder) as site:
        yield site


class Explorer:
    """An explorer's page in a browser."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address

    def open(self, hash: str = CONV) -> None:
        again = next(_opened)  # a different hash alone would not load the page again
        self.browser.open(f"{self.address}index.html?{again}{hash}")
        until(lambda: self("!!document.querySelector('#picture > *')"), bool)

    def __call__(self, expression: str) -> Any:
        return self.browser.evaluate(expression)

    def set(self, name: str, value: str, event: str = "input") -> None:
        """Give a control a value as a script does, with one event only."""
        self(
            f"""(field => {{ field.value = {json.dumps(value)};
            field.dispatchEvent(new Event("{event}", {{ bubbles: true }})); }})(
            document.querySelector("[name={name}]"))"""
        )

    def click(self, selector: str, across: float = 0.5) -> None:
        """Click an element at a part of its width."""
        self(STEADY % json.dumps(selector))
        self.browser.click(selector, across)

    def becomes(self, expression: str, wanted: Any) -> None:
        until(lambda: self(expression), lambda value: bool(value == wanted))


@pytest.fixture
def page(browser: Browser, explorer: Site) -> Explorer:
    """The page on the server."""
    browser.emulate(calm=True)
    browser.size(1000, 800)
    return Explorer(browser, explorer.address)


def test_figures_are_the_files_of_the_command_line(
    browser: Browser, explorer: Site, page: Explorer
) -> None:
    """What the browser decodes is what `tests.explorer` decodes, which is compared byte by byte."""
    page.open()
    for one in random.Random(7).sample(list(decoded(explorer.folder)), 8):
        page.set("operation", one.operation)
        for name, text in one.controls.items():
            if page(f"!!document.querySelector('[name={name}]')"):
                page.set(name, text)
        if one.svg:
            page.becomes("shown?.svg ?? ''", one.svg)
            assert page(f"{FIGURE}.length") == 1
        else:
            page.becomes(REASON, one.document)
            assert page(f"{FIGURE}.length") == 0
    assert browser.console() == []
    assert page("problems") == []


def test_every_control_redraws_on_input_and_on_change(browser: Browser, page: Explorer) -> None:
    page.open()
    assert page("[...document.querySelectorAll('form [name]')].map(field => field.name)") == [
        "operation",
        "input_size",
        "kernel_size",
        "padding",
        "view",
    ]
    page.becomes(SIZE, "Output 2×2, 4 frames")
    page.set("input_size", "2", "change")
    page.becomes(SIZE, "Output 1×1, 1 frame")
    page.set("kernel_size", "3")
    words = "--kernel-size: 3 is larger than the padded input, 2; pad by 1 or use at most 2"
    page.becomes(REASON, words)
    assert page("document.querySelector('#facts').hidden")
    page.set("input_size", "9")
    page.becomes(REASON, "input_size: 9 is not on this page; use 2 to 3")
    page.set("input_size", "3")
    page.becomes(SIZE, "Output 1×1, 1 frame")
    page.set("view", "flat", "change")
    page.becomes('shown.svg.includes(\'"view":"flat"\')', True)
    page.set("operation", "max_pool", "change")
    page.becomes(SIZE, "Output 1×1, 1 frame")
    assert page("document.querySelector('[name=ceil_mode]').value") == "no"
    page.set("ceil_mode", "yes")
    page.becomes(SIZE, "Output 2×2, 4 frames")
    assert browser.console() == []


def test_the_cells_of_the_figure_lead_to_its_frames(browser: Browser, page: Explorer) -> None:
    """They do so with each new figure once."""
    page.open()
    label, outlines = "document.querySelector('.player output').value", ".pointed .line"
    for size, key, place in (
        ("Output 2×2, 4 frames", "ArrowDown", "frame 2, output (1, 0)"),
        ("Output 4×2, 8 frames", "ArrowRight", "frame 3, output (1, 1)"),
    ):
        page.becomes(SIZE, size)
        page("document.querySelector('#picture > [role]').focus()")
        browser.press(key)
        page.becomes(label, place)
        page.becomes(f"document.querySelectorAll('#picture {outlines}').length", 1)
        page.set("padding", "1,0")
    assert browser.console() == []


def test_pointer_and_keyboard_change_a_number(browser: Browser, page: Explorer) -> None:
    page.open()
    page.becomes(SIZE, "Output 2×2, 4 frames")
    field = "document.querySelector('[name=kernel_size]')"
    page.click(".field:has([name=kernel_size]) .number button:last-child")
    page.becomes(SIZE, "Output 1×1, 1 frame")
    page(f"{field}.focus()")
    browser.press("ArrowDown")
    page.becomes(SIZE, "Output 2×2, 4 frames")
    slider = ".field:has([name=kernel_size]) [type=range]"
    assert page(f"document.querySelector('{slider}').value") == "2"
    page(f"document.querySelector('{slider}').focus()")
    browser.press("ArrowRight")
    page.becomes(f"{field}.value", "3")
    page.becomes(SIZE, "Output 1×1, 1 frame")
    page.click(slider, 0.02)
    page.becomes(f"{field}.value", "2")
    page.becomes(SIZE, "Output 2×2, 4 frames")
    page("document.querySelector('#drawing').focus()")
    browser.press("End")
    page.becomes("document.querySelector('.player output').value", "frame 3, output (1, 1)")
    browser.press("ArrowLeft")
    page.becomes("document.querySelector('.player output').value", "frame 2, output (1, 0)")


def test_another_figure_is_played_at_the_chosen_speed(browser: Browser, page: Explorer) -> None:
    page.open()
    page.becomes(SIZE, "Output 2×2, 4 frames")
    speed = "document.querySelector('.player select')"
    page(f"""(field => {{ field.value = 4;
        field.dispatchEvent(new Event("change", {{ bubbles: true }})); }})({speed})""")
    page("player.play()")
    for size in "3", "2":
        page.set("kernel_size", size)
        page.becomes(SIZE, "Output 1×1, 1 frame" if size == "3" else "Output 2×2, 4 frames")
        assert page(f"[player.speed, {speed}.value, player.running]") == [4, "4", True]
    page("player.goTo(2)")
    page.set("padding", "1,0")
    page.becomes(SIZE, "Output 4×2, 8 frames")
    assert page(f"[player.speed, {speed}.value, player.running, player.index]") == [
        4,
        "4",
        False,
        2,
    ]
    assert browser.console() == []


def test_the_address_holds_the_state(browser: Browser, page: Explorer) -> None:
    page.open("#operation=conv_transpose1d&stride=3&seed=7&output_padding=1&theme=nonsense")
    page.becomes("document.querySelector('[name=stride]').value", "3")
    page.becomes("shown.svg.includes('\"seed\":7')", True)
    page.set("kernel_size", "2")
    address = "#operation=conv_transpose1d&input_size=2&kernel_size=2&stride=3&output_padding=1"
    page.becomes("location.hash", f"{address}&theme=guide&seed=7")
    assert page("document.querySelector('#address').getAttribute('href')") == (
        f"{address}&theme=guide&seed=7"
    )
    page(f"location.hash = '{CONV}'")
    page.becomes(SIZE, "Output 2×2, 4 frames")
    page.open("&operation=max_pool&ceil_mode=yes")
    page.becomes(SIZE, "Output 2×2, 4 frames")


def test_it_works_from_a_disk(browser: Browser, explorer: Site) -> None:
    browser.emulate(calm=True)
    page = Explorer(browser, explorer.folder.as_uri() + "/")
    page.open()
    page.becomes(SIZE, "Output 2×2, 4 frames")
    page.set("operation", "max_pool")
    page.becomes("location.hash.startsWith('#operation=max_pool')", True)
    assert page("problems") == []
    assert browser.console() == []


SAVED = """new Promise(done => {
    URL.createObjectURL = blob => {
        const reader = new FileReader();
        reader.onload = () => done([reader.result, blob.type]);
        reader.readAsDataURL(blob);
        return "#";
    };
    HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
    document.querySelector("[data-save=%s]").click();
})"""
"""JavaScript: what a button saves, as a data address, and its type."""


def test_downloads(browser: Browser, page: Explorer, explorer: Site) -> None:
    page.open()
    page.becomes(SIZE, "Output 2×2, 4 frames")
    page("player.goTo(3)")
    data, kind = page(SAVED % "svg")
    assert (kind, page("savedAs")) == ("image/svg+xml", "conv.svg")
    figure = svgconv.conv(3, 2)
    assert base64.b64decode(data.partition(",")[2]) == figure.encode(".svg")
    data, kind = page(SAVED % "png")
    assert (kind, page("savedAs")) == ("image/png", "conv.png")
    with Image.open(io.BytesIO(base64.b64decode(data.partition(",")[2]))) as image:
        drawn = np.asarray(image.convert("RGB"), dtype=float)
    right, first = (
        np.asarray(
            Image.open(io.BytesIO(figure.frame(k).encode(".png", width=drawn.shape[1]))).convert(
                "RGB"
            ),
            dtype=float,
        )
        for k in (3, 0)
    )
    assert drawn.shape == right.shape
    assert abs(drawn - right).mean() < 2 < abs(drawn - first).mean()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_violations(browser: Browser, page: Explorer, script: str, dark: bool) -> None:
    browser.emulate(dark=dark, calm=True)
    for width in 1000, 450 if "narrow" in browser.lacks else 320:
        browser.size(width, 900)
        page.open()
        page(f"(() => {{ {script} }})()")
        assert page(RULES) == [], f"{width} wide"
    page.set("kernel_size", "3")
    page.set("input_size", "2")
    page.becomes(f"!!{REASON}", True)
    assert page(RULES) == [], "impossible"


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_no_width_scrolls_sideways(browser: Browser, page: Explorer) -> None:
    for width in 1920, 1280, 768, 360, 320:
        browser.size(width, 900)
        page.open()
        page(f"{FIGURE}[0].setAttribute('width', 3000)")  # it becomes as narrow as its place
        seen = page(OUT % "window")
        assert (seen["scrolls"], seen["out"]) == (0, []), width


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_a_block_that_is_missing_is_an_error_in_words(
    browser: Browser, explorer: Site, tmp_path: Path
) -> None:
    for name in "index.html", "gallery.css", "explore.css", "explore.js":
        (tmp_path / name).write_bytes((explorer.folder / name).read_bytes())
    page = Explorer(browser, tmp_path.as_uri() + "/")
    page.open()
    (block,) = explorer.folder.glob("conv_0_*.js")
    page.becomes(REASON, f"{block.name}: cannot be read; keep it next to this page")
