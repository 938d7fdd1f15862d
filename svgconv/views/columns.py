"""Unfold and fold: the window on its grid, next to its column of the matrix."""

from __future__ import annotations

from dataclasses import replace

from svgconv.operations._columns import COLUMNS, Columns
from svgconv.operations.base import Operation
from svgconv.scene.input_grid import input_grid
from svgconv.scene.labels import Grid, named_grids
from svgconv.scene.marks import Mark, Path
from svgconv.scene.motion import Motion
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.scene.window import Corner, connectors, corners, window
from svgconv.states.columns import ColumnStates
from svgconv.states.odometer import Odometer
from svgconv.views._columns_text import ColumnTexts
from svgconv.views.base import MARGIN, View

COLUMN = (CELL, 0)
ROW = (0, CELL)
GAP = 2
"""The distance between the grid and the matrix, in cells."""
THICK = 2.5
"""The width of the matrix's lines between rows of the window, relative to other lines."""


def odometer(operation: Operation) -> Odometer:
    """Return one frame for each window."""
    assert isinstance(operation, Columns)
    return Odometer(operation.windows)


def draw(states: ColumnStates, theme: Theme, texts: ColumnTexts | None = None) -> Scene:
    """Draw the input on the left, the output on the right, and lines from window to column."""
    grid, matrix = _planes(states)
    rows, columns = states.plane
    read, written = ("input", "window"), ("output", "active")
    on_grid, on_matrix = (read, written) if states.into_columns else (written, read)
    height, width = states.matrix_size
    each = columns.taps
    paint = theme.paint(on_matrix[0])
    motion = Motion(((CELL * columns.output, 0), (CELL, 0)))
    column = matrix.block(0, 0, height, 1)
    between = tuple(matrix.across(row, 0, width) for row in range(each, height, each))
    thick = replace(paint, fill=None, stroke_width=paint.stroke_width * THICK)
    marks: list[Mark] = [
        *input_grid(
            grid,
            rows,
            columns,
            zeros=theme.paint(states.outside),
            units=theme.paint(on_grid[0]),
            outside=states.outside,
            role=on_grid[0],
        ),
        *(
            replace(mark, role=on_grid[1])
            for mark in window(grid, rows, columns, theme.paint(on_grid[1]))
            if isinstance(mark, Path)
        ),
        Path(on_matrix[0], paint, matrix.grid(0, 0, height, width)),
        *([Path(on_matrix[0], thick, between)] if between else []),
        Path(on_matrix[1], theme.paint(on_matrix[1]), (column,), motion),
        *connectors(*_facing(states, grid, matrix, motion), theme.paint("beam")),
        *(texts.marks(grid, matrix, theme) if texts else ()),
    ]
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def _facing(
    states: ColumnStates, grid: Plane, matrix: Plane, motion: Motion
) -> tuple[list[Corner], list[Corner]]:
    """Return the ends of the lines: on the sides of window and column that face each other."""
    height, _ = states.matrix_size
    top_left, top_right, bottom_right, bottom_left = corners(grid, *states.plane)
    side = int(not states.into_columns)
    ends: list[Corner] = [(matrix.point(row, side), motion) for row in (0, height)]
    return ([top_right, bottom_right] if states.into_columns else [top_left, bottom_left]), ends


def _planes(states: ColumnStates) -> tuple[Plane, Plane]:
    """Return the planes of the grid and of the matrix, which are centred side by side."""
    rows, columns = states.plane
    height, width = states.matrix_size
    across = columns.drawn if states.into_columns else width
    down = CELL * (height - rows.drawn) // 2
    first, second = ((0, down), (CELL * (across + GAP), 0))
    grid, matrix = (first, second) if states.into_columns else ((second[0], down), (0, 0))
    return Plane(grid, ROW, COLUMN), Plane(matrix, ROW, COLUMN)


def grids(states: ColumnStates) -> tuple[Grid, Grid]:
    """Return the input's grid and the output's."""
    grid, matrix = _planes(states)
    height, width = states.matrix_size
    (whole,) = named_grids([Grid.of_input(grid, *states.plane, 2)], 0, 2)
    found = whole, Grid.of_cells(matrix, height, width).named("window's cell", "window")
    return found if states.into_columns else found[::-1]


VIEW = View(
    name="columns",
    summary="a window on its grid, next to its column of the matrix",
    states_type=ColumnStates,
    draw=draw,
    orientation="The input is on the left; row 0, column 0 is at the top left.",
    states_kind=COLUMNS,
    cell_texts=ColumnTexts.of,
    grids=grids,
    odometer=odometer,
    frame_unit="window",
)
