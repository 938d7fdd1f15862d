"""Numbers as text, as short as possible and without a digit that does not show."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil

DECIMALS = 3
"""A thousandth of a user unit: 1/20000 of a cell, invisible at any size a cell is shown at."""


def rounded_up(value: float) -> float:
    """Return ``value`` rounded up to thousandths."""
    return ceil(1000 * value) / 1000


@lru_cache(maxsize=2**14)
def number(value: float, places: int = DECIMALS) -> str:
    """``value`` to this many places, trailing zeros and a leading one left out."""
    if value == int(value):
        return str(int(value))
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    text = text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
    return "0" if text in ("-", "-0", "") else text


def numbers(values: Iterable[float]) -> str:
    """Numbers in a list, apart only where they must be (SVG 2, 9.3.9: the grammar of path data)."""
    return " ".join(map(number, values)).replace(" -", "-")
