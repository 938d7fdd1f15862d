"""The frames of a figure as the readings of an odometer, the last axis turning fastest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod


@dataclass(frozen=True)
class Odometer:
    """A reading for each output cell: ``shape`` has the number of digits of each axis."""

    shape: tuple[int, ...]

    @property
    def frames(self) -> int:
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

    def nearest(self, digits: tuple[int, ...]) -> tuple[int, ...]:
        """Another odometer's reading as far as this one goes: a digit past its last stays there.

        Readings are aligned at their last digits; what this one has more stays at 0.
        """
        more = len(self.shape) - len(digits)
        aligned = (0,) * more + digits[max(0, -more) :]
        return tuple(min(d, count - 1) for d, count in zip(aligned, self.shape, strict=True))


def common(odometers: Sequence[Odometer]) -> Odometer:
    """The odometer that reads every index that any of these has, aligned at their last axes."""
    axes = max(len(odometer.shape) for odometer in odometers)
    shapes = [(1,) * (axes - len(one.shape)) + one.shape for one in odometers]
    return Odometer(tuple(max(counts) for counts in zip(*shapes, strict=True)))
