"""What is written around a figure: its title, a legend, the frame's number.

All of it but the frame's number stands still; that costs a few bytes for each frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.glyphs.font import missing_letter, width
from svgconv.scene.hatch import hatched_marks
from svgconv.scene.marks import Mark, Path, Subpath
from svgconv.scene.paint import Paint
from svgconv.scene.plane import CELL, dash_offset, dashes
from svgconv.scene.scene import Scene
from svgconv.scene.text import Numbers, Reel, Setting
from svgconv.scene.theme import Theme
from svgconv.specification.phrases import bound

KINDS = ("title", "legend", "axes", "indices", "frame")
ROLE = "label"
SIZE, TITLE_SIZE = 0.6, 0.7
"""An em of the text, and of a title, in cells."""
LINE = 1.35
"""From line to line, in ems."""
NARROWEST = 10
"""The cells to which a figure is widened at least, so that a title has room."""
SWATCH = 0.8
"""The side of a legend's cell, in cells."""
LEGEND: dict[str, tuple[tuple[str, ...], str]] = {
    "input": (("input",), "input"),
    "zeros": (("zeros",), "zeros"),
    "copied_padding": (("copied_padding",), "padding: copied units"),
    "ignored_padding": (("ignored_padding",), "padding that does not count"),
    "window": (("input", "window"), "window"),
    "output": (("output",), "output"),
    "active": (("output", "active"), "this frame's output"),
    "active_input": (("input", "active_input"), "this frame's input unit"),
    "scatter_kernel": (("output", "scatter_kernel"), "what it writes"),
    "matrix_weight": (("matrix_weight",), "a weight"),
    "output_padding": (("output", "output_padding"), "added by output_padding"),
}
"""By role, the paints of a legend's cell from back to front, and its words."""
MARK, MARK_INSET = "output_padding", 0.3
"""The role that is a small cell inside another, and how far inside."""
DASHED = ("zeros", "copied_padding", "ignored_padding")


def kinds(said: object) -> tuple[str, ...]:
    """What is to be written, from a list or from text such as ``"title,legend"``, in one order.

    Raises
    ------
    SvgconvError: something that is none of `KINDS`.
    """
    words = said.split(",") if isinstance(said, str) else said
    if not isinstance(words, (list, tuple)):
        raise SvgconvError("annotate", f"{quoted(said)} is not a list", f"use {', '.join(KINDS)}")
    chosen = [str(word).strip() for word in words if str(word).strip()]
    for word in chosen:
        if word not in KINDS:
            raise SvgconvError("annotate", f"{quoted(word)} is not known", nearest(word, KINDS))
    return tuple(kind for kind in KINDS if kind in chosen)


def heading(said: object) -> str:
    """A text of one's own, in letters that the font has.

    Raises
    ------
    SvgconvError: no text, a letter that the font has not, or more than 1000 of them.
    """
    if not isinstance(said, str):
        raise SvgconvError("heading", f"{quoted(said)} is not a text")
    text = " ".join(said.split())
    if len(text) > 1000:
        raise SvgconvError("heading", f"{len(text):,} letters are more than 1,000", "use fewer")
    if letter := missing_letter(text):
        raise SvgconvError(
            "heading", f"the font has no {quoted(letter)}", "use Latin letters, digits, punctuation"
        )
    return text


def annotated(scene: Scene, kinds: Sequence[str], title: str, theme: Theme) -> Scene:
    """The scene with a title above it, and a legend and the frame's number under it."""
    if title:
        scene = _with_title(scene, title, theme)
    if "legend" in kinds:
        scene = _with_legend(scene, theme)
    if "frame" in kinds:
        scene = _with_frame(scene, theme)
    return scene


def _with_title(scene: Scene, title: str, theme: Theme) -> Scene:
    scene = _widened(scene, NARROWEST * CELL)
    lines = _lines(bound(title), scene.width / CELL, TITLE_SIZE)
    height = ceil((len(lines) + 0.4) * LINE * TITLE_SIZE * CELL)
    moved = tuple(mark.moved((0, height)) for mark in scene.marks)
    texts = tuple(
        (row * LINE * TITLE_SIZE, scene.width / CELL / 2, text) for row, text in enumerate(lines)
    )
    written = Numbers(ROLE, ink(theme), _setting(TITLE_SIZE, TITLE_SIZE, 0.5), texts)
    return replace(scene, marks=(written, *moved), height=scene.height + height)


