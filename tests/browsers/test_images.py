"""In `<img>` no script reaches the clock: figures play there, and each picture seen is a still.

This takes the figures' own time. All engines play a few figures, which have each kind of element,
attribute and animation, and show all their frames. The sheets of `test_figures` prove that all
engines show all frames of all figures. So one engine plays the whole catalogue for a few frames:
each file is one that an `<img>` shows, and plays.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import count, pairwise
from pathlib import Path

import numpy as np
import pytest

from svgconv.figure.figure import Figure

from . import Browser
from .base import Pixels
from .figures import CHOSEN, FIGURES, GALLERY
from .pictures import apart, shows

FRAME = Decimal("0.5")
"""Seconds for which a frame is shown."""
PAUSE = 0.4
"""Of a frame, between pictures: a picture takes less than the rest, so that each frame is seen."""
SIDE, COLUMNS = 150, 7
LONGEST = 240
"""Seconds after which a frame that nobody has seen is missing."""
TRIES = 5
"""How often a figure may be played: a busy browser may be late, although no figure is wrong."""
BEGINNING = 10
"""The frames of a figure of the catalogue that are compared."""
SHOW = """Promise.all(Object.entries({}).map(([index, file]) => {{
    const image = document.images[index];
    return new Promise((done, failed) => {{
        image.onload = done;
        image.onerror = failed;
        image.src = file;
    }});
}})).then(() => null)"""
CLOCK = "performance.now() / 1000"
_played = count()
"""An image that has another address plays from its start."""


@dataclass(frozen=True)
class Sheet:
    """Images in one page, each in a square of its own; their names are those of their figures."""

    browser: Browser
    figures: dict[str, Figure]
    most: int | None = None
    """The frames of each figure that have a still, or None if all have."""

    def frames(self, name: str) -> int:
        """How many frames of a figure have a still."""
        count = self.figures[name].frame_count
        return count if self.most is None else min(count, self.most)

    def open(self, folder: Path) -> None:
        """Open the page, with the files that it shows beside it."""
        for name, figure in self.figures.items():
            figure.save(folder / f"{name}.svg")
            for frame in range(self.frames(name)):
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
        for frame in range(max(map(self.frames, self.figures))):
            having = {name for name in self.figures if frame < self.frames(name)}
            self.show({name: f"{name}.{frame}.svg" for name in having})
            seen = self.seen()
            for name in having:
                known[name].append(seen[name])
        return known


CHOSEN_FIGURES = {name: replace(FIGURES[name], frame_duration=FRAME) for name in CHOSEN}
GALLERY_FIGURES = {name: replace(GALLERY[name], frame_duration=FRAME) for name in GALLERY}


def pages() -> list[list[str]]:
    """Return the catalogue's names, a quarter of them for each page: few are played in time."""
    names = list(GALLERY_FIGURES)
    return [names[part::4] for part in range(4)]


def test_each_kind_of_encoding_plays_in_time(browser: Browser, engine: str, tmp_path: Path) -> None:
    alike = nearly_the_same if engine == "webkit" else partial(the_same, engine)
    plays(Sheet(browser, CHOSEN_FIGURES), alike, tmp_path)


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
@pytest.mark.parametrize("names", pages(), ids=lambda names: names[0])
def test_the_catalogue_plays_in_time(
    browser: Browser, engine: str, names: list[str], tmp_path: Path
) -> None:
    sheet = Sheet(browser, {name: GALLERY_FIGURES[name] for name in names}, BEGINNING)
    sheet.open(tmp_path)
    stills = sheet.stills()
    wrong = set(names)
    for _ in range(TRIES):
        shown = beginning(sheet, {name: stills[name] for name in wrong}, partial(the_same, engine))
        wrong = {name for name, frames in shown.items() if len(set(frames)) < 3 or not all(frames)}
        if not wrong:
            return
        sheet.show({name: f"{name}.0.svg" for name in names})
    raise AssertionError({name: shown[name] for name in wrong})


