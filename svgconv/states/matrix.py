"""A convolution as a sparse matrix C (the guide's section 4): flat output = C · flat input.

Rows are output cells and columns are input units, both in row-major order. The matrix of a
transposed convolution is the transpose of a convolution's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any

from svgconv.errors import SvgconvError
from svgconv.states.arithmetic import Array
from svgconv.states.axis import NO_UNIT, Axis, Indices
from svgconv.states.lazy_numpy import np
from svgconv.states.states import States

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_LINES = 64
"""The largest number of rows and of columns: more could not be distinguished in a picture."""


@dataclass(frozen=True, eq=False)
class MatrixStates(States):
    """The states of the matrix view: those of `States`, and one row of the matrix for each frame.

    Attributes
    ----------
    flips_kernel: whether the axes' windows hold the kernel flipped along each axis.

    Raises
    ------
    SvgconvError: more than `MOST_LINES` rows or columns.
    """

    flips_kernel: bool = False

    def __post_init__(self) -> None:
        for subject, count, lines, smaller in (
            ("input_size", prod(self.output_size), "rows", "input, or a larger stride"),
            ("input_size", prod(self.input_size), "columns", "input"),
        ):
            if count > MOST_LINES:
                raise SvgconvError(
                    subject,
                    f"its matrix has {count:,} {lines}, more than {MOST_LINES}",
                    f"use a smaller {smaller}",
                )

    @property
    def links(self) -> tuple[Indices, ...]:
        """For each axis, the unit that each kernel tap reads, or `NO_UNIT`; (output, taps)."""
        return tuple(map(self._in_kernel_order, self.axes))

    @property
    def plane_links(self) -> tuple[Indices, Indices]:
        """The same for the two axes of the drawn plane."""
        rows, columns = self.plane
        return self._in_kernel_order(rows), self._in_kernel_order(columns)

    def _in_kernel_order(self, axis: Axis) -> Indices:
        return axis.under_taps[:, ::-1] if self.flips_kernel else axis.under_taps

    @property
    def kernel_size(self) -> tuple[int, int]:
        """The taps along the two axes of the drawn plane."""
        rows, columns = self.plane_links
        return rows.shape[1], columns.shape[1]

    @cached_property
    def entries(self) -> Indices:
        """The row, column and tap of each weight in the matrix, row by row; (entries, 3).

        The tap is an index of the flattened kernel. Padding that copies units can put several taps
        in the same place, where their weights are added.
        """
        units = np.zeros((1, 1), dtype=np.int32)
        read = np.ones((1, 1), dtype=np.bool_)
        for links, size in zip(self.links, self.input_size, strict=True):
            units = _crossed(units * size, np.where(links == NO_UNIT, 0, links))
            read = _crossed(read.astype(np.int32), (links != NO_UNIT).astype(np.int32)) == 2
        rows, taps = np.nonzero(read)
        return np.stack([rows, units[rows, taps], taps], axis=-1).astype(np.int32)

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and columns."""
        return prod(self.output_size), prod(self.input_size)

    def dense(self, weight: Array) -> Array:
        """Return the whole matrix, zeros included; ``weight`` has the kernel's shape."""
        matrix = np.zeros(self.shape, weight.dtype)
        rows, columns, taps = self.entries.T
        np.add.at(matrix, (rows, columns), weight.ravel()[taps])
        return matrix

    def products(self, input: Array, weight: Array) -> tuple[Array, Array, NDArray[np.bool_]]:
        """Return the factors of each row's products.

        Units are in the order of the matrix's columns, without repetition.

        Parameters
        ----------
        input: values in the input's shape.
        weight: numbers in the window's shape, flipped if the axes' windows are.

        Returns
        -------
        The units' values, their weights, and which of these places are used; each (F, K).
        """
        values = np.zeros(self.read.shape, input.dtype)
        weights, used = np.zeros(self.read.shape, weight.dtype), np.zeros_like(self.read)
        for row, (units, read) in enumerate(zip(self.units, self.read, strict=True)):
            found: dict[tuple[int, ...], Any] = {}
            for unit, factor in zip(map(tuple, units[read]), weight.ravel()[read], strict=True):
                found[unit] = found.get(unit, 0) + factor
            for place, (unit, factor) in enumerate(sorted(found.items())):
                values[row, place], weights[row, place] = input[unit], factor
                used[row, place] = True
        return values, weights, used

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield each frame with its row, the columns that hold a weight, and the weights' taps."""
        kernel = tuple(links.shape[1] for links in self.links)
        for row, frame in enumerate(super().frames()):
            own = self.entries[self.entries[:, 0] == row]
            taps = np.stack(np.unravel_index(own[:, 2], kernel), axis=-1)
            yield {**frame, "row": row, "columns": own[:, 1].tolist(), "taps": taps.tolist()}


def _crossed(one: Indices, other: Indices) -> Indices:
    """Return the sums of all pairs from two (output, taps) tables, row-major in both."""
    sums = one[:, None, :, None] + other[None, :, None, :]
    return sums.reshape(one.shape[0] * other.shape[0], -1)
