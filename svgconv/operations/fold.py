"""Fold (col2im): `torch.nn.Fold`; each column of a matrix is added onto its window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations._columns import Columns
from svgconv.operations._repeat import Repeat
from svgconv.operations._spelling import Spelling, function
from svgconv.operations.base import parameter
from svgconv.specification.flags import (
    DILATION,
    INPUT_SIZE,
    KERNEL_SIZE,
    OUT_CHANNELS,
    OUTPUT_SIZE,
    PADDING,
    STRIDE,
)
from svgconv.specification.parsers import optional
from svgconv.specification.phrases import torch_size
from svgconv.specification.scalars import count
from svgconv.specification.sizes import Size, size, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


@dataclass(frozen=True, kw_only=True)
class Fold(Columns):
    """A folding (col2im), as `torch.nn.Fold` computes it.

    Each column of a matrix is added onto its window in the output, one channel after the other.
    ``input_size`` is the size of the matrix, which follows from the other parameters. Entries that
    fall on the padding are dropped. Up to four channels are drawn.
    """

    name: ClassVar[str] = "fold"
    example: ClassVar[str] = "output_size=4, kernel_size=2"
    torch_module: ClassVar[str] = "Fold"
    torch_signature: ClassVar[tuple[str, ...]] = (
        "output_size", "kernel_size", "dilation", "padding", "stride",
    )  # fmt: skip
    spellings: ClassVar[tuple[Spelling, ...]] = (function(*torch_signature),)
    into_columns: ClassVar[bool] = False
    positional: ClassVar[tuple[str, ...]] = (
        "output_size", "kernel_size", "stride", "padding", "dilation",
    )  # fmt: skip
    is_exact: ClassVar[bool] = True

    input_size: Size = parameter(optional(size(least=1)), INPUT_SIZE, default=None)
    output_size: Size = parameter(size(least=1), OUTPUT_SIZE)
    kernel_size: Size = parameter(size(least=1), KERNEL_SIZE)
    stride: Size = parameter(size(least=1), STRIDE, default=1)
    padding: Size = parameter(size(least=0), PADDING, default=0)
    dilation: Size = parameter(size(least=1), DILATION, default=1)
    out_channels: int = parameter(count, OUT_CHANNELS, default=1)

    def check(self) -> None:
        """Reject a window that does not fit, and a matrix with a different size."""
        super().check()
        given: Size | None = self.input_size
        if given is not None and given != self.matrix_size:
            raise SvgconvError(
                "input_size",
                f"{times(given)} does not fit the matrix of these windows,"
                f" {times(self.matrix_size)}",
                "leave it out",
            )
        object.__setattr__(self, "input_size", self.matrix_size)

    @property
    def grid_channels(self) -> int:
        """The output's channels."""
        return self.out_channels

    @property
    def output_shape(self) -> Size:
        """The output's shape, with several channels first."""
        return self.grid_shape

    @property
    def grid_size(self) -> Size:
        """The output's size."""
        return self.output_size

    def without(self, repeats: Sequence[Repeat], counts: Sequence[int]) -> Fold:
        """Return the operation without some repeats of each axis of the output."""
        shorter = [
            size - one.units * count
            for size, one, count in zip(self.output_size, repeats, counts, strict=True)
        ]
        return self.from_parameters({**self.parameters(), "output_size": tuple(shorter)})

    def parameters(self) -> dict[str, Any]:
        """Return the parameters without the matrix's size, which follows from them."""
        every = super().parameters()
        return {name: value for name, value in every.items() if name != "input_size"}

    def _forward(self, input: Array, weight: Array | None) -> Array:
        import numpy as np

        states = self.states()
        rows, columns = (axis.window for axis in states.axes)
        total = np.zeros((self.grid_channels, *self.padded), input.dtype)
        places = np.ndindex(self.grid_channels, *self.kernel_size)
        for entries, (channel, down, across) in zip(input, places, strict=True):
            cells = np.ix_(rows[:, down], columns[:, across])
            total[channel][cells] += entries.reshape(self.windows)
        inside = (
            slice(before, before + count)
            for before, count in zip(self.padding, self.output_size, strict=True)
        )
        return total[(slice(None), *inside)].reshape(self.output_shape)

    def title(self) -> str:
        """Return a title such as ``Fold: input 9×4, kernel 3×3, output 4×4``."""
        ends = times(self.input_size), self._grid_words
        return f"Fold: input {ends[0]}, {self._window_words()}, output {ends[1]}"

    def description(self) -> str:
        """Return sentences about the column and its window."""
        padded = (
            " Entries that fall on the padding (dashed) are dropped." if any(self.padding) else ""
        )
        order = "channel by channel and row by row" if self.out_channels > 1 else "row by row"
        return (
            f"Column by column, the shaded entries of the matrix are added, {order}, to the"
            f" output cells under the shaded window.{padded}"
        )

    def remarks(self) -> list[str]:
        """Return what the matrix's rows and columns are, and how many windows overlap."""
        counts = [self._least_and_most(axis) for axis in range(self.axes)]
        least, most = (first * second for first, second in zip(*counts, strict=True))
        sums = str(most) if least == most else f"{least} to {most}"
        remarks = [*super().remarks(), f"each cell of the output is the sum of {sums} entries"]
        if any(self.padding):
            remarks.append("entries that fall on the padding are dropped")
        return remarks

    def _least_and_most(self, axis: int) -> tuple[int, int]:
        """The fewest and the most windows that cover a unit of the axis."""
        covered = [0] * self.padded[axis]
        for window in range(self.windows[axis]):
            for tap in range(self.kernel_size[axis]):
                covered[window * self.stride[axis] + tap * self.dilation[axis]] += 1
        before = self.padding[axis]
        units = covered[before : before + self.output_size[axis]]
        return min(units), max(units)

    def torch_call(self) -> str:
        """Return the layer, without defaults."""
        arguments = [torch_size(self.output_size), *self._window_arguments()]
        return f"nn.Fold({', '.join(arguments)})"


OPERATION = Fold
