"""Unfold (im2col): `torch.nn.Unfold`; each window of the input becomes a column of a matrix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from svgconv.operations._columns import Columns
from svgconv.operations._spelling import Spelling, function
from svgconv.operations._unread import Windows, unread_remarks
from svgconv.operations.base import parameter
from svgconv.specification.flags import DILATION, IN_CHANNELS, KERNEL_SIZE, PADDING, STRIDE
from svgconv.specification.scalars import count
from svgconv.specification.sizes import Size, size, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


@dataclass(frozen=True)
class Unfold(Columns):
    """An unfolding (im2col), as `torch.nn.Unfold` computes it.

    Each window of the input becomes a column of a matrix, one channel below the other. ``padding``
    is filled with zeros. Up to four channels are drawn.
    """

    name: ClassVar[str] = "unfold"
    example: ClassVar[str] = "4, 2"
    torch_module: ClassVar[str] = "Unfold"
    torch_signature: ClassVar[tuple[str, ...]] = ("kernel_size", "dilation", "padding", "stride")
    spellings: ClassVar[tuple[Spelling, ...]] = (function(*torch_signature),)
    into_columns: ClassVar[bool] = True

    kernel_size: Size = parameter(size(least=1), KERNEL_SIZE)
    stride: Size = parameter(size(least=1), STRIDE, default=1)
    padding: Size = parameter(size(least=0), PADDING, default=0)
    dilation: Size = parameter(size(least=1), DILATION, default=1)
    in_channels: int = parameter(count, IN_CHANNELS, default=1)

    @property
    def grid_channels(self) -> int:
        """The input's channels."""
        return self.in_channels

    @property
    def input_shape(self) -> Size:
        """The input's shape, with several channels first."""
        return self.grid_shape

    @property
    def grid_size(self) -> Size:
        """The input's size."""
        return self.input_size

    @cached_property
    def output_size(self) -> Size:
        """The matrix's size."""
        return self.matrix_size

    def _forward(self, input: Array, weight: Array | None) -> Array:
        import numpy as np

        from svgconv.states.arithmetic import drawn_values

        states = self.states()
        drawn = drawn_values(states, input)
        rows, columns = (axis.window for axis in states.axes)
        return np.stack(
            [
                plane[np.ix_(rows[:, down], columns[:, across])].ravel()
                for plane in drawn.reshape(-1, *self.padded)
                for down, across in np.ndindex(*self.kernel_size)
            ]
        )

    def title(self) -> str:
        """Return a title such as ``Unfold: input 4×4, kernel 3×3, output 9×4``."""
        ends = self._grid_words, times(self.output_size)
        return f"Unfold: input {ends[0]}, {self._window_words()}, output {ends[1]}"

    def description(self) -> str:
        """Return sentences about the window and its column."""
        padded = ", padded with zeros (dashed)" if any(self.padding) else ""
        order = "channel by channel and row by row" if self.in_channels > 1 else "row by row"
        return (
            f"The window moves row by row over the input{padded}. The cells under it, {order},"
            " are the shaded column of the matrix."
        )

    def remarks(self) -> list[str]:
        """Return what the matrix's rows and columns are, and which cells are not read."""
        sizes = self.padded, self.windows, self.kernel_size, self.stride, self.dilation
        windows = tuple(Windows(*axis) for axis in zip(*sizes, strict=True))
        return [*super().remarks(), *unread_remarks(windows)]

    def torch_call(self) -> str:
        """Return the layer, without defaults."""
        return f"nn.Unfold({', '.join(self._window_arguments())})"


OPERATION = Unfold
