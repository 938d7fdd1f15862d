"""Glyph outlines of the one font that svgconv ships: Source Sans 3 (SIL Open Font License)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.svg.numbers import number

FONT = "source-sans-3.woff"
X_HEIGHT = 0.486
"""The height of small letters, in ems."""


@dataclass(frozen=True)
class Glyph:
    """One glyph: a name that is fit for an id, its path data, and its advance in user units.

    Its origin is at the left end of the base line. A space has no data.
    """

    name: str
    data: str
    advance: float


@cache
def glyph(letter: str, size: float) -> Glyph:
    """The glyph of a letter at ``size`` user units to an em.

    Raises
    ------
    SvgconvError: the font has no such letter.
    """
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    font = _font()
    code = ord(letter)
    if code not in (known := font.getBestCmap()):
        raise SvgconvError(
            "label", f"the font has no {quoted(letter)}", "use Latin letters, digits, punctuation"
        )
    scale = size / font["head"].unitsPerEm
    glyphs = font.getGlyphSet()
    pen = SVGPathPen(glyphs, ntos=number)
    glyphs[known[code]].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
    return Glyph(f"u{code:x}", pen.getCommands(), glyphs[known[code]].width * scale)


def set_text(text: str, size: float) -> tuple[list[tuple[float, Glyph]], float]:
    """Where each glyph of a line of text stands from its start, and the line's width."""
    placed = []
    pen = 0.0
    for letter in text:
        found = glyph(letter, size)
        if found.data:
            placed.append((pen, found))
        pen += found.advance
    return placed, pen


@cache
def _font() -> Any:
    from fontTools.ttLib import TTFont

    with files("svgconv.text").joinpath(FONT).open("rb") as file:
        return TTFont(file, lazy=False)
