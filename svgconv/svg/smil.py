"""A scene as animated SVG: one additive discrete loop for each axis (SVG Animations 2).

Base values show the first frame. Marks with the same movement share a group, which is animated.
Lines whose two ends move differently have animations of their own in such a group, in the shortest
exact form.
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
from svgconv.svg.elements import Element, marks_group, shape
from svgconv.svg.glyph_definitions import GlyphDefinitions, text_runs
from svgconv.svg.path_data import offset
from svgconv.svg.visibility import DISPLAY, VISIBILITY, while_present


def animated(scene: Scene, clock: Clock, definitions: GlyphDefinitions) -> Element:
    """Return a group of all marks at the first frame, with their animations."""
    drawn = marks_group(scene.paint)
    for movement, marks in groupby(scene.marks, key=shared_movement):
        group = drawn
        animations = loops(movement, clock)
        if animations:
            group = drawn.add(Element("g"))
            for loop in animations:
                group.add(_translation(loop, clock))
        for run in text_runs(marks):
            group.add(_own(run, scene, clock, definitions))
    return drawn


def shared_movement(mark: Mark) -> Movement:
    """Return the movement that a mark can share with others: that of the ends, for lines."""
    return mark.end_motion if isinstance(mark, Lines) else mark.movement


def _own(
    run: tuple[Mark, ...], scene: Scene, clock: Clock, definitions: GlyphDefinitions
) -> Element:
    """Return the element of marks, with the animations that their group does not have."""
    if isinstance(run[0], (FixedText, ChangingText)):
        return text_group(cast("tuple[TextMark, ...]", run), scene, clock, definitions)
    (mark,) = run
    element = _shape(cast("Shape", mark), scene, clock)
    showing = VISIBILITY if _ends_move_differently(mark) else DISPLAY
    return while_present(element, mark.presence, clock, showing)


def _ends_move_differently(mark: Mark) -> bool:
    return isinstance(mark, Lines) and mark.start_motion != mark.end_motion


def _shape(mark: Shape, scene: Scene, clock: Clock) -> Element:
    """Return the element of a shape, with the animations that its group does not have."""
    element = shape(mark.at(clock.odometer, clock.frames[0]), scene.paint)
    if isinstance(mark, Lines) and _ends_move_differently(mark):
        left = difference(mark.start_motion, mark.end_motion, clock.odometer)
        for line in element.elements:
            for attribute, which in (("x1", 0), ("y1", 1)):
                for animation in _coordinate(attribute, which, left, clock):
                    line.add(animation)
    return element


def loops(movement: Movement, clock: Clock) -> list[Loop[Point]]:
    """Return loops whose sum is the movement from the first frame on; none if nothing moves.

    There is one for each axis that moves the mark, for a track also if it is a sum over the digits.
    Otherwise, or if the clock is not even, there is one loop with a value for each frame.
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
    if not clock.is_even or (
        isinstance(movement, Track) and not _sums_to(tables, movement, odometer)
    ):
        return _moving_loops([_every_frame(movement, clock)])
    return _moving_loops(
        Loop(_from_first(table), (odometer.held(axis) * clock.durations[0],) * len(table))
        for axis, table in enumerate(tables)
    )


def _from_first(table: Sequence[Point]) -> tuple[Point, ...]:
    """Return offsets from the first place, which is that of the base values."""
    (first_x, first_y), *_ = table
    return tuple((x - first_x, y - first_y) for x, y in table)


def _moving_loops(all_loops: Iterable[Loop[Point]]) -> list[Loop[Point]]:
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
    """Return the animations of a line's coordinate: one for each axis, or one if it is shorter."""

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

    by_axis = animations(loops(motion, clock))
    if 2 * len(clock.frames) > _length(by_axis):
        return by_axis
    at_once = animations([_every_frame(motion, clock)])
    return min(by_axis, at_once, key=_length)


def _length(animations: list[Element]) -> int:
    return sum(len(animation.tostring()) for animation in animations)
