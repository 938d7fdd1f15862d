"""How large numbers can be, so that all of a kind fit their cells and are alike."""

from __future__ import annotations

from collections.abc import Iterable

from svgconv.glyphs.font import FIGURES, width
from svgconv.scene.plane import Plane
from svgconv.scene.text import Setting

MARGIN = 0.06
"""Around a number, in cells: more than half of any line's width."""
LARGEST = 0.62
"""The size of numbers that have room enough, in cells to an em."""
TAB = 0.34
"""The height of the tab in a cell's corner that holds a weight."""


def fitting(
    plane: Plane,
    texts: Iterable[str],
    height: float = 1 - 2 * MARGIN,
    place: tuple[float, float] = (0.5, 0.5),
    largest: float = LARGEST,
) -> Setting:
    """The largest setting in which every text fits into so high a part of its cell."""
    low, high = FIGURES
    room = [largest, height / (high - low), (1 - 2 * MARGIN) / max(widest(texts), 0.1)]
    size = int(1000 * min(room)) / 1000
    return Setting(plane.origin, plane.row, plane.column, size, place)


def beside_tab(plane: Plane, texts: Iterable[str], tab: float) -> Setting:
    """The largest setting in which every text stays clear of a tab so wide in its cell's corner."""
    texts = list(texts)
    setting = fitting(plane, texts)
    left = 1 - tab
    if 0.5 + widest(texts) * setting.size / 2 <= left - MARGIN / 2:
        return setting
    bottom = 1 - TAB
    return fitting(plane, texts, bottom - 2 * MARGIN, (bottom / 2, 0.5))


def widest(texts: Iterable[str]) -> float:
    """The width of the widest text, in ems; 0 where there is none."""
    return max(map(width, texts), default=0)
