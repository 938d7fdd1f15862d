"""Numerals: numbers as they are written in cells, short, and zero only for zero."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias, Union

Number: TypeAlias = Union[int, float, Fraction]

MINUS = "−"
LEAST = Fraction(1, 100)
"""A number nearer to zero has an exponent, so that it is not written as zero."""
LONGEST = 8
"""The most characters of a numeral without its sign; longer ones have an exponent."""
DIGITS = 12
"""The digits of a float that count; the digits after them are the computer's rounding."""


@lru_cache(maxsize=4096, typed=True)
def numeral(value: Number) -> str:
    """Return a number as text with at most two decimals, or with an exponent if it is near zero.

    A large number has as many decimals as fit. Halves are rounded away from zero, as at school.

    >>> [numeral(value) for value in (3, -2.5, 5 / 3, 0.625, 0.001, 123456.78, 123456789)]
    ['3', '−2.5', '1.67', '0.63', '1e−3', '123456.8', '1.2e8']
    >>> numeral(0.1 + 0.2 + 0.3)
    '0.6'
    """
    if math.isinf(value):
        return "inf" if value > 0 else f"{MINUS}inf"
    number = _meant(value)
    size = abs(number)
    texts = (_with_decimals(size, places) for places in (2, 1, 0))
    text = next((one for one in texts if len(one) <= LONGEST), "")
    if 0 < size < LEAST or not text:
        text = _with_exponent(size)
    return f"{MINUS if number < 0 else ''}{text}"


def is_exact(value: Number) -> bool:
    """Return whether `numeral` writes the number without rounding it."""
    return math.isinf(value) or Fraction(numeral(value).replace(MINUS, "-")) == _meant(value)


@lru_cache(maxsize=4096, typed=True)
def _meant(value: Number) -> Fraction:
    """The number; a float without the computer's rounding: 0.1 + 0.2 is 0.3."""
    return Fraction(f"{value:.{DIGITS}g}" if isinstance(value, float) else value)


def _with_decimals(size: Fraction, places: int) -> str:
    if size.denominator == 1:
        return str(size.numerator)
    whole, rest = divmod(_rounded(size * 10**places), 10**places)
    return f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".") if places else str(whole)


def _with_exponent(size: Fraction) -> str:
    exponent = len(str(size.numerator)) - len(str(size.denominator))
    if size < Fraction(10) ** exponent:
        exponent -= 1
    tenths = _rounded(size / Fraction(10) ** (exponent - 1))
    if tenths == 100:
        tenths, exponent = 10, exponent + 1
    mantissa = f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
    return f"{mantissa}e{exponent}".replace("-", MINUS)


def _rounded(size: Fraction) -> int:
    return math.floor(size + Fraction(1, 2))


def in_brackets(value: float) -> str:
    """Return a number among others: a negative one is in brackets."""
    text = numeral(value)
    return f"({text})" if text.startswith(MINUS) else text


def as_base(value: float) -> str:
    """Return a number before an exponent, which its own exponent must not touch: ``(1e−7)²``."""
    text = numeral(value)
    return f"({text})" if "e" in text else in_brackets(value)
