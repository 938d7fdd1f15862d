"""The norm of numbers: the root of the sum of their powers, exact where it is a fraction."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

A_LITTLE = Fraction(1, 10**40)
"""Far less than what a numeral or a float shows, relative to a number."""


def norm(numbers: Iterable[Fraction], power: Fraction, scale: Fraction) -> Fraction | None:
    """Return the root of a sum of powers: (scale · Σ x^power)^(1 / power).

    The terms are divided by the largest one. Then the root is a fraction only if every power and
    their sum's root are, because roots that are not fractions are linearly independent.

    Parameters
    ----------
    power, scale: numbers above 0.

    Returns
    -------
    None if PyTorch gives no number: for a root of a negative number. A root that is not a fraction
    is a float and a little more, or less, so that it is never written as an exact number.
    """
    held = list(numbers)
    largest = max(map(abs, held), default=Fraction(0))
    if not largest:
        return Fraction(0)
    ratios = [number / largest for number in held]
    if power.denominator > 1 and min(ratios) < 0:
        return None
    raised = [_power(ratio, power) for ratio in ratios]
    known = [one for one in raised if one is not None]
    if len(known) < len(raised):
        total = float(scale) * sum(float(ratio) ** float(power) for ratio in ratios)
        return _near(largest, total, power) * (1 + A_LITTLE)
    exact = scale * sum(known)
    if exact < 0 and power != 1:
        return None
    root = _power(exact, 1 / power)
    if root is not None:
        return largest * root
    near = _near(largest, float(exact), power)
    above = power.denominator == 1 and (near / largest) ** power.numerator > exact
    return near * (1 - A_LITTLE if above else 1 + A_LITTLE)


def _near(largest: Fraction, total: float, power: Fraction) -> Fraction:
    """Return the shortest decimal of the float that a root is near to."""
    return Fraction(repr(float(largest) * total ** float(1 / power)))


def _power(base: Fraction, power: Fraction) -> Fraction | None:
    """Return a power with a fraction as its exponent; None if it is not a fraction."""
    root = _root(base, power.denominator)
    return None if root is None else Fraction(root**power.numerator)


def _root(number: Fraction, degree: int) -> Fraction | None:
    """Return the root of a number that is at least 0, or of degree 1; None if it is no fraction."""
    if degree == 1:
        return number
    above, below = (_whole_root(part, degree) for part in (number.numerator, number.denominator))
    return None if above is None or below is None else Fraction(above, below)


def _whole_root(number: int, degree: int) -> int | None:
    """Return the whole number with this power; None if there is none."""
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle)
    return low if low**degree == number else None
