"""Numerals: numbers as they are written in cells, short, and zero only for zero."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

MINUS = "−"
DECIMALS = 2
LEAST = 0.01
LONGEST = 8
"""The most characters of a numeral without its sign; longer ones have an exponent."""
DIGITS = 12
"""The digits of a number that count; the digits after them are the computer's rounding."""


@lru_cache(maxsize=4096)
def numeral(value: float) -> str:
    """Return a number as text with at most two decimals, or with an exponent if it is near zero.

    Halves are rounded away from zero, as at school.

    >>> [numeral(value) for value in (3, -2.5, 5 / 3, 0.625, 0.001, 123456789)]
    ['3', '−2.5', '1.67', '0.63', '1e−3', '1.2e8']
    >>> numeral(0.1 + 0.2 + 0.3)
    '0.6'
    """
    if math.isinf(value):
        return "inf" if value > 0 else f"{MINUS}inf"
    number = _meant(value)
    if number == int(number):
        text = str(int(number))
    else:
        rounded = number.quantize(Decimal(10) ** -DECIMALS, ROUND_HALF_UP)
        text = f"{rounded:f}".rstrip("0").rstrip(".")
    if 0 < abs(number) < LEAST or len(text.lstrip("-")) > LONGEST:
        text = _with_exponent(value)
    return text.replace("-", MINUS)


def is_exact(value: float) -> bool:
    """Return whether `numeral` writes the number without rounding it."""
    return math.isinf(value) or Decimal(numeral(value).replace(MINUS, "-")) == _meant(value)


@lru_cache(maxsize=4096)
def _meant(value: float) -> Decimal:
    """The number without the computer's rounding: 0.1 + 0.2 is 0.3."""
    return Decimal(f"{value:.{DIGITS}g}")


def _with_exponent(value: float) -> str:
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa.removesuffix('.0')}e{int(exponent)}"
