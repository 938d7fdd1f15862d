"""Times in seconds, and lengths in pixels or on paper such as ``80mm``."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from svgconv.errors import SvgconvError, quoted
from svgconv.specification.sizes import whole_number

LONGEST = Decimal(3600)
"""The longest time, in seconds."""

CSS_DPI = 96
"""CSS pixels to an inch (CSS Values 4, 6.2)."""

LEAST_TEXT = 10
"""The size of texts that can be read, in CSS pixels."""

INCHES = {"px": 1 / CSS_DPI, "mm": 1 / 25.4, "cm": 1 / 2.54, "in": 1.0, "pt": 1 / 72}
"""The units of paper in inches."""

LENGTH = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(px|mm|cm|in|pt)?")
MOST_PIXELS = 20_000
REMEDY = "use pixels, or a length such as 80mm, 8cm, 3in or 200pt"


def seconds(name: str, value: object, least: Decimal) -> Decimal:
    """Return a time in seconds to the microsecond, from ``least`` to an hour.

    Raises
    ------
    SvgconvError: not a number, or out of range.
    """
    try:
        if isinstance(value, bool) or Decimal(str(value)).is_nan():
            raise TypeError
        exact = Decimal(str(value)).quantize(Decimal("0.000001"))
    except (InvalidOperation, TypeError):
        raise SvgconvError(
            name, f"{quoted(value)} is not a number of seconds", "use a number such as 0.5"
        ) from None
    if not least <= exact <= LONGEST:
        raise SvgconvError(
            name, f"{exact.normalize():,f} seconds are out of range", f"use {least} to {LONGEST:,}"
        )
    return exact.normalize()


def plain_seconds(exact: Decimal) -> float | int:
    """Return seconds as JSON and TOML hold them, in the shortest form."""
    return int(exact) if exact == int(exact) else float(exact)


def length(name: str, value: object) -> int | str:
    """Return whole pixels as a number, or a length on paper as text: ``400``, ``"80mm"``.

    Raises
    ------
    SvgconvError: neither, or out of the range from 1 to 20,000 pixels at 96 to an inch.
    """
    found = LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    unit = found.group(2) if found else None
    if isinstance(value, str) and not found:
        raise SvgconvError(name, f"{quoted(value)} is not a length", REMEDY)
    if found is None or unit in (None, "px"):
        number = whole_number(name, found.group(1) if found else value, REMEDY)
        if not 1 <= number <= MOST_PIXELS:
            raise SvgconvError(name, f"{number} is out of range", f"use 1 to {MOST_PIXELS:,}")
        return number
    text = f"{float(found.group(1)):g}{unit}"
    if not 1 <= inches(text) * CSS_DPI <= MOST_PIXELS:
        most = MOST_PIXELS / CSS_DPI / INCHES[str(unit)]
        raise SvgconvError(name, f"{text} is out of range", f"use 1px to {most:.4g}{unit}")
    return text


def inches(length: int | str) -> float:
    """Return a length from `length` in inches."""
    if isinstance(length, int):
        return length / CSS_DPI
    return float(length[:-2]) * INCHES[length[-2:]]
