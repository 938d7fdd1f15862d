"""A scene in motion: SMIL as SVG Animations has it, one additive discrete loop for each axis.

Base values are frame 0. Marks that move alike share one group; what is left of a line's motion in
such a group is on its attributes, in the shortest exact form. Every loop starts at 0, and its
length is a whole number of frames, so that any time can be sought.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, groupby
from typing import Generic, TypeVar, cast

from svgconv.scene.marks import Lines, Mark, Shape
from svgconv.scene.motion import (
    Movement,
    Point,
    Presence,
    Track,
    difference,
    present,
)
from svgconv.scene.numbers import Numbers, Reel, Written
from svgconv.scene.scene import Scene
from svgconv.states.odometer import Odometer
from svgconv.svg.elements import Element, shape, stage
from svgconv.svg.lettering import Lettering, together
from svgconv.svg.numbers import duration, number, offset

Value = TypeVar("Value")


@dataclass(frozen=True)
class Clock:
    """When each frame is shown: ``frames`` in turn, each for its seconds, ``plays`` times or ever.

    As long as all frames are shown alike, each axis has its own loop. A hold, or a choice of
    frames, is no sum over the digits: then a loop says every frame that is shown.
    """

    odometer: Odometer
    frames: tuple[int, ...]
    durations: tuple[Decimal, ...]
    plays: int | None = None

    @property
    def turns_evenly(self) -> bool:
        """Whether all frames are shown in their order, each for the same time."""
        every = self.frames == tuple(range(self.odometer.frames))
        return every and len(set(self.durations)) == 1

    @property
    def period(self) -> Decimal:
        """The seconds in which all shown frames pass once."""
        return sum(self.durations, Decimal(0))


@dataclass(frozen=True)
class Loop(Generic[Value]):
    """Values shown in turn, each for its seconds, over and over."""

    values: tuple[Value, ...]
    durations: tuple[Decimal, ...]

    @property
    def period(self) -> Decimal:
        """The seconds of one turn."""
        return sum(self.durations, Decimal(0))


def moving(scene: Scene, clock: Clock, lettering: Lettering) -> Element:
    """All marks as the first shown frame has them, those that move with their animations."""
    drawn = stage(scene.paint)
    for movement, marks in groupby(scene.marks, key=shared_movement):
        group = drawn
        animations = loops(movement, clock)
        if animations:
            group = drawn.add(Element("g"))
            for loop in animations:
                group.add(_translation(loop, clock))
        for run in together(marks):
            group.add(_own(run, scene, clock, lettering))
    return drawn


def shared_movement(mark: Mark) -> Movement:
    """The movement that a mark can have from its group: lines' is that of their ends."""
    return mark.end_motion if isinstance(mark, Lines) else mark.movement


def _own(run: tuple[Mark, ...], scene: Scene, clock: Clock, lettering: Lettering) -> Element:
    """Marks that are one element, with what their group does not move of them."""
    if isinstance(run[0], (Numbers, Reel)):
        return _lettered(cast("tuple[Written, ...]", run), scene, clock, lettering)
    (mark,) = run
    element = _shape(cast("Shape", mark), scene, clock)
    showing = VISIBILITY if _has_ends_of_its_own(mark) else DISPLAY
    return _while_present(element, mark.presence, clock, showing)


def _has_ends_of_its_own(mark: Mark) -> bool:
    return isinstance(mark, Lines) and mark.start_motion != mark.end_motion


def _lettered(
    run: tuple[Written, ...], scene: Scene, clock: Clock, lettering: Lettering
) -> Element:
    """Numbers that share a group; a reel's number is another definition with every digit."""
    first = clock.frames[0]
    group = lettering.group(run[0].at(clock.odometer, first), scene.paint)
    for mark in run:
        uses = [lettering.use(mark.setting, *cell) for cell in mark.at(clock.odometer, first).cells]
        if isinstance(mark, Reel):
            (element,) = uses
            for loop in _turns(mark, clock):
                names = replace(
                    loop,
                    values=tuple(f"#{lettering.name(mark.setting, text)}" for text in loop.values),
                )
                shown = _timed(names, clock, str)
                element.add(Element("animate", attributeName="xlink:href", **shown))
            uses = [_while_present(element, mark.presence, clock, VISIBILITY)]
        elif any(mark.presence):
            inner = Element("g")
            for element in uses:
                inner.add(element)
            uses = [_while_present(inner, mark.presence, clock)]
        for element in uses:
            group.add(element)
    return group


