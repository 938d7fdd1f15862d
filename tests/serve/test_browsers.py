"""The real program and a real browser: what is typed is drawn, and the address says it."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

import svgconv
from svgconv.figure.figure import Figure
from svgconv.gallery.inline import inline_svg
from svgconv.sources.figure_argument import recipe_of
from tests.browsers import Browser
from tests.browsers.chromium import Chromium
from tests.browsers.conftest import browser, browsers, engine

from .test_command import address, serving

__all__ = ["browser", "browsers", "engine"]

CONV = "?operation=conv&input_size=5&kernel_size=3"
PATIENCE = 20.0


UNFINISHED = re.compile(r"(svgconv: \d+ figures? to finish, for at most 5 seconds .*\n)?")
"""What the server says at its end: nothing, or that it finishes what the last test left."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a running ``svgconv serve``."""
    with serving("--port", "0") as server:
        yield address(server)
        os.killpg(server.pid, signal.SIGINT)
        _, said = server.communicate(timeout=20)
        assert UNFINISHED.fullmatch(said)


@pytest.fixture(autouse=True)
def usual(browser: Browser) -> None:
    """The browser asks for motion, whatever the last test of this session asked for."""
    browser.emulate()


def until(browser: Browser, expression: str, wanted: object = True) -> None:
    """Wait until an expression is as wanted."""
    end = time.monotonic() + PATIENCE
    found: Any = None
    while time.monotonic() < end:
        with suppress(RuntimeError):
            if (found := browser.evaluate(expression)) == wanted:
                return
        time.sleep(0.05)
    pytest.fail(f"{expression} is {found!r}, not {wanted!r}")


def write(browser: Browser, name: str, text: str) -> None:
    """Put text into a field, as typing does."""
    browser.evaluate(
        f"""(() => {{ const field = document.querySelector("[name={name}]");
        field.focus(); field.value = {text!r};
        field.dispatchEvent(new InputEvent("input", {{ bubbles: true }})); }})()"""
    )


TITLE = 'document.querySelector(".picture > svg > title")?.textContent'
QUERY = "location.search"
STALE = 'document.querySelector("#result").classList.contains("stale")'


def told(name: str) -> str:
    return f'document.getElementById("error-{name}").textContent'


def test_what_is_typed_is_drawn_told_and_in_the_address(browser: Browser, site: str) -> None:
    style = "&outputs=all&beams=lines&frame_duration=1"
    browser.size(1200, 900)
    browser.open(site + CONV + style)
    until(browser, TITLE, "Convolution: input 5×5, kernel 3×3, output 3×3")
    write(browser, "stride", "2")
    write(browser, "padding", "1")
    until(browser, TITLE, "Convolution: input 5×5, kernel 3×3, stride 2, padding 1, output 3×3")
    until(browser, QUERY, f"{CONV}&stride=2&padding=1{style}")
    figure = Figure.from_recipe(recipe_of("padding_strides"))
    marks = browser.evaluate('document.querySelectorAll(".picture > svg *").length')
    assert (
        marks
        == inline_svg(figure.drawing()).count("</") + inline_svg(figure.drawing()).count("/>") - 1
    )
    text = browser.evaluate('document.querySelector("#result").textContent')
    assert "relationship 6" in text
    assert "svgconv render padding_strides -o conv.svg" in text
    assert "nn.Conv2d(1, 1, 3, stride=2, padding=1)" in text
    link = browser.evaluate('document.querySelector(".formats a[href*=gif]").href')
    assert link == f"{site}figure.gif{CONV}&stride=2&padding=1{style}"
    assert browser.evaluate("document.title").startswith("Convolution")
    assert browser.console() == []


def test_the_cells_of_the_figure_lead_to_its_frames(browser: Browser, site: str) -> None:
    browser.open(site + CONV + "&seed=1")
    until(browser, "!!document.querySelector('.picture[role]')")
    browser.evaluate("document.querySelector('.picture[role]').focus()")
    browser.press("ArrowDown")
    label = "document.querySelector('.player output').value"
    until(browser, label, "frame 3 of 9, output (1, 0)")
    until(browser, "document.querySelectorAll('.picture .pointed .line').length", 1)
    numbers = svgconv.conv(5, 3, values=1).numbers
    assert numbers
    until(browser, "document.querySelector('.sum').textContent", numbers.sum.line(3))
    write(browser, "kernel_size", "5")  # it has one frame, and no controls
    until(browser, "!!document.querySelector('.player')", False)
    browser.evaluate("document.querySelector('.picture[role]').focus()")
    browser.press("ArrowDown")
    until(browser, "document.querySelectorAll('.picture .pointed .line').length", 1)


