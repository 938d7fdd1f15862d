"""A scene in motion: SMIL as SVG Animations has it, one additive discrete loop for each axis.

Base values are frame 0. Marks that move alike share one group; what is left of a line's motion in
such a group is on its attributes, in the shortest exact form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import cast

from svgconv.glyphs.decimals import number
from svgconv.scene.marks import ChangingText, FixedText, Lines, Mark, Shape, TextMark
from svgconv.scene.motion import Movement, Point, Track, difference
from svgconv.scene.scene import Scene
from svgconv.states.odometer import Odometer
from svgconv.svg.changing_text import text_group
from svgconv.svg.clock import Clock, Loop, timed
from svgconv.svg.elements import Element, shape, stage
from svgconv.svg.glyph_definitions import GlyphDefinitions, text_runs
from svgconv.svg.path_data import offset
from svgconv.svg.visibility import DISPLAY, VISIBILITY, while_present


def moving(scene: Scene, clock: Clock, lettering: GlyphDefinitions) -> Element:
    """All marks as the first shown frame has them, those that move with their animations."""
    drawn = stage(scene.paint)
    for movement, marks in groupby(scene.marks, key=shared_movement):
        group = drawn
        animations = loops(movement, clock)
        if animations:
            group = drawn.add(Element("g"))
            for loop in animations:
                group.add(_translation(loop, clock))
        for run in text_runs(marks):
            group.add(_own(run, scene, clock, lettering))
    return drawn


def shared_movement(mark: Mark) -> Movement:
    """The movement that a mark can have from its group: lines' is that of their ends."""
    return mark.end_motion if isinstance(mark, Lines) else mark.movement


def _own(run: tuple[Mark, ...], scene: Scene, clock: Clock, lettering: GlyphDefinitions) -> Element:
    """Marks that are one element, with what their group does not move of them."""
    if isinstance(run[0], (FixedText, ChangingText)):
        return text_group(cast("tuple[TextMark, ...]", run), scene, clock, lettering)
    (mark,) = run
    element = _shape(cast("Shape", mark), scene, clock)
    showing = VISIBILITY if _has_ends_of_its_own(mark) else DISPLAY
    return while_present(element, mark.presence, clock, showing)


def _has_ends_of_its_own(mark: Mark) -> bool:
    return isinstance(mark, Lines) and mark.start_motion != mark.end_motion


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
    for frame in range(odometer.frame_count):
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
        **timed(loop, clock, offset),
    )


def _coordinate(attribute: str, which: int, motion: Movement, clock: Clock) -> list[Element]:
    """A coordinate's motion in the shortest form: a loop for each axis, or one for all frames."""

    def animations(form: list[Loop[Point]]) -> list[Element]:
        return [
            Element(
                "animate",
                attributeName=attribute,
                additive="sum",
                **timed(loop, clock, lambda point: number(point[which])),
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
