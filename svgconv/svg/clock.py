"""When frames are shown, and loops of values that follow each other in time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

from svgconv.states.odometer import Odometer
from svgconv.states.runs import first_of_runs

Value = TypeVar("Value")

GLIDE = Decimal("0.3")
"""The part of a frame in which marks glide."""
FINE = 5
"""Digits of a key time beyond those that distinguish frames, so that no frame begins late."""


@dataclass(frozen=True)
class Clock:
    """When each frame is shown.

    If all frames are shown for the same time, except for a pause at the end, each axis has a loop
    of its own. With chosen frames, movement is not a sum over the digits: then a loop has a value
    for each frame.

    Attributes
    ----------
    odometer: all frames.
    frames: those that are shown, in this order.
    durations: the seconds for which each of them is shown.
    plays: how many times they are shown before the last one stays; None repeats them for ever.
    cycle: the id of the element that begins anew with each cycle, if there is a pause.
    poster: the frame that base values show, one of ``frames``; None for the first of them.
    glides: whether marks glide from place to place along a row, and then rest. They jump to the
        next row, and texts change when marks have come to rest.
    """

    odometer: Odometer
    frames: tuple[int, ...]
    durations: tuple[Decimal, ...]
    plays: int | None = None
    cycle: str = ""
    glides: bool = False
    poster: int | None = None
    _axis_durations: dict[tuple[int, int], Durations] = field(default_factory=dict, compare=False)

    @property
    def base(self) -> int:
        """The frame that base values show."""
        return self.frames[0] if self.poster is None else self.poster

    @cached_property
    def is_even(self) -> bool:
        """Whether all frames are shown in order, each for the same time before a pause."""
        every = self.frames == tuple(range(self.odometer.frame_count))
        same = len({*self.durations[:-1], self.durations[0]}) == 1
        return every and same and (self.plays is None or self.frame_durations.are_even)

    @cached_property
    def pause(self) -> Decimal:
        """The seconds for which the last frame of an even clock is shown longer."""
        return self.durations[-1] - self.durations[0] if self.is_even else Decimal(0)

    @property
    def holds_last(self) -> bool:
        """Whether the last frame is shown for longer than others."""
        return self.durations[-1] > min(self.durations)

    @cached_property
    def frame_durations(self) -> Durations:
        """The seconds of each shown frame."""
        return Durations(self.durations)

    @property
    def late(self) -> Decimal:
        """By how many seconds texts change later than marks begin to move."""
        return GLIDE * self.durations[0] if self.glides and self.is_even else Decimal(0)

    @property
    def period(self) -> Decimal:
        """The seconds in which all frames are shown once."""
        return self.frame_durations.period

    def axis_durations(self, axis: int, count: int) -> Durations:
        """Return the seconds of each of ``count`` readings of an axis, if the clock is even."""
        if (axis, count) not in self._axis_durations:
            held = self.odometer.held(axis)
            seconds = [held * self.durations[0]] * count
            if held * count == self.odometer.frame_count:
                seconds[-1] += self.pause
            self._axis_durations[axis, count] = Durations(tuple(seconds))
        return self._axis_durations[axis, count]

    def frame_runs(
        self, axes: Iterable[tuple[int, Sequence[int], int]], value: Callable[[int], Value]
    ) -> Runs[Value]:
        """Return the loop of a value that depends on the frame, with a run for each change.

        Parameters
        ----------
        axes: what the value depends on: for each axis, the readings at which it may change, and
            the number of readings after which they repeat. The value is the same between these.
        value: returns the value at a frame.
        """
        places = self._changes(axes) if self._ascends else range(len(self.frames))
        values = first_of_runs(value(self.frames[place]) for place in places)
        return Runs([(places[at], one) for at, one in values], self.frame_durations)

    def _changes(self, axes: Iterable[tuple[int, Sequence[int], int]]) -> list[int]:
        """Return the places among the shown frames before which one of the axes changes."""
        starts = {0}
        for axis, readings, count in axes:
            held, total = self.odometer.held(axis), self.odometer.frame_count
            for turn in range(0, total, held * count):
                starts.update(turn + held * reading for reading in readings)
        places = {bisect_left(self.frames, start) for start in starts}
        return sorted(place for place in places if place < len(self.frames))

    @cached_property
    def _ascends(self) -> bool:
        """Whether the frames are shown in their own order."""
        return all(one < following for one, following in pairwise(self.frames))


@dataclass(frozen=True)
class Loop(Generic[Value]):
    """Values that follow each other, each for its seconds, and repeat."""

    values: Collection[Value]
    durations: tuple[Decimal, ...]

    @property
    def runs(self) -> Runs[Value]:
        """The same loop, with each run of equal values once."""
        return Runs(first_of_runs(self.values), Durations(self.durations))


@dataclass(frozen=True)
class Durations:
    """The seconds of each value of a loop, which many loops share."""

    seconds: tuple[Decimal, ...]

    @cached_property
    def period(self) -> Decimal:
        """The seconds of one repetition."""
        return sum(self.seconds, Decimal(0))

    @cached_property
    def starts(self) -> tuple[Decimal, ...]:
        """When each value begins."""
        return tuple(accumulate(self.seconds[:-1], initial=Decimal(0)))

    @cached_property
    def are_even(self) -> bool:
        """Whether all of them are equal."""
        return len(set(self.seconds)) == 1

    @cached_property
    def places(self) -> int:
        """The decimals of key times."""
        return len(str(int(self.period / min(self.seconds)))) + FINE


@dataclass(frozen=True)
class Runs(Generic[Value]):
    """A loop that has each run of equal values once: the first index of the run, and the value."""

    values: Sequence[tuple[int, Value]]
    durations: Durations