def _with_legend(scene: Scene, theme: Theme) -> Scene:
    there = {mark.role for mark in scene.marks}
    entries = [entry for role, entry in LEGEND.items() if role in there]
    room = max(_length(words) for _, words in entries) if entries else 0
    scene = _widened(scene, ceil(room * CELL))
    rows: list[list[tuple[tuple[str, ...], str]]] = [[]]
    for entry in entries:
        if rows[-1] and sum(_length(words) for _, words in [*rows[-1], entry]) > (
            scene.width / CELL
        ):
            rows.append([])
        rows[-1].append(entry)
    marks: list[Mark] = []
    texts: list[tuple[float, float, str]] = []
    for index, row in enumerate(rows):
        y = scene.height / CELL + 0.3 + index * LINE
        x = 0.2
        for roles, words in row:
            marks += _swatch(x, y, roles, theme)
            texts.append((y + SWATCH / 2, x + SWATCH + 0.3, words))
            x += _length(words)
    written = Numbers(ROLE, ink(theme), _setting(SIZE, 0, 0), tuple(texts))
    height = scene.height + ceil((0.4 + len(rows) * LINE) * CELL)
    return replace(scene, marks=(*scene.marks, *marks, written), height=height)


def _with_frame(scene: Scene, theme: Theme) -> Scene:
    scene = _widened(scene, 4 * CELL)
    before = "frame "
    middle, y = scene.width / CELL / 2, scene.height / CELL + 0.6
    frames = scene.odometer.frame_count
    whole = width(before + str(frames - 1)) * SIZE
    start = middle - whole / 2
    paint, setting = ink(theme), _setting(SIZE, 0, 0)
    marks: list[Mark] = [Numbers(ROLE, paint, setting, ((y, start, before.strip()),))]
    number = tuple(map(str, range(frames)))
    marks.append(Reel(ROLE, paint, setting, y, start + width(before) * SIZE, number))
    height = scene.height + ceil(1.1 * CELL)
    return replace(scene, marks=(*scene.marks, *marks), height=height)


def _swatch(x: float, y: float, roles: Sequence[str], theme: Theme) -> list[Mark]:
    shape = _square(x, y)
    marks: list[Mark] = []
    for role in roles:
        if role == MARK:
            marks.append(
                Path(role, replace(theme.paint(role), fill=None), (_square(x, y, MARK_INSET),))
            )
            continue
        dash = dashes(SWATCH * CELL) if role in DASHED else ()
        paint = replace(theme.paint(role), dashes=dash, dash_offset=dash_offset(SWATCH * CELL))
        marks.append(Path(role, paint if dash else theme.paint(role), (shape,)))
    return hatched_marks(marks, theme.hatch())


def _square(x: float, y: float, inset: float = 0) -> Subpath:
    """A legend's cell, or a small one so far inside it, in parts of its side."""
    near, far = inset * SWATCH, (1 - inset) * SWATCH
    corners = ((near, near), (far, near), (far, far), (near, far))
    return Subpath(tuple((CELL * (x + a), CELL * (y + b)) for a, b in corners), closed=True)


def _length(words: str) -> float:
    """The room of a legend's entry, in cells."""
    return SWATCH + 0.3 + width(words) * SIZE + 0.8


def _widened(scene: Scene, least: int) -> Scene:
    """The scene on a canvas that is at least so many units wide, itself in the middle."""
    more = max(0, least - scene.width)
    if not more:
        return scene
    moved = tuple(mark.moved((more // 2, 0)) for mark in scene.marks)
    return replace(scene, marks=moved, width=scene.width + more)


def _lines(text: str, room: float, size: float) -> list[str]:
    """The text in lines that go into ``room`` cells, broken between words."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer) * size > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _setting(size: float, top: float, align: float) -> Setting:
    return Setting((0, 0), (0, CELL), (CELL, 0), size, (top, 0), align)


def ink(theme: Theme) -> Paint:
    """What words are painted with: the lines' colour."""
    return Paint(fill=theme.line.stroke)
