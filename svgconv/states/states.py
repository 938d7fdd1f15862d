"""The states of a figure: for each frame the window's cells, the units read, the output cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from svgconv.errors import SvgconvError
from svgconv.states.axis import NO_CELL, NO_UNIT, Axis, Indices
from svgconv.states.channels import Channels
from svgconv.states.document import streamed
from svgconv.states.odometer import Odometer
from svgconv.states.slices import Slices

MOST_FRAMES = 1_000_000
MOST_DRAWN_CELLS = 1_000_000
MOST_WINDOW_CELLS = 20_000_000


@dataclass(frozen=True, eq=False)
class States:
    """Per-frame cell states, kept an axis at a time and combined on demand.

    Arrays have a row for each frame, frames in the odometer's order (the output's row-major
    order); F frames, K taps in all, A axes.

    Attributes
    ----------
    axes: the input's and output's axes without channels, which all have the same.
    outside: what drawn cells are that are no unit of the input: ``"zeros"``; ``"padding"``, which
        copies units; ``"nothing"``, which no value of the input falls below (minus infinity).
    mask: which of the window's taps count, in rows; None where all do. A tap that does not is one
        that no frame has.
    channels: where there are several of them. Then each index has its channel first, frames are
        those of the drawn output channels, and A counts the channels as an axis.

    Raises
    ------
    SvgconvError: more frames or drawn cells than svgconv takes on.
    """

    operation: str
    parameters: dict[str, Any]
    axes: tuple[Axis, ...]
    input_size: tuple[int, ...]
    outside: str = "zeros"
    channels: Channels | None = None
    mask: tuple[tuple[bool, ...], ...] | None = None

    @property
    def odometer(self) -> Odometer:
        """The readings that the frames are: the drawn channels first, where there are several."""
        return Odometer(tuple(axis.output for axis in self.all_axes))

    @cached_property
    def all_axes(self) -> tuple[Axis, ...]:
        """The axes, that of the channels first where there are several."""
        return (self.channels.axis, *self.axes) if self.channels else self.axes

    @property
    def plane(self) -> tuple[Axis, Axis]:
        """The rows and the columns that are drawn; one axis is drawn as a single row."""
        if len(self.axes) == 1:
            return Axis.one_line(), self.axes[0]
        rows, columns = self.axes[-2:]
        return rows, columns

    @cached_property
    def planes(self) -> Channels | Slices | None:
        """What is drawn as a plane each, channels or the slices of three axes; None for one plane.

        Raises
        ------
        SvgconvError: both, or more slices than can be drawn.
        """
        if len(self.axes) < 3:
            return self.channels
        if self.channels is not None:
            raise SvgconvError(
                "in_channels", "three axes are drawn with one channel", "use 1, and out_channels 1"
            )
        return Slices(self.axes[0])

    @property
    def plane_odometer(self) -> Odometer:
        """The same frames as readings of the drawn planes and a plane's two axes."""
        drawn = self.all_axes[: -min(2, len(self.axes))]
        return Odometer(tuple(axis.output for axis in (*drawn, *self.plane)))

    @property
    def drawn_size(self) -> tuple[int, ...]:
        """The drawn grid's size, the same for each channel."""
        return tuple(axis.drawn for axis in self.axes)

    @property
    def output_size(self) -> tuple[int, ...]:
        """The output's size, the same for each channel."""
        return tuple(axis.output for axis in self.axes)

    @property
    def input_shape(self) -> tuple[int, ...]:
        """The input's size, its channels first where there are several."""
        return (self.channels.inputs, *self.input_size) if self.channels else self.input_size

    @property
    def output_shape(self) -> tuple[int, ...]:
        """The output's size, its channels first where there are several."""
        return (self.channels.outputs, *self.output_size) if self.channels else self.output_size

    @cached_property
    def outputs(self) -> Indices:
        """The output cell that each frame computes; (F, A)."""
        axes = [np.arange(axis.output) for axis in self.axes]
        channels = [np.array(self.channels.drawn_outputs)] if self.channels else []
        return _grid([*channels, *axes])

    @cached_property
    def windows(self) -> Indices:
        """The drawn cells under the taps, row-major within a frame; (F, K, A).

        A tap that a frame has not, where windows differ in size, is `NO_CELL` on every axis.
        """
        windows = self._spread([axis.window for axis in self.all_axes])
        windows[(windows == NO_CELL).any(axis=2)] = NO_CELL
        windows[:, ~self.counting] = NO_CELL
        return windows

    @cached_property
    def units(self) -> Indices:
        """The input's own indices of what the taps read, `NO_UNIT` for none; (F, K, A)."""
        units = self._spread([axis.under_taps for axis in self.all_axes])
        units[:, ~self.counting] = NO_UNIT
        return units

    @property
    def counting(self) -> NDArray[np.bool_]:
        """The taps that count; (K,)."""
        if self.mask is None:
            return np.ones(prod(axis.window.shape[1] for axis in self.all_axes), dtype=np.bool_)
        return np.array(self.mask).ravel()

    @cached_property
    def read(self) -> NDArray[np.bool_]:
        """Whether each tap reads a unit of the input, or a copy of one; (F, K)."""
        return np.asarray((self.units != NO_UNIT).all(axis=2))

    @cached_property
    def real(self) -> NDArray[np.bool_]:
        """Whether each drawn cell holds a real unit of the input; the drawn grid's shape."""
        held = np.ones((), dtype=bool)
        for axis in self.axes:
            held = held[..., None] & axis.real
        return np.asarray(held)

    def _spread(self, tables: list[Indices]) -> Indices:
        """Combine one (output, taps) table an axis into (F, K, A)."""
        self._few_enough()
        frames = _grid([np.arange(len(table)) for table in tables])
        taps = _grid([np.arange(table.shape[1]) for table in tables])
        columns = [
            table[frames[:, None, axis], taps[None, :, axis]] for axis, table in enumerate(tables)
        ]
        return np.stack(columns, axis=-1).astype(np.int32)

    def frames(self) -> Iterator[dict[str, Any]]:
        """Each frame as the ``states`` document holds it: output, window, reads."""
        self._few_enough()
        if self.mask is not None:
            yield from self._frames_by_tap()
            return
        cells = [axis.cells for axis in self.all_axes]
        reads = [axis.reads for axis in self.all_axes]
        for frame, output in enumerate(self.outputs.tolist()):
            digits = self.odometer.digits(frame)
            yield {
                "output": output,
                "window": crossed([table[at] for table, at in zip(cells, digits, strict=True)]),
                "reads": crossed([table[at] for table, at in zip(reads, digits, strict=True)]),
            }

    def _frames_by_tap(self) -> Iterator[dict[str, Any]]:
        """The same where windows are no product of the axes' cells."""
        for output, window, units, read in zip(
            self.outputs.tolist(), self.windows, self.units, self.read, strict=True
        ):
            yield {
                "output": output,
                "window": window[(window != NO_CELL).all(axis=1)].tolist(),
                "reads": np.unique(units[read], axis=0).tolist(),
            }

    def _few_enough(self) -> None:
        """Refuse to spell out more cells than memory should hold."""
        _at_most(
            "states",
            prod(axis.window.size for axis in self.all_axes),
            MOST_WINDOW_CELLS,
            "cells under the window in all frames",
            "use a smaller input or kernel",
        )

    def head(self) -> dict[str, Any]:
        """The ``states`` document without its frames."""
        return {
            "operation": self.operation,
            "parameters": self.parameters,
            "input": {
                "shape": list(self.input_shape),
                "drawn": list(self.drawn_size),
                "cells": _rows(np.atleast_2d(np.where(self.real, "#", ".")).tolist()),
            },
            "output": {"shape": list(self.output_shape)},
        }

    def numbers(
        self, input: NDArray[Any], weight: NDArray[Any] | None, output: NDArray[Any] | None
    ) -> Iterator[dict[str, Any]]:
        """What each frame's document says of numbers: the value that it gives, unless blank."""
        if output is None:
            yield from ({} for _ in range(self.odometer.frame_count))
        else:
            yield from ({"value": value} for value in output.ravel())

    def to_dict(self) -> dict[str, Any]:
        """The ``states`` document: the drawn grid, and every frame's output, window and reads."""
        return {**self.head(), "frames": list(self.frames())}

    def to_json(self) -> Iterator[str]:
        """The document as JSON in pieces, one frame a line, for streaming."""
        return streamed(self)


