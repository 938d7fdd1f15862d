"""Many figures in one page, each at a place of its own, where its stills take turns with it.

Browsers draw edges otherwise at another place, so a still stands where its figure moves; and a
screenshot of many figures takes hardly longer than one of a few.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from svgconv.figure.figure import Figure

from .base import Browser, Pixels
from .pictures import LEAST_WIDTH, shown_size

WIDTH, HEIGHT = 1200, 800
REDUCED = 3
"""How much smaller than its own size a figure stands there: pixels are what takes the time.

A mark that is missing, or is in another cell, changes pixels by far more than browsers may differ.
"""
STYLE = """<!doctype html><meta charset="utf-8"><title>compare</title>
<style>body { margin: 0; background: #fff } div, svg { position: absolute }
[hidden] { display: none }
svg { left: 0; top: 0; width: 100%; height: 100% }
.still svg:first-child { opacity: 0 }</style>"""
BOX = """<div style="left: {left}px; top: {top}px; width: {width}px; height: {height}px">
{svg}</div>"""
MOVE = """{}.forEach((seconds, index) => {{
    const box = document.querySelectorAll("div")[index], svg = box.firstElementChild;
    box.className = "";
    box.hidden = seconds === null;
    svg.nextElementSibling?.remove();
    svg.pauseAnimations();
    svg.setCurrentTime(seconds);
}})"""
REST = """{}.forEach((still, index) => {{
    const box = document.querySelectorAll("div")[index];
    box.className = "still";
    if (still !== null) box.insertAdjacentHTML("beforeend", still);
}})"""


@dataclass(frozen=True)
class Placed:
    """A figure and its box, in whole CSS pixels."""

    name: str
    figure: Figure
    left: int
    top: int
    width: int
    height: int

    def of(self, shot: Pixels) -> Pixels:
        """Its part of a screenshot."""
        return shot[self.top : self.top + self.height, self.left : self.left + self.width]

    def still(self, step: int) -> str:
        """The still of a step's frame; each is drawn once, for all engines."""
        return _still(self, step % self.figure.frame_count)

    def middle(self, step: int) -> float:
        """The seconds at which the middle of a step's frame is shown, one frame a step."""
        figure = self.figure
        rounds, frame = divmod(step, figure.frame_count)
        period = figure.frame_count * figure.frame_duration + figure.hold
        return float(rounds * period + frame * figure.frame_duration + figure.frame_duration / 2)


@dataclass(frozen=True)
class Sheet:
    """What stands in one page."""

    placed: tuple[Placed, ...]

    def open(self, browser: Browser, folder: Path, svg: Callable[[str], str] | None = None) -> None:
        """Show it at its size; ``svg`` returns a figure's text by its name."""
        boxes = (
            BOX.format(**vars(one), svg=svg(one.name) if svg else one.figure.svg())
            for one in self.placed
        )
        page = folder / "sheet.html"
        page.write_text(STYLE + "".join(boxes), "utf-8")
        browser.size(
            max(LEAST_WIDTH, *(one.left + one.width for one in self.placed)),
            max(one.top + one.height for one in self.placed),
        )
        browser.open(page.as_uri())

    @property
    def steps(self) -> range:
        """The steps in which each figure shows all its frames, and its first one once more."""
        return range(max(one.figure.frame_count for one in self.placed) + 1)

    def shown(self, step: int) -> list[Placed]:
        """The figures that are on the page: one that has shown all its frames has left it."""
        return [one for one in self.placed if step <= one.figure.frame_count]

    def moving(self, browser: Browser, step: int) -> Pixels:
        """All figures at a step, each by its own clock."""
        shown = self.shown(step)
        times = [one.middle(step) if one in shown else None for one in self.placed]
        browser.evaluate(MOVE.format(json.dumps(times)))
        return browser.screenshot()

    def stills(self, browser: Browser, step: int) -> Pixels:
        """All figures' stills of a step's frames, each where its figure moved."""
        shown = self.shown(step)
        stills = [one.still(step) if one in shown else None for one in self.placed]
        browser.evaluate(REST.format(json.dumps(stills)))
        return browser.screenshot()


@lru_cache(maxsize=1000)
def _still(placed: Placed, frame: int) -> str:
    return placed.figure.frame(frame).svg()


def sheets(figures: Mapping[str, Figure]) -> list[Sheet]:
    """All figures in rows, those with like numbers of frames together, on as few sheets as do."""
    made: list[list[Placed]] = [[]]
    left = top = below = 0
    for name, figure in sorted(figures.items(), key=lambda item: item[1].frame_count):
        width, height = (-(-side // REDUCED) for side in shown_size(figure))
        if left + width > WIDTH:
            left, top = 0, below
        if top + height > HEIGHT and made[-1]:
            left = top = below = 0
            made.append([])
        made[-1].append(Placed(name, figure, left, top, width, height))
        left, below = left + width, max(below, top + height)
    return [Sheet(tuple(placed)) for placed in made]
