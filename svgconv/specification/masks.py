"""Masks of kernels: which taps count, by PixelCNN's letters or tap by tap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from svgconv.errors import Name, SvgconvError, Words, quoted
from svgconv.specification.parsers import parser
from svgconv.specification.scalars import count
from svgconv.specification.sizes import Size, times

LETTERS = ("A", "B")
"""Mask A keeps the taps before the centre, row by row; mask B also keeps the centre (van den Oord,
Kalchbrenner and Kavukcuoglu, "Pixel Recurrent Neural Networks", section 3.4)."""
MOST_COLORS = 4
"""The largest number of color groups: images have one, three (RGB) or four channels."""
MOST_TAPS = 100_000
"""The most taps of a kernel with a mask: the arithmetic and the PyTorch call list each of them."""
REMEDY = "give A, B, or rows such as 111,110,000"

MASKING = "utils.prune.custom_from_mask"
"""The function of PyTorch's ``nn`` that puts a mask on a layer's weight."""
MASKED_FORM = (
    f'write nn.{MASKING}(nn.Conv2d(1, 1, 2), "weight", torch.tensor([[[[1, 1], [1, 0]]]]))'
)

Rows: TypeAlias = tuple[tuple[bool, ...], ...]


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


@parser(int, f"one whole number from 1 to {MOST_COLORS}")
def color_groups(name: str, value: object, axes: int) -> int:
    """Return a whole number from 1 to `MOST_COLORS`.

    Raises
    ------
    SvgconvError: another value.
    """
    number = count(name, value, axes)
    if number > MOST_COLORS:
        raise SvgconvError(name, f"{number} is above {MOST_COLORS}", f"use at most {MOST_COLORS}")
    return number


def mask_rows(name: str, mask: str, kernel_size: Size, least: int = 1) -> Rows:
    """Return whether each tap of the kernel counts; the centre of k taps is tap floor(k / 2).

    Raises
    ------
    SvgconvError: more than `MOST_TAPS` taps, a mask with a different size, or one that keeps fewer
        than ``least`` taps.
    """
    height, width = kernel_size
    if height * width > MOST_TAPS:
        problem = f"a kernel of {times(kernel_size)} has more than {MOST_TAPS:,} taps to mask"
        raise SvgconvError(name, problem, Words("use a smaller ", Name("kernel_size")))
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


def group_rows(mask: str, kernel_size: Size, output: int, input: int) -> Rows:
    """Return whether each tap counts between two color groups, given by their numbers.

    At the centre, mask A lets a group of output channels read the groups of input channels before
    it; mask B also lets it read its own (the same paper, section 3.4, and figure 2 on the right).

    Parameters
    ----------
    mask: one of `LETTERS`.
    """
    reads_centre = input < output or (mask == "B" and input == output)
    return mask_rows("mask", LETTERS[reads_centre], kernel_size, least=0)


def mask_of_weight(
    weight: Any, repeats: tuple[int, int], channels: tuple[int, int]
) -> dict[str, object]:
    """Return the parameters of a layer whose weight has this mask: its rows, or its groups.

    Parameters
    ----------
    weight: the mask as lists, in the shape (outputs, inputs, height, width).
    repeats: how often each of these outputs and inputs is repeated.
    channels: the layer's output and input channels.

    Raises
    ------
    SvgconvError: another shape than the layer's weight has, or a mask that is neither the same for
        all pairs of channels nor one with color groups.
    """
    try:
        kernels = [[_rows(rows) for rows in inputs] for inputs in weight]
        height, width = {(len(rows), len(rows[0])) for line in kernels for rows in line}.pop()
    except (TypeError, IndexError, KeyError):
        raise SvgconvError("mask", "its shape is not the weight's", MASKED_FORM) from None
    outputs, inputs = len(kernels), len(kernels[0])
    found = (outputs * repeats[0], inputs * repeats[1])
    if found != channels or any(len(line) != inputs for line in kernels):
        raise SvgconvError("mask", "its shape is not the weight's", MASKED_FORM)
    if all(rows == kernels[0][0] for line in kernels for rows in line):
        return {"mask": kernels[0][0]}
    for letter in LETTERS:
        for groups in range(2, min(outputs, inputs, MOST_COLORS) + 1):
            if outputs % groups or inputs % groups:
                continue
            pairs = {
                (at, below): group_rows(letter, (height, width), at, below)
                for at in range(groups)
                for below in range(groups)
            }
            if all(
                rows == pairs[output * groups // outputs, input * groups // inputs]
                for output, line in enumerate(kernels)
                for input, rows in enumerate(line)
            ):
                return {"mask": letter, "color_groups": groups}
    problem = "it differs between channels in another way than PixelCNN's"
    raise SvgconvError(
        "mask", problem, Words("use the same mask for all channels, or ", Name("color_groups"))
    )


def _rows(rows: Any) -> Rows:
    if any(
        not isinstance(row, (list, tuple)) or any(isinstance(one, str) for one in row)
        for row in rows
    ):
        raise TypeError
    return tuple(tuple(row) for row in rows)
