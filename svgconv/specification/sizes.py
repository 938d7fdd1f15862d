"""Whole numbers, one for each axis: parsed from Python values or from a flag's text."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias, Union

from svgconv.errors import SvgconvError, quoted

Size: TypeAlias = tuple[int, ...]
"""One whole number for each axis: ``(height, width)``."""

Sides: TypeAlias = tuple[tuple[int, int], ...]
"""For each axis the cells before and after it: ``((top, bottom), (left, right))``."""

SizeLike: TypeAlias = Union[int, tuple[int, int], str]
"""What a size may be given as: ``3``, ``(3, 5)`` or ``"3,5"``."""

PaddingLike: TypeAlias = Union[
    int, str, tuple[int, int], tuple[int, int, int, int], tuple[tuple[int, int], tuple[int, int]]
]
"""What a padding may be given as: ``1``, ``(1, 2)``, ``((1, 0), (2, 1))``, ``"same"``."""

AXES = 2
AXIS_NAMES = ("height", "width")


ONE_OR_TWO = "give one number, or H,W"
ONE_TO_FOUR = "give one number, H,W or top,bottom,left,right"


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


def size(least: int) -> Callable[[str, object], Size]:
    """A parser of sizes whose every number is at least ``least``.

    The parser takes ``3``, ``(3, 5)``, ``[3, 5]`` or ``"3,5"`` and gives ``(3, 3)`` or ``(3, 5)``.
    """

    def parse(name: str, value: object) -> Size:
        numbers = tuple(_bounded(name, part, least, ONE_OR_TWO) for part in _parts(value))
        if len(numbers) == 1:
            return numbers * AXES
        if len(numbers) != AXES:
            raise SvgconvError(name, f"{len(numbers)} numbers do not fit {AXES} axes", ONE_OR_TWO)
        return numbers

    return parse


def padding(name: str, value: object) -> Sides | Literal["same"]:
    """Padding as `sides` reads it, or as PyTorch's word for it (`torch.nn.Conv2d`).

    ``"valid"`` is 0; ``"same"`` stays as it is, for the kernel decides it.
    """
    if isinstance(value, str) and value in ("same", "valid"):
        return "same" if value == "same" else sides(name, 0)
    return sides(name, value, f"{ONE_TO_FOUR}, same or valid")


def sides(name: str, value: object, remedy: str = ONE_TO_FOUR, least: int = 0) -> Sides:
    """Cells for all sides, for each axis, or for each side.

    ``1`` pads every side; ``(1, 2)`` and ``"1,2"`` pad height and width; ``((1, 0), (2, 1))``,
    ``(1, 0, 2, 1)`` and ``"1,0,2,1"`` pad top, bottom, left and right.
    """
    parts = _parts(value)
    if len(parts) == AXES and all(_is_pair(part) for part in parts):
        parts = [side for pair in parts for side in _parts(pair)]
    numbers = [_bounded(name, part, least, remedy) for part in parts]
    if len(numbers) == 1:
        numbers *= AXES
    if len(numbers) == AXES:
        numbers = [side for number in numbers for side in (number, number)]
    if len(numbers) != 2 * AXES:
        raise SvgconvError(name, f"{len(numbers)} numbers do not fit {AXES} axes", remedy)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


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
