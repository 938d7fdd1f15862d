"""When what is animated changes: the attributes of time that every animation has.

Every loop starts at 0, and its length is a whole number of frames, so that any time can be sought.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Generic, TypeVar

from svgconv.states.odometer import Odometer
from svgconv.svg.path_data import duration

Value = TypeVar("Value")

FINE = 5
"""Digits of a key time beyond those that tell frames apart, so that none is seen to begin late."""


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
        every = self.frames == tuple(range(self.odometer.frame_count))
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


def timed(loop: Loop[Value], clock: Clock, write: Callable[[Value], str]) -> dict[str, object]:
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
    places = len(str(int(period / min(durations)))) + FINE
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
