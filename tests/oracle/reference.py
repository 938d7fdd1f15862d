"""A naive reference in plain Python, which shares neither code nor formulas with svgconv.

Parameters are spelled as in the golden data: ``input_size=[H, W]``, and padding by sides or in a
word. A convolution or a pooling lays a window on a padded sheet wherever it fits; a transposed
convolution adds the kernel to the output for each unit of the input, and cuts the padding off; an
adaptive pooling covers the cells that its share of the input touches. Sizes are counted, not
computed. Everything is computed an axis at a time and then crossed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeAlias

Numbers: TypeAlias = Sequence[int]
Cell: TypeAlias = "tuple[int | None, bool]"
"""What a drawn row or column holds: the input's own row or column, or None; and whether it is that
row or column itself, not a copy."""


@dataclass(frozen=True)
class Line:
    """One axis: its drawn cells, the taps' cells at each place, the units that an output reads."""

    cells: list[Cell]
    places: list[list[int]]
    reads: list[list[int]]

    @classmethod
    def of(cls, cells: list[Cell], places: list[list[int]]) -> Line:
        """An axis whose outputs read what lies under the taps."""
        held = [[cells[at][0] for at in taps] for taps in places]
        return cls(cells, places, [sorted({u for u in row if u is not None}) for row in held])


@dataclass(frozen=True)
class Reference:
    """What a figure should show: its axes."""

    lines: list[Line]

    @property
    def output_size(self) -> list[int]:
        """The output's shape."""
        return [len(line.places) for line in self.lines]

    @property
    def windows(self) -> list[list[list[int]]]:
        """For each output cell, row-major, the drawn cells under the taps, row-major."""
        return _crossed([line.places for line in self.lines])

    @property
    def reads(self) -> list[list[list[int]]]:
        """For each output cell, row-major, the input units that it depends on, row-major."""
        return _crossed([line.reads for line in self.lines])

    @property
    def rows(self) -> list[Any]:
        """The drawn grid as the ``states`` document has it; one axis is one row.

        Three axes have a list of rows for each slice.
        """
        marks = [["#" if real else "." for _, real in line.cells] for line in self.lines]
        if len(marks) == 1:
            return ["".join(marks[0])]
        *slices, down, across = marks
        rows = ["".join("#" if row == column == "#" else "." for column in across) for row in down]
        nothing = ["." * len(across)] * len(down)
        return [rows if real == "#" else nothing for real in slices[0]] if slices else rows


def reference(operation: str, parameters: dict[str, Any]) -> Reference:
    """The reference for parameters as the golden data has them.

    Raises
    ------
    ValueError: PyTorch rejects these parameters, or a crop leaves nothing.
    """
    axes = {"1d": 1, "3d": 3}.get(operation[-2:], 2)
    operation = operation.removesuffix("1d").removesuffix("3d")
    named = dict(parameters)
    if "stride" in named and named["stride"] is None:
        named["stride"] = named["kernel_size"]
    if named.pop("divisor_override", 1) == 0:
        raise ValueError("0 divides nothing")
    words = {key: named.pop(key) for key in list(named) if key in WORDS}
    for name, numbers in named.items():
        if isinstance(numbers, str):
            continue
        if len(numbers) != axes:
            raise ValueError(f"{name} does not have {axes} axes")
        _need(LEAST.get(name, 1), numbers)
    if isinstance(named.get("padding"), str):
        named["padding"] = _worded_padding(operation, axes, **named)
    lines = [
        LINES[operation](**{name: numbers[axis] for name, numbers in named.items()}, **words)
        for axis in range(axes)
    ]
    return Reference(lines)


WORDS = ("padding_mode", "ceil_mode", "count_include_pad")
LEAST = {"padding": 0, "output_padding": 0}


def _worded_padding(
    operation: str, axes: int, padding: str, kernel_size: Numbers, **others: Any
) -> list[list[int]]:
    if operation != "conv" or padding not in ("same", "valid"):
        raise ValueError(f"{padding!r} is no padding")
    if padding == "valid":
        return [[0, 0]] * axes
    if any(stride != 1 for stride in others["stride"]):
        raise ValueError("same needs stride 1")
    return [_halves(k, d) for k, d in zip(kernel_size, others["dilation"], strict=True)]


def _halves(kernel: int, dilation: int) -> list[int]:
    """The padding of "same": as many cells as the window reaches further, the odd one after."""
    sides = [0, 0]
    for cell in range(dilation * (kernel - 1)):
        sides[1 - cell % 2] += 1
    return sides


