"""The states of a figure: each frame's window, the units that it reads, and its output cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from svgconv.errors import Name, SvgconvError, Words
from svgconv.states.axis import NO_CELL, NO_UNIT, Axis, Indices
from svgconv.states.channels import Channels
from svgconv.states.lazy_numpy import np
from svgconv.states.limits import MOST_WINDOW_CELLS, at_most
from svgconv.states.odometer import Odometer
from svgconv.states.slices import Slices

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class States:
    """The cells' states in each frame, stored by axis and combined when they are needed.

    Arrays have one row for each frame, in the odometer's order, which is the output's row-major
    order. In shapes, F is the number of frames, K the number of taps and A the number of axes.

    Attributes
    ----------
    operation: the operation's name.
    parameters: its parameters, as the ``states`` document shows them.
    axes: the axes without the channels; all channels have the same axes.
    input_size: the input's size without the channels.
    outside: what drawn cells are that are not units of the input: ``"zeros"``;
        ``"copied_padding"``, copies of units; ``"ignored_padding"``, which holds no number (minus
        infinity, or not counted).
    mask: whether each group of output channels uses each tap on each group of input channels, in
        the shape (groups, groups, rows, columns), where all groups have the same size; None if all
        taps are used. No frame has the taps that it does not use.
    channels: the channels if there are several. Then each index starts with its channel, the frames
        are those of the drawn output channels, and A includes the channels as an axis.
    """

    operation: str
    parameters: dict[str, Any]
    axes: tuple[Axis, ...]
    input_size: tuple[int, ...]
    outside: str = "zeros"
    channels: Channels | None = None
    mask: NDArray[np.bool_] | None = None

    @property
    def odometer(self) -> Odometer:
        """The odometer whose readings are the frames; drawn channels are its first axis."""
        return Odometer(tuple(axis.output for axis in self.all_axes))

    @cached_property
    def all_axes(self) -> tuple[Axis, ...]:
        """The axes; the channels are the first one if there are several."""
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
        """What is drawn as several planes: channels, or slices of three axes; None for one plane.

        Raises
        ------
        SvgconvError: three axes with several channels, or too many slices.
        """
        if len(self.axes) < 3:
            return self.channels
        if self.channels is not None:
            problem = "three axes are drawn with one channel"
            raise SvgconvError(
                "in_channels", problem, Words("use 1, and ", Name("out_channels"), " 1")
            )
        return Slices(self.axes[0])

    @property
    def plane_odometer(self) -> Odometer:
        """The same frames as readings of the planes, if there are several, and a plane's axes."""
        drawn = self.all_axes[: -min(2, len(self.axes))]
        return Odometer(tuple(axis.output for axis in (*drawn, *self.plane)))

    @property
    def drawn_size(self) -> tuple[int, ...]:
        """The drawn grid's size; all channels have the same one."""
        return tuple(axis.drawn for axis in self.axes)

    @property
    def output_size(self) -> tuple[int, ...]:
        """The output's size; all channels have the same one."""
        return tuple(axis.output for axis in self.axes)

    @property
    def input_shape(self) -> tuple[int, ...]:
        """The input's size, with the number of channels first if there are several."""
        return (self.channels.inputs, *self.input_size) if self.channels else self.input_size

    @property
    def output_shape(self) -> tuple[int, ...]:
        """The output's size, with the number of channels first if there are several."""
        return (self.channels.outputs, *self.output_size) if self.channels else self.output_size

    @cached_property
    def outputs(self) -> Indices:
        """The index of the output cell that each frame computes; (F, A)."""
        axes = [np.arange(axis.output) for axis in self.axes]
        channels = [np.array(self.channels.drawn_outputs)] if self.channels else []
        return _grid([*channels, *axes])

    @cached_property
    def windows(self) -> Indices:
        """The drawn cells under each frame's taps, in row-major order; (F, K, A).

        A tap that a frame does not have is `NO_CELL` on every axis.
        """
        windows = self._spread([axis.window for axis in self.all_axes])
        windows[(windows == NO_CELL).any(axis=2)] = NO_CELL
        if self.mask is not None:
            windows[~self._used_by_frame] = NO_CELL
        return windows

    @cached_property
    def units(self) -> Indices:
        """The input's indices of the units that the taps read, or `NO_UNIT`; (F, K, A)."""
        units = self._spread([axis.under_taps for axis in self.all_axes])
        if self.mask is not None:
            units[~self._used_by_frame] = NO_UNIT
        return units

    @property
    def used_taps(self) -> NDArray[np.bool_]:
        """Whether any frame uses each tap, according to the mask; (K,)."""
        if self.mask is None:
            return np.ones(prod(axis.taps for axis in self.all_axes), dtype=np.bool_)
        return np.asarray(self._used_by_output.any(axis=0))

    @property
    def _used_by_frame(self) -> NDArray[np.bool_]:
        """Whether each frame uses each tap, according to the mask; (F, K)."""
        by_output = self._used_by_output
        return by_output.repeat(self.odometer.frame_count // len(by_output), axis=0)

    def masks_on(self, number: int) -> list[tuple[tuple[bool, ...], ...]]:
        """Return the rows of the mask on an input channel, for each drawn output channel."""
        below = self._mask_group(number, self.channels.inputs if self.channels else 1)
        return [tuple(map(tuple, kernels[below].tolist())) for kernels in self._mask_by_output]

    def _mask_group(self, channel: int, count: int) -> int:
        """Return the number of a channel's group in the mask, of this number of channels."""
        assert self.mask is not None
        return channel * len(self.mask) // count

    @property
    def _mask_by_output(self) -> NDArray[np.bool_]:
        """The mask of each drawn output channel, (drawn outputs, groups, rows, columns)."""
        assert self.mask is not None
        if self.channels is None:
            return self.mask
        above = [
            self._mask_group(one, self.channels.outputs) for one in self.channels.drawn_outputs
        ]
        return self.mask[above]

    @property
    def _used_by_output(self) -> NDArray[np.bool_]:
        """Whether each drawn output channel uses each tap, (drawn outputs, K)."""
        masks = self._mask_by_output
        each = (self.channels.inputs if self.channels else 1) // masks.shape[1]
        return masks.repeat(each, axis=1).reshape(len(masks), -1)

    @cached_property
    def read(self) -> NDArray[np.bool_]:
        """Whether each tap reads a unit of the input or a copy of one; (F, K)."""
        return np.asarray((self.units != NO_UNIT).all(axis=2))

    @cached_property
    def real(self) -> NDArray[np.bool_]:
        """Whether each drawn cell is a unit of the input; the drawn grid's shape."""
        held = np.ones((), dtype=bool)
        for axis in self.axes:
            held = held[..., None] & axis.real
        return np.asarray(held)

    def _spread(self, tables: list[Indices]) -> Indices:
        """Combine an (output, taps) table for each axis to (F, K, A)."""
        self._check_size()
        frames = _grid([np.arange(len(table)) for table in tables])
        taps = _grid([np.arange(table.shape[1]) for table in tables])
        columns = [
            table[frames[:, None, axis], taps[None, :, axis]] for axis, table in enumerate(tables)
        ]
        return np.stack(columns, axis=-1).astype(np.int32)

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield each frame of the ``states`` document: its output, window and reads."""
        self._check_size()
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
        """Yield the same if windows are not products of the axes' cells."""
        for output, window, units, read in zip(
            self.outputs.tolist(), self.windows, self.units, self.read, strict=True
        ):
            yield {
                "output": output,
                "window": window[(window != NO_CELL).all(axis=1)].tolist(),
                "reads": np.unique(units[read], axis=0).tolist(),
            }

    def _check_size(self) -> None:
        """Reject more cells in all frames than memory should hold."""
        at_most(
            "input_size",
            prod(axis.output * axis.taps for axis in self.all_axes),
            MOST_WINDOW_CELLS,
            "window cells in all frames",
            "use a smaller input or kernel",
        )

    def head(self) -> dict[str, Any]:
        """Return the ``states`` document without its frames."""
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
        self,
        input: NDArray[Any],
        weight: NDArray[Any] | None,
        output: NDArray[Any] | None,
        bias: NDArray[Any] | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Yield what the ``states`` document says about numbers in each frame.

        Parameters
        ----------
        input: values in the input's shape.
        weight: numbers in the weight's shape; None if the operation has no weight.
        output: numbers in the output's shape; None on a worksheet, where they stay blank.
        bias: a number for each output channel; None without a bias.
        """
        if output is None:
            yield from ({} for _ in range(self.odometer.frame_count))
        else:
            yield from ({"value": value} for value in output.ravel())

    def to_dict(self) -> dict[str, Any]:
        """Return the ``states`` document, with all frames."""
        return {**self.head(), "frames": list(self.frames())}


def crossed(indices: list[list[int]]) -> list[list[int]]:
    """Return all combinations of the axes' indices, in row-major order."""
    return [list(index) for index in product(*indices)]


def _rows(letters: list[Any]) -> list[Any]:
    """Join each row of letters; with three axes, return a list of rows for each slice."""
    return ["".join(line) if isinstance(line[0], str) else _rows(line) for line in letters]


def _grid(ranges: list[NDArray[np.int_]]) -> Indices:
    """Return all combinations of the ranges' entries, the last range fastest; (product, ranges)."""
    mesh = np.meshgrid(*ranges, indexing="ij")
    return np.stack([plane.ravel() for plane in mesh], axis=-1).astype(np.int32)
