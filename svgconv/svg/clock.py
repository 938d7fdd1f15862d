"""The timing of animations: the attributes that say when values change.

Every loop begins at 0, and its duration is a whole number of frames, so any time can be sought.
"""

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
from svgconv.svg.path_data import duration

Value = TypeVar("Value")

FINE = 5
"""Digits of a key time beyond those that distinguish frames, so that no frame begins late."""


@dataclass(frozen=True)
class Clock:
    """When each frame is shown.

    If all frames are shown for the same time, each axis has a loop of its own. With a hold, or with
    chosen frames, movement is not a sum over the digits: then a loop has a value for each frame.

    Attributes
    ----------
    odometer: all frames.
    frames: those that are shown, in this order.
    durations: the seconds for which each of them is shown.
    plays: how many times they are shown before the last one stays; None repeats them for ever.
    """

    odometer: Odometer
    frames: tuple[int, ...]
    durations: tuple[Decimal, ...]
    plays: int | None = None
    _axis_durations: dict[tuple[int, int], Durations] = field(default_factory=dict, compare=False)

    @cached_property
    def is_even(self) -> bool:
        """Whether all frames are shown in order, each for the same time."""
        every = self.frames == tuple(range(self.odometer.frame_count))
        return every and self.frame_durations.are_even

    @cached_property
    def frame_durations(self) -> Durations:
        """The seconds of each shown frame."""
        return Durations(self.durations)

    @property
    def period(self) -> Decimal:
        """The seconds in which all frames are shown once."""
        return self.frame_durations.period

    def axis_durations(self, axis: int, count: int) -> Durations:
        """Return the seconds of each of ``count`` readings of an axis, if the clock is even."""
        if (axis, count) not in self._axis_durations:
            held = self.odometer.held(axis) * self.durations[0]
            self._axis_durations[axis, count] = Durations((held,) * count)
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


def timed(
    loop: Loop[Value] | Runs[Value], clock: Clock, write: Callable[[Value], str]
) -> dict[str, object]:
    """Return the attributes of a loop; after the last play, its last value stays.

    Source: SVG Animations 2, "Attributes to control the timing of the animation".
    """
    runs = loop.runs if isinstance(loop, Loop) else loop
    attributes: dict[str, object] = {
        "calcMode": "discrete",
        "dur": duration(runs.durations.period),
        **_shortest([(index, write(value)) for index, value in runs.values], runs.durations),
    }
    if clock.plays is None:
        return {**attributes, "repeatCount": "indefinite"}
    repeats = int(clock.plays * clock.period / runs.durations.period)
    return {**attributes, "repeatCount": repeats, "fill": "freeze"}


def _shortest(written: list[tuple[int, str]], durations: Durations) -> dict[str, object]:
    """Return the values as a list, or each run of equal values once with key times if shorter.

    A list without key times divides the duration evenly (SVG Animations 2, "calcMode").
    """
    count = len(durations.seconds)
    ends = [*(index for index, _ in written[1:]), count]
    lengths = [end - index for (index, _), end in zip(written, ends, strict=True)]
    every = count - 1
    every += sum(len(text) * length for (_, text), length in zip(written, lengths, strict=True))
    runs = first_of_runs(text for _, text in written)
    starts, period, places = durations.starts, durations.period, durations.places
    by_run = {
        "values": ";".join(text for _, text in runs),
        "keyTimes": ";".join(_fraction(starts[written[at][0]] / period, places) for at, _ in runs),
    }
    shorter = sum(map(len, by_run.values())) + len(' keyTimes=""') < every
    if shorter or not durations.are_even:
        return dict(by_run)
    repeated = zip(written, lengths, strict=True)
    return {"values": ";".join(text for (_, text), length in repeated for _ in range(length))}


def _fraction(value: Decimal, places: int) -> str:
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".")