def conv(
    input_size: int,
    kernel_size: int,
    stride: int,
    padding: Numbers,
    dilation: int,
    padding_mode: str,
) -> Line:
    """A convolution: the window moves over the padded input as long as it fits."""
    before, after = padding
    ahead = [_copy(padding_mode, -1 - cell, input_size, before) for cell in range(before)][::-1]
    behind = [_copy(padding_mode, input_size + cell, input_size, after) for cell in range(after)]
    cells: list[Cell] = [(unit, True) for unit in range(input_size)]
    cells = [*((unit, False) for unit in ahead), *cells, *((unit, False) for unit in behind)]
    places = _places(len(cells), kernel_size, stride, dilation)
    if not places:
        raise ValueError("the kernel is larger than the padded input")
    return Line.of(cells, places)


def _copy(mode: str, cell: int, size: int, side: int) -> int | None:
    """The unit that a padding cell holds, found by walking from it back into the input."""
    if mode == "zeros":
        return None
    if mode == "reflect":
        if side >= size:
            raise ValueError("a reflection needs less padding than input")
        return -cell if cell < 0 else size - 1 - (cell - (size - 1))
    if mode == "replicate":
        return 0 if cell < 0 else size - 1
    if mode != "circular" or side > size:
        raise ValueError("a circle needs no more padding than input")
    return cell + size if cell < 0 else cell - size


def _places(cells: int, kernel: int, stride: int, dilation: int) -> list[list[int]]:
    places = []
    start = 0
    while (taps := [start + dilation * tap for tap in range(kernel)])[-1] < cells:
        places.append(taps)
        start += stride
    return places


def conv_transpose(
    input_size: int,
    kernel_size: int,
    stride: int,
    padding: Numbers,
    output_padding: int,
    dilation: int,
) -> Line:
    """A transposed convolution: each unit adds the kernel; padding is cut off what results."""
    if output_padding >= stride and output_padding >= dilation:
        raise ValueError("output padding is too large")
    contributions: dict[int, list[int]] = {}
    for unit, tap in product(range(input_size), range(kernel_size)):
        contributions.setdefault(unit * stride + tap * dilation, []).append(unit)
    size = max(contributions) + 1 + output_padding
    before, after = padding
    kept = [index for index in range(size) if before <= index < size - after]
    if not kept:
        raise ValueError("no output is left")
    reach = dilation * (kernel_size - 1)
    cells = _spread(input_size, stride, reach - before, reach - after + output_padding)
    places = [[at + dilation * tap for tap in range(kernel_size)] for at in range(len(kept))]
    return Line(cells, places, [sorted(contributions.get(index, [])) for index in kept])


def _spread(units: int, step: int, before: int, after: int) -> list[Cell]:
    """Units with zeros between them and around them; a negative number of zeros cuts off."""
    zero: list[Cell] = [(None, False)]
    line: list[Cell] = [(0, True)]
    for unit in range(1, units):
        line += [*zero * (step - 1), (unit, True)]
    line = zero * max(before, 0) + line + zero * max(after, 0)
    return line[max(-before, 0) : len(line) - max(-after, 0)]


def pool(
    input_size: int,
    kernel_size: int,
    stride: int,
    padding: int,
    ceil_mode: bool,
    dilation: int = 1,
    count_include_pad: bool = True,
) -> Line:
    """A pooling: the window moves on as long as it fits; in ceil mode until nothing is left over.

    In ceil mode a window that starts behind the input, in the padding after it, is none.
    """
    if 2 * padding > kernel_size:
        raise ValueError("padding is more than half of the kernel")
    pads: list[Cell] = [(None, False)] * padding
    cells = [*pads, *((unit, True) for unit in range(input_size)), *pads]
    places = _places(len(cells), kernel_size, stride, dilation)
    if ceil_mode:
        start = len(places) * stride
        covered = start - stride + dilation * (kernel_size - 1) + 1
        if covered < len(cells) and start < padding + input_size:
            places.append([start + dilation * tap for tap in range(kernel_size)])
    if not places:
        raise ValueError("the kernel is larger than the padded input")
    return Line.of(cells, [[at for at in taps if at < len(cells)] for taps in places])


def adaptive(input_size: int, output_size: int) -> Line:
    """An adaptive pooling: an output covers each cell of which it has a part, however small.

    Cells are measured in parts, as many to a cell as there are outputs.
    """
    cells: list[Cell] = [(unit, True) for unit in range(input_size)]
    shares = [range(o * input_size, (o + 1) * input_size) for o in range(output_size)]
    places = [sorted({part // output_size for part in share}) for share in shares]
    return Line.of(cells, places)


LINES: dict[str, Any] = {
    "conv": conv,
    "conv_transpose": conv_transpose,
    "max_pool": pool,
    "avg_pool": pool,
    "adaptive_max_pool": adaptive,
    "adaptive_avg_pool": adaptive,
}


def _crossed(lines: list[list[list[int]]]) -> list[list[list[int]]]:
    return [[list(cell) for cell in product(*together)] for together in product(*lines)]


def _need(least: int, numbers: Any) -> None:
    for number in numbers:
        if isinstance(number, (list, tuple)):
            _need(least, number)
        elif type(number) is not int or number < least:
            raise ValueError(f"{number} is not a whole number of {least} or more")