def _turns(reel: Reel, clock: Clock) -> list[Loop[str]]:
    """The loop of what a reel says; none where it says one thing only."""
    if reel.axis is not None and clock.turns_evenly:
        length = clock.odometer.held(reel.axis) * clock.durations[0]
        loop = Loop(reel.texts, (length,) * len(reel.texts))
    else:
        texts = tuple(reel.text(clock.odometer, frame) for frame in clock.frames)
        loop = Loop(texts, clock.durations)
    return [loop] if len(set(loop.values)) > 1 else []


def _shape(mark: Shape, scene: Scene, clock: Clock) -> Element:
    """A shape, with what its group does not move of it."""
    element = shape(mark.at(clock.odometer, clock.frames[0]), scene.paint)
    if isinstance(mark, Lines) and _has_ends_of_its_own(mark):
        left = difference(mark.start_motion, mark.end_motion, clock.odometer)
        for line in element.elements:
            for attribute, which in (("x1", 0), ("y1", 1)):
                for animation in _coordinate(attribute, which, left, clock):
                    line.add(animation)
    return element


@dataclass(frozen=True)
class _Showing:
    """An attribute that hides an element and all in it, and does nothing else at another value."""

    attribute: str
    hidden: str
    shown: str


DISPLAY = _Showing("display", "none", "inline")
VISIBILITY = _Showing("visibility", "hidden", "inherit")
"""For what changes by reference or by coordinates: what is not displayed keeps its old picture in
Firefox until it changes once more."""


def _while_present(
    element: Element, presence: Presence, clock: Clock, showing: _Showing = DISPLAY
) -> Element:
    """The element, or a group around it, shown only while its mark is there.

    This is no sum, but what a group hides, nothing in it can show: each axis has its own element,
    and a mark is there where all of them say so.
    """
    first = clock.odometer.digits(clock.frames[0])
    tables = [(axis, table) for axis, table in enumerate(presence) if table]
    if not clock.turns_evenly and tables:
        there = tuple(present(presence, clock.odometer, frame) for frame in clock.frames)
        return _shown(element, Loop(there, clock.durations), there[0], clock, showing)
    for nesting, (axis, table) in enumerate(tables):
        inner, element = element, Element("g") if nesting else element
        if nesting:
            element.add(inner)
        length = clock.odometer.held(axis) * clock.durations[0]
        loop = Loop(table, (length,) * len(table))
        _shown(element, loop, table[first[axis]], clock, showing)
    return element


def _shown(
    element: Element, loop: Loop[bool], at_first: bool, clock: Clock, showing: _Showing
) -> Element:
    if not at_first:
        element[showing.attribute] = showing.hidden
    if len(set(loop.values)) > 1:
        told = _timed(loop, clock, lambda there: showing.shown if there else showing.hidden)
        element.add(Element("animate", attributeName=showing.attribute, **told))
    return element


def loops(movement: Movement, clock: Clock) -> list[Loop[Point]]:
    """The loops whose sum is the movement from the first shown frame on; none where nothing moves.

    One for each axis that takes part in it; a track is divided in the same way where it is a sum
    over the digits. Else, or if the clock does not turn evenly, one loop over all shown frames.
    """
    if not movement.moves or len(clock.frames) == 1:
        return []
    odometer = clock.odometer
    if not isinstance(movement, Track):
        tables = movement.tracked(odometer).tracks
    else:
        tables = tuple(
            tuple(movement.offset(odometer, digit * odometer.held(axis)) for digit in range(count))
            for axis, count in enumerate(odometer.shape)
        )
    if not clock.turns_evenly or (
        isinstance(movement, Track) and not _sums_to(tables, movement, odometer)
    ):
        return _moving_ones([_every_frame(movement, clock)])
    return _moving_ones(
        Loop(_from_first(table), (odometer.held(axis) * clock.durations[0],) * len(table))
        for axis, table in enumerate(tables)
    )


