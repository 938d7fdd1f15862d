"""Where texts are: in the cells of a plane, and letter after letter in a cell."""

from __future__ import annotations

from collections.abc import Iterator

from svgconv.glyphs.decimals import number
from svgconv.glyphs.font import FIGURES, width
from svgconv.glyphs.outlines import COARSE
from svgconv.scene.text_setting import TextSetting


def in_plane(setting: TextSetting) -> str:
    """Return the transformation from cells, as columns and rows, to their plane."""
    cells = (*setting.column, *setting.row, *setting.origin)
    return f"matrix({' '.join(map(number, cells))})"


def in_cell(setting: TextSetting, text: str) -> str:
    """Return the transformation from the font's units to cells.

    It has no more decimals than optimisers keep: three for places, five for scales.
    """
    x = setting.place[1] - setting.align * width(text) * setting.size
    y = setting.place[0] + sum(FIGURES) / 2 * setting.size
    scale = number(setting.size / COARSE, 5)
    return f"translate({number(x)} {number(y)})scale({scale})"


def ground(setting: TextSetting, text: str) -> dict[str, str]:
    """Return the attributes of the path under a text, in cells; none without a shade."""
    if setting.shade is None or not text:
        return {}
    top, left, bottom, right = map(number, setting.shade.area)
    return {"fill": setting.shade.fill(text), "d": f"M{left} {top}H{right}V{bottom}H{left}z"}


def shown_letters(setting: TextSetting, text: str) -> str:
    """Return the text, or nothing if its cell only has its colour."""
    return "" if setting.shade is not None and not setting.shade.has_digits else text


def letters(text: str) -> Iterator[tuple[str, str]]:
    """Yield each letter's abscissa in the font's units, empty for 0, and the letter."""
    pen = 0.0
    for letter in text:
        yield number(pen) if pen else "", letter
        pen += width(letter) * COARSE
