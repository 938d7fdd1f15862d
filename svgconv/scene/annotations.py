"""Annotations above and below a figure: its title, a legend, the frame's number, a note.

All but the frame's number are the same in every frame; that costs a few bytes for each frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from svgconv.errors import SvgconvError, enumeration, nearest, quoted
from svgconv.glyphs.font import missing_letter, width
from svgconv.scene.captions import (
    LINE,
    ROLE,
    SIZE,
    caption_cell,
    in_lines,
    ink,
    setting,
    widened,
    widest_word,
)
from svgconv.scene.legend import with_legend
from svgconv.scene.marks import ChangingText, FixedText, Mark
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.specification.phrases import bound

KINDS = ("title", "legend", "axes", "indices", "frame")
TITLE_SIZE = 0.7
"""An em of a title, in cells."""
NARROWEST = 10
"""The least width of a figure with a title, in cells."""
MOST_LETTERS = 1000


def kinds(annotate: object) -> tuple[str, ...]:
    """Return the chosen kinds of annotations in the order of `KINDS`.

    Parameters
    ----------
    annotate: a list, or text such as ``"title,legend"``.

    Raises
    ------
    SvgconvError: anything else, or an unknown kind.
    """
    words = annotate.split(",") if isinstance(annotate, str) else annotate
    if not isinstance(words, (list, tuple)):
        problem = f"{quoted(annotate)} is not a list"
        raise SvgconvError("annotate", problem, f"use some of {enumeration(KINDS, 'and')}")
    chosen = [str(word).strip() for word in words if str(word).strip()]
    for word in chosen:
        if word not in KINDS:
            raise SvgconvError("annotate", f"{quoted(word)} is not known", nearest(word, KINDS))
    return tuple(kind for kind in KINDS if kind in chosen)


def heading(text: object) -> str:
    """Return a heading with single spaces between its words.

    Raises
    ------
    SvgconvError: the value is not text, or longer than `MOST_LETTERS`, or the font lacks a letter.
    """
    if not isinstance(text, str):
        raise SvgconvError("heading", f"{quoted(text)} is not text", "write it in quotes")
    words = " ".join(text.split())
    if len(words) > MOST_LETTERS:
        problem = f"{len(words):,} letters are more than {MOST_LETTERS:,}"
        raise SvgconvError("heading", problem, "use fewer")
    if letter := missing_letter(words):
        raise SvgconvError(
            "heading", f"the font has no {quoted(letter)}", "use Latin letters, digits, punctuation"
        )
    return words


def annotated(
    scene: Scene, kinds: Sequence[str], title: str, theme: Theme, least: float = 0
) -> Scene:
    """Return the scene with a title above it, and a legend and the frame's number below it.

    Parameters
    ----------
    kinds: of `KINDS`, which of the legend and the frame's number are drawn.
    title: the title's text; empty for none.
    least: the least size of texts, in user units.
    """
    cell = caption_cell(least)
    if title:
        scene = _with_title(scene, title, theme, cell)
    if "legend" in kinds:
        scene = with_legend(scene, theme, cell)
    if "frame" in kinds:
        scene = _with_frame(scene, theme, cell)
    return scene


def with_note(scene: Scene, note: str, theme: Theme, least: float = 0) -> Scene:
    """Return the scene with a text below it, in the middle.

    Parameters
    ----------
    least: the least size of the text, in user units.
    """
    cell = caption_cell(least)
    scene = widened(scene, max(NARROWEST * CELL, widest_word(note, SIZE, cell)))
    lines = in_lines(note, scene.width / cell, SIZE)
    texts = tuple(
        (scene.height / cell + (row + 0.7) * LINE * SIZE, scene.width / cell / 2, text)
        for row, text in enumerate(lines)
    )
    words = FixedText(ROLE, ink(theme), setting(SIZE, 0, 0.5, cell), texts)
    height = scene.height + ceil((len(lines) + 0.5) * LINE * SIZE * cell)
    return replace(scene, marks=(*scene.marks, words), height=height)


def _with_title(scene: Scene, title: str, theme: Theme, cell: float) -> Scene:
    title = bound(title)
    scene = widened(scene, max(NARROWEST * CELL, widest_word(title, TITLE_SIZE, cell)))
    lines = in_lines(title, scene.width / cell, TITLE_SIZE)
    height = ceil((len(lines) + 0.4) * LINE * TITLE_SIZE * cell)
    moved = scene.moved((0, height))
    texts = tuple(
        (row * LINE * TITLE_SIZE, scene.width / cell / 2, text) for row, text in enumerate(lines)
    )
    words = FixedText(ROLE, ink(theme), setting(TITLE_SIZE, TITLE_SIZE, 0.5, cell), texts)
    return replace(moved, marks=(words, *moved.marks), height=scene.height + height)


def _with_frame(scene: Scene, theme: Theme, cell: float) -> Scene:
    scene = widened(scene, ceil(4 * cell))
    word = "frame "
    middle, y = scene.width / cell / 2, scene.height / cell + 0.6
    count = scene.odometer.frame_count
    start = middle - width(word + str(count - 1)) * SIZE / 2
    paint, text = ink(theme), setting(SIZE, 0, 0, cell)
    marks: list[Mark] = [FixedText(ROLE, paint, text, ((y, start, word.strip()),))]
    numbers = tuple(map(str, range(count)))
    marks.append(ChangingText(ROLE, paint, text, y, start + width(word) * SIZE, numbers))
    height = scene.height + ceil(1.1 * cell)
    return replace(scene, marks=(*scene.marks, *marks), height=height)
