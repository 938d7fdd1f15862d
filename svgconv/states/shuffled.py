"""The states of pixel shuffle and unshuffle: cells of one plane, and their places in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from svgconv.states.odometer import Odometer
from svgconv.states.states import States


@dataclass(frozen=True, eq=False)
class ShuffledStates(States):
    """A frame for each output cell, which is one input cell elsewhere.

    ``axes`` are those of the one large plane: the output of shuffle, the input of unshuffle. The
    other side has ``factor`` squared channels, each smaller by ``factor``; channel i·factor + j
    holds the large plane's cells (factor·h + i, factor·w + j).

    Attributes
    ----------
    factor: small planes along each axis, at least 1.
    into_one: whether the channels become one plane (shuffle), or the other way (unshuffle).
    """

    factor: int = 1
    into_one: bool = True

    @property
    def odometer(self) -> Odometer:
        """Output cells in row-major order; channels and their rows are one axis of unshuffle's."""
        rows, columns = (axis.drawn for axis in self.axes)
        if self.into_one:
            return Odometer((rows, columns))
        return Odometer((rows * self.factor, columns // self.factor))

    @property
    def plane_odometer(self) -> Odometer:
        """The same."""
        return self.odometer

    @property
    def small_size(self) -> tuple[int, ...]:
        """The size of each channel's plane."""
        return tuple(axis.drawn // self.factor for axis in self.axes)

    def cells(self, frame: int) -> tuple[tuple[int, int, int], tuple[int, int]]:
        """The frame's cell in the channels, channel first, and its cell in the large plane."""
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
        """Each frame: the output cell, and the input cell that it is."""
        for frame in range(self.odometer.frame_count):
            small, large = self.cells(frame)
            read, written = (small, large) if self.into_one else (large, small)
            yield {"output": list(written), "window": [list(read)], "reads": [list(read)]}

    def head(self) -> dict[str, Any]:
        """The ``states`` document without its frames; of channels, what one is drawn as."""
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
