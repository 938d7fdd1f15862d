"""What the scatter view draws on the output: how often each cell is hit, and the moving stamp.

The shades are separable as the hits are. A row that is hit a times lets a part 1/√a of the light
through, and a column that is hit b times 1/√b; so a cell that is hit ab times lets through 1/√(ab),
however ab comes about, and the marks grow with the rows and columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import sqrt

from svgconv.scene.marks import Mark, Paint, Path
from svgconv.scene.motion import Presence
from svgconv.scene.plane import Plane
from svgconv.scene.theme import Theme
from svgconv.states.scatter import ScatterAxis
from svgconv.states.states import States

OUTLINE = 2.5
"""How much heavier the edge of what moves is than a cell's."""

ADDED = (
    " Output cells with a small cell inside are there by output_padding: computed like all others,"
    " not zeros."
)

INSET, NARROW_INSET = 0.3, 0.1
"""How far inside a cell is the small one that marks it; and where a number is in it."""
PALER = 0.5
"""How much paler the shades of hits are under numbers."""


def output_map(
    plane: Plane, rows: ScatterAxis, columns: ScatterAxis, theme: Theme, *, numbered: bool
) -> list[Mark]:
    """The output's cells, the darker the more often they are hit; those never hit as zeros are."""
    added = rows.added, columns.added
    whole = plane.grid(0, 0, rows.output, columns.output)
    output = theme.paint("output")
    return [
        Path("output", replace(output, stroke=None), whole[:1]),
        *_shades(plane, rows, columns, theme.paint("overlap"), PALER if numbered else 1),
        *_never_hit(plane, rows, columns, theme.paint("zeros")),
        Path("output", replace(output, fill=None), whole),
        *added_cells(plane, (rows.output, columns.output), added, theme, numbered=numbered),
    ]


def added_cells(
    plane: Plane, size: tuple[int, int], added: tuple[int, int], theme: Theme, *, numbered: bool
) -> list[Mark]:
    """The mark on the last rows and columns of an output, which only ``output_padding`` adds.

    Each of them has a small cell inside: they are outputs like all others, no zeros.
    """
    rows, columns = size
    top, left = rows - added[0], columns - added[1]
    cells = [(row, column) for row in range(top) for column in range(left, columns)]
    cells += [(row, column) for row in range(top, rows) for column in range(columns)]
    return added_inside(plane, cells, theme, numbered=numbered)


def output_padding(states: States) -> tuple[int, ...]:
    """The last output cells of each axis, which only ``output_padding`` adds."""
    told = states.parameters.get("output_padding", [0] * len(states.axes))
    return tuple(min(extra, axis.output) for extra, axis in zip(told, states.axes, strict=True))


def added_inside(
    plane: Plane, cells: Sequence[tuple[int, int]], theme: Theme, *, numbered: bool
) -> list[Mark]:
    """The small cell inside each of these, around the number where there is one."""
    if not cells:
        return []
    near = NARROW_INSET if numbered else INSET
    far = 1 - near
    inside = tuple(
        plane.block(row + near, column + near, row + far, column + far) for row, column in cells
    )
    paint = replace(theme.paint("output_padding"), fill=None)
    return [Path("output_padding", paint, inside)]


def stamp(plane: Plane, rows: ScatterAxis, columns: ScatterAxis, paint: Paint) -> list[Mark]:
    """The kernel's cells on the output, moving with the unit, without what padding cuts off."""
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


def writing(rows: ScatterAxis, columns: ScatterAxis) -> Presence:
    """When an input unit writes any output cell."""
    tables = tuple(() if all(one.adds) else one.adds for one in (rows, columns))
    return tables if any(tables) else ()


def runs(cells: Sequence[int]) -> list[tuple[int, int]]:
    """Where each stretch of neighbouring cells starts, and before which cell it stops."""
    stretches: list[tuple[int, int]] = []
    for cell in cells:
        if stretches and stretches[-1][1] == cell:
            stretches[-1] = (stretches[-1][0], cell + 1)
        else:
            stretches.append((cell, cell + 1))
    return stretches


def _lines(count: int, hits: list[int]) -> list[tuple[int, int]]:
    return runs([at for at, hit in enumerate(hits) if hit == count])


def _shades(
    plane: Plane, rows: ScatterAxis, columns: ScatterAxis, paint: Paint, strength: float
) -> list[Mark]:
    across = [
        (hit, [plane.block(a, 0, b, columns.output) for a, b in _lines(hit, rows.overlaps)])
        for hit in sorted(set(rows.overlaps))
    ]
    down = [
        (hit, [plane.block(0, a, rows.output, b) for a, b in _lines(hit, columns.overlaps)])
        for hit in sorted(set(columns.overlaps))
    ]
    return [
        Path(
            "overlap",
            replace(paint, stroke=None, fill_opacity=strength * _opacity(hit)),
            tuple(strips),
        )
        for hit, strips in (*across, *down)
        if hit > 1
    ]


def _opacity(hits: int) -> float:
    return round(1 - 1 / sqrt(hits), 3)


def _never_hit(plane: Plane, rows: ScatterAxis, columns: ScatterAxis, paint: Paint) -> list[Mark]:
    strips = [plane.block(a, 0, b, columns.output) for a, b in _lines(0, rows.overlaps)]
    strips += [plane.block(0, a, rows.output, b) for a, b in _lines(0, columns.overlaps)]
    return [Path("zeros", replace(paint, stroke=None), tuple(strips))] if strips else []