def within_limits(
    drawn: tuple[int, ...],
    taps: tuple[int, ...],
    output: tuple[int, ...],
    channels: Channels | None = None,
) -> None:
    """Refuse what is too large to draw, before any array is made.

    Raises
    ------
    SvgconvError: more than `MOST_FRAMES` frames, `MOST_DRAWN_CELLS` drawn cells, or
        `MOST_WINDOW_CELLS` window cells along one axis.
    """
    smaller = "use a smaller input"
    below = len(channels.drawn_inputs) if channels else 1
    above = len(channels.drawn_outputs) if channels else 1
    frames, cells = above * prod(output), below * prod(drawn)
    _at_most("frames", frames, MOST_FRAMES, "frames", f"{smaller} or a larger stride")
    _at_most("input_size", cells, MOST_DRAWN_CELLS, "drawn cells", smaller)
    for count, width in zip(output, taps, strict=True):
        _at_most("kernel_size", count * width, MOST_WINDOW_CELLS, "window cells", smaller)


def _at_most(subject: str, count: int, most: int, things: str, remedy: str) -> None:
    if count > most:
        raise SvgconvError(subject, f"{count:,} {things} are more than {most:,}", remedy)


def crossed(indices: list[list[int]]) -> list[list[int]]:
    """Every combination of the axes' indices, row-major."""
    return [list(index) for index in product(*indices)]


def _rows(letters: list[Any]) -> list[Any]:
    """Each row of letters as text; in a list for each slice where there are three axes."""
    return ["".join(line) if isinstance(line[0], str) else _rows(line) for line in letters]


def _grid(ranges: list[NDArray[np.int_]]) -> Indices:
    """Every combination of the ranges' entries, the last range fastest; (product, ranges)."""
    mesh = np.meshgrid(*ranges, indexing="ij")
    return np.stack([plane.ravel() for plane in mesh], axis=-1).astype(np.int32)
