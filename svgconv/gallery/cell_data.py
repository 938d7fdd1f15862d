"""The cells of a figure as data of a page, with which its script finds what the cells read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from svgconv.glyphs.decimals import DECIMALS
from svgconv.scene.cell_map import CellGrid, CellLink, CellMap
from svgconv.scene.scene import Scene
from svgconv.states.axis import NO_CELL, NO_UNIT, Axis


def cell_data(scene: Scene) -> dict[str, list[Any]]:
    """Return the data of a scene's cells; empty if nothing in it can be pointed at.

    It grows with the rows and columns, and not with the frames.

    Returns
    -------
    axes: each axis and each rule that the others name by its place; see `axis_data`, `rule_data`.
    grids: of each grid from back to front the places of its axes, its origin, its row's and its
        column's step in user units (x and y), the list of its ``frames`` or 0, and whether it is
        ``flat``, unless these two are 0; see `svgconv.scene.cell_map.CellGrid`.
    links: of each link the places of the grid that reads and of the one that it reads, the places
        of the rules of rows and of columns, and, if some taps are not used, rows of 0 and 1.
    sums: only with sums, for each grid the texts of its drawn cells, or of what follows the terms
        of each sum, or 0; for each link the texts of its taps, or 0; and for each grid the opening,
        the term, the separator and whether negative numbers are in brackets, or 0.
    """
    cells = scene.cells
    if cells is None:
        return {}
    axes: list[list[Any]] = []

    def place(data: list[Any]) -> int:
        if data not in axes:
            axes.append(data)
        return axes.index(data)

    def grid(one: CellGrid) -> list[Any]:
        plane = one.plane
        points = (*plane.origin, *plane.row, *plane.column)
        along = [place(axis_data(axis)) for axis in (one.rows, one.columns)]
        more = [list(one.frames) if one.frames else 0, one.flat]
        return [*along, *map(_short, points), *(more[: 2 if one.flat else 1] if any(more) else ())]

    def link(one: CellLink) -> list[Any]:
        below = cells.grids[one.below]
        rules = (one.rows, below.rows), (one.columns, below.columns)
        mask = [] if one.mask is None else [[list(map(int, row)) for row in one.mask]]
        return [one.above, one.below, *(place(rule_data(*both)) for both in rules), *mask]

    grids, links = list(map(grid, cells.grids)), list(map(link, cells.links))
    data = {"axes": axes, "grids": grids, "links": links}
    return data | ({"sums": _sums(cells)} if any(one.form for one in cells.grids) else {})


def _sums(cells: CellMap) -> list[Any]:
    return [
        [one.texts() if one.texts else 0 for one in cells.grids],
        [one.weights or 0 for one in cells.links],
        [
            [form.opening, form.term, form.separator, int(form.parenthesized)] if form else 0
            for form in (one.form for one in cells.grids)
        ],
    ]


def cell_lines(scene: Scene) -> list[str]:
    """Return the data of a scene's cells as JSON in lines, many of which other figures share."""
    if not (data := cell_data(scene)):
        return []
    parts = [
        f'"{key}":{json.dumps(value, separators=(",", ":"), ensure_ascii=False)}'
        for key, value in data.items()
    ]
    return [f"{{{parts[0]},", *(f"{part}," for part in parts[1:-1]), f"{parts[-1]}}}"]


def cell_text(scene: Scene) -> str:
    """Return the same as one text; empty if nothing in the scene can be pointed at."""
    return "".join(cell_lines(scene))


def axis_data(axis: Axis) -> list[Any]:
    """Return the number of drawn cells, the cell of unit 0, the cells to the next unit, the units.

    If padding holds copies of units, the list of the unit in each drawn cell follows, in which
    `NO_UNIT` stands for none.
    """
    units = list(axis.cell_units)
    if not axis.real_cells:
        return [axis.drawn, 0, 1, 0]
    first = axis.real_cells[0]
    # Next to a single unit, the others that a crop cuts off must not be in drawn cells.
    spacing = axis.spacing if len(axis.real_cells) > 1 else axis.drawn
    origin = first - spacing * units[first]
    holds = len(axis.real_cells), axis.drawn - units.count(NO_UNIT)
    count = max(units) + 1
    return [axis.drawn, origin, spacing, count, *([] if holds[0] == holds[1] else [units])]


def rule_data(windows: Axis, below: Axis) -> list[Any]:
    """Return the drawn cells under the taps of each output.

    `NO_CELL`, and cells that are not drawn, are missing taps.

    Returns
    -------
    The number of outputs, the cell under the first tap of output 0, the stride, the dilation and
    the number of taps; or the number of outputs and the list of the cells of each of them.
    """
    cells, count = windows.tap_cells, windows.output
    if affine := _affine(cells, below.drawn):
        return [count, *affine]
    return [count, list(map(list, cells))]


def _affine(cells: Sequence[Sequence[int]], drawn: int) -> list[int]:
    """Return start, stride, dilation and taps of windows that have them; [] of others."""
    taps = len(cells[0])
    known = [(at, row) for at, row in enumerate(cells) if NO_CELL not in row]
    if not known:
        return []
    (at, row), (last, end) = known[0], known[-1]
    dilation = row[1] - row[0] if taps > 1 else 1
    stride = (end[0] - row[0]) // max(1, last - at)
    start = row[0] - stride * at

    def is_right(output: int, tap: int, cell: int) -> bool:
        found = start + stride * output + dilation * tap
        return cell == (found if 0 <= found < drawn else NO_CELL)

    right = all(
        is_right(output, tap, cell)
        for output, own in enumerate(cells)
        for tap, cell in enumerate(own)
    )
    return [start, stride, dilation, taps] if right else []


def _short(length: float) -> float:
    short = round(length, DECIMALS)
    return int(short) if short == int(short) else short
