"""In `<img>` no script reaches the clock: there figures play, and every picture seen is a still."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import svgconv
from svgconv.figure.figure import Figure
from svgconv.sources.catalogue import catalogue

from . import Browser
from .base import Pixels
from .pictures import LARGEST_DIFFERENCE, apart, differ

FRAME = 0.5
"""Seconds for which a frame is shown."""
SIDE, COLUMNS = 150, 7
LONGEST = 240
"""Seconds after which a frame that was not seen is missing."""
TRIES = 3
"""How often all is played: a browser that has much to do may be late, though no figure is."""
IN_A_PAGE = 16
"""Figures that play at once: of many more a browser cannot show every frame in time."""
SHOW = """Promise.all(Object.entries({}).map(([index, file]) => {{
    const image = document.images[index];
    return new Promise((done, failed) => {{
        image.onload = done;
        image.onerror = failed;
        image.src = file;
    }});
}})).then(() => null)"""
CLOCK = "performance.now() / 1000"


@dataclass(frozen=True)
class Sheet:
    """Images in one page, each in a square of its own; their names are those of their figures."""

    browser: Browser
    figures: dict[str, Figure]

    def open(self, folder: Path) -> None:
        """Open the page, with the files that it shows beside it."""
        for name, figure in self.figures.items():
            figure.save(folder / f"{name}.svg")
            for frame in range(figure.frame_count):
                figure.frame(frame).save(folder / f"{name}.{frame}.svg")
        style = (
            f"body {{ margin: 0; width: {SIDE * COLUMNS}px; line-height: 0 }}"
            f"img {{ width: {SIDE}px; height: {SIDE}px; object-fit: contain }}"
        )
        images = "<img>" * len(self.figures)
        page = folder / "page.html"
        page.write_text(f"<!doctype html><style>{style}</style><body>{images}", "utf-8")
        self.browser.size(SIDE * COLUMNS, SIDE * -(-len(self.figures) // COLUMNS))
        self.browser.open(page.as_uri())

    def show(self, files: dict[str, str]) -> None:
        """Let the images of these figures show these files, and wait for them."""
        places = {index: files[name] for index, name in enumerate(self.figures) if name in files}
        self.browser.evaluate(SHOW.format(json.dumps(places)))

    def seen(self) -> dict[str, Pixels]:
        """What each image shows."""
        shot = self.browser.screenshot()
        corners = (divmod(index, COLUMNS) for index in range(len(self.figures)))
        return {
            name: shot[row * SIDE : (row + 1) * SIDE, column * SIDE : (column + 1) * SIDE]
            for name, (row, column) in zip(self.figures, corners, strict=True)
        }

    def stills(self) -> dict[str, list[Pixels]]:
        """What each image shows of each of its figure's stills."""
        known: dict[str, list[Pixels]] = {name: [] for name in self.figures}
        for frame in range(max(figure.frame_count for figure in self.figures.values())):
            having = {name for name, figure in self.figures.items() if frame < figure.frame_count}
            self.show({name: f"{name}.{frame}.svg" for name in having})
            seen = self.seen()
            for name in having:
                known[name].append(seen[name])
        return known


FIGURES = {name: svgconv.load(name, frame_duration=FRAME) for name in catalogue()}


def pages() -> list[list[str]]:
    """The names of all figures, those with like numbers of frames in one page."""
    names = sorted(FIGURES, key=lambda name: FIGURES[name].frame_count)
    return [names[start : start + IN_A_PAGE] for start in range(0, len(names), IN_A_PAGE)]


@pytest.mark.parametrize("names", pages(), ids=lambda names: names[0])
def test_figures_play_their_frames_in_time(
    browser: Browser, engine: str, names: list[str], tmp_path: Path
) -> None:
    alike = nearly_the_same if engine == "webkit" else the_same
    sheet = Sheet(browser, {name: FIGURES[name] for name in names})
    sheet.open(tmp_path)
    stills = sheet.stills()
    for pictures in stills.values():
        assert not any(alike(*pair) for pair in pairwise(pictures))
    wrong = [play(sheet, stills, alike, 0)]
    while wrong[-1] and len(wrong) < TRIES:
        wrong.append(play(sheet, stills, alike, len(wrong)))
    assert not wrong[-1], wrong


def play(
    sheet: Sheet,
    stills: dict[str, list[Pixels]],
    alike: Callable[[Pixels, Pixels], bool],
    attempt: int,
) -> str:
    """Play all figures until every frame was seen; say what was seen that was not due, if any."""
    browser = sheet.browser
    asked = browser.evaluate(CLOCK)
    sheet.show({name: f"{name}.svg?{attempt}" for name in sheet.figures})
    started = browser.evaluate(CLOCK)
    missing = {(name, frame) for name in stills for frame in range(len(stills[name]))}
    end = time.monotonic() + LONGEST
    while missing:
        if time.monotonic() > end:
            return f"never seen: {sorted(missing)[:5]}"
        before = browser.evaluate(CLOCK)
        seen = sheet.seen()
        after = browser.evaluate(CLOCK)
        passed = range(int((before - started) / FRAME) - 1, int((after - asked) / FRAME) + 2)
        for name, picture in seen.items():
            frames = {number % len(stills[name]) for number in passed}
            shown = {at for at in frames if alike(picture, stills[name][at])}
            if not shown:
                return f"{name} shows none of its frames {sorted(frames)}"
            missing -= {(name, frame) for frame in shown}
    return ""


def the_same(one: Pixels, other: Pixels) -> bool:
    """Whether two pictures are the same, to the largest difference that there may be."""
    return np.array_equal(one, other) or differ(one, other) <= LARGEST_DIFFERENCE


def nearly_the_same(one: Pixels, other: Pixels) -> bool:
    """The same but for some edges: WebKit paints only what changed in an image that plays."""
    return apart(one, other) < 0.1
