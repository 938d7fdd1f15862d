"""Offsets of a deformable kernel: how far from its own place each tap samples."""

from __future__ import annotations

from math import isfinite, prod
from typing import TYPE_CHECKING, Any

from svgconv.errors import SvgconvError, quoted
from svgconv.specification.parsers import parser
from svgconv.specification.sizes import Size, times

if TYPE_CHECKING:
    from numpy.typing import NDArray

FARTHEST = 10
"""The largest distance of a tap from its own place that is drawn, in cells."""
MOST_SAMPLES = 10_000
LARGEST_SEED = 2**32 - 1
MOST_DIGITS = 4000
"""Python does not read longer numbers."""
QUARTERS = 3
"""Offsets from a seed are quarters of a cell, at most this many in each direction."""
REMEDY = "give a seed, or DOWN,RIGHT for each tap as in 0,0.5;-1,0"


@parser(
    Any,
    'a seed; "0,0.5;-1,0", the cells down and to the right for each tap, the same at every output'
    " cell; or numbers in the shape that torchvision takes, (1, 2·taps, *output), or (2·taps,) for"
    f" all output cells; each number from -{FARTHEST} to {FARTHEST}",
)
def offset(name: str, value: object, axes: int) -> str:
    """Return offsets as text: a seed such as ``"7"``, or numbers of cells, down and to the right.

    ``"0,0.5;-1,0"`` has a pair for each tap, row by row, the same at every output cell. ``|``
    separates the pairs of two output cells, and ``/`` two rows of output cells. Nested lists and
    arrays have the shape that `torchvision.ops.deform_conv2d` takes, ``(1, 2·taps, *output)``, the
    same without the first axis, or ``(2·taps,)`` or ``(taps, 2)`` for all output cells.

    Raises
    ------
    SvgconvError: not numbers, another shape, or a number beyond `FARTHEST`.
    """
    text = str(value).strip() if isinstance(value, (str, int)) else _of_array(name, value)
    if isinstance(value, bool) or not text:
        raise SvgconvError(name, f"{quoted(value)} is not an offset", REMEDY)
    if text.isdecimal():
        seed = int(text.lstrip("0")[:MOST_DIGITS] or 0)
        if seed > LARGEST_SEED:
            raise SvgconvError(name, f"{quoted(seed)} is not a seed", f"use 0 to {LARGEST_SEED:,}")
        return str(seed)
    rows = [[_pairs(name, cell) for cell in row.split("|")] for row in text.split("/")]
    return "/".join(map("|".join, rows))


def _pairs(name: str, text: str) -> str:
    return ";".join(",".join(_pair(name, pair)) for pair in text.split(";"))


def _pair(name: str, text: str) -> list[str]:
    numbers = text.split(",")
    if len(numbers) != 2:
        raise SvgconvError(name, f"{quoted(text)} is not a pair of numbers", REMEDY)
    return [_number(name, number) for number in numbers]


def _number(name: str, text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        raise SvgconvError(name, f"{quoted(text)} is not a number", REMEDY) from None
    if not isfinite(number) or abs(number) > FARTHEST:
        raise SvgconvError(
            name, f"{number:g} is out of range", f"use -{FARTHEST} to {FARTHEST} cells"
        )
    return str(int(number)) if number.is_integer() else repr(number)


def _of_array(name: str, value: Any) -> str:
    import numpy as np

    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise SvgconvError(name, f"{quoted(value)} is not an offset", REMEDY) from None
    if array.ndim == 4 and len(array) == 1:
        array = array[0]
    if array.ndim == 2:
        array = array.ravel() if array.shape[1] == 2 else array[:0]
    if array.ndim not in (1, 3) or not array.size or len(array) % 2:
        raise SvgconvError(
            name,
            f"its shape, {times(np.shape(value)) or 'a single number'}, is not (2·taps, *output)",
            "give two numbers for each tap",
        )
    grid = array.reshape(len(array) // 2, 2, *(array.shape[1:] or (1, 1)))
    return "/".join(
        "|".join(";".join(f"{down!r},{right!r}" for down, right in cell) for cell in row)
        for row in grid.transpose(2, 3, 0, 1).tolist()
    )


def shortest(text: str) -> str:
    """Return the same offsets, written once if all output cells have the same."""
    cells = text.replace("/", "|").split("|")
    return cells[0] if len(set(cells)) == 1 else text


def is_seed(text: str) -> bool:
    """Return whether offsets come from a seed."""
    return text.isdecimal()


def offsets(name: str, text: str, kernel_size: Size, output_size: Size) -> NDArray[Any]:
    """Return the offsets in cells, ``(output cells, taps, 2)`` or, for all cells, ``(1, taps, 2)``.

    Raises
    ------
    SvgconvError: not a pair for each tap, or neither one set nor a set for each output cell.
    """
    import numpy as np

    taps, cells = prod(kernel_size), prod(output_size)
    if taps * cells > MOST_SAMPLES:
        raise SvgconvError(
            name,
            f"{taps * cells:,} taps in all frames are more than {MOST_SAMPLES:,}",
            "use a smaller input or kernel",
        )
    if is_seed(text):
        random = np.random.RandomState(int(text))
        return random.randint(-QUARTERS, QUARTERS + 1, (cells, taps, 2), np.int64) / 4
    rows = [[cell.split(";") for cell in row.split("|")] for row in text.split("/")]
    for pairs in (cell for row in rows for cell in row):
        if len(pairs) != taps:
            raise SvgconvError(
                name,
                f"{len(pairs)} pairs do not fit the {times(kernel_size)} kernel",
                f"give {taps}, one for each tap",
            )
    given = (len(rows), max(map(len, rows)))
    if given not in ((1, 1), output_size) or len({*map(len, rows)}) > 1:
        raise SvgconvError(
            name,
            f"offsets for {times(given)} output cells do not fit the output, {times(output_size)}",
            "give them once, or for each output cell",
        )
    each = [[pair.split(",") for pair in cell] for row in rows for cell in row]
    return np.array(each, dtype=np.float64)
