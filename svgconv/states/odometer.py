"""The frames of a figure as the readings of an odometer, the last axis turning fastest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod


@dataclass(frozen=True)
class Odometer:
    """A reading for each frame: ``shape`` has the number of digits of each axis.

    ``followed`` is there where the readings are not of output cells: for each axis the digit that
    is shown beside figures at each of their output indices.
    """

    shape: tuple[int, ...]
    followed: tuple[tuple[int, ...], ...] = ()

    @property
    def frame_count(self) -> int:
        """The number of readings."""
        return prod(self.shape)

    def held(self, axis: int) -> int:
        """For how many frames a digit of this axis stands before it turns."""
        return prod(self.shape[axis + 1 :])

    def digits(self, frame: int) -> tuple[int, ...]:
        """The reading at ``frame``, from 0 to `frames` - 1."""
        return tuple(frame // self.held(axis) % count for axis, count in enumerate(self.shape))

    def frame(self, digits: tuple[int, ...]) -> int:
        """The frame of a reading."""
        return sum(digit * self.held(axis) for axis, digit in enumerate(digits))

    def nearest(self, digits: tuple[int, ...], clock: Odometer) -> tuple[int, ...]:
        """The reading at a reading of ``clock``, aligned at their last digits.

        What this one has more stays at 0.
        """
        more = len(self.shape) - len(digits)
        aligned = (0,) * more + digits[max(0, -more) :]
        return tuple(self.digit(axis, digit, clock) for axis, digit in enumerate(aligned))

    def digit(self, axis: int, digit: int, clock: Odometer) -> int:
        """An axis's digit at one of ``clock``: the same as far as it goes, then its last.

        Where it follows output cells, and they are the clock's readings, it is the one followed.
        """
        if not self.followed or clock.followed:
            return min(digit, self.shape[axis] - 1)
        told = self.followed[axis]
        return told[min(digit, len(told) - 1)]


def common(odometers: Sequence[Odometer]) -> Odometer:
    """The odometer that reads every index that any of these has, aligned at their last axes.

    Those that follow output cells are left out, unless all of them do.
    """
    leading = [one for one in odometers if not one.followed] or odometers
    axes = max(len(one.shape) for one in odometers)
    shapes = [(1,) * (axes - len(one.shape)) + one.shape for one in leading]
    return Odometer(tuple(max(counts) for counts in zip(*shapes, strict=True)), leading[0].followed)
