"""What the scatter view draws on the output: each cell's overlaps, and the moving kernel.

Cells are coloured as they are hit, or all of them with their final overlaps. The latter shades are
separable, like the overlaps. A row to which a units add lets a part 1/√a of the
light through, and a column to which b units add lets 1/√b through. So a cell with ab overlaps lets
1/√(ab) through, whatever a and b are, and the number of marks grows with the rows and columns.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import sqrt

from svgconv.scene.marks import Mark, Paint, Path
from svgconv.scene.overlaps import OverlapAxis, hit_cells, runs
from svgconv.scene.plane import Plane
from svgconv.scene.presence import Presence
from svgconv.scene.style import ALL, Style
from svgconv.scene.theme import Theme
from svgconv.states.scatter import ScatterAxis
from svgconv.views._added_cells import added_cells

OUTLINE = 2.5
"""The line width of the moving kernel's edge, relative to a cell's."""

PALER = 0.5
"""The strength of the shades under numbers, relative to those without."""


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
    if style.outputs == ALL or "output" in theme.hatches:
        cells: list[Mark] = [
            Path("output", replace(output, stroke=None), whole[:1]),
            *_shades(plane, rows, columns, theme.paint("overlap"), PALER if numbered else 1),
            *_never_written(plane, rows, columns, theme.paint("zeros")),
            Path("output", replace(output, fill=None), whole),
        ]
    else:
        down, across = (OverlapAxis(one.tap_cells, one.stride) for one in (rows, columns))
        cells = [
            Path("not_computed", replace(empty, stroke=None), whole[:1]),
            *(() if blank else hit_cells(plane, down, across, theme, numbered=numbered)),
            Path("not_computed", replace(empty, fill=None), whole),
        ]
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


def _lines(count: int, overlaps: list[int]) -> list[tuple[int, int]]:
    """Return the runs of cells that have ``count`` overlaps."""
    return runs([at for at, overlap in enumerate(overlaps) if overlap == count])


def _shades(
    plane: Plane, rows: ScatterAxis, columns: ScatterAxis, paint: Paint, strength: float
) -> list[Mark]:
    across = [
        (count, [plane.block(a, 0, b, columns.output) for a, b in _lines(count, rows.overlaps)])
        for count in sorted(set(rows.overlaps))
    ]
    down = [
        (count, [plane.block(0, a, rows.output, b) for a, b in _lines(count, columns.overlaps)])
        for count in sorted(set(columns.overlaps))
    ]
    return [
        Path(
            "overlap",
            replace(paint, stroke=None, fill_opacity=strength * _opacity(count)),
            tuple(strips),
        )
        for count, strips in (*across, *down)
        if count > 1
    ]


def _opacity(overlaps: int) -> float:
    return round(1 - 1 / sqrt(overlaps), 3)


def _never_written(
    plane: Plane, rows: ScatterAxis, columns: ScatterAxis, paint: Paint
) -> list[Mark]:
    strips = [plane.block(a, 0, b, columns.output) for a, b in _lines(0, rows.overlaps)]
    strips += [plane.block(0, a, rows.output, b) for a, b in _lines(0, columns.overlaps)]
    return [Path("zeros", replace(paint, stroke=None), tuple(strips))] if strips else []