def beginning(
    sheet: Sheet, stills: dict[str, list[Pixels]], alike: Callable[[Pixels, Pixels], bool]
) -> dict[str, list[frozenset[int]]]:
    """Return the frames that each image shows at several times, of those that are due then."""
    shown: dict[str, list[frozenset[int]]] = {name: [] for name in stills}
    playing = start(sheet, list(stills))
    end = (BEGINNING - 3) * float(FRAME)
    after = 0.0
    while after < end:
        before = sheet.browser.evaluate(CLOCK)
        seen = sheet.seen()
        after = sheet.browser.evaluate(CLOCK) - next(iter(playing.values())).asked
        for name, one in playing.items():
            frames = due(sheet.figures[name], before - one.started, after)
            known = [frame for frame in frames if frame < len(stills[name])]
            shown[name].append(frozenset(k for k in known if alike(seen[name], stills[name][k])))
        time.sleep(PAUSE * float(FRAME))
    return shown


def plays(sheet: Sheet, alike: Callable[[Pixels, Pixels], bool], folder: Path) -> None:
    """Fail unless all figures show all their frames, each when it is due.

    Each figure plays until all of its frames were seen and its first one has come again. One that
    shows a wrong frame plays once more from its start; the others go on.
    """
    sheet.open(folder)
    stills = sheet.stills()
    for pictures in stills.values():
        assert not any(alike(*pair) for pair in pairwise(pictures))
    playing = start(sheet, list(stills))
    wrong: dict[str, list[str]] = {name: [] for name in stills}
    end = time.monotonic() + LONGEST
    while playing:
        assert time.monotonic() < end, {name: sorted(one.missing) for name, one in playing.items()}
        before = sheet.browser.evaluate(CLOCK)
        seen = sheet.seen()
        after = sheet.browser.evaluate(CLOCK)
        done, late = [], []
        for name, one in playing.items():
            frames = due(sheet.figures[name], before - one.started, after - one.asked)
            shown = {at for at in frames if alike(seen[name], stills[name][at])}
            one.missing -= shown
            if not shown:
                wrong[name].append(f"it shows none of its frames {sorted(frames)}")
                late.append(name)
            elif not one.missing and before - one.started > one.period:
                done.append(name)
        assert max(map(len, wrong.values())) < TRIES, {
            name: one for name, one in wrong.items() if one
        }
        sheet.show({name: f"{name}.0.svg" for name in done})
        for name in done:
            del playing[name]
        playing |= start(sheet, late)
        time.sleep(PAUSE * min(float(figure.frame_seconds) for figure in sheet.figures.values()))


@dataclass
class Playing:
    """A figure that plays: when it was asked for and when it had started, in seconds.

    Attributes
    ----------
    missing: its frames that were not seen yet.
    period: the seconds until its first frame has come again.
    """

    asked: float
    started: float
    missing: set[int]
    period: float


def start(sheet: Sheet, names: list[str]) -> dict[str, Playing]:
    """Let figures play from their start."""
    asked = sheet.browser.evaluate(CLOCK)
    sheet.show({name: f"{name}.svg?{next(_played)}" for name in names})
    started = sheet.browser.evaluate(CLOCK)
    playing = {}
    for name in names:
        figure = sheet.figures[name]
        frames = figure.frame_count
        period = (frames + 1) * float(figure.frame_seconds) + float(figure.hold)
        playing[name] = Playing(asked, started, set(range(frames)), period)
    return playing


def due(figure: Figure, begin: float, end: float) -> set[int]:
    """Return the frames shown from ``begin`` to ``end``, in seconds, and one before and after."""
    frame = float(figure.frame_seconds)
    period = figure.frame_count * frame + float(figure.hold)
    last = figure.frame_count - 1
    steps = range(int((end - begin) / frame) + 3)
    times = [*(begin + (step - 1) * frame for step in steps), end, end + frame]
    return {min(int(max(at, 0) % period / frame), last) for at in times}


def the_same(engine: str, one: Pixels, other: Pixels) -> bool:
    """Return whether two pictures are the same, except for a difference that nobody sees."""
    return np.array_equal(one, other) or shows(engine, one, other)


def nearly_the_same(one: Pixels, other: Pixels) -> bool:
    """Return whether they differ in edges only: WebKit paints the parts of images that change."""
    return apart(one, other) < 0.1
