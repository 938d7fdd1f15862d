"""A scene whose cells are coloured by their numbers.

The colour belongs to the text: each number is defined once, with its ground, so a cell takes the
place of its number and changes with it. What was a shade over cells, such as the window, becomes an
outline with edges in another lightness, because it would change the colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from svgconv.scene.blank_cells import with_blank_cells
from svgconv.scene.marks import ChangingText, FixedText, Mark, Path, TextMark
from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene
from svgconv.scene.shade import NONE, PRIMARIES, RGB, WHITE, Area, Shade, limits
from svgconv.scene.theme import EDGES, KERNELS, Theme
from svgconv.scene.winners import EDGE_ROLE
from svgconv.scene.winners import ROLE as WINNER

READ, WRITTEN = ("input_value", "padding_value"), ("output_value",)
PANELS = tuple(f"{kernel}_value" for kernel in KERNELS)
GROUPS = (READ, WRITTEN, ("weight", *PANELS), ("product_value",), ("matrix_value",))
"""The roles of numbers that have one scale together."""
NUMBERS = ("badge", *(role for roles in GROUPS for role in roles))
CORNERS = ("badge", "weight")
"""The roles of what is in the corners of cells."""
OUTLINED = ("window", "ghost", "active", "active_input", "active_row", "scatter_kernel", *EDGES)
"""The roles of shades that become outlines."""
OVER = {
    **dict.fromkeys(("window", "ghost", "active_input", "beam", "beam_body", *EDGES), READ),
    **dict.fromkeys(("active", "scatter_kernel", "output_padding"), WRITTEN),
    **dict.fromkeys((WINNER, EDGE_ROLE), READ + WRITTEN),
    "active_row": ("matrix_value",),
}
"""The roles of what is drawn over cells, and the roles of the numbers in these."""
INSET = 0.02
"""The distance of a coloured cell from the middle of its edge, in cells; less than half a line."""
LINE, EDGE = 0.1, 0.19
"""The widths of an outline, and of the line that shows as its edges, in cells."""


def shaded(scene: Scene, kind: str, theme: Theme, *, has_digits: bool) -> Scene:
    """Return the scene with cells that are coloured by their numbers, or with neither.

    Parameters
    ----------
    kind: one of `svgconv.scene.shade.KINDS`.
    has_digits: whether the numbers are written.
    """
    if kind == NONE:
        marks = scene.marks
        if not has_digits:
            marks = tuple(mark for mark in marks if mark.role not in NUMBERS)
        return replace(scene, marks=marks)
    cells = tuple(with_blank_cells(scene.marks, theme))
    marks = tuple(_without_shades(_reordered(cells), theme))
    scales, planes = _scales(marks), _origins(marks) if kind == RGB else []
    grounds = (_on_ground(mark, kind, scales, planes, has_digits=has_digits) for mark in marks)
    return replace(scene, marks=tuple(mark for mark in grounds if mark is not None))


def _reordered(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks, those over cells after the numbers of these, which are before badges."""
    runs = [list(run) for _, run in groupby(marks, key=lambda mark: mark.role in NUMBERS)]
    roles = [{mark.role for mark in run} if run[0].role in NUMBERS else set() for run in runs]
    waiting: list[tuple[int, Mark]] = []
    for index, run in enumerate(runs):
        if roles[index]:
            corners = [mark for mark in run if mark.role in CORNERS]
            yield from (mark for mark in run if mark.role not in CORNERS)
            yield from (mark for until, mark in waiting if until == index)
            yield from corners
            continue
        for mark in run:
            under = set(OVER.get(mark.role, ()))
            until = next((at for at in range(index, len(runs)) if roles[at] & under), None)
            if until is None:
                yield mark
            else:
                waiting.append((until, mark))


def _without_shades(marks: Iterable[Mark], theme: Theme) -> Iterator[Mark]:
    """Yield the marks, with outlines instead of shades."""
    marks = list(marks)
    has_outline = {
        mark.role for mark in marks if isinstance(mark, Path) and mark.paint.fill is None
    }
    has_edges = any(mark.role in EDGES for mark in marks)
    for mark in marks:
        if mark.role == "beam_body":
            yield replace(mark, paint=replace(mark.paint, fill=None))
        elif mark.role in OUTLINED and isinstance(mark, Path):
            if mark.paint.stroke is None:
                continue
            apart = len(mark.subpaths) > 1 and all(shape.closed for shape in mark.subpaths)
            if mark.role == "window" and has_edges:
                continue
            if mark.paint.fill is None or apart or mark.role not in has_outline:
                yield from edged(mark, theme)
        else:
            yield mark


def edged(mark: Path, theme: Theme) -> Iterator[Path]:
    """Yield a mark as an outline on shaded cells: a wide line, which shows as its edges, and it."""
    edge = theme.paint(EDGE_ROLE).with_width(EDGE * CELL)
    line = replace(mark.paint, fill=None).with_width(LINE * CELL)
    yield replace(mark, role=EDGE_ROLE, paint=edge)
    yield replace(mark, paint=line)


def _scales(marks: Iterable[Mark]) -> dict[str, tuple[float, float]]:
    """Return the least and the largest number of each role of numbers."""
    texts = [mark for mark in marks if isinstance(mark, TextMark)]
    found = {}
    for roles in GROUPS:
        own = (text for mark in texts if mark.role in roles for text in _texts(mark) if text)
        found.update(dict.fromkeys(roles, limits(own)))
    return found


def _origins(marks: Iterable[Mark]) -> list[Point]:
    """Return the origins of the planes of the input, in their order."""
    own = (mark for mark in marks if isinstance(mark, FixedText) and mark.role in READ)
    return list(dict.fromkeys(mark.setting.origin for mark in own))


def _texts(mark: TextMark) -> Iterable[str]:
    return mark.texts if isinstance(mark, ChangingText) else (text for *_, text in mark.cells)


def _on_ground(
    mark: Mark,
    kind: str,
    scales: dict[str, tuple[float, float]],
    planes: Sequence[Point],
    *,
    has_digits: bool,
) -> Mark | None:
    """Return a number on its ground; None for a kernel's number or badge without digits.

    Parameters
    ----------
    planes: the origins of the input's planes if these are red, green and blue; otherwise empty.
    """
    if mark.role in CORNERS and not has_digits:
        return None
    if mark.role not in scales or not isinstance(mark, TextMark):
        return mark
    area: Area = (INSET, INSET, 1 - INSET, 1 - INSET)
    if mark.role == "weight":
        row, column = mark.setting.place
        area = (2 * row - 1, 2 * column - 1, 1, 1)
    light = PRIMARIES[planes.index(mark.setting.origin)] if mark.role in READ and planes else WHITE
    shade = Shade(kind, *scales[mark.role], area, has_digits, light)
    return replace(mark, setting=replace(mark.setting, shade=shade))
