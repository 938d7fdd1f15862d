"""Whole numbers, one for each axis: parsed from Python values or from a flag's text."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias, Union

from svgconv.errors import SvgconvError, quoted

Size: TypeAlias = tuple[int, ...]
"""One whole number for each axis: ``(height, width)``, ``(length,)``, or
``(depth, height, width)``."""

Sides: TypeAlias = tuple[tuple[int, int], ...]
"""For each axis the cells before and after it: ``((top, bottom), (left, right))``; where there are
three, those in front and behind come first."""

SizeLike: TypeAlias = Union[int, tuple[int, ...], str]
"""What a size may be given as: ``3``, ``(3, 5)`` or ``"3,5"``."""

PaddingLike: TypeAlias = Union[int, str, tuple[int, ...], tuple[tuple[int, int], ...]]
"""What a padding may be given as: ``1``, ``(1, 2)``, ``((1, 0), (2, 1))``, ``"same"``."""

SizeOrInput: TypeAlias = Union[int, tuple[Union[int, None], ...], str, None]
"""A size in which None, or ``-`` in text, is the input's: ``3``, ``(None, 7)``, ``"-,7"``."""

AXIS_NAMES = {1: ("length",), 2: ("height", "width"), 3: ("depth", "height", "width")}
"""What each axis measures, by the number of axes."""

LINE_NAMES = {1: ("cell",), 2: ("row", "column"), 3: ("slice", "row", "column")}
"""What lies side by side along each axis, by the number of axes."""

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


def whole_number(name: str, value: object, remedy: str = "") -> int:
    """``value`` as an int; text is read, booleans and fractions are refused with the remedy."""
    try:
        if isinstance(value, str):
            return int(value)
        if isinstance(value, bool):
            raise TypeError
        return operator.index(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise SvgconvError(name, f"{quoted(value)} is not a whole number", remedy) from None


def _bounded(name: str, value: object, least: int, remedy: str) -> int:
    number = whole_number(name, value, remedy)
    if number < least:
        raise SvgconvError(name, f"{number} is below {least}", f"use {least} or more")
    return number


def _parts(value: object) -> list[object]:
    if isinstance(value, str):
        return list(value.split(","))
    if isinstance(value, Iterable):
        return list(value)
    return [value]


def size(least: int) -> Callable[[str, object, int], Size]:
    """A parser of sizes whose every number is at least ``least``.

    For two axes the parser takes ``3``, ``(3, 5)``, ``[3, 5]`` or ``"3,5"`` and gives ``(3, 3)``
    or ``(3, 5)``; for one axis it takes ``3`` or ``(3,)`` and gives ``(3,)``.
    """

    def parse(name: str, value: object, axes: int) -> Size:
        remedy = FOR_EACH[axes]
        numbers = tuple(_bounded(name, part, least, remedy) for part in _parts(value))
        if len(numbers) == 1:
            return numbers * axes
        if len(numbers) != axes:
            raise _do_not_fit(name, len(numbers), axes, remedy)
        return numbers

    return parse


def optional(
    parse: Callable[[str, object, int], Any],
) -> Callable[[str, object, int], Any]:
    """A parser that lets None be, as PyTorch's defaults have it; ``parse`` reads the rest."""
    return lambda name, value, axes: None if value is None else parse(name, value, axes)


def padding(name: str, value: object, axes: int = 2) -> Sides | Literal["same"]:
    """Padding as `sides` reads it, or as PyTorch's word for it (`torch.nn.Conv2d`).

    ``"valid"`` is 0; ``"same"`` stays as it is, for the kernel decides it.
    """
    if isinstance(value, str) and value in ("same", "valid"):
        return "same" if value == "same" else sides(name, 0, axes)
    return sides(name, value, axes, f"{FOR_SIDES[axes]}, same or valid")


def sides(name: str, value: object, axes: int = 2, remedy: str = "", least: int = 0) -> Sides:
    """Cells for all sides, for each axis, or for each side.

    ``1`` pads every side. For two axes ``(1, 2)`` and ``"1,2"`` pad height and width, and
    ``((1, 0), (2, 1))``, ``(1, 0, 2, 1)`` and ``"1,0,2,1"`` top, bottom, left and right. For one
    axis ``((1, 2),)``, ``(1, 2)`` and ``"1,2"`` pad left and right. For three axes the first number
    or pair is the depth's: front and back.
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
        raise _do_not_fit(name, len(numbers), axes, remedy)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def _do_not_fit(name: str, count: int, axes: int, remedy: str) -> SvgconvError:
    axes_said = f"{axes} axes" if axes > 1 else "one axis"
    return SvgconvError(name, f"{count} numbers do not fit {axes_said}", remedy)


def _is_pair(value: object) -> bool:
    return isinstance(value, (tuple, list)) and len(value) == 2


def symmetric(sides: Sides) -> Size | None:
    """The padding of each axis where both its sides are padded alike, else None."""
    if all(before == after for before, after in sides):
        return tuple(before for before, _ in sides)
    return None


def plain(value: Any) -> Any:
    """A size or padding as JSON and TOML hold it, as short as it can be said."""
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], tuple):
        alike = symmetric(value)
        return [list(sides) for sides in value] if alike is None else plain(alike)
    return value[0] if len(set(value)) == 1 else list(value)


def times(numbers: Size) -> str:
    """``(3, 5)`` as people write it: ``3×5``."""
    return "×".join(str(number) for number in numbers)
