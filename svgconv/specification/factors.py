"""Factors, one for each axis: positive numbers, fractions among them."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import TypeAlias, Union

from svgconv.errors import SvgconvError, quoted
from svgconv.specification.sizes import FOR_EACH

Factors: TypeAlias = tuple[Union[int, float], ...]
"""One positive number for each axis; whole ones are ints."""

FactorLike: TypeAlias = Union[int, float, tuple[Union[int, float], ...], str]
"""What factors may be given as: ``2``, ``1.5``, ``(2, 3)`` or ``"1.5,2"``."""


def factors(name: str, value: object, axes: int) -> Factors:
    """A factor for each axis: ``2`` is ``(2, 2)`` for two axes.

    Raises
    ------
    SvgconvError: no number, one that is not above 0, or another count of them than of axes.
    """
    parts: list[object] = [value]
    if isinstance(value, str):
        parts = list(value.split(","))
    elif isinstance(value, Iterable):
        parts = list(value)
    numbers = tuple(_factor(name, part, axes) for part in parts)
    if len(numbers) == 1:
        return numbers * axes
    if len(numbers) != axes:
        raise SvgconvError(name, f"{len(numbers)} numbers do not fit {axes} axes", FOR_EACH[axes])
    return numbers


def _factor(name: str, value: object, axes: int) -> int | float:
    try:
        if isinstance(value, bool):
            raise TypeError
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise SvgconvError(name, f"{quoted(value)} is not a number", FOR_EACH[axes]) from None
    if not isfinite(number) or number <= 0:
        raise SvgconvError(name, f"{number:g} is not above 0", "use a positive number")
    return int(number) if number.is_integer() else number
