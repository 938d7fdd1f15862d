"""Glyph outlines of the one font that svgconv ships: Source Sans 3 (SIL Open Font License)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.glyphs.decimals import number
from svgconv.glyphs.font import APART, TWICE, UNITS, font

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

    face = font()
    code = ord(letter)
    if code not in (known := face.getBestCmap()):
        raise SvgconvError(
            "label", f"the font has no {quoted(letter)}", "use Latin letters, digits, punctuation"
        )
    scale = size / UNITS
    glyphs = face.getGlyphSet()
    pen = SVGPathPen(glyphs, ntos=number)
    glyphs[known[code]].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
    return Glyph(f"u{code:x}", pen.getCommands(), glyphs[known[code]].width * scale)


COARSE = 500
"""The units to an em in which numbers are drawn: half of one is a fiftieth of a pixel."""


@cache
def coarse(letter: str) -> Any:
    """A letter's outline as a fontTools recording, in whole units of `COARSE` to an em, y down."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.roundingPen import RoundingPen
    from fontTools.pens.transformPen import TransformPen

    face, scale = font(), COARSE / UNITS
    glyphs = face.getGlyphSet()
    recording = DecomposingRecordingPen(glyphs)
    glyph = glyphs[face.getBestCmap()[ord(TWICE.get(letter, letter))]]
    for up in (-APART / 2, APART / 2) if letter in TWICE else (0,):
        placed = (scale, 0, 0, -scale, 0, -up * COARSE)
        glyph.draw(TransformPen(RoundingPen(recording), placed))
    return recording


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
