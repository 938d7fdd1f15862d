"""Lengths on paper: ``80mm``, ``3in``, besides pixels."""

from __future__ import annotations

import re

from svgconv.errors import SvgconvError, quoted
from svgconv.specification.sizes import whole_number

CSS_DPI = 96
"""CSS pixels to an inch (CSS Values 4, 6.2)."""

INCHES = {"mm": 1 / 25.4, "cm": 1 / 2.54, "in": 1.0, "pt": 1 / 72}
"""The units of paper, and how many inches each has."""

LENGTH = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(px|mm|cm|in|pt)?")
MOST_PIXELS = 20_000
REMEDY = "use pixels, or a length such as 80mm, 8cm, 3in or 200pt"


def length(name: str, value: object) -> int | str:
    """Whole pixels as a number, a length on paper as text: ``400``, ``"80mm"``.

    Raises
    ------
    SvgconvError: neither, or out of the range from 1 to 20000 pixels at 96 to an inch.
    """
    found = LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    unit = found.group(2) if found else None
    if isinstance(value, str) and not found:
        raise SvgconvError(name, f"{quoted(value)} is not a length", REMEDY)
    if found is None or unit in (None, "px"):
        number = whole_number(name, found.group(1) if found else value, REMEDY)
        if not 1 <= number <= MOST_PIXELS:
            raise SvgconvError(name, f"{number} is out of range", f"use 1 to {MOST_PIXELS}")
        return number
    said = f"{float(found.group(1)):g}{unit}"
    if not 1 <= inches(said) * CSS_DPI <= MOST_PIXELS:
        most = MOST_PIXELS / CSS_DPI / INCHES[str(unit)]
        raise SvgconvError(name, f"{said} is out of range", f"use up to {most:.4g}{unit}")
    return said


def inches(said: int | str) -> float:
    """The inches of what `length` gives."""
    if isinstance(said, int):
        return said / CSS_DPI
    return float(said[:-2]) * INCHES[said[-2:]]
