"""The timing of animations: the attributes that say when values change.

Every loop begins at 0, and its duration is a whole number of frames, so any time can be sought.
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

    @property
    def is_even(self) -> bool:
        """Whether all frames are shown in order, each for the same time."""
        every = self.frames == tuple(range(self.odometer.frame_count))
        return every and len(set(self.durations)) == 1

    @property
    def period(self) -> Decimal:
        """The seconds in which all frames are shown once."""
        return sum(self.durations, Decimal(0))


@dataclass(frozen=True)
class Loop(Generic[Value]):
    """Values that follow each other, each for its seconds, and repeat."""

    values: tuple[Value, ...]
    durations: tuple[Decimal, ...]

    @property
    def period(self) -> Decimal:
        """The seconds of one repetition."""
        return sum(self.durations, Decimal(0))


def timed(loop: Loop[Value], clock: Clock, write: Callable[[Value], str]) -> dict[str, object]:
    """Return the attributes of a loop; after the last play, its last value stays.

    Source: SVG Animations 2, "Attributes to control the timing of the animation".
    """
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
    """Return the values as a list, or each run of equal values once with key times if shorter.

    A list without key times divides the duration evenly (SVG Animations 2, "calcMode").
    """
    every = {"values": ";".join(values)}
    starts = [Decimal(0), *accumulate(durations)]
    period = starts.pop()
    runs = list(_runs(values))
    places = len(str(int(period / min(durations)))) + FINE
    by_run = {
        "values": ";".join(value for _, value in runs),
        "keyTimes": ";".join(_fraction(starts[index] / period, places) for index, _ in runs),
    }
    even = len(set(durations)) == 1
    shorter = sum(map(len, by_run.values())) + len(' keyTimes=""') < len(every["values"])
    return dict(by_run if shorter or not even else every)


def _fraction(value: Decimal, places: int) -> str:
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".")


def _runs(values: list[str]) -> Iterator[tuple[int, str]]:
    for index, value in enumerate(values):
        if index == 0 or value != values[index - 1]:
            yield index, value
