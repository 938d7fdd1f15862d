"""Exact numbers: whole numbers, and fractions for decimals. 0.1 is a tenth.

A double's number is the shortest decimal that gives the double, which is what a reader wrote. Sums
of such fractions have no rounding errors: 0.1 + 0.2 - 0.3 is 0, and 1e12 - 1e12 + 1 is 1.
"""

from __future__ import annotations

from fractions import Fraction
from math import isinf
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


def exact(array: Array) -> Array:
    """Return an array of ints as it is, and one of floats as an array of fractions."""
    return fractions(array) if array.dtype.kind == "f" else array


def fractions(array: Array) -> Array:
    """Return an array of `fractions.Fraction`, with the numbers that the array's decimals say."""
    import numpy as np

    made = np.empty(array.shape, dtype=object)
    made.ravel()[:] = [_fraction(number) for number in array.ravel().tolist()]
    return made


def _fraction(number: Any) -> Fraction:
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def floats(array: Array) -> Array:
    """Return an array of fractions as the nearest floats, and another array as it is."""
    import numpy as np

    return array.astype(np.float64) if array.dtype.kind == "O" else array


def plain(numbers: Any) -> Any:
    """Return an array, its rows or a number as in JSON: as ints and floats, infinity as text."""
    if hasattr(numbers, "tolist"):
        numbers = numbers.tolist()
    if isinstance(numbers, list):
        return [plain(row) for row in numbers]
    if isinstance(numbers, float) and isinf(numbers):
        return "Infinity" if numbers > 0 else "-Infinity"
    if isinstance(numbers, Fraction):
        return numbers.numerator if numbers.denominator == 1 else float(numbers)
    return int(numbers) if isinstance(numbers, float) and numbers.is_integer() else numbers


def to_six_digits(numbers: Any) -> Any:
    """Return plain numbers with fractions that have six digits."""
    if isinstance(numbers, list):
        return [to_six_digits(row) for row in numbers]
    return float(f"{numbers:.6g}") if isinstance(numbers, float) else numbers
