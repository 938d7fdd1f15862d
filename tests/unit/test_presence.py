"""A range of digits is the same presence as its table of flags, in every use of a presence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from svgconv.scene.motion import AxisTracks, Motion, Movement
from svgconv.scene.presence import (
    DigitRange,
    Presence,
    Table,
    at_digits,
    digits,
    is_always,
    present,
    runs,
    shown_digits,
)
from svgconv.scene.side_by_side import CommonTiming
from svgconv.states.odometer import Odometer
from svgconv.svg.clock import Clock

SHAPES = some.lists(some.integers(1, 5), min_size=1, max_size=3).map(tuple)
STEPS = some.tuples(some.integers(-3, 3), some.integers(-3, 3))


@dataclass(frozen=True)
class Case:
    """An odometer, and a presence on it as ranges and as flags."""

    odometer: Odometer
    ranges: Presence

    @property
    def flags(self) -> Presence:
        return tuple(map(flags, self.ranges))


def flags(table: Table) -> tuple[bool, ...]:
    return tuple(table[digit] for digit in range(len(table)))


@some.composite
def cases(draw: some.DrawFn) -> Case:
    shape = draw(SHAPES)
    tables: list[Table] = []
    for axis, count in enumerate(shape):
        # A table may also have flags for the readings of the axis before it.
        length = count * draw(some.sampled_from([1, shape[axis - 1] if axis else 1]))
        start = draw(some.integers(0, length - 1))
        stop = draw(some.integers(start + 1, length))
        tables.append(draw(some.sampled_from([(), digits(start, stop, length)])))
    return Case(Odometer(shape), tuple(tables))


@given(cases())
def test_the_same_frames(case: Case) -> None:
    for frame in range(case.odometer.frame_count):
        both = (present(one, case.odometer, frame) for one in (case.ranges, case.flags))
        assert len({*both}) == 1


@given(cases())
def test_the_same_runs_and_digits(case: Case) -> None:
    for table, listed, count in zip(case.ranges, case.flags, case.odometer.shape, strict=True):
        assert is_always(table) == is_always(listed)
        assert runs(table) == runs(listed)
        shown = [digit for part in shown_digits(table, count) for digit in part]
        assert shown == [digit for part in shown_digits(listed, count) for digit in part]
        assert tuple(DigitRange(1, 2, 3)) == (False, True, False)


@given(cases(), some.data())
def test_the_same_reach(case: Case, data: some.DataObject) -> None:
    odometer = case.odometer
    steps = tuple(data.draw(STEPS) for _ in odometer.shape)
    movements: list[Movement] = [Motion(steps), Motion(steps).tracked(odometer)]
    tracks = (tuple(data.draw(STEPS) for _ in range(count)) for count in odometer.shape)
    movements.append(AxisTracks(tuple(tracks)))
    for movement in movements:
        reach = movement.reach(odometer, case.ranges)
        assert _box(reach) == _box(movement.reach(odometer, case.flags))
        for frame in range(odometer.frame_count):
            if present(case.ranges, odometer, frame):
                assert _box((*reach, movement.offset(odometer, frame))) == _box(reach)


@given(cases(), SHAPES, some.booleans())
def test_the_same_frames_next_to_another_figure(
    case: Case, more: tuple[int, ...], scatters: bool
) -> None:
    own, shape = case.odometer, (*((1,) * 2), *case.odometer.shape)
    padded = ((1,) * (len(shape) - len(more)) + more)[-len(shape) :]
    clock = Odometer(tuple(map(max, shape, padded)))
    if scatters:
        chosen = (tuple((3 * at + 1) % count for at in range(7)) for count in own.shape)
        own = Odometer(own.shape, tuple(chosen))
    timing = CommonTiming(own, clock)
    tables = timing.presence(case.ranges)
    for frame in range(clock.frame_count):
        shown = own.frame(own.nearest(clock.digits(frame), clock))
        assert present(tables, clock, frame) == present(case.flags, own, shown)


@given(cases(), some.data())
def test_loops_change_where_the_frames_do(case: Case, data: some.DataObject) -> None:
    count = case.odometer.frame_count
    frames = data.draw(some.lists(some.integers(0, count - 1), min_size=1, max_size=12))
    shown = data.draw(some.sampled_from([tuple(frames), tuple(sorted({*frames})), *_all(count)]))
    clock = Clock(case.odometer, shown, (Decimal(1),) * len(shown))
    axes = [
        (axis, [digit for digit, _ in runs(table)], len(table))
        for axis, table in enumerate(case.ranges)
        if table
    ]
    loop = clock.frame_runs(axes, lambda frame: present(case.ranges, case.odometer, frame))
    every = [present(case.flags, case.odometer, frame) for frame in shown]
    assert list(loop.values) == runs(tuple(every))


def test_a_range_stays_one_where_digits_ascend() -> None:
    table = DigitRange(1, 3, 4)
    assert at_digits(table, (0, 1, 1, 2, 3), ascending=True) == DigitRange(1, 4, 5)
    assert at_digits(table, (3, 1), ascending=False) == (False, True)
    assert digits(0, 4, 4) == ()


def _all(count: int) -> list[tuple[int, ...]]:
    return [tuple(range(count))]


def _box(points: tuple[tuple[float, float], ...]) -> tuple[float, ...]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
