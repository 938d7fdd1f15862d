"""Words beside what is drawn: a few lines at each of several places, below each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from svgconv.glyphs.font import width
from svgconv.numbers.numerals import MINUS
from svgconv.scene.annotations import LINE, ROLE, SIZE, ink
from svgconv.scene.marks import Mark, Subpath
from svgconv.scene.plane import CELL
from svgconv.scene.text import Cell, Numbers, Setting
from svgconv.scene.theme import Theme

APART = 0.8
"""From what is furthest to the right to the words, in cells."""


def beside_outlines(
    outlines: Sequence[Subpath], notes: Sequence[tuple[str, ...]], theme: Theme
) -> list[Mark]:
    """Each outline's note at its height, all in one column to the right of them all.

    Parameters
    ----------
    outlines: what the notes are about, such as a plane's whole block.
    notes: the lines of each one's note.
    """
    left = max(x for outline in outlines for x, _ in outline.points) / CELL + APART
    cells = [
        cell
        for outline, lines in zip(outlines, notes, strict=True)
        for index, text in enumerate(lines)
        for cell in _words(
            _middle(outline) + LINE * SIZE * (index - (len(lines) - 1) / 2), left, text
        )
    ]
    setting = Setting((0, -CELL // 2), (0, CELL), (CELL, 0), SIZE, (0.5, 0), align=0)
    return [Numbers(ROLE, ink(theme), setting, tuple(cells))]


def _words(row: float, column: float, text: str) -> Iterator[Cell]:
    """A line word by word: those that come again are defined once."""
    before = ""
    for word in text.replace("-", MINUS).split(" "):
        yield row, column + width(before) * SIZE, word
        before += f"{word} "


def _middle(outline: Subpath) -> float:
    """The height of an outline's middle, in cells."""
    heights = [y for _, y in outline.points]
    return (min(heights) + max(heights)) / 2 / CELL
