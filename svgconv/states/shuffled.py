"""The states of pixel shuffle and unshuffle: one large plane, and the same cells in channels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from svgconv.states.odometer import Odometer
from svgconv.states.states import States


@dataclass(frozen=True, eq=False)
class ShuffledStates(States):
    """States with one frame for each output cell, which is a copy of one input cell.

    ``axes`` are those of the large plane: the output of shuffle, the input of unshuffle. The other
    side has ``factor`` squared channels, each smaller by ``factor``. Channel i·factor + j holds the
    large plane's cells (factor·h + i, factor·w + j).

    Attributes
    ----------
    factor: channels along each axis of the large plane, at least 1.
    into_one: True if the channels become one plane (shuffle), False for the opposite (unshuffle).
    """

    factor: int = 1
    into_one: bool = True

    @property
    def odometer(self) -> Odometer:
        """One frame for each output cell; unshuffle's first axis has the rows of all channels."""
        rows, columns = (axis.drawn for axis in self.axes)
        if self.into_one:
            return Odometer((rows, columns))
        return Odometer((rows * self.factor, columns // self.factor))

    @property
    def plane_odometer(self) -> Odometer:
        """The same as `odometer`."""
        return self.odometer

    @property
    def small_size(self) -> tuple[int, ...]:
        """The size of each channel: rows and columns."""
        return tuple(axis.drawn // self.factor for axis in self.axes)

    def cells(self, frame: int) -> tuple[tuple[int, int, int], tuple[int, int]]:
        """Return a frame's cell in the channels, channel first, and its cell in the large plane."""
        first, second = self.odometer.digits(frame)
        if self.into_one:
            down, across = first % self.factor, second % self.factor
            small = first // self.factor, second // self.factor
            return (down * self.factor + across, *small), (first, second)
        channel, row = divmod(first, self.small_size[0])
        down, across = divmod(channel, self.factor)
        large = row * self.factor + down, second * self.factor + across
        return (channel, row, second), large

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield each frame: its output cell, and the input cell that is copied to it."""
        for frame in range(self.odometer.frame_count):
            small, large = self.cells(frame)
            read, written = (small, large) if self.into_one else (large, small)
            yield {"output": list(written), "window": [list(read)], "reads": [list(read)]}

    def head(self) -> dict[str, Any]:
        """Return the ``states`` document without its frames."""
        rows, columns = (axis.drawn for axis in self.axes)
        large, small = [rows, columns], [*self.small_size]
        channels = [self.factor**2, *small]
        read, drawn, written = (
            (channels, small, large) if self.into_one else (large, large, channels)
        )
        return {
            **super().head(),
            "input": {"shape": read, "drawn": drawn, "cells": _cells(drawn)},
            "output": {"shape": written},
        }


def _cells(size: Sequence[int]) -> list[str]:
    rows, columns = size
    return ["#" * columns] * rows
