"""The sizes of texts: numbers as large as a reader needs, where their cells have the room."""

from __future__ import annotations

from dataclasses import replace

from svgconv.glyphs.decimals import rounded_up
from svgconv.glyphs.font import FIGURES, width
from svgconv.scene.marks import ChangingText, FixedText, Mark, TextMark
from svgconv.scene.scene import Scene

WORDS = ("label", "sum")
"""The roles of texts that are not in cells."""
CORNERS = ("weight", "badge")
MARGIN = 0.04
"""The least space around a number, in cells."""
MIDDLE = (0.5, 0.5)
NAMES = {
    "weight": "weights",
    "input_value": "the input's numbers",
    "padding_value": "the input's numbers",
    "output_value": "the output's numbers",
    "matrix_value": "the matrix's numbers",
    "product_value": "products",
    "label": "labels",
    "sum": "sums",
}
NEARLY = 0.999
"""What is left of a size after rounding."""


def readable(scene: Scene, least: float, *, keeps_numbers: bool) -> tuple[Scene, tuple[str, ...]]:
    """Return the scene without texts that are too small, and what is left out, in words.

    Numbers of at least this size replace smaller ones, where all of a role fit their cells.

    Parameters
    ----------
    least: the least size of a text, in user units.
    keeps_numbers: whether numbers are only named, and stay as they are.
    """
    small = {mark.role for mark in _texts(scene) if mark.setting.em < NEARLY * least}
    if not small:
        return scene, ()
    left_out = small & {*WORDS, "weight"}
    made = scene.marks
    if "weight" in left_out:
        left_out.add("badge")
        made = tuple(_centred(mark) for mark in made if mark.role not in CORNERS)
    for role in small - left_out:
        if not all(_fits(mark, least) for mark in made if mark.role == role):
            left_out.add(role)
    names = dict.fromkeys(NAMES.get(role, "numbers") for role in sorted(left_out - {"badge"}))
    if keeps_numbers and not left_out.isdisjoint(small - {*WORDS}):
        made, small, left_out = scene.marks, small & {*WORDS}, left_out & {*WORDS}
    marks = tuple(
        _enlarged(mark, least) if mark.role in small else mark
        for mark in made
        if not (mark.role in left_out and (mark.role not in WORDS or _is_small(mark, least)))
    )
    return replace(scene, marks=marks), tuple(names)


def _texts(scene: Scene) -> list[TextMark]:
    return [mark for mark in scene.marks if isinstance(mark, TextMark)]


def _is_small(mark: Mark, least: float) -> bool:
    return isinstance(mark, TextMark) and mark.setting.em < NEARLY * least


def _centred(mark: Mark) -> Mark:
    """Return the input's numbers in the middle of their cells, where no badge is any more."""
    if mark.role not in ("input_value", "padding_value") or not isinstance(mark, FixedText):
        return mark
    return replace(mark, setting=replace(mark.setting, place=MIDDLE))


def _fits(mark: Mark, least: float) -> bool:
    """Return whether the texts of a mark fit their cells in the least size."""
    if not isinstance(mark, TextMark):
        return True
    size, (low, high) = _size(mark, least), FIGURES
    texts = mark.texts if isinstance(mark, ChangingText) else [text for _, _, text in mark.cells]
    room = 1 - 2 * MARGIN
    longest = max(map(width, texts), default=0)
    return mark.setting.place == MIDDLE and max(longest, high - low) * size <= room


def _size(mark: TextMark, least: float) -> float:
    """Return the least size in cells, rounded up."""
    return rounded_up(least / mark.setting.em * mark.setting.size)


def _enlarged(mark: Mark, least: float) -> Mark:
    if not isinstance(mark, TextMark) or mark.setting.em >= NEARLY * least:
        return mark
    return replace(mark, setting=replace(mark.setting, size=_size(mark, least)))
