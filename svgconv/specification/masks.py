"""Masks of kernels: which taps count, as PixelCNN has them or written out."""

from __future__ import annotations

from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.specification.sizes import Size, times

LETTERS = ("A", "B")
"""Mask A leaves the taps before the centre, row by row; mask B the centre, too (van den Oord,
Kalchbrenner and Kavukcuoglu, "Pixel Recurrent Neural Networks", section 3.4)."""
REMEDY = "give A, B, or rows such as 111,110,000"

Rows = tuple[tuple[bool, ...], ...]


def mask(name: str, value: object, axes: int) -> str:
    """A mask as text: ``"A"``, ``"B"``, or rows of 0 and 1 such as ``"111,110,000"``.

    Raises
    ------
    SvgconvError: neither, or rows of unlike lengths.
    """
    text = _written(value).strip()
    if text.upper() in LETTERS:
        return text.upper()
    rows = text.split(",")
    if not all(row and set(row) <= {"0", "1"} for row in rows):
        raise SvgconvError(name, f"{quoted(str(value))} is no mask", REMEDY)
    if len({len(row) for row in rows}) > 1:
        raise SvgconvError(name, f"its rows are {times(tuple(map(len, rows)))} long", REMEDY)
    return text


def _written(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join("".join(map(str, row)) for row in value if isinstance(row, (list, tuple)))
    return str(value)


def mask_rows(name: str, mask: str, kernel_size: Size, least: int = 1) -> Rows:
    """Whether each tap of the kernel counts; the centre of k taps is tap floor(k / 2).

    Raises
    ------
    SvgconvError: a mask of another size, or one that leaves fewer than ``least`` taps.
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
                f"{times((len(rows), len(rows[0])))} is not the kernel's {times(kernel_size)}",
                "write a digit for each tap",
            )
        flat = [digit == "1" for digit in "".join(rows)]
    if sum(flat) < least:
        raise SvgconvError(name, f"{mask} leaves nothing of the kernel", "leave at least one tap")
    return tuple(tuple(flat[row * width : (row + 1) * width]) for row in range(height))
