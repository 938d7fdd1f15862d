"""Cells without a number among cells that are coloured by their numbers: hatched, as no number is.

Numbers cover their cells, so that cells that can be blank are drawn as blank ones below them, and
others without a colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from svgconv.scene.hatch import Hatch, lines_in
from svgconv.scene.marks import Lines, Mark, Paint, Path
from svgconv.scene.plane import CELL
from svgconv.scene.theme import CHANNELS, KERNELS, Theme

ROLE = "blank"
CAN_BE_BLANK = ("output", "not_computed", "zeros", "ignored_padding", "product")
"""The roles of cells that have no number in some frame."""
NUMBERED = ("input", "copied_padding", "matrix_weight", *KERNELS)
"""The roles of cells that have a number in every frame."""
COLOURS = ("overlap", "tint", *CHANNELS)
"""The roles of colours over cells that stand for something else than a number."""
GROWING = ("output", "not_computed")
"""The roles of areas that grow or shrink over cells, from frame to frame."""
GAP, WIDTH = 0.5, 0.025
"""The distance between the lines, and their width, in cells."""


def with_blank_cells(marks: Sequence[Mark], theme: Theme) -> Iterator[Mark]:
    """Yield the marks, with all cells that have no number blank, and no colours but the numbers'.

    Areas of computed cells are left out, because each of these cells has its number; so are areas
    that cover the others.
    """
    grows = any(mark.role == "not_computed" and isinstance(mark, Path) for mark in marks)
    for mark in marks:
        if mark.role in COLOURS or (isinstance(mark, Lines) and mark.role in GROWING):
            continue
        is_cell = mark.role in (*CAN_BE_BLANK, *NUMBERED)
        if not is_cell or not isinstance(mark, Path) or mark.paint.fill is None:
            yield mark
            continue
        if mark.role == "output" and grows and mark.paint.stroke is None:
            continue
        if mark.role in CAN_BE_BLANK:
            yield from blank(mark, theme)
        if mark.paint.stroke is not None:
            yield replace(mark, paint=replace(mark.paint, fill=None))


def blank(area: Path, theme: Theme) -> Iterator[Path]:
    """Yield an area in the colour of blank cells, and the lines over it."""
    line = Paint(stroke=theme.line.stroke).with_width(WIDTH * CELL)
    hatch = Hatch(1, GAP, line)
    shapes = tuple(shape for shape in area.subpaths if shape.closed)
    ground = replace(theme.paint(ROLE), stroke=None)
    yield replace(area, role=ROLE, paint=ground, subpaths=shapes)
    lines = tuple(line for shape in shapes for line in lines_in(shape, hatch))
    if lines:
        yield replace(area, role=ROLE, paint=line, subpaths=lines)