def test_an_error_is_told_at_its_field_and_goes_when_mended(browser: Browser, site: str) -> None:
    browser.open(site + CONV)
    until(browser, "document.body.classList.contains('live')")
    write(browser, "kernel_size", "7")
    until(browser, told("kernel_size") + ".slice(0, 36)", "7 is larger than the padded input, 5")
    field = 'document.querySelector("[name=kernel_size]")'
    assert browser.evaluate(f"{field}.getAttribute('aria-invalid')") == "true"
    assert "error-kernel_size" in browser.evaluate(f"{field}.getAttribute('aria-describedby')")
    assert browser.evaluate(STALE)
    assert browser.evaluate(QUERY).endswith("kernel_size=7")
    assert browser.evaluate("document.activeElement.name") == "kernel_size"
    write(browser, "kernel_size", "")
    until(browser, told("kernel_size"), "is empty; write N or H,W")
    write(browser, "kernel_size", "2")
    until(browser, told("kernel_size"), "")
    until(browser, TITLE, "Convolution: input 5×5, kernel 2×2, output 4×4")
    assert not browser.evaluate(STALE)
    assert browser.evaluate(f"{field}.hasAttribute('aria-invalid')") is False
    assert browser.console() == []


def test_another_operation_has_its_own_fields(browser: Browser, site: str) -> None:
    browser.open(site + CONV + "&in_channels=2&padding=1")
    until(browser, "document.body.classList.contains('live')")
    write(browser, "operation", "max_pool")
    until(browser, TITLE + ".slice(0, 11)", "Max pooling")
    names = browser.evaluate('[...document.querySelectorAll("[name]")].map(field => field.name)')
    assert "ceil_mode" in names
    assert "in_channels" not in names
    assert len(set(names)) == len(names)
    assert browser.evaluate(QUERY) == ("?operation=max_pool&input_size=5&kernel_size=3&padding=1")
    assert browser.evaluate("document.activeElement.name") == "operation"
    write(browser, "ceil_mode", "true")
    until(browser, QUERY + ".includes('ceil_mode=true')")
    assert browser.console() == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?operation=conv_transpose&input_size=2&kernel_size=2&view=scatter", "input (1, 1)"),
        ("?operation=unfold&input_size=3&kernel_size=2", "window (1, 1)"),
        ("?operation=conv&input_size=1&kernel_size=1&out_channels=6", "output (5, 0, 0)"),
    ],
)
def test_words_say_what_frames_count(browser: Browser, site: str, query: str, words: str) -> None:
    browser.open(site + query + "&plays=1&frame_duration=0.01")
    until(browser, "document.body.classList.contains('live')")
    said = 'document.querySelector(".player output").value.split(", ").slice(1).join(", ")'
    until(browser, said, words)


def test_the_figure_moves_and_can_be_stopped_and_stepped(browser: Browser, site: str) -> None:
    browser.open(site + CONV + "&frame_duration=0.2")
    until(browser, "document.body.classList.contains('live')")
    time_now = 'document.querySelector(".picture > svg").getCurrentTime()'
    before = browser.evaluate(time_now)
    until(browser, f"{time_now} > {before} + 0.3")
    write(browser, "stride", "2")
    until(browser, QUERY, f"{CONV}&stride=2&frame_duration=0.2")
    until(browser, TITLE, "Convolution: input 5×5, kernel 3×3, stride 2, output 2×2")
    before = browser.evaluate(time_now)
    until(browser, f"{time_now} > {before} + 0.3")
    browser.evaluate('document.querySelector("[data-action=play]").click()')
    slider = 'document.querySelector(".player input")'
    browser.evaluate(
        f"(() => {{ {slider}.value = 2;"
        f" {slider}.dispatchEvent(new InputEvent('input', {{ bubbles: true }})); }})()"
    )
    assert browser.evaluate('document.querySelector(".player output").value') == (
        "frame 2 of 4, output (1, 0)"
    )
    browser.evaluate('document.querySelector("[data-action=forward]").click()')
    assert browser.evaluate(f"{slider}.value") == "3"
    assert browser.evaluate('document.querySelector("[data-action=play]").ariaLabel') == "Play"
    stopped = browser.evaluate(time_now)
    write(browser, "padding", "1")
    until(browser, QUERY, f"{CONV}&stride=2&padding=1&frame_duration=0.2")
    until(browser, f"{slider}.max", "8")
    assert browser.evaluate(f"{slider}.value") == "3"
    assert abs(browser.evaluate(time_now) - stopped) < 1e-3
    assert browser.console() == []


