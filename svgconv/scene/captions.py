"""Words around a figure: their size and paint, and room for them."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from svgconv.glyphs.decimals import rounded_up
from svgconv.glyphs.font import width
from svgconv.scene.marks import Paint
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene
from svgconv.scene.text_setting import TextSetting
from svgconv.scene.theme import Theme

ROLE = "label"
SIZE = 0.6
"""An em of the text, in cells."""
LINE = 1.35
"""The distance from line to line, in ems."""


def ink(theme: Theme) -> Paint:
    """Return the paint of words: filled with the colour of lines."""
    return Paint(fill=theme.line.stroke)


def caption_cell(least: float) -> float:
    """Return the length that captions count as a cell, so that their texts have a least size.

    Both are in user units.
    """
    return max(CELL, rounded_up(least / SIZE))


def setting(size: float, top: float, align: float, cell: float = CELL) -> TextSetting:
    """Return the setting of words whose rows and columns count cells from the upper left corner.

    Parameters
    ----------
    size: an em, in cells.
    top: how much lower each text is, in cells.
    align: 0 starts a text at its place, 1 ends it there.
    cell: the length of a cell, in user units.
    """
    return TextSetting((0, 0), (0, cell), (cell, 0), size, (top, 0), align)


def widened(scene: Scene, least: int) -> Scene:
    """Return the scene in the middle of a canvas of a least width in user units."""
    more = max(0, least - scene.width)
    if not more:
        return scene
    return replace(scene.moved((more // 2, 0)), width=scene.width + more)


def widest_word(text: str, size: float, cell: float) -> int:
    """Return the least width of lines of a text, in whole user units.

    Parameters
    ----------
    size: an em, in cells.
    cell: the length of a cell, in user units.
    """
    return ceil(max(map(width, text.split(" "))) * size * cell)


def in_lines(text: str, room: float, size: float) -> list[str]:
    """Return the text in lines of at most ``room`` cells, broken between words."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer) * size > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
