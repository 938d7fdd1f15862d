"""Where the glyphs of a text are in its cell, with the decimals that an SVG has."""

from __future__ import annotations

from collections.abc import Iterator

from svgconv.glyphs.font import FIGURES, width
from svgconv.glyphs.outlines import COARSE
from svgconv.scene.marks import TextSetting

FINE = 6
"""The decimals in a cell, whose side is one unit."""


def into_cell(setting: TextSetting, text: str) -> tuple[float, float, float]:
    """Return where a text's glyphs begin in its cell, x and y, and how large a font's unit is."""
    x = setting.place[1] - setting.align * width(text) * setting.size
    y = setting.place[0] + sum(FIGURES) / 2 * setting.size
    return round(x, FINE), round(y, FINE), round(setting.size / COARSE, FINE)


def letters(text: str) -> Iterator[tuple[float, str]]:
    """Yield each letter's abscissa in the font's units, and the letter."""
    pen = 0.0
    for letter in text:
        yield pen, letter
        pen += width(letter) * COARSE
