"""Numerals as figures write them, read as exact fractions."""

from __future__ import annotations

import math
from fractions import Fraction

LONGEST = 8
"""The characters of a numeral without its sign: it has two decimals, or as many as fit."""


def said(text: str) -> Fraction | None:
    """Return the number that a numeral says; None for minus infinity."""
    text = text.replace("−", "-").replace(",", "")
    return None if text == "-inf" else Fraction(text)


def is_right(text: str, exact: Fraction | None) -> bool:
    """Return whether a numeral is the number, rounded as documented; zero only for zero."""
    shown = said(text)
    if shown is None or exact is None:
        return shown is exact
    if (shown == 0) != (exact == 0) or shown * exact < 0:
        return False
    if "e" in text:
        place = Fraction(10) ** (math.floor(math.log10(abs(exact))) - 1)
        return abs(shown - exact) <= place * Fraction(501, 1000)
    whole = len(str(int(abs(exact))))
    places = next((places for places in (2, 1) if whole + 1 + places <= LONGEST), 0)
    return abs(shown - exact) <= Fraction(1, 2 * 10**places)
