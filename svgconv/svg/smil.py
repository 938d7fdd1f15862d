"""A scene in motion: SMIL as SVG Animations has it, one additive discrete loop for each axis.

Base values are frame 0. Marks that move alike share one group; what is left of a line's motion in
such a group is on its attributes, in the shortest exact form. Every loop starts at 0, and its
length is a whole number of frames, so that any time can be sought.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from svgconv.scene.marks import Lines, Mark
from svgconv.scene.motion import Motion, Movement, Point
from svgconv.scene.scene import Scene
from svgconv.states.odometer import Odometer
from svgconv.svg.elements import Element, shape, stage
from svgconv.svg.numbers import duration, number, offset


@dataclass(frozen=True)
class Clock:
    """Seconds for frames: how long one is shown, and how often all are (None: for ever)."""

    odometer: Odometer
    frame_duration: Decimal
    plays: int | None = None


@dataclass(frozen=True)
class Loop:
    """Offsets shown in turn, each for ``held`` frames, over and over."""

    offsets: tuple[Point, ...]
    held: int


def moving(scene: Scene, clock: Clock) -> Element:
    """All marks, those that move with their animations."""
    drawn = stage(scene.paint)
    for movement, marks in groupby(scene.marks, key=_shared):
        group = drawn
        if movement.moves and scene.odometer.frames > 1:
            group = drawn.add(Element("g"))
            for loop in loops(movement, scene.odometer):
                group.add(_translation(loop, clock))
        for mark in marks:
            group.add(_own(mark, scene, clock))
    return drawn


def _shared(mark: Mark) -> Movement:
    """The movement that a mark can have from its group: lines' is that of their ends."""
    return mark.end_motion if isinstance(mark, Lines) else mark.movement


def _own(mark: Mark, scene: Scene, clock: Clock) -> Element:
    """The mark, with what its group does not move of it."""
    element = shape(mark, scene.paint)
    if isinstance(mark, Lines) and mark.start_motion != mark.end_motion:
        left = mark.start_motion.without(mark.end_motion)
        for line in element.elements:
            for attribute, which in (("x1", 0), ("y1", 1)):
                for animation in _coordinate(attribute, which, left, clock):
                    line.add(animation)
    return element


def loops(movement: Movement, odometer: Odometer) -> list[Loop]:
    """The loops whose sum is the movement: one for each axis that takes part in it.

    A track is divided in the same way where it is a sum over the digits; else it is one loop over
    all frames.
    """
    if isinstance(movement, Motion):
        tables = [
            tuple((digit * x, digit * y) for digit in range(count))
            for (x, y), count in zip(movement.steps, odometer.shape, strict=True)
        ]
    else:
        tables = [
            tuple(movement.offset(odometer, digit * odometer.held(axis)) for digit in range(count))
            for axis, count in enumerate(odometer.shape)
        ]
        if not _sums_to(tables, movement, odometer):
            return [_every_frame(movement, odometer)]
    return [
        Loop(table, odometer.held(axis))
        for axis, table in enumerate(tables)
        if any(point != (0, 0) for point in table)
    ]


def _every_frame(movement: Movement, odometer: Odometer) -> Loop:
    return Loop(tuple(movement.offset(odometer, frame) for frame in range(odometer.frames)), 1)


def _sums_to(tables: Sequence[tuple[Point, ...]], movement: Movement, odometer: Odometer) -> bool:
    for frame in range(odometer.frames):
        parts = [table[digit] for table, digit in zip(tables, odometer.digits(frame), strict=True)]
        total = (sum(x for x, _ in parts), sum(y for _, y in parts))
        if total != movement.offset(odometer, frame):
            return False
    return True


def _translation(loop: Loop, clock: Clock) -> Element:
    return Element(
        "animateTransform",
        attributeName="transform",
        type="translate",
        **_timed(loop, clock, offset),
    )


def _coordinate(attribute: str, which: int, motion: Motion, clock: Clock) -> list[Element]:
    """A coordinate's motion in the shortest form: a loop for each axis, or one for all frames."""

    def animations(form: list[Loop]) -> list[Element]:
        return [
            Element(
                "animate",
                attributeName=attribute,
                **_timed(loop, clock, lambda point: number(point[which])),
            )
            for loop in form
            if any(point[which] for point in loop.offsets)
        ]

    an_axis_each = animations(loops(motion, clock.odometer))
    if 2 * clock.odometer.frames > _length(an_axis_each):
        return an_axis_each
    at_once = animations([_every_frame(motion, clock.odometer)])
    return min(an_axis_each, at_once, key=_length)


def _length(animations: list[Element]) -> int:
    return sum(len(animation.tostring()) for animation in animations)


def _timed(loop: Loop, clock: Clock, write: Callable[[Point], str]) -> dict[str, object]:
    """The attributes that every animation has; ``plays`` rests on the last frame."""
    period = len(loop.offsets) * loop.held
    attributes: dict[str, object] = {
        "additive": "sum",
        "calcMode": "discrete",
        "dur": duration(period * clock.frame_duration),
        **_shortest([write(point) for point in loop.offsets]),
    }
    if clock.plays is None:
        return {**attributes, "repeatCount": "indefinite"}
    repeats = clock.plays * clock.odometer.frames // period
    return {**attributes, "repeatCount": repeats, "fill": "freeze"}


def _shortest(values: list[str]) -> dict[str, object]:
    """Values as a plain list, or each run of equal ones once with its key time, if shorter."""
    every = {"values": ";".join(values)}
    runs = list(_runs(values))
    places = len(str(len(values))) + 2
    once = {
        "values": ";".join(value for _, value in runs),
        "keyTimes": ";".join(
            f"{start / len(values):.{places}f}".rstrip("0").rstrip(".") for start, _ in runs
        ),
    }
    shorter = sum(map(len, once.values())) + len(' keyTimes=""') < len(every["values"])
    return dict(once if shorter else every)


def _runs(values: list[str]) -> Iterator[tuple[int, str]]:
    for index, value in enumerate(values):
        if index == 0 or value != values[index - 1]:
            yield index, value
