"""Unfold and fold: windows on a grid, and a matrix with a column for each window."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations._repeat import Repeat, of_windows
from svgconv.operations.base import Operation, Step
from svgconv.specification.phrases import channels_of, counted, torch_argument, torch_size
from svgconv.specification.sizes import AXIS_NAMES, Size, times

if TYPE_CHECKING:
    from svgconv.states.columns import ColumnStates

COLUMNS = "columns"
"""The kind of these operations: a frame is a window, and a column of a matrix."""


class Columns(Operation):
    """An operation between a grid and the matrix of its windows.

    The matrix has C·k·k rows: first those of channel 0, then those of channel 1, and so on. Up to
    four channels are drawn.
    """

    states_kinds: ClassVar[tuple[str, ...]] = (COLUMNS,)
    default_view: ClassVar[str] = "columns"
    into_columns: ClassVar[bool]
    """Whether the grid is the input and the matrix is the output."""

    kernel_size: Size
    stride: Size
    padding: Size
    dilation: Size

    @property
    @abstractmethod
    def grid_size(self) -> Size:
        """The size of the grid without its padding."""

    @property
    @abstractmethod
    def grid_channels(self) -> int:
        """The channels of the grid."""

    @property
    def grid_shape(self) -> Size:
        """The grid's size, with several channels first."""
        return (*(self.grid_channels,) * (self.grid_channels > 1), *self.grid_size)

    @property
    def _grid_words(self) -> str:
        """The grid's size as in titles: ``4×4``, or ``2 channels of 4×4``."""
        several = self.grid_channels > 1
        return channels_of(self.grid_shape) if several else times(self.grid_size)

    @property
    def padded(self) -> Size:
        """The padded grid's size."""
        return tuple(i + 2 * p for i, p in zip(self.grid_size, self.padding, strict=True))

    @property
    def span(self) -> Size:
        """The cells that a window spans: d(k-1)+1."""
        return tuple(d * (k - 1) + 1 for k, d in zip(self.kernel_size, self.dilation, strict=True))

    @cached_property
    def windows(self) -> Size:
        """The number of windows along each axis."""
        return tuple(
            (padded - span) // stride + 1
            for padded, span, stride in zip(self.padded, self.span, self.stride, strict=True)
        )

    @property
    def matrix_size(self) -> Size:
        """The matrix's rows and columns: one column for each window.

        The rows are one for each cell of the kernel in each channel.
        """
        return self.grid_channels * prod(self.kernel_size), prod(self.windows)

    @property
    def frame_count(self) -> int:
        """The number of frames: one for each window."""
        return prod(self.windows)

    def check(self) -> None:
        """Reject a window that does not fit."""
        for span, padded in zip(self.span, self.padded, strict=True):
            if span > padded:
                raise SvgconvError(
                    "kernel_size",
                    f"the window spans {span} cells, more than the padded {self._grid_word},"
                    f" {padded}",
                    f"pad by {(span - padded + 1) // 2} more, or use a smaller kernel",
                )

    @property
    def _channels_name(self) -> str:
        return "in_channels" if self.into_columns else "out_channels"

    @property
    def _grid_word(self) -> str:
        return "input" if self.into_columns else "output"

    def repeat(self, axis: int) -> Repeat:
        """Return the cells of the grid by which the window moves."""
        sizes = self.grid_size, self.windows, self.span, self.stride, self.padding
        size, count, span, stride, before = (one[axis] for one in sizes)
        return of_windows(size, count, span, stride, before)

    def states(self) -> ColumnStates:
        """Return the states of the window over the padded grid, which moves by the stride."""
        from svgconv.states.axis import Axis
        from svgconv.states.channels import MOST_PLANES
        from svgconv.states.columns import ColumnStates
        from svgconv.states.limits import within_limits

        if self.grid_channels > MOST_PLANES:
            problem = f"{self.grid_channels:,} channels are not drawn"
            raise SvgconvError(self._channels_name, problem, f"use at most {MOST_PLANES}")
        within_limits(self.padded, self.kernel_size, self.windows)
        within_limits(self.matrix_size, (1, 1), self.windows)
        return ColumnStates(
            operation=self.name,
            parameters=self.all_parameters(),
            axes=tuple(
                Axis.of(
                    drawn=self.padded[axis],
                    units=self.grid_size[axis],
                    origin=self.padding[axis],
                    spacing=1,
                    taps=self.kernel_size[axis],
                    dilation=self.dilation[axis],
                    stride=self.stride[axis],
                    output=self.windows[axis],
                )
                for axis in range(self.axes)
            ),
            input_size=self.grid_size,
            outside="zeros" if self.into_columns else "ignored_padding",
            into_columns=self.into_columns,
            grid_channels=self.grid_channels,
        )

    def _window_words(self) -> str:
        """The window's parameters in words."""
        parts = [f"kernel {times(self.kernel_size)}"]
        parts += counted("stride", self.stride, but=1)
        parts += counted("padding", self.padding, but=0)
        return ", ".join(parts + counted("dilation", self.dilation, but=1))

    def steps(self, axis: int) -> list[Step]:
        """Return the number of windows along the axis."""
        i, k, s, p, d = (
            sizes[axis]
            for sizes in (
                self.grid_size,
                self.kernel_size,
                self.stride,
                self.padding,
                self.dilation,
            )
        )
        letter = self._grid_word[0]
        return [
            Step(
                f"torch.nn.{self.torch_module}, windows",
                f"floor(({letter} + 2p - d(k - 1) - 1) / s) + 1",
                f"floor(({i} + 2·{p} - {d}·{k - 1} - 1) / {s}) + 1",
                self.windows[axis],
                "L",
            )
        ]

    def remarks(self) -> list[str]:
        """Return what the matrix's rows and columns are."""
        rows, columns = self.matrix_size
        each = " times ".join(
            f"{count} along the {name}"
            for name, count in zip(AXIS_NAMES[2], self.windows, strict=True)
        )
        taps = prod(self.kernel_size)
        window = f"one for each cell of the {times(self.kernel_size)} window"
        if self.grid_channels > 1:
            window += f" in each of {self.grid_channels:,} channels: row {taps}·c + t is cell t of"
            window += " the window, row by row, in channel c"
        return [
            f"{rows} rows, {window}",
            f"{columns} column{'s' * (columns > 1)}, one for each window: {each}",
        ]

    def _window_arguments(self) -> list[str]:
        arguments = [torch_size(self.kernel_size)]
        arguments += torch_argument("dilation", self.dilation, 1)
        arguments += torch_argument("padding", self.padding, 0)
        return arguments + torch_argument("stride", self.stride, 1)

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the same arguments."""
        return dict(arguments)
