"""A naive reference in plain Python, which shares neither code nor formulas with svgconv.

Parameters are spelled as in the golden data: ``input_size=[H, W]``, and padding by sides or in a
word. A convolution lays a window on a padded sheet wherever it fits; a transposed convolution
stamps the kernel on the output for each unit of the input, and cuts the padding off. Sizes are
counted, not computed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Pair: TypeAlias = Sequence[int]
Line: TypeAlias = list["int | None"]
"""Drawn rows or columns: each holds the input's own row or column, or None for zeros."""


@dataclass(frozen=True)
class Reference:
    """What a figure should show; all cells are ``[row, column]``.

    Attributes
    ----------
    output_size: the output's rows and columns.
    reads: for each output cell, row-major, the input units that it depends on, row-major.
    rows, columns: the drawn grid; a cell is a unit where its row and its column both hold one.
    windows: for each output cell the drawn cells under the taps, row-major.
    """

    output_size: list[int]
    reads: list[list[list[int]]]
    rows: Line
    columns: Line
    windows: list[list[list[int]]]

    @property
    def cells(self) -> list[str]:
        """The drawn grid as the ``states`` document has it."""
        return [
            "".join("." if row is None or column is None else "#" for column in self.columns)
            for row in self.rows
        ]


def reference(operation: str, parameters: dict[str, Any]) -> Reference:
    """The reference for parameters as the golden data has them.

    Raises
    ------
    ValueError: PyTorch refuses these parameters, or a crop leaves nothing.
    """
    return conv(**parameters) if operation == "conv" else conv_transpose(**parameters)


def conv(
    input_size: Pair, kernel_size: Pair, stride: Pair, padding: Any, dilation: Pair
) -> Reference:
    """A convolution: the window moves over the padded input as long as it fits."""
    _need_pairs(1, input_size, kernel_size, stride, dilation)
    if padding == "same":
        if list(stride) != [1, 1]:
            raise ValueError("same needs stride 1")
        padding = [_halves(k, d) for k, d in zip(kernel_size, dilation, strict=True)]
    elif padding == "valid":
        padding = [[0, 0], [0, 0]]
    _need_sides(padding)
    lines: list[Line] = []
    placed: list[list[list[int]]] = []
    for axis in (0, 1):
        before, after = padding[axis]
        line: Line = [None] * before + list(range(input_size[axis])) + [None] * after
        places = []
        start = 0
        while True:
            taps = [start + dilation[axis] * tap for tap in range(kernel_size[axis])]
            if taps[-1] >= len(line):
                break
            places.append(taps)
            start += stride[axis]
        if not places:
            raise ValueError("the kernel is larger than the padded input")
        lines.append(line)
        placed.append(places)
    rows, columns = lines
    windows = [_cross(down, across) for down in placed[0] for across in placed[1]]
    reads = [_units(rows, columns, window) for window in windows]
    return Reference([len(placed[0]), len(placed[1])], reads, rows, columns, windows)


def conv_transpose(
    input_size: Pair,
    kernel_size: Pair,
    stride: Pair,
    padding: Any,
    output_padding: Pair,
    dilation: Pair,
) -> Reference:
    """A transposed convolution: each unit stamps the kernel; padding is cut off what results."""
    _need_pairs(1, input_size, kernel_size, stride, dilation)
    _need_pairs(0, output_padding)
    _need_sides(padding)
    for extra, step, gap in zip(output_padding, stride, dilation, strict=True):
        if extra >= step and extra >= gap:
            raise ValueError("output padding is too large")
    stamps: dict[tuple[int, int], list[list[int]]] = {}
    for row, column in _cross(range(input_size[0]), range(input_size[1])):
        for down, across in _cross(range(kernel_size[0]), range(kernel_size[1])):
            cell = (
                row * stride[0] + down * dilation[0],
                column * stride[1] + across * dilation[1],
            )
            stamps.setdefault(cell, []).append([row, column])
    kept = []
    for axis in (0, 1):
        size = max(cell[axis] for cell in stamps) + 1 + output_padding[axis]
        before, after = padding[axis]
        kept.append([index for index in range(size) if before <= index < size - after])
    if not kept[0] or not kept[1]:
        raise ValueError("no output is left")
    reads = [stamps.get((row, column), []) for row in kept[0] for column in kept[1]]
    rows, columns = (
        _spread(
            input_size[axis],
            stride[axis],
            dilation[axis] * (kernel_size[axis] - 1) - padding[axis][0],
            dilation[axis] * (kernel_size[axis] - 1) - padding[axis][1] + output_padding[axis],
        )
        for axis in (0, 1)
    )
    windows = [
        _cross(
            [top + dilation[0] * tap for tap in range(kernel_size[0])],
            [left + dilation[1] * tap for tap in range(kernel_size[1])],
        )
        for top, left in _cross(range(len(kept[0])), range(len(kept[1])))
    ]
    return Reference([len(kept[0]), len(kept[1])], reads, rows, columns, windows)


def _units(rows: Line, columns: Line, window: list[list[int]]) -> list[list[int]]:
    """The units that lie in these drawn cells."""
    units = []
    for down, across in window:
        row, column = rows[down], columns[across]
        if row is not None and column is not None:
            units.append([row, column])
    return units


def _spread(units: int, step: int, before: int, after: int) -> Line:
    """Units with zeros between them and around them; a negative number of zeros cuts off."""
    line: Line = [0]
    for unit in range(1, units):
        line += [None] * (step - 1) + [unit]
    line = [None] * max(before, 0) + line + [None] * max(after, 0)
    return line[max(-before, 0) : len(line) - max(-after, 0)]


def _halves(kernel: int, dilation: int) -> list[int]:
    """The padding of "same": as many zeros as the window reaches further, the odd one after."""
    sides = [0, 0]
    for zero in range(dilation * (kernel - 1)):
        sides[1 - zero % 2] += 1
    return sides


def _cross(rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
    return [[row, column] for row in rows for column in columns]


def _need_pairs(least: int, *pairs: Pair) -> None:
    for pair in pairs:
        if len(pair) != 2 or any(type(number) is not int or number < least for number in pair):
            raise ValueError(f"{pair} is not two whole numbers of {least} or more")


def _need_sides(padding: Any) -> None:
    if isinstance(padding, str):
        raise ValueError(f"{padding!r} is no padding")
    _need_pairs(0, *padding)
