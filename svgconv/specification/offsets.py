"""Offsets of a deformable kernel: where each tap samples, seen from its own place."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from svgconv.errors import SvgconvError, quoted
from svgconv.specification.sizes import Size, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array

FARTHEST = 10
"""The most cells by which a tap is drawn off its own place."""
MOST_SAMPLES = 10_000
LARGEST_SEED = 2**32 - 1
QUARTERS = 3
"""Offsets from a seed are quarters of a cell, at most so many down, up, left and right."""
REMEDY = "give a seed, or DOWN,RIGHT for each tap as in 0,0.5;-1,0"


def offset(name: str, value: object, axes: int) -> str:
    """Offsets as text: a seed such as ``"7"``, or numbers of cells, down and to the right.

    ``"0,0.5;-1,0"`` has a pair for each tap, row by row, the same at every output cell; ``|`` parts
    an output cell's pairs from the next one's, ``/`` a row of them from the next. Nested lists and
    arrays are read as `torchvision.ops.deform_conv2d` takes them, ``(1, 2·taps, *output)``, without
    the first axis, or ``(2·taps,)`` and ``(taps, 2)`` for all output cells.

    Raises
    ------
    SvgconvError: no numbers, in another shape, or farther than `FARTHEST`.
    """
    text = str(value).strip() if isinstance(value, (str, int)) else _of_array(name, value)
    if isinstance(value, bool) or not text:
        raise SvgconvError(name, f"{quoted(value)} is no offset", REMEDY)
    if text.isdecimal():
        if int(text) > LARGEST_SEED:
            raise SvgconvError(name, f"{text} is no seed", f"use 0 to {LARGEST_SEED}")
        return str(int(text))
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
            name, f"{number:g} cells are more than {FARTHEST}", f"use -{FARTHEST} to {FARTHEST}"
        )
    return str(int(number)) if number.is_integer() else repr(number)


def _of_array(name: str, value: Any) -> str:
    import numpy as np

    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise SvgconvError(name, f"{quoted(value)} is no offset", REMEDY) from None
    if array.ndim == 4 and len(array) == 1:
        array = array[0]
    if array.ndim == 2:
        array = array.ravel() if array.shape[1] == 2 else array[:0]
    if array.ndim not in (1, 3) or not array.size or len(array) % 2:
        raise SvgconvError(
            name,
            f"its shape {times(np.shape(value)) or 'of a single number'} is not (2·taps, *output)",
            "give two numbers for each tap",
        )
    grid = array.reshape(len(array) // 2, 2, *(array.shape[1:] or (1, 1)))
    return "/".join(
        "|".join(";".join(f"{down!r},{right!r}" for down, right in cell) for cell in row)
        for row in grid.transpose(2, 3, 0, 1).tolist()
    )


def shortest(text: str) -> str:
    """The same offsets, said once where all output cells have the same."""
    cells = text.replace("/", "|").split("|")
    return cells[0] if len(set(cells)) == 1 else text


def is_seed(text: str) -> bool:
    """Whether offsets come from a seed."""
    return text.isdecimal()


def offsets(name: str, text: str, kernel_size: Size, output_size: Size) -> Array:
    """The offsets in cells, ``(output cells, taps, 2)``, or ``(1, taps, 2)`` where all are alike.

    Raises
    ------
    SvgconvError: not a pair for each tap, or neither one set nor a set for each output cell.
    """
    import numpy as np

    taps, cells = int(np.prod(kernel_size)), int(np.prod(output_size))
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
                f"{len(pairs)} pairs are not one for each of the kernel's {times(kernel_size)}",
                f"give {taps}",
            )
    given = (len(rows), max(map(len, rows)))
    if given not in ((1, 1), output_size) or len({*map(len, rows)}) > 1:
        raise SvgconvError(
            name,
            f"those of {times(given)} output cells do not fit {times(output_size)}",
            "give them once, or for each",
        )
    each = [[pair.split(",") for pair in cell] for row in rows for cell in row]
    return np.array(each, dtype=np.float64)
