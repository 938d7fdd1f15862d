"""Masks of kernels: which taps count, by PixelCNN's letters or tap by tap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.specification.parsers import parser
from svgconv.specification.sizes import Size, times

LETTERS = ("A", "B")
"""Mask A keeps the taps before the centre, row by row; mask B also keeps the centre (van den Oord,
Kalchbrenner and Kavukcuoglu, "Pixel Recurrent Neural Networks", section 3.4)."""
REMEDY = "give A, B, or rows such as 111,110,000"

Rows = tuple[tuple[bool, ...], ...]


@parser(
    str | Sequence[Sequence[int]],
    '"A" (the taps before the centre), "B" (also the centre), or rows of 0 and 1 as lists or as'
    ' "111,110,000"',
)
def mask(name: str, value: object, axes: int) -> str:
    """Return a mask as text: ``"A"``, ``"B"``, or rows of 0 and 1 such as ``"111,110,000"``.

    Raises
    ------
    SvgconvError: none of these, or rows of different lengths.
    """
    text = _written(value).strip()
    if text.upper() in LETTERS:
        return text.upper()
    rows = text.split(",")
    if not all(row and set(row) <= {"0", "1"} for row in rows):
        raise SvgconvError(name, f"{quoted(str(value))} is not a mask", REMEDY)
    if len({len(row) for row in rows}) > 1:
        raise SvgconvError(name, "its rows have different lengths", REMEDY)
    return text


def _written(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join("".join(map(str, row)) for row in value if isinstance(row, (list, tuple)))
    return str(value)


def mask_rows(name: str, mask: str, kernel_size: Size, least: int = 1) -> Rows:
    """Return whether each tap of the kernel counts; the centre of k taps is tap floor(k / 2).

    Raises
    ------
    SvgconvError: a mask with a different size, or one that keeps fewer than ``least`` taps.
    """
    height, width = kernel_size
    if mask in LETTERS:
        centre = height // 2 * width + width // 2 + LETTERS.index(mask)
        flat = [tap < centre for tap in range(height * width)]
    else:
        rows = mask.split(",")
        if (len(rows), len(rows[0])) != (height, width):
            raise SvgconvError(
                name,
                f"its size, {times((len(rows), len(rows[0])))}, is not the kernel's,"
                f" {times(kernel_size)}",
                "write a digit for each tap",
            )
        flat = [digit == "1" for digit in "".join(rows)]
    if sum(flat) < least:
        raise SvgconvError(name, f"{mask} masks the whole kernel", "keep at least one tap")
    return tuple(tuple(flat[row * width : (row + 1) * width]) for row in range(height))
