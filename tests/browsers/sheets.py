"""Many figures in one page, each at a place of its own, where its stills take turns with it.

Browsers draw edges otherwise at another place, so a still stands where its figure moves. What a
screenshot takes depends on its pixels more than on what they show, so a page has few that are
empty: a figure that has shown all its frames makes room for another one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from svgconv.figure.figure import Figure

from .base import Browser, Pixels
from .packing import Need, packed
from .pictures import LEAST_WIDTH, shown_size

WIDTH, HEIGHT = 1200, 900
REDUCED = 3
"""How much smaller than its own size a figure stands there: pixels are what takes the time.

A mark that is missing, or is in another cell, changes pixels by far more than browsers may differ.
"""
MOST = 25
"""Of the frames of a figure: more show nothing new, because each axis is a loop."""
STYLE = """<!doctype html><meta charset="utf-8"><title>compare</title>
<style>body { margin: 0; background: #fff } div, svg { position: absolute }
svg { left: 0; top: 0; width: 100%; height: 100% }
.still svg:first-child { opacity: 0 }</style>"""
BOX = '<div style="left: {left}px; top: {top}px; width: {width}px; height: {height}px"></div>'
MOVE = """(states => {
    const boxes = document.querySelectorAll("div"), moving = [];
    states.forEach(([seconds, come], index) => {
        const box = boxes[index];
        box.className = "";
        if (come !== null) box.innerHTML = come;
        if (seconds === null) return box.replaceChildren();
        const svg = box.firstElementChild;
        svg.nextElementSibling?.remove();
        moving.push([svg, seconds]);
    });
    moving.forEach(([svg]) => svg.pauseAnimations());
    moving.forEach(([svg, seconds]) => svg.setCurrentTime(seconds));
})"""
"""What changes comes first: to tell a clock something settles the style of the whole page, which
costs WebKit ten times more if it is done anew for each figure."""
REST = """(stills => {
    const boxes = document.querySelectorAll("div");
    for (const [index, still] of Object.entries(stills)) {
        boxes[index].className = "still";
        boxes[index].insertAdjacentHTML("beforeend", still);
    }
})"""


@dataclass(frozen=True)
class Placed:
    """A figure and its box, in whole CSS pixels.

    Attributes
    ----------
    counts: how many frames after its start the figure is shown, in turn.
    first: the page's step of the first of them.
    """

    name: str
    figure: Figure
    left: int
    top: int
    width: int
    height: int
    counts: Sequence[int]
    first: int

    def of(self, shot: Pixels) -> Pixels:
        """Its part of a screenshot."""
        return shot[self.top : self.top + self.height, self.left : self.left + self.width]

    @property
    def steps(self) -> range:
        """The page's steps at which the figure is there."""
        return range(self.first, self.first + len(self.counts))

    def still(self, step: int) -> str:
        """The still of a step's frame; each is drawn once, for all engines."""
        return _still(self.figure, self.counts[step - self.first] % self.figure.frame_count)

    def middle(self, step: int) -> float:
        """The seconds at which the middle of a step's frame is shown."""
        figure = self.figure
        rounds, frame = divmod(self.counts[step - self.first], figure.frame_count)
        period = figure.frame_count * figure.frame_seconds + figure.hold
        return float(rounds * period + frame * figure.frame_seconds + figure.frame_seconds / 2)


@dataclass(frozen=True)
class Sheet:
    """What stands in one page."""

    placed: tuple[Placed, ...]

    def open(self, browser: Browser, folder: Path) -> None:
        """Open an empty page of its size."""
        page = folder / "sheet.html"
        page.write_text(STYLE + "".join(BOX.format(**vars(one)) for one in self.placed), "utf-8")
        browser.size(
            max(LEAST_WIDTH, *(one.left + one.width for one in self.placed)),
            max(one.top + one.height for one in self.placed),
        )
        browser.open(page.as_uri())

    @property
    def steps(self) -> range:
        """The steps in which each figure has its turn."""
        return range(max(one.steps.stop for one in self.placed))

    def shown(self, step: int) -> list[Placed]:
        """The figures that are on the page."""
        return [one for one in self.placed if step in one.steps]

    def moving(self, browser: Browser, step: int, svg: Callable[[str], str]) -> Pixels:
        """All figures at a step, each by its own clock; ``svg`` returns a text by its name."""
        states: list[tuple[float | None, str | None]] = [
            (one.middle(step), svg(one.name) if step == one.first else None)
            if step in one.steps
            else (None, None)
            for one in self.placed
        ]
        browser.evaluate(f"{MOVE}({json.dumps(states)})")
        return browser.screenshot()

    def stills(self, browser: Browser, step: int) -> Pixels:
        """All figures' stills of a step's frames, each where its figure moved."""
        stills = {
            index: one.still(step) for index, one in enumerate(self.placed) if step in one.steps
        }
        browser.evaluate(f"{REST}({json.dumps(stills)})")
        return browser.screenshot()


@lru_cache(maxsize=2000)
def _still(figure: Figure, frame: int) -> str:
    return figure.frame(frame).svg()


def once(figure: Figure) -> Sequence[int]:
    """All frames of a figure, and its first one once more; of a long one, half as many as `MOST`
    from its start, and as many others, evenly."""
    count = figure.frame_count
    if count <= MOST:
        return range(count + 1)
    half = MOST // 2
    return [*range(half), *(half + step * (count - half) // half for step in range(half)), count]


def sheets(
    figures: Mapping[str, Figure], counts: Callable[[Figure], Sequence[int]] = once
) -> list[Sheet]:
    """All figures, the highest first, on as few sheets as there is room and time for.

    Parameters
    ----------
    counts: how many frames after its start a figure is shown, in turn.
    """
    needs = {}
    for name, figure in figures.items():
        width, height = (-(-side // REDUCED) for side in shown_size(figure))
        needs[name] = Need(width, height, len(counts(figure)))
    page = Need(WIDTH, HEIGHT, max(need.steps for need in needs.values()))
    made: dict[int, list[Placed]] = {}
    for name, place in packed(needs, page).items():
        figure, (width, height, _) = figures[name], needs[name]
        made.setdefault(place.page, []).append(
            Placed(name, figure, place.left, place.top, width, height, counts(figure), place.first)
        )
    return [Sheet(tuple(placed)) for placed in made.values()]
