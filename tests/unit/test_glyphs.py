"""The committed glyph table is what fontTools makes of the font, and is drawn as fontTools does."""

from __future__ import annotations

import subprocess
import sys

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.roundingPen import RoundingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

import svgconv
from svgconv.glyphs.decimals import number
from svgconv.glyphs.font import FIGURES, UNITS, missing_letter, width
from svgconv.glyphs.outlines import COARSE, coarse_outline, glyph, set_text
from tests.tools.make_glyphs import TABLE, font, table

FACE = font()
GLYPHS, CHARACTERS = FACE.getGlyphSet(), FACE.getBestCmap()
LETTERS = [chr(code) for code in CHARACTERS]


def test_the_table_is_what_the_tool_makes() -> None:
    assert TABLE.read_text("ascii") == table(), "run python -m tests.tools.make_glyphs"


@pytest.mark.parametrize("size", [1, 7, 13.37, 24, 1000])
def test_every_letter_is_drawn_as_fonttools_draws_it(size: float) -> None:
    assert len(LETTERS) > 200
    for letter in LETTERS:
        name, scale = CHARACTERS[ord(letter)], size / UNITS
        pen = SVGPathPen(GLYPHS, ntos=number)
        GLYPHS[name].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
        ours = glyph(letter, size)
        assert (ours.data, ours.advance) == (pen.getCommands(), GLYPHS[name].width * scale), letter
        assert ours.name == f"u{ord(letter):x}"


@pytest.mark.parametrize("letter", [*LETTERS, "≈"], ids=lambda letter: f"u{ord(letter):x}")
def test_coarse_outlines_are_what_fonttools_rounds(letter: str) -> None:
    recording = DecomposingRecordingPen(GLYPHS)
    name = CHARACTERS[ord("~" if letter == "≈" else letter)]
    for down in (45, -45) if letter == "≈" else (0,):
        placed = (COARSE / UNITS, 0, 0, -COARSE / UNITS, 0, down)
        GLYPHS[name].draw(TransformPen(RoundingPen(recording), placed))
    pen = SVGPathPen(None, ntos=number)
    recording.replay(pen)
    assert coarse_outline(letter) == pen.getCommands()


def test_widths_and_heights_are_the_fonts_own() -> None:
    for letter in LETTERS:
        assert width(letter) == FACE["hmtx"][CHARACTERS[ord(letter)]][0] / UNITS
    assert width("≈≈") == 2 * width("~")
    boxes = [FACE["glyf"][CHARACTERS[ord(digit)]] for digit in "0123456789"]
    assert (min(box.yMin for box in boxes), max(box.yMax for box in boxes)) == tuple(
        UNITS * end for end in FIGURES
    )
    assert set_text("00", 10)[1] == pytest.approx(9.94)
    assert glyph(" ", 10).data == ""


def test_a_letter_that_the_font_lacks_is_named() -> None:
    assert missing_letter("Ünit漢字") == "漢"
    assert missing_letter("Ünit") == ""
    with pytest.raises(svgconv.SvgconvError, match="labels: the font has no '漢'"):
        glyph("漢", 10)


def test_the_table_is_not_read_before_it_is_needed() -> None:
    script = """
import sys, svgconv
from svgconv.glyphs.font import glyph_table
svgconv.conv(4, 3).svg()
assert glyph_table.cache_info().currsize == 0
svgconv.conv(4, 3, annotate="title").svg()
assert glyph_table.cache_info().currsize == 1
assert "fontTools" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)
