"""A scene as animated SVG: one additive discrete loop for each axis (SVG Animations 2).

Base values show the first frame, or the poster. Marks with the same movement share a group, which
is animated.
Lines whose two ends move differently are one path in such a group, with animated path data. Either
has one list with a value for each frame instead, if that is shorter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import cast

from svgconv.scene.marks import Lines, Mark, Path, Shape, TextMark
from svgconv.scene.motion import Movement, Point, Track, difference
from svgconv.scene.presence import Presence, is_always
from svgconv.scene.scene import Scene
from svgconv.states.odometer import Odometer
from svgconv.svg.changing_text import text_group
from svgconv.svg.clock import Clock, Loop
from svgconv.svg.elements import Element, marks_group, shape
from svgconv.svg.glyph_definitions import GlyphDefinitions, text_runs
from svgconv.svg.path_data import absolute_path_data, coordinate_pair, duration
from svgconv.svg.timing import glided
from svgconv.svg.visibility import DISPLAY, VISIBILITY, while_present


def animated(scene: Scene, clock: Clock, definitions: GlyphDefinitions) -> Element:
    """Return a group of all marks at the clock's base, with their animations."""
    drawn = marks_group(scene.paint)
    for movement, marks in groupby(scene.marks, key=shared_movement):
        group = drawn
        animations = _shortest(movement, clock, lambda form: _motions(form, clock))
        if animations:
            group = drawn.add(Element("g"))
            for animation in animations:
                group.add(animation)
        for shared, grouped in groupby(text_runs(marks), key=_shared_presence):
            runs = list(grouped)
            if not shared or len(runs) == 1:
                for run in runs:
                    group.add(_own(run, scene, clock, definitions))
                continue
            inner = Element("g")
            for (mark,) in runs:
                own = replace(mark, presence=_last_axis(mark.presence))
                inner.add(_own((own,), scene, clock, definitions))
            group.add(while_present(inner, shared, clock))
    if _follows_cycle(drawn):
        drawn.elements.insert(0, _cycle(clock))
    return drawn


def _follows_cycle(element: Element) -> bool:
    """Return whether an element is an animation that begins with each cycle, or has one."""
    return "repeatDur" in element.attribs or any(map(_follows_cycle, element.elements))


def _cycle(clock: Clock) -> Element:
    """Return an animation that changes nothing, and begins anew with each cycle of all frames."""
    return Element(
        "animate",
        id=clock.cycle,
        attributeName="stroke-linejoin",
        begin=f"0;{clock.cycle}.end",
        dur=duration(clock.period),
        values="round",
    )


def shared_movement(mark: Mark) -> Movement:
    """Return the movement that a mark can share with others: that of the ends, for lines."""
    return mark.end_motion if isinstance(mark, Lines) else mark.movement


def _shared_presence(run: tuple[Mark, ...]) -> Presence:
    """Return the presence that a path can share with others: that of all axes but the last.

    It is ``()`` for other marks, and for a path that is present at all digits of these axes.
    """
    mark, presence = run[0], run[0].presence
    if not isinstance(mark, Path) or all(map(is_always, presence[:-1])):
        return ()
    return (*presence[:-1], ())


def _last_axis(presence: Presence) -> Presence:
    """Return the presence without what `_shared_presence` has of it."""
    return (*((),) * (len(presence) - 1), presence[-1])


def _own(
    run: tuple[Mark, ...], scene: Scene, clock: Clock, definitions: GlyphDefinitions
) -> Element:
    """Return the element of marks, with the animations that their group does not have."""
    if isinstance(run[0], TextMark):
        return text_group(cast("tuple[TextMark, ...]", run), scene, clock, definitions)
    (mark,) = run
    element = _shape(cast("Shape", mark), scene, clock)
    showing = VISIBILITY if _ends_move_differently(mark) else DISPLAY
    return while_present(element, mark.presence, clock, showing)


def _ends_move_differently(mark: Mark) -> bool:
    return isinstance(mark, Lines) and mark.start_motion != mark.end_motion


def _shape(mark: Shape, scene: Scene, clock: Clock) -> Element:
    """Return the element of a shape, with the animations that its group does not have."""
    base = mark.at(clock.odometer, clock.base)
    element = shape(base, scene.paint)
    if isinstance(base, Lines) and isinstance(mark, Lines) and _ends_move_differently(mark):
        left = difference(mark.start_motion, mark.end_motion, clock.odometer)
        for animation in _shortest(left, clock, lambda form: _starts(base, form, clock)):
            element.add(animation)
    return element


