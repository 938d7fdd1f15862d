"""The frames of a figure as the readings of an odometer, whose last axis turns fastest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod


@dataclass(frozen=True)
class Odometer:
    """One reading for each frame.

    Attributes
    ----------
    shape: the number of digits of each axis.
    output_digits: only if the readings are not output cells: for each axis and each output index,
        the digit that is shown next to figures whose readings are output cells.
    """

    shape: tuple[int, ...]
    output_digits: tuple[tuple[int, ...], ...] = ()

    @property
    def frame_count(self) -> int:
        """The number of readings."""
        return prod(self.shape)

    @cached_property
    def _held(self) -> tuple[int, ...]:
        """For how many frames a digit of each axis stays."""
        return tuple(prod(self.shape[axis + 1 :]) for axis in range(len(self.shape)))

    def held(self, axis: int) -> int:
        """Return for how many frames a digit of this axis stays before it turns."""
        return self._held[axis]

    def digits(self, frame: int) -> tuple[int, ...]:
        """Return the reading at ``frame``, from 0 to `frames` - 1."""
        both = zip(self._held, self.shape, strict=True)
        return tuple([frame // held % count for held, count in both])

    def frame(self, digits: tuple[int, ...]) -> int:
        """Return the frame of a reading."""
        return sum(digit * self.held(axis) for axis, digit in enumerate(digits))

    def nearest(self, digits: tuple[int, ...], clock: Odometer) -> tuple[int, ...]:
        """Return the reading at a reading of ``clock``, aligned at their last digits.

        Digits that only this odometer has stay at 0.
        """
        more = len(self.shape) - len(digits)
        aligned = (0,) * more + digits[max(0, -more) :]
        return tuple(self.digit(axis, digit, clock) for axis, digit in enumerate(aligned))

    def digit(self, axis: int, digit: int, clock: Odometer) -> int:
        """Return an axis's digit at a digit of ``clock``: the same one, but at most its last.

        If only the clock's readings are output cells, it is the one of `output_digits`.
        """
        if not self.output_digits or clock.output_digits:
            return min(digit, self.shape[axis] - 1)
        digits = self.output_digits[axis]
        return digits[min(digit, len(digits) - 1)]


def common(odometers: Sequence[Odometer]) -> Odometer:
    """Return the odometer with all readings of these, aligned at their last axes.

    Odometers whose readings are not output cells are left out, unless all of them are such.
    """
    leading = [one for one in odometers if not one.output_digits] or odometers
    axes = max(len(one.shape) for one in odometers)
    shapes = [(1,) * (axes - len(one.shape)) + one.shape for one in leading]
    shape = tuple(max(counts) for counts in zip(*shapes, strict=True))
    return Odometer(shape, leading[0].output_digits)