def test_the_speed_can_be_chosen_and_stays(browser: Browser, site: str) -> None:
    browser.open(site + CONV)
    until(browser, "document.body.classList.contains('live')")
    speed = 'document.querySelector(".player select")'
    browser.evaluate(
        f"(() => {{ {speed}.value = 4;"
        f" {speed}.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
    )
    write(browser, "stride", "2")
    until(browser, TITLE, "Convolution: input 5×5, kernel 3×3, stride 2, output 2×2")
    assert browser.evaluate(f"[player.speed, {speed}.value]") == [4, "4"]
    assert browser.console() == []


def test_only_the_last_of_quick_changes_is_shown(browser: Browser, site: str) -> None:
    browser.open(site + CONV)
    until(browser, "document.body.classList.contains('live')")
    for size in range(6, 16):
        write(browser, "input_size", str(size))
        browser.evaluate("redraw()") if size % 2 else None
    until(browser, TITLE, "Convolution: input 15×15, kernel 3×3, output 13×13")
    time.sleep(0.5)
    assert browser.evaluate(TITLE) == "Convolution: input 15×15, kernel 3×3, output 13×13"
    assert browser.console() == []


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_what_is_announced_covers_nothing_and_what_is_shown_goes_away(
    browser: Browser, site: str
) -> None:
    browser.size(1200, 900)
    browser.open(site + CONV)
    until(browser, "document.body.classList.contains('live')")
    status = 'document.querySelector("#status")'
    write(browser, "stride", "2")
    until(browser, f"{status}.textContent", "Output 2×2, 4 frames")
    assert browser.evaluate(f"{status}.offsetWidth * {status}.offsetHeight") == 1
    browser.click("dd button")
    until(browser, f"{status}.offsetWidth > 20")
    until(browser, f"{status}.textContent", "")


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_keys_count_and_choose_nothing_else(browser: Browser, site: str) -> None:
    browser.open(site + CONV + "&stride=1,2")
    until(browser, "document.body.classList.contains('live')")
    browser.evaluate(
        """(() => { const field = document.querySelector("[name=stride]");
        field.focus(); field.setSelectionRange(3, 3);
        field.dispatchEvent(new KeyboardEvent("keydown",
          { key: "ArrowUp", bubbles: true, cancelable: true })); })()"""
    )
    assert browser.evaluate('document.querySelector("[name=stride]").value') == "1,3"
    until(browser, QUERY, f"{CONV}&stride=1%2C3")


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_without_script_the_form_is_sent_and_answered(browser: Browser, site: str) -> None:
    assert isinstance(browser, Chromium)
    disable: Callable[[bool], object] = lambda value: browser._channel.call(  # noqa: E731
        "Emulation.setScriptExecutionDisabled", value=value
    )
    disable(True)
    try:
        browser._channel.call("Page.navigate", url=site + CONV)
        until(browser, TITLE, "Convolution: input 5×5, kernel 3×3, output 3×3")
        assert browser.evaluate("document.body.classList.contains('live')") is False
        draw = 'document.querySelector("#form button")'
        assert browser.evaluate(f"getComputedStyle({draw}).display") != "none"
        browser.evaluate('document.querySelector("[name=stride]").value = "2"')
        browser.evaluate(f"{draw}.click()")
        until(browser, TITLE, "Convolution: input 5×5, kernel 3×3, stride 2, output 2×2")
        browser.evaluate('document.querySelector("[name=stride]").value = "0"')
        browser.evaluate(f"{draw}.click()")
        until(browser, told("stride"), "0 is below 1; use 1 or more")
        browser.evaluate('document.querySelector("[name=stride]").value = "1"')
        browser.evaluate('document.querySelector("[name=operation]").value = "avg_pool"')
        browser.evaluate(f"{draw}.click()")
        until(browser, TITLE + ".slice(0, 15)", "Average pooling")
        assert browser.console() == []
    finally:
        disable(False)


LAYOUT = """(() => {
  const seen = element => element.checkVisibility() && element.getClientRects().length;
  const name = element => element.getAttribute("aria-label")
    || [...element.labels ?? []].map(label => label.textContent).join("") || element.textContent;
  return {
    wide: document.documentElement.scrollWidth > innerWidth,
    nameless: [...document.querySelectorAll("input, select, button, a, summary")]
      .filter(element => seen(element) && !name(element).trim()).map(e => e.outerHTML),
    small: [...document.querySelectorAll("input, select, button")].filter(seen)
      .filter(e => Math.min(e.offsetWidth, e.offsetHeight) < 24).map(e => e.outerHTML),
    unknown: [...document.querySelectorAll("[aria-describedby]")].flatMap(element =>
      element.getAttribute("aria-describedby").split(" "))
      .filter(id => !document.getElementById(id)),
    twice: [...document.querySelectorAll("[id]")].map(element => element.id)
      .filter((id, index, all) => all.indexOf(id) !== index),
  };
})()"""


