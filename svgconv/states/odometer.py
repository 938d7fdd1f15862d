"""The frames of a figure as the readings of an odometer, the last axis turning fastest."""

from __future__ import annotations

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