def loops(movement: Movement, clock: Clock) -> list[Loop[Point]]:
    """Return loops whose sum is the movement from the clock's base; none if nothing moves.

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
    each = clock.durations[0]
    found = [
        Loop(_from(table[digit], table), (odometer.held(axis) * each,) * len(table))
        for axis, (table, digit) in enumerate(zip(tables, odometer.digits(clock.base), strict=True))
    ]
    if clock.pause:
        found[0] = _with_pause(found, clock.pause)
    return _moving_loops(found)


def _with_pause(axes: list[Loop[Point]], pause: Decimal) -> Loop[Point]:
    """Return the loop of the slowest axis, with the last place of all of them in the pause."""
    ends = [list(loop.values)[-1] for loop in axes]
    last = (sum(x for x, _ in ends), sum(y for _, y in ends))
    return Loop((*axes[0].values, last), (*axes[0].durations, pause))


def _from(base: Point, table: Sequence[Point]) -> tuple[Point, ...]:
    """Return offsets from the place of the base values."""
    return tuple((x - base[0], y - base[1]) for x, y in table)


def _moving_loops(all_loops: Iterable[Loop[Point]]) -> list[Loop[Point]]:
    return [loop for loop in all_loops if any(point != (0, 0) for point in loop.values)]


def _every_frame(movement: Movement, clock: Clock) -> Loop[Point]:
    """Return a loop with a value for each frame, or for those after which the values repeat."""
    places = [movement.offset(clock.odometer, frame) for frame in clock.frames]
    repeats = clock.is_even and not clock.pause
    count = _repeated_after(places) if repeats else len(places)
    base = movement.offset(clock.odometer, clock.base)
    return Loop(_from(base, places[:count]), clock.durations[:count])


def _repeated_after(values: list[Point]) -> int:
    """Return the number of values that, repeated, are all of them."""
    every = len(values)
    sizes = (size for size in range(1, every) if every % size == 0)
    return next((size for size in sizes if values[:size] * (every // size) == values), every)


def _sums_to(tables: Sequence[tuple[Point, ...]], movement: Movement, odometer: Odometer) -> bool:
    for frame in range(odometer.frame_count):
        parts = [table[digit] for table, digit in zip(tables, odometer.digits(frame), strict=True)]
        total = (sum(x for x, _ in parts), sum(y for _, y in parts))
        if total != movement.offset(odometer, frame):
            return False
    return True


def _motions(form: list[Loop[Point]], clock: Clock) -> list[Element]:
    """Return animations of a group's place whose sum is the movement."""
    added = {"additive": "sum"} if len(form) > 1 else {}
    return [
        Element("animateMotion", **added, **glided(loop, clock, coordinate_pair)) for loop in form
    ]


def _starts(lines: Lines, form: list[Loop[Point]], clock: Clock) -> list[Element]:
    """Return animations of path data that move the starts of lines.

    The first one replaces the base value and the others are added to it (SVG Animations 2,
    "additive"), so the base value can have any form: some optimisers rewrite it.
    """
    return [
        _path_data(loop, clock, lines, is_added=bool(index))
        for index, loop in enumerate(sorted(form, key=lambda loop: _rank(loop, clock)))
    ]


def _rank(loop: Loop[Point], clock: Clock) -> tuple[Decimal, int]:
    """Return the rank of a loop; in a pause, only the longest one is there to replace the base."""
    longest = sum(loop.durations, Decimal(0)) if clock.pause else Decimal(0)
    return -longest, len(loop.values)


def _path_data(loop: Loop[Point], clock: Clock, lines: Lines, *, is_added: bool) -> Element:
    """Return an animation of the path data of lines, or of what is added to it."""
    nowhere = ((0.0, 0.0), (0.0, 0.0))
    base = replace(lines, lines=(nowhere,) * len(lines.lines)) if is_added else lines

    def data(start: Point) -> str:
        moved = tuple(((x + start[0], y + start[1]), end) for (x, y), end in base.lines)
        return absolute_path_data(replace(base, lines=moved).outlines)

    added = {"additive": "sum"} if is_added else {}
    return Element("animate", attributeName="d", **added, **glided(loop, clock, data))


REPEATED = 40
"""What an animation counts besides its values: less than it has, because its text is repeated, and
repeated text compresses well."""


def _shortest(
    movement: Movement, clock: Clock, write: Callable[[list[Loop[Point]]], list[Element]]
) -> list[Element]:
    """Return the animations of a movement: one for each axis, or a single one if it is shorter."""
    by_axis = write(loops(movement, clock))
    is_one = len(by_axis) < 2 and not any(map(_follows_cycle, by_axis))
    if is_one or _expected(by_axis, len(clock.frames)) > 2 * _length(by_axis):
        return by_axis
    return min(by_axis, write([_every_frame(movement, clock)]), key=_length)


def _expected(animations: list[Element], frames: int) -> float:
    """Return about how long a list for all frames is: its values are like those of an axis."""
    longest = max((str(animation["values"]) for animation in animations), key=len)
    return frames * len(longest) / (longest.count(";") + 1)


def _length(animations: list[Element]) -> int:
    return sum(REPEATED + len(str(animation["values"])) for animation in animations)