@pytest.mark.parametrize("width", [320, 700, 1600])
@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_all_fits_has_a_name_and_can_be_hit(browser: Browser, site: str, width: int) -> None:
    browser.size(width, 900)
    browser.open(site + CONV)
    until(browser, "document.body.classList.contains('live')")
    browser.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    write(browser, "kernel_size", "70")
    until(browser, told("kernel_size") + ".slice(0, 12)", "70 is larger")
    assert browser.evaluate(LAYOUT) == {
        "wide": False, "nameless": [], "small": [], "unknown": [], "twice": [],
    }  # fmt: skip


CONTRAST = """(() => {
  const parts = color => color.match(/[\\d.]+/g).map(Number);
  const light = color => parts(color).slice(0, 3).map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const color = getComputedStyle(element).backgroundColor;
      if ((parts(color)[3] ?? 1) === 1) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = [...document.querySelectorAll("body *")].filter(element => element.checkVisibility()
    && !element.closest("svg")
    && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  return texts.map(element => {
    const pair = [getComputedStyle(element).color, ground(element)].map(light);
    pair.sort((one, other) => one - other);
    return [(pair[1] + 0.05) / (pair[0] + 0.05), element.textContent.slice(0, 30)];
  }).filter(([ratio]) => ratio < 4.5);
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_text_stands_out_from_its_ground(browser: Browser, site: str, scheme: str) -> None:
    assert isinstance(browser, Chromium)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser._channel.call("Emulation.setEmulatedMedia", features=[feature])
    try:
        browser.size(1200, 900)
        browser.open(site + CONV + "&stride=0")
        browser.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        browser.evaluate("document.querySelector('#presets').showPopover()")
        assert browser.evaluate(told("stride"))
        assert browser.evaluate(CONTRAST) == []
    finally:
        feature["value"] = "light"
        browser._channel.call("Emulation.setEmulatedMedia", features=[feature])


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_a_call_is_pasted_and_back_undoes_each_change(browser: Browser, site: str) -> None:
    browser.open(site)
    until(browser, "document.body.classList.contains('live')")
    browser.evaluate("document.querySelector('#field-figure').value = 'Conv2d(k=2, s=2)'")
    browser.click("#paste button")
    until(browser, f"{QUERY}.includes('stride=2')")
    until(browser, "document.body.classList.contains('live')")
    # Real keys: Chromium forgets an entry of its history first if its page was not used.
    browser.evaluate("document.querySelector('[name=stride]').focus()")
    browser.press("ArrowUp")
    pasted = "?operation=conv&input_size=4&kernel_size=2&stride=2"
    until(browser, QUERY, pasted.replace("stride=2", "stride=3"))
    browser.press("ArrowDown")
    until(browser, QUERY, pasted)
    browser.press("ArrowDown")
    until(browser, QUERY, pasted.replace("&stride=2", ""))
    changed = "document.activeElement.dispatchEvent(new Event('change', { bubbles: true }))"
    browser.evaluate(changed)
    write(browser, "operation", "max_pool")
    browser.evaluate(changed)
    until(browser, QUERY, "?operation=max_pool&input_size=4&kernel_size=2")
    browser.evaluate("history.back()")
    until(browser, QUERY, pasted.replace("&stride=2", ""))
    loaded = "document.readyState === 'complete' && document.body.classList.contains('live')"
    until(browser, f"document.querySelector('[name=operation]')?.value === 'conv' && {loaded}")
    browser.evaluate("history.back()")
    until(browser, f"{QUERY}.includes('stride=2')")
    until(browser, "document.querySelector('[name=stride]')?.value", "2")
    assert browser.console() == []


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_settings_that_an_operation_lacks_are_left_out_and_named(
    browser: Browser, site: str
) -> None:
    browser.open(site + CONV + "&in_channels=2&out_channels=3")
    until(browser, "document.body.classList.contains('live')")
    write(browser, "operation", "max_pool")
    said = "Left out, because this operation does not have them: in channels, out channels."
    until(browser, "document.querySelector('#left-out').textContent", said)
    write(browser, "operation", "avg_pool")
    until(browser, "document.querySelector('#left-out').textContent", "")


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_a_dropped_picture_fills_the_fields(browser: Browser, site: str) -> None:
    browser.open(site)
    until(browser, "document.body.classList.contains('live')")
    text = svgconv.load("dilation").svg()
    browser.evaluate(f"takeFile(new File([{json.dumps(text)}], 'a.svg'))")
    until(browser, f"{QUERY}.includes('dilation=2')")
    until(browser, TITLE, svgconv.load("dilation").title)
