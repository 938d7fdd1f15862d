"""In real browsers the animation at the time of frame k is the still of frame k, to the pixel."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest

import svgconv
from svgconv.sources.catalogue import catalogue

from . import Browser
from .base import Pixels
from .figures import FIGURES
from .pictures import LEAST_WIDTH, differ, room_for, shows
from .sandbox import PATIENCE
from .sheets import once, sheets


@cache
def drawn(name: str) -> str:
    """Return a figure's text, which all engines show."""
    return FIGURES[name].svg()


def test_smil_is_the_still_at_every_frame(browser: Browser, engine: str, tmp_path: Path) -> None:
    seen: dict[str, set[bytes]] = {name: set() for name in FIGURES}
    for sheet in sheets(FIGURES):
        sheet.open(browser, tmp_path)
        for step in sheet.steps:
            moving, still = sheet.moving(browser, step, drawn), sheet.stills(browser, step)
            for one in sheet.shown(step):
                alike = shows(engine, one.of(moving), one.of(still))
                assert alike, f"{one.name} at step {step}"
                seen[one.name].add(one.of(still).tobytes())
    assert {name: len(pictures) for name, pictures in seen.items()} == {
        name: len(once(figure)) - 1 for name, figure in FIGURES.items()
    }


JUMPS = {
    "numerical_no_padding_no_strides": [4, 7, 0, 5, 1, 6, 2, 0, 7, 3],
    "numbers and sums": [4, 7, 0, 5, 1, 6, 2, 0, 7, 3],
    "numbers, held": [13, 9, 1, 26, 8, 27, 10, 14],
    "numbers with a poster, held": [8, 6, 1, 17, 23, 0, 7],
    "panels that slide": [6, 5, 3, 14, 16, 8],
    "a lens, held": [20, 13, 0, 9, 26, 31],
}
"""Figures, and how many frames after their start they are shown in turn; those that are held are in
their second cycle at first, or in the third."""


@pytest.mark.parametrize("name", JUMPS)
def test_a_figure_is_right_wherever_the_clock_jumps(
    browser: Browser, engine: str, name: str, tmp_path: Path
) -> None:
    (sheet,) = sheets({name: FIGURES[name]}, lambda _: JUMPS[name])
    sheet.open(browser, tmp_path)
    for step in sheet.steps:
        moving, still = sheet.moving(browser, step, drawn), sheet.stills(browser, step)
        assert shows(engine, moving, still), step


def test_a_figure_played_once_rests_on_its_last_frame(
    browser: Browser, engine: str, tmp_path: Path
) -> None:
    figure = svgconv.conv(5, 3, 2, 1, plays=1)
    room_for(browser, figure)
    browser.open(figure.save(tmp_path / "once.svg").as_uri())
    browser.seek(1000)
    rest = browser.screenshot()
    browser.open(figure.frame(-1).save(tmp_path / "last.svg").as_uri())
    assert shows(engine, rest, browser.screenshot())


def test_figures_in_one_page_do_not_disturb_each_other(
    browser: Browser, engine: str, tmp_path: Path
) -> None:
    chosen = [FIGURES[name] for name in list(catalogue())[:12]]
    width, height = 320, 360
    style = (
        "<!doctype html><meta charset='utf-8'><style>body { margin: 0 }"
        f"div {{ position: absolute; width: {width}px; height: {height}px; overflow: hidden }}"
        "</style>"
    )
    places = [(index % 4 * width, index // 4 * height) for index in range(12)]

    def page(svgs: list[str]) -> Pixels:
        boxes = "".join(
            f'<div style="left:{x}px;top:{y}px">{svg}</div>'
            for (x, y), svg in zip(places, svgs, strict=True)
        )
        (tmp_path / "page.html").write_text(style + boxes, "utf-8")
        browser.open((tmp_path / "page.html").as_uri())
        browser.seek(3.5)
        return browser.screenshot()

    browser.size(4 * width, 3 * height)
    moving = page([figure.svg() for figure in chosen])
    still = page([figure.frame(3 % figure.frame_count).svg() for figure in chosen])
    assert shows(engine, moving, still)


def test_the_gallery_shows_moving_figures(browser: Browser) -> None:
    page = Path(__file__).parents[2] / "gallery" / "index.html"
    browser.size(1280, 900)
    browser.open(page.as_uri())
    drawn = "[...document.querySelectorAll('.picture svg')].filter(s => s.checkVisibility()).length"
    end = time.monotonic() + PATIENCE
    while browser.evaluate(drawn) < len(catalogue()):
        assert time.monotonic() < end, "not all are drawn"
        time.sleep(0.1)
    assert browser.console() == []
    before = browser.screenshot()
    end = time.monotonic() + PATIENCE
    while differ(before, browser.screenshot()) == 0:
        assert time.monotonic() < end, "nothing moves"
        time.sleep(0.1)


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_the_gallery_needs_no_sideways_scrolling(browser: Browser, engine: str, width: int) -> None:
    if engine == "webkit":
        width = max(width, LEAST_WIDTH)
    page = Path(__file__).parents[2] / "gallery" / "index.html"
    browser.size(width, 900)
    browser.open(page.as_uri())
    assert browser.evaluate("document.documentElement.scrollWidth") <= width
