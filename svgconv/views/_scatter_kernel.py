"""What the scatter view draws on the output: each cell's overlaps, and the moving kernel.

Cells are coloured as they are hit, or all of them with their final overlaps.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from svgconv.scene.marks import Mark, Paint, Path
from svgconv.scene.output_cells import are_all_coloured
from svgconv.scene.overlaps import OverlapAxis, hit_cells, shades
from svgconv.scene.plane import Plane
from svgconv.scene.presence import Presence
from svgconv.scene.style import Style
from svgconv.scene.theme import Theme
from svgconv.states.scatter import ScatterAxis
from svgconv.views._added_cells import added_cells

OUTLINE = 2.5
"""The line width of the moving kernel's edge, relative to a cell's."""


def output_map(
    plane: Plane,
    rows: ScatterAxis,
    columns: ScatterAxis,
    theme: Theme,
    style: Style,
    *,
    numbered: bool,
    blank: bool,
) -> list[Mark]:
    """Return the output's cells: darker with more overlaps, and like zeros with none.

    Parameters
    ----------
    numbered: whether the cells have numbers.
    blank: whether they stay blank, if the style colours only those that are computed.
    """
    added = rows.added, columns.added
    whole = plane.grid(0, 0, rows.output, columns.output)
    output, empty = theme.paint("output"), theme.paint("not_computed")
    axes = _overlaps(rows), _overlaps(columns)
    if are_all_coloured(style, theme):
        cells = shades(plane, *axes, theme, numbered=numbered)
        cells.append(Path("output", replace(output, fill=None), whole))
    elif blank:
        cells = [Path("not_computed", empty, whole)]
    else:
        # The ground of cells without a number yet is hatched where numbers are colours.
        ground = [Path("not_computed", replace(empty, stroke=None), whole)] if numbered else []
        cells = [*ground, *hit_cells(plane, *axes, theme, numbered=numbered)]
        cells.append(Path("not_computed", replace(empty, fill=None), whole))
    marks = added_cells(plane, (rows.output, columns.output), added, theme, numbered=numbered)
    return [*cells, *marks]


def kernel(plane: Plane, rows: ScatterAxis, columns: ScatterAxis, paint: Paint) -> list[Mark]:
    """Return the kernel's cells on the output, which move with the input unit."""
    movement = plane.motion(rows.stride, columns.stride)
    return [
        Path(
            "scatter_kernel",
            paint,
            plane.cells([rows.origin + at for at in down], [columns.origin + at for at in across]),
            movement,
            (down_when, across_when) if down_when or across_when else (),
        )
        for (down, down_when), (across, across_when) in product(rows.parts, columns.parts)
    ]


def adding(rows: ScatterAxis, columns: ScatterAxis) -> Presence:
    """Return for which input units the kernel is on the output at all."""
    tables = tuple(() if all(one.adds) else one.adds for one in (rows, columns))
    return tables if any(tables) else ()


def _overlaps(axis: ScatterAxis) -> OverlapAxis:
    cells = range(axis.output)
    return OverlapAxis(axis.units, axis.origin, axis.stride, axis.taps, axis.dilation, cells)
