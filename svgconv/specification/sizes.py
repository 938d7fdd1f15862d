"""Sizes and paddings: whole numbers for each axis or side, from Python values or a flag's text."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from svgconv.errors import SvgconvError, quoted
from svgconv.specification.parsers import Parser

Size: TypeAlias = tuple[int, ...]
"""One whole number for each axis: ``(height, width)``, ``(length,)``, or
``(depth, height, width)``."""

Sides: TypeAlias = tuple[tuple[int, int], ...]
"""For each axis the cells before and after it: ``((top, bottom), (left, right))``. With three
axes, front and back come first."""

SizeLike: TypeAlias = int | tuple[int, ...] | str
"""The forms in which a size is given: ``3``, ``(3, 5)``, ``"3,5"`` or ``"3x5"``."""

SidesLike: TypeAlias = int | tuple[int, ...] | tuple[tuple[int, int], ...] | str
"""The forms in which sides are given: ``1``, ``(1, 2)``, ``((1, 0), (2, 1))`` or ``"1,0,2,1"``."""

SizeOrInput: TypeAlias = int | tuple[int | None, ...] | str | None
"""A size in which None, or ``-`` in text, is the input's: ``3``, ``(None, 7)``, ``"-,7"``."""

BETWEEN = re.compile(r",|(?<=\d)[x×](?=\d)")
"""What is between the numbers of a size: ``3,5``, ``3x5`` or ``3×5``."""

AXIS_NAMES = {1: ("length",), 2: ("height", "width"), 3: ("depth", "height", "width")}
"""What each axis measures, by the number of axes."""

LINE_NAMES = {1: ("cell",), 2: ("row", "column"), 3: ("slice", "row", "column")}
"""What is counted along each axis, by the number of axes."""

SIDE_NAMES = {
    1: (("left", "right"),),
    2: (("top", "bottom"), ("left", "right")),
    3: (("front", "back"), ("top", "bottom"), ("left", "right")),
}
"""The sides before and after each axis, by the number of axes."""

FOR_EACH = {
    1: "give one number",
    2: "give one number, or H,W",
    3: "give one number, or D,H,W",
}
FOR_SIDES = {
    1: "give one number or left,right",
    2: "give one number, H,W or top,bottom,left,right",
    3: "give one number, D,H,W or front,back,top,bottom,left,right",
}
SIZE_FORMS = {
    1: "one whole number",
    2: "one whole number for both axes, or (height, width)",
    3: "one whole number for all axes, or (depth, height, width)",
}
SIDES_FORMS = {
    1: "one whole number for both sides, or (left, right)",
    2: "one whole number for all sides, (height, width), or ((top, bottom), (left, right))",
    3: "one whole number for all sides, (depth, height, width), or"
    " ((front, back), (top, bottom), (left, right))",
}


LARGEST = 10**12
"""The largest whole number: products with the numbers of frames and taps still fit 64 bits."""


