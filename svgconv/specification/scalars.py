"""Values that are not sizes: yes or no, one of some words, whole numbers, factors."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf, isfinite
from typing import TypeAlias

from svgconv.errors import SvgconvError, enumeration, nearest, quoted
from svgconv.specification.parsers import Parser, parser
from svgconv.specification.sizes import AXIS_NAMES, FOR_EACH, do_not_fit, whole_number

MOST = 1_000_000
"""The largest number that `count` takes."""

LEAST_NORM, MOST_NORM = 0.1, 100
"""The powers of a norm; those beyond give numbers that no float has."""

INFINITE = "inf"
"""The norm of the largest absolute value."""

YES_OR_NO = {"true": True, "false": False}

Factors: TypeAlias = tuple[int | float, ...]
"""One positive number for each axis; whole numbers are ints."""

FactorLike: TypeAlias = int | float | tuple[int | float, ...] | str
"""The forms in which factors are given: ``2``, ``1.5``, ``(2, 3)`` or ``"1.5,2"``."""


@parser(bool, "True or False")
def yes_or_no(name: str, value: object, axes: int) -> bool:
    """Return ``True`` or ``False``, which may be given as text."""
    answer = YES_OR_NO.get(value.lower()) if isinstance(value, str) else value
    if not isinstance(answer, bool):
        raise SvgconvError(name, f"{quoted(value)} is neither true nor false", "use true or false")
    return answer


def one_of(*words: str) -> Parser[str]:
    """Return a parser that takes one of some words."""

    def read(name: str, value: object, axes: int) -> str:
        if not isinstance(value, str) or value not in words:
            raise SvgconvError(name, f"unknown value {quoted(value)}", nearest(str(value), words))
        return value

    form = enumeration((f'"{word}"' for word in words), "or")
    return Parser(read, str, lambda axes: form, words)


@parser(int, f"one whole number from 1 to {MOST:,}")
def count(name: str, value: object, axes: int) -> int:
    """Return a whole number from 1 to `MOST`."""
    number = whole_number(name, value, "give one number")
    if number < 1:
        raise SvgconvError(name, f"{number} is below 1", "use 1 or more")
    if number > MOST:
        raise SvgconvError(name, f"{quoted(value)} is above {MOST:,}", "use fewer")
    return number


@parser(int | None, "one whole number except 0; or None")
def divisor(name: str, value: object, axes: int) -> int | None:
    """Return a whole number except 0, or None."""
    if value is None:
        return None
    number = whole_number(name, value, "give one number")
    if number == 0:
        raise SvgconvError(name, "a division by 0 has no result", "use another number")
    return number


@parser(int | float | str, f'one number from {LEAST_NORM} to {MOST_NORM}, or "{INFINITE}"')
def norm_type(name: str, value: object, axes: int) -> int | float | str:
    """Return the power of a norm, from `LEAST_NORM` to `MOST_NORM`, or `INFINITE`."""
    remedy = f"use {LEAST_NORM} to {MOST_NORM}, or {INFINITE}"
    try:
        if isinstance(value, bool):
            raise TypeError
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise SvgconvError(name, f"{quoted(value)} is not a number", remedy) from None
    if number == inf:
        return INFINITE
    if not LEAST_NORM <= number <= MOST_NORM:
        raise SvgconvError(name, f"{number:g} is out of range", remedy)
    return int(number) if number.is_integer() else number


def _factors(name: str, value: object, axes: int) -> Factors:
    parts: list[object] = [value]
    if isinstance(value, str):
        parts = list(value.split(","))
    elif isinstance(value, Iterable):
        parts = list(value)
    numbers = tuple(_factor(name, part, axes) for part in parts)
    if len(numbers) == 1:
        return numbers * axes
    if len(numbers) != axes:
        raise do_not_fit(name, len(numbers), axes, FOR_EACH[axes])
    return numbers


factors = Parser(
    _factors,
    FactorLike,
    lambda axes: (
        f"one number above 0 for all axes, or ({', '.join(AXIS_NAMES[axes])})"
        if axes > 1
        else "one number above 0"
    ),
)
"""Returns a factor for each axis: ``2`` is ``(2, 2)`` with two axes; fractions are allowed."""


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
