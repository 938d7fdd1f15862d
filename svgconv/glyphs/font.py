"""The one font that svgconv ships, Source Sans 3 (SIL Open Font License): how wide its text is."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

FONT = "source-sans-3.woff"
UNITS = 1000
"""The font's own units to an em."""
FIGURES = (-0.012, 0.65)
"""From where to where figures reach above the base line, in ems."""

TWICE = {"≈": "~"}
"""Signs that the font has not, and those that are drawn twice for them, one above the other."""
APART = 0.18
"""How far apart these two are, in ems."""


@cache
def font() -> Any:
    """The font, as fontTools has it."""
    from fontTools.ttLib import TTFont

    with files("svgconv.glyphs").joinpath(FONT).open("rb") as file:
        return TTFont(file, lazy=False)


@cache
def width(text: str) -> float:
    """The width of a line of text in ems."""
    known, metrics = font().getBestCmap(), font()["hmtx"]
    return float(sum(metrics[known[ord(TWICE.get(letter, letter))]][0] for letter in text) / UNITS)
