"""Playing, not sought: frames follow each other in their order, each at its time."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest

import svgconv
from svgconv.figure.figure import Figure
from svgconv.scene.marks import Path as Shape

from . import Browser
from .pictures import room_for

FRAME = 0.15
TRIES = 3
"""How often all is played: a browser that has much to do may miss a frame, though none is wrong."""
BORDER = 0.03
"""Seconds around a change of frames in which either of them may be seen."""
LOG = """new Promise(done => {{
    const svg = document.querySelector("svg"), active = svg.querySelector(".svgconv-active");
    const log = [];
    const look = () => {{
        const {{ a, d, e, f }} = active.getCTM();
        log.push([svg.getCurrentTime(), e / a, f / d]);
        svg.getCurrentTime() < {end} ? requestAnimationFrame(look) : done(log);
    }};
    svg.setCurrentTime(0);
    requestAnimationFrame(look);
}})"""
"""Time and place of the shaded output cell at every repaint, from the beginning to ``end``."""

PLAYED = {
    "for ever": (svgconv.conv(5, 3, 2, 1, frame_duration=FRAME), 2.3),
    "flat": (svgconv.conv_transpose((2, 3), 2, 1, frame_duration=FRAME, view="flat"), 1.5),
    "twice": (svgconv.conv(4, 3, frame_duration=FRAME, plays=2), 3),
    "with a hold": (svgconv.conv(4, 3, frame_duration=FRAME, hold=0.4, poster=-1), 2.2),
    "with a pause": (svgconv.conv((4, 5), 3, duration=6 * FRAME), 2.3),
    "chosen frames": (svgconv.conv(5, 3, frame_duration=FRAME, frames="0,4,2,8"), 2.2),
    "once, with a hold": (svgconv.conv(4, 3, frame_duration=FRAME, plays=1, hold=0.3), 1.5),
}
"""Figures, and how often their frames have time to pass."""


def period(figure: Figure) -> float:
    """The seconds in which all frames pass once."""
    return len(figure.chosen_frames) * FRAME + float(figure.hold)


def frame_at(figure: Figure, seconds: float) -> int:
    """The frame that is to be seen after so many seconds."""
    rounds, rest = divmod(max(seconds, 0), period(figure))
    if figure.plays is not None and rounds >= figure.plays:
        return figure.chosen_frames[-1]
    ends = list(accumulate([FRAME] * len(figure.chosen_frames)))[:-1]
    return figure.chosen_frames[sum(rest >= end for end in ends)]


@pytest.mark.parametrize("name", PLAYED)
def test_frames_pass_in_order_at_their_times(browser: Browser, name: str, tmp_path: Path) -> None:
    figure, rounds = PLAYED[name]
    room_for(browser, figure)
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html>{figure.svg()}", "utf-8")
    browser.open(page.as_uri())
    scene = figure.scene
    (active,) = (mark for mark in scene.marks if mark.role == "active")
    assert isinstance(active, Shape)
    places = [active.movement.offset(scene.odometer, frame) for frame in range(figure.frame_count)]
    end = rounds * period(figure)
    passed: set[int] = set()
    for _ in range(TRIES):
        log = browser.evaluate(LOG.format(end=end))
        passed |= frames_of(log, figure, places)
        assert log[-1][0] >= end
        if passed == set(figure.chosen_frames):
            return
    raise AssertionError(f"never seen: {set(figure.chosen_frames) - passed}")


def frames_of(
    log: list[tuple[float, float, float]], figure: Figure, places: list[tuple[float, float]]
) -> set[int]:
    """The frames that were seen, each of which was due then."""
    first = places[figure.chosen_frames[0]]
    passed = set()
    for seconds, x, y in log:
        there = (x + first[0] - log[0][1], y + first[1] - log[0][2])
        frame = min(range(figure.frame_count), key=lambda index: away(places[index], there))
        assert away(places[frame], there) < 0.01
        due = {frame_at(figure, seconds + late) for late in (-BORDER, 0, BORDER)}
        assert frame in due, f"frame {frame} at {seconds:.3f} s"
        passed.add(frame)
    return passed


def away(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two places are from each other."""
    return abs(one[0] - other[0]) + abs(one[1] - other[1])
