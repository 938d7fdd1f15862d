"""Annotations above and below a figure: its title, a legend, the frame's number, a note.

All but the frame's number are the same in every frame; that costs a few bytes for each frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.glyphs.font import missing_letter, width
from svgconv.scene.hatch import hatched_marks
from svgconv.scene.marks import ChangingText, FixedText, Mark, Paint, Path, Subpath, TextSetting
from svgconv.scene.merging import merged
from svgconv.scene.motion import STILL
from svgconv.scene.plane import CELL, dash_offset, dashes
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.scene.window import GHOST, ghost_paint, outline_paint
from svgconv.scene.winners import ROLE as RING
from svgconv.scene.winners import rings
from svgconv.specification.phrases import bound

KINDS = ("title", "legend", "axes", "indices", "frame")
ROLE = "label"
SIZE, TITLE_SIZE = 0.6, 0.7
"""An em of the text, and of a title, in cells."""
LINE = 1.35
"""The distance from line to line, in ems."""
NARROWEST = 10
"""The least width of a figure with a title, in cells."""
SWATCH = 0.8
"""The side of a legend's cell, in cells."""
MOST_LETTERS = 1000

LEGEND: dict[str, tuple[tuple[str, ...], str]] = {
    "input": (("input",), "input"),
    "zeros": (("zeros",), "zeros"),
    "copied_padding": (("copied_padding",), "copied padding"),
    "ignored_padding": (("ignored_padding",), "ignored padding"),
    "cropped": (("cropped",), "cropped"),
    "window": (("input", "window"), "window"),
    "ghost": (("input", "ghost"), "window before"),
    "output": (("output",), "output"),
    "active": (("output", "active"), "this frame's output"),
    "active_input": (("input", "active_input"), "this frame's input unit"),
    "scatter_kernel": (("output", "scatter_kernel"), "its contribution"),
    "matrix_weight": (("matrix_weight",), "a weight"),
    "output_padding": (("output", "output_padding"), "added by output_padding"),
    "winner": (("input", "winner"), "largest number"),
}
"""By role, the roles that paint a legend's cell, from back to front, and its text."""
INSET_ROLE, INSET = "output_padding", 0.3
"""The role that is painted as a small cell inside another, and its distance from that one's edge,
in parts of the side."""
DASHED = ("zeros", "copied_padding", "ignored_padding", "cropped")


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
        raise SvgconvError("annotate", problem, f"use {', '.join(KINDS)}")
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
        raise SvgconvError("heading", f"{quoted(text)} is not a text")
    words = " ".join(text.split())
    if len(words) > MOST_LETTERS:
        problem = f"{len(words):,} letters are more than {MOST_LETTERS:,}"
        raise SvgconvError("heading", problem, "use fewer")
    if letter := missing_letter(words):
        raise SvgconvError(
            "heading", f"the font has no {quoted(letter)}", "use Latin letters, digits, punctuation"
        )
    return words


def annotated(scene: Scene, kinds: Sequence[str], title: str, theme: Theme) -> Scene:
    """Return the scene with a title above it, and a legend and the frame's number below it.

    Parameters
    ----------
    kinds: of `KINDS`, which of the legend and the frame's number are drawn.
    title: the title's text; empty for none.
    """
    if title:
        scene = _with_title(scene, title, theme)
    if "legend" in kinds:
        scene = _with_legend(scene, theme)
    if "frame" in kinds:
        scene = _with_frame(scene, theme)
    return scene


def with_note(scene: Scene, note: str, theme: Theme) -> Scene:
    """Return the scene with a text below it, in the middle."""
    scene = _widened(scene, NARROWEST * CELL)
    lines = _lines(note, scene.width / CELL, SIZE)
    texts = tuple(
        (scene.height / CELL + (row + 0.7) * LINE * SIZE, scene.width / CELL / 2, text)
        for row, text in enumerate(lines)
    )
    words = FixedText(ROLE, ink(theme), _setting(SIZE, 0, 0.5), texts)
    height = scene.height + ceil((len(lines) + 0.5) * LINE * SIZE * CELL)
    return replace(scene, marks=(*scene.marks, words), height=height)


def ink(theme: Theme) -> Paint:
    """Return the paint of words: filled with the colour of lines."""
    return Paint(fill=theme.line.stroke)


