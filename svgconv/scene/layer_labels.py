"""Labels of layers: one for each map of a stack, at its height, in one column next to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from svgconv.glyphs.decimals import rounded_up
from svgconv.glyphs.font import width
from svgconv.numbers.numerals import MINUS
from svgconv.scene.box import box
from svgconv.scene.captions import LINE, ROLE, SIZE, ink
from svgconv.scene.marks import Cell, FixedText, Mark, Subpath
from svgconv.scene.plane import CELL
from svgconv.scene.text_setting import TextSetting
from svgconv.scene.theme import Theme

LAYER_GAP = 0.8
"""The space between layer labels and what they name, in cells."""
LAYER_PART = 8 / 300
"""An em of layer labels as a part of the figure's width: 8 pixels of 300."""
LARGEST_LAYER = 0.85
"""The largest em of layer labels, in cells."""
PATH_LABEL = 1.1
"""The largest em of layer labels in a figure with paths, in cells."""
LAYER_LINES = (11.5, 17.0, float("inf"))
"""The most ems in a line of a layer's label; the next one where labels have too little room."""


def layer_labels(
    outlines: Sequence[Subpath],
    labels: Sequence[tuple[str, ...]],
    theme: Theme,
    *,
    on_left: bool = False,
    size: float = SIZE,
) -> list[Mark]:
    """Return a label at the height of each outline, all in one column next to them.

    Parameters
    ----------
    outlines: what the labels name, such as a plane's whole block.
    labels: the lines of each label.
    on_left: whether they end to the left of the outlines, instead of starting to the right.
    size: an em, in cells.
    """
    left, right = _ends(outlines)
    cells = [
        cell
        for outline, lines in zip(outlines, labels, strict=True)
        for index, text in enumerate(lines)
        for cell in _words(
            _height(outline) + LINE * size * (index - (len(lines) - 1) / 2),
            left - LAYER_GAP - label_width(text, size) if on_left else right + LAYER_GAP,
            text,
            size,
        )
    ]
    setting = TextSetting((0, -CELL // 2), (0, CELL), (CELL, 0), size, (0.5, 0), align=0)
    return [FixedText(ROLE, ink(theme), setting, tuple(cells))]


def legible_labels(
    outlines: Sequence[Subpath], labels: Sequence[tuple[str, ...]], least: float = 0
) -> tuple[list[tuple[str, ...]], float]:
    """Return the labels of one column in short lines, and an em in cells.

    The em is `LAYER_PART` of the figure's width, so that the figure is legible at 300 pixels; it is
    smaller if labels have less room above each other.
    """
    left, right = _ends(outlines)
    for most in LAYER_LINES:
        lines = [tuple(one for text in label for one in _short(text, most)) for label in labels]
        largest = _largest(outlines, lines)
        if largest >= max(SIZE, least):
            break
    longest = max(width(text) for label in lines for text in label)
    wanted = LAYER_PART * (right - left + 2 * LAYER_GAP) / max(1 - LAYER_PART * longest, 0.1)
    size = max(SIZE, round(min(wanted, largest, LARGEST_LAYER), 2))
    return lines, max(size, rounded_up(least)) if least <= largest else size


def _short(text: str, most: float) -> list[str]:
    """Return a text in lines of at most this many ems, broken after commas."""
    first, *others = text.split(", ")
    lines = [first]
    for part in others:
        longer = f"{lines[-1]}, {part}"
        if width(longer) <= most:
            lines[-1] = longer
        else:
            lines[-1] += ","
            lines.append(part)
    return lines


def _largest(outlines: Sequence[Subpath], labels: Sequence[tuple[str, ...]]) -> float:
    """Return the largest em, in cells, at which no label reaches the next one."""
    places = sorted(zip(map(_height, outlines), map(len, labels), strict=True))
    return min(
        ((below - above) / (LINE * (one + other) / 2 + LINE / 2))
        for (above, one), (below, other) in pairwise(places)
    )


def _ends(outlines: Sequence[Subpath]) -> tuple[float, float]:
    """Return the left and the right end of outlines, in cells."""
    left, _, right, _ = box(point for outline in outlines for point in outline.points)
    return left / CELL, right / CELL


def label_width(text: str, size: float) -> float:
    """Return the width of a line of a layer's label, whose em is ``size``; both in cells."""
    return width(text.replace("-", MINUS)) * size


def path_label(label: Sequence[str]) -> tuple[str, ...]:
    """Return a label in short lines, for a figure with paths."""
    return tuple(one for text in label for one in _short(text, LAYER_LINES[0]))


def path_size(columns: Sequence[tuple[Sequence[Subpath], Sequence[tuple[str, ...]]]]) -> float:
    """Return the largest em, in cells, at which the labels of no column reach each other.

    Parameters
    ----------
    columns: for each column of labels what they name, and their lines.
    """
    room = [_largest(*column) for column in columns if len(column[0]) > 1]
    return max(SIZE, round(min([PATH_LABEL, *room]), 2))


def _words(row: float, column: float, text: str, size: float) -> Iterator[Cell]:
    """Yield a line word by word, because repeated words are defined once."""
    before = ""
    for word in text.replace("-", MINUS).split(" "):
        yield row, column + width(before) * size, word
        before += f"{word} "


def _height(outline: Subpath) -> float:
    """Return the ordinate of an outline's middle, in cells."""
    _, top, _, bottom = box(outline.points)
    return (top + bottom) / 2 / CELL