def whole_number(name: str, value: object, remedy: str = "give one such as 3") -> int:
    """Return an int from -`LARGEST` to `LARGEST`; booleans and fractions are rejected."""
    try:
        if isinstance(value, bool):
            raise TypeError
        number = int(value) if isinstance(value, str) else operator.index(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise SvgconvError(name, f"{quoted(value)} is not a whole number", remedy) from None
    if number > LARGEST:
        problem = f"{quoted(number)} is more than {LARGEST:,}"
        raise SvgconvError(name, problem, "use a smaller number")
    if number < -LARGEST:
        problem = f"{quoted(number)} is less than {-LARGEST:,}"
        raise SvgconvError(name, problem, "use a larger number")
    return number


def _bounded(name: str, value: object, least: int, remedy: str) -> int:
    number = whole_number(name, value, remedy)
    if number < least:
        raise SvgconvError(name, f"{number} is below {least}", f"use {least} or more")
    return number


def _parts(value: object) -> list[object]:
    if isinstance(value, str):
        return list(BETWEEN.split(value))
    if isinstance(value, Iterable):
        return list(value)
    return [value]


def axes_in(value: object) -> int | None:
    """Return the number of axes of a size or of factors; None for one number for all axes."""
    count = len(_parts(value))
    return count if count > 1 or isinstance(value, (list, tuple)) else None


def size(least: int) -> Parser[Size]:
    """Return a parser of sizes whose numbers are all at least ``least``.

    With two axes it takes ``3``, ``(3, 5)``, ``[3, 5]``, ``"3,5"`` or ``"3x5"`` and returns
    ``(3, 3)`` or ``(3, 5)``; with one axis it takes ``3`` or ``(3,)`` and returns ``(3,)``.
    """

    def read(name: str, value: object, axes: int) -> Size:
        remedy = FOR_EACH[axes]
        numbers = tuple(_bounded(name, part, least, remedy) for part in _parts(value))
        if len(numbers) == 1:
            return numbers * axes
        if len(numbers) != axes:
            raise do_not_fit(name, len(numbers), axes, remedy)
        return numbers

    return Parser(read, SizeLike, lambda axes: f"{SIZE_FORMS[axes]}; at least {least}")


def _size_or_input(name: str, value: object, axes: int) -> tuple[int | None, ...]:
    parts = _parts(value)
    open_parts = [part in (None, "-") for part in parts] * (1 if len(parts) == axes else axes)
    numbers = size(least=1)(name, [1 if part in (None, "-") else part for part in parts], axes)
    return tuple(None if is_open else n for is_open, n in zip(open_parts, numbers, strict=True))


size_or_input = Parser(
    _size_or_input,
    SizeOrInput,
    lambda axes: f"{SIZE_FORMS[axes]}; at least 1; None is the input's size",
)
"""Returns a size in which None is the input's: it takes ``None``, ``(None, 7)``, or ``"-,7"``."""


def sides(name: str, value: object, axes: int = 2, remedy: str = "", least: int = 0) -> Sides:
    """Return the cells at each side.

    ``1`` pads every side. With two axes ``(1, 2)`` and ``"1,2"`` pad height and width, and
    ``((1, 0), (2, 1))``, ``(1, 0, 2, 1)`` and ``"1,0,2,1"`` top, bottom, left and right. With one
    axis ``((1, 2),)``, ``(1, 2)`` and ``"1,2"`` pad left and right. With three axes the first
    number or pair is for the depth: front and back.
    """
    remedy = remedy or FOR_SIDES[axes]
    parts = _parts(value)
    if len(parts) == axes and all(_is_pair(part) for part in parts):
        parts = [side for pair in parts for side in _parts(pair)]
    numbers = [_bounded(name, part, least, remedy) for part in parts]
    if len(numbers) == 1:
        numbers *= axes
    if len(numbers) == axes:
        numbers = [side for number in numbers for side in (number, number)]
    if len(numbers) != 2 * axes:
        raise do_not_fit(name, len(numbers), axes, remedy)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


each_side = Parser(sides, SidesLike, lambda axes: f"{SIDES_FORMS[axes]}; at least 0")
"""Returns the cells at each side, as `sides` does."""


def do_not_fit(name: str, count: int, axes: int, remedy: str) -> SvgconvError:
    """Return the error of another number of values than one for each axis."""
    problem = f"{count} numbers do not fit {f'{axes} axes' if axes > 1 else 'one axis'}"
    return SvgconvError(name, problem, remedy)


def _is_pair(value: object) -> bool:
    return isinstance(value, (tuple, list)) and len(value) == 2


def symmetric(sides: Sides) -> Size | None:
    """Return the padding of each axis; None if the two sides of an axis differ."""
    if all(before == after for before, after in sides):
        return tuple(before for before, _ in sides)
    return None


def plain(value: Any) -> Any:
    """Return a size or padding as JSON and TOML hold it, in its shortest form."""
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], tuple):
        alike = symmetric(value)
        return [list(sides) for sides in value] if alike is None else plain(alike)
    return value[0] if len(set(value)) == 1 else list(value)


def times(numbers: Size) -> str:
    """Return ``(3, 5)`` as people write it: ``3×5``."""
    return "×".join(str(number) for number in numbers)