def _with_title(scene: Scene, title: str, theme: Theme) -> Scene:
    scene = _widened(scene, NARROWEST * CELL)
    lines = _lines(bound(title), scene.width / CELL, TITLE_SIZE)
    height = ceil((len(lines) + 0.4) * LINE * TITLE_SIZE * CELL)
    moved = tuple(mark.moved((0, height)) for mark in scene.marks)
    texts = tuple(
        (row * LINE * TITLE_SIZE, scene.width / CELL / 2, text) for row, text in enumerate(lines)
    )
    words = FixedText(ROLE, ink(theme), _setting(TITLE_SIZE, TITLE_SIZE, 0.5), texts)
    return replace(scene, marks=(words, *moved), height=scene.height + height)


def _with_legend(scene: Scene, theme: Theme) -> Scene:
    drawn = {mark.role for mark in scene.marks}
    entries = [entry for role, entry in LEGEND.items() if role in drawn]
    room = max(_length(text) for _, text in entries) if entries else 0
    scene = _widened(scene, ceil(room * CELL))
    rows: list[list[tuple[tuple[str, ...], str]]] = [[]]
    for entry in entries:
        if rows[-1] and sum(_length(text) for _, text in [*rows[-1], entry]) > (scene.width / CELL):
            rows.append([])
        rows[-1].append(entry)
    marks: list[Mark] = []
    texts: list[tuple[float, float, str]] = []
    for index, row in enumerate(rows):
        y = scene.height / CELL + 0.3 + index * LINE
        x = 0.2
        for roles, text in row:
            marks += _swatch(x, y, roles, theme)
            texts.append((y + SWATCH / 2, x + SWATCH + 0.3, text))
            x += _length(text)
    words = FixedText(ROLE, ink(theme), _setting(SIZE, 0, 0), tuple(texts))
    height = scene.height + ceil((0.4 + len(rows) * LINE) * CELL)
    return replace(scene, marks=tuple(merged([*scene.marks, *marks, words])), height=height)


def _with_frame(scene: Scene, theme: Theme) -> Scene:
    scene = _widened(scene, 4 * CELL)
    word = "frame "
    middle, y = scene.width / CELL / 2, scene.height / CELL + 0.6
    count = scene.odometer.frame_count
    start = middle - width(word + str(count - 1)) * SIZE / 2
    paint, setting = ink(theme), _setting(SIZE, 0, 0)
    marks: list[Mark] = [FixedText(ROLE, paint, setting, ((y, start, word.strip()),))]
    numbers = tuple(map(str, range(count)))
    marks.append(ChangingText(ROLE, paint, setting, y, start + width(word) * SIZE, numbers))
    height = scene.height + ceil(1.1 * CELL)
    return replace(scene, marks=(*scene.marks, *marks), height=height)


def _swatch(x: float, y: float, roles: Sequence[str], theme: Theme) -> list[Mark]:
    shape = _square(x, y)
    marks: list[Mark] = []
    for role in roles:
        if role == INSET_ROLE:
            paint = replace(theme.paint(role), fill=None)
            marks.append(Path(role, paint, (_square(x, y, INSET),)))
            continue
        if role == GHOST:
            marks.append(Path(role, ghost_paint(outline_paint(theme.paint(role))), (shape,)))
            continue
        if role == RING:
            marks += rings((shape,), STILL, theme)
            continue
        dash = dashes(SWATCH * CELL) if role in DASHED else ()
        paint = replace(theme.paint(role), dashes=dash, dash_offset=dash_offset(SWATCH * CELL))
        marks.append(Path(role, paint if dash else theme.paint(role), (shape,)))
    return hatched_marks(marks, theme.hatch())


def _square(x: float, y: float, inset: float = 0) -> Subpath:
    """Return a legend's cell, or one inside it at a distance in parts of its side."""
    near, far = inset * SWATCH, (1 - inset) * SWATCH
    corners = ((near, near), (far, near), (far, far), (near, far))
    return Subpath(tuple((CELL * (x + a), CELL * (y + b)) for a, b in corners), closed=True)


def _length(text: str) -> float:
    """Return the room of a legend's entry, in cells."""
    return SWATCH + 0.3 + width(text) * SIZE + 0.8


def _widened(scene: Scene, least: int) -> Scene:
    """Return the scene in the middle of a canvas of a least width in user units."""
    more = max(0, least - scene.width)
    if not more:
        return scene
    moved = tuple(mark.moved((more // 2, 0)) for mark in scene.marks)
    return replace(scene, marks=moved, width=scene.width + more)


def _lines(text: str, room: float, size: float) -> list[str]:
    """Return the text in lines of at most ``room`` cells, broken between words."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer) * size > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _setting(size: float, top: float, align: float) -> TextSetting:
    return TextSetting((0, 0), (0, CELL), (CELL, 0), size, (top, 0), align)