def _from_first(table: Sequence[Point]) -> tuple[Point, ...]:
    """The places from the first one, where base values have the mark."""
    (first_x, first_y), *_ = table
    return tuple((x - first_x, y - first_y) for x, y in table)


def _moving_ones(all_loops: Iterable[Loop[Point]]) -> list[Loop[Point]]:
    return [loop for loop in all_loops if any(point != (0, 0) for point in loop.values)]


def _every_frame(movement: Movement, clock: Clock) -> Loop[Point]:
    first_x, first_y = movement.offset(clock.odometer, clock.frames[0])
    places = [movement.offset(clock.odometer, frame) for frame in clock.frames]
    return Loop(tuple((x - first_x, y - first_y) for x, y in places), clock.durations)


def _sums_to(tables: Sequence[tuple[Point, ...]], movement: Movement, odometer: Odometer) -> bool:
    for frame in range(odometer.frames):
        parts = [table[digit] for table, digit in zip(tables, odometer.digits(frame), strict=True)]
        total = (sum(x for x, _ in parts), sum(y for _, y in parts))
        if total != movement.offset(odometer, frame):
            return False
    return True


def _translation(loop: Loop[Point], clock: Clock) -> Element:
    return Element(
        "animateTransform",
        attributeName="transform",
        type="translate",
        additive="sum",
        **_timed(loop, clock, offset),
    )


def _coordinate(attribute: str, which: int, motion: Movement, clock: Clock) -> list[Element]:
    """A coordinate's motion in the shortest form: a loop for each axis, or one for all frames."""

    def animations(form: list[Loop[Point]]) -> list[Element]:
        return [
            Element(
                "animate",
                attributeName=attribute,
                additive="sum",
                **_timed(loop, clock, lambda point: number(point[which])),
            )
            for loop in form
            if any(point[which] for point in loop.values)
        ]

    an_axis_each = animations(loops(motion, clock))
    if 2 * len(clock.frames) > _length(an_axis_each):
        return an_axis_each
    at_once = animations([_every_frame(motion, clock)])
    return min(an_axis_each, at_once, key=_length)


def _length(animations: list[Element]) -> int:
    return sum(len(animation.tostring()) for animation in animations)


def _timed(loop: Loop[Value], clock: Clock, write: Callable[[Value], str]) -> dict[str, object]:
    """The attributes that every animation has; ``plays`` rests on the last frame."""
    attributes: dict[str, object] = {
        "calcMode": "discrete",
        "dur": duration(loop.period),
        **_shortest([write(point) for point in loop.values], loop.durations),
    }
    if clock.plays is None:
        return {**attributes, "repeatCount": "indefinite"}
    repeats = int(clock.plays * clock.period / loop.period)
    return {**attributes, "repeatCount": repeats, "fill": "freeze"}


def _shortest(values: list[str], durations: tuple[Decimal, ...]) -> dict[str, object]:
    """Values as a plain list, or each run of equal ones once with its key time, if shorter.

    A plain list divides the time evenly (SVG Animations 2, "calcMode"), so it must be even.
    """
    every = {"values": ";".join(values)}
    starts = [Decimal(0), *accumulate(durations)]
    period = starts.pop()
    runs = list(_runs(values))
    places = len(str(int(period / min(durations)))) + 2
    once = {
        "values": ";".join(value for _, value in runs),
        "keyTimes": ";".join(_fraction(starts[index] / period, places) for index, _ in runs),
    }
    even = len(set(durations)) == 1
    shorter = sum(map(len, once.values())) + len(' keyTimes=""') < len(every["values"])
    return dict(once if shorter or not even else every)


def _fraction(value: Decimal, places: int) -> str:
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".")


def _runs(values: list[str]) -> Iterator[tuple[int, str]]:
    for index, value in enumerate(values):
        if index == 0 or value != values[index - 1]:
            yield index, value
