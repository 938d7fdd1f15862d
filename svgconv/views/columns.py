"""Unfold and fold: the window on its grid, next to its column of the matrix."""

from __future__ import annotations

from dataclasses import replace

from svgconv.operations._columns import COLUMNS, Columns
from svgconv.operations.base import Operation
from svgconv.scene.cell_map import ACROSS, CellGrid, CellLink, CellMap
from svgconv.scene.grids import Grid, named_grids
from svgconv.scene.input_grid import input_grid
from svgconv.scene.labels import room_between
from svgconv.scene.marks import Mark, Path
from svgconv.scene.motion import Motion
from svgconv.scene.output_cells import are_all_coloured, columns_in_turn
from svgconv.scene.overlaps import OverlapAxis, hit_cells
from svgconv.scene.plane import CELL, COLUMN, ROW, Plane, PlaneRow
from svgconv.scene.scene import Scene
from svgconv.scene.style import PUBLISHED, Style
from svgconv.scene.theme import Theme
from svgconv.scene.window import Corner, connectors, corners, window
from svgconv.states.columns import ColumnStates
from svgconv.states.odometer import Odometer
from svgconv.views._columns_text import ColumnTexts
from svgconv.views.base import MARGIN, View

GAP = 2
"""The distance between the grid and the matrix, in cells."""
THICK, THICKER = 2.5, 5
"""The widths of the matrix's lines between rows of the window, and between channels, relative to
other lines."""


def odometer(operation: Operation) -> Odometer:
    """Return one frame for each window."""
    assert isinstance(operation, Columns)
    return Odometer(operation.windows)


def draw(
    states: ColumnStates, theme: Theme, texts: ColumnTexts | None = None, style: Style = PUBLISHED
) -> Scene:
    """Draw the input on the left, the output on the right, and lines from window to column."""
    channels, matrix = _planes(states, style)
    rows, columns = states.plane
    read, written = ("input", "window"), ("output", "active")
    on_grid, on_matrix = (read, written) if states.into_columns else (written, read)
    height, width = states.matrix_size
    fills = not are_all_coloured(style, theme)
    blank = texts is not None and texts.output is None
    units = "not_computed" if fills and not states.into_columns else on_grid[0]
    motion = Motion(((CELL * columns.output, 0), (CELL, 0)))
    column = matrix.block(0, 0, height, 1)
    marks: list[Mark] = []
    for grid in channels.planes:
        marks += input_grid(
            grid,
            rows,
            columns,
            zeros=theme.paint(states.outside),
            units=theme.paint(units),
            outside=states.outside,
            role=units,
        )
        if units != on_grid[0] and not blank:
            marks += _hit_cells(grid, states, theme, numbered=bool(texts))
        marks += [
            replace(mark, role=on_grid[1])
            for mark in window(grid, rows, columns, theme.paint(on_grid[1]))
            if isinstance(mark, Path)
        ]
    marks += connectors(*_facing(states, channels, matrix, motion), theme.paint("beam"))
    if fills and states.into_columns:
        marks += columns_in_turn(matrix, (height, width), motion, "output", theme, blank=blank)
    else:
        paint = theme.paint(on_matrix[0])
        marks.append(Path(on_matrix[0], paint, matrix.grid(0, 0, height, width)))
    marks += [
        *_thick_lines(matrix, states, on_matrix[0], theme),
        Path(on_matrix[1], theme.paint(on_matrix[1]), (column,), motion),
        *(texts.marks(channels.planes, matrix, theme) if texts else ()),
    ]
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def _hit_cells(grid: Plane, states: ColumnStates, theme: Theme, *, numbered: bool) -> list[Mark]:
    """Return the colours of the output's cells of fold, which darken as columns are added."""
    rows, columns = states.plane
    top, left = rows.real_cells[0], columns.real_cells[0]
    down, across = (
        OverlapAxis(
            count=axis.output,
            start=axis.tap_cells[0][0],
            stride=axis.tap_cells[1][0] - axis.tap_cells[0][0] if axis.output > 1 else 0,
            taps=axis.taps,
            dilation=axis.tap_cells[0][1] - axis.tap_cells[0][0] if axis.taps > 1 else 1,
            cells=range(axis.real_cells[0], axis.real_cells[-1] + 1),
        )
        for axis in (rows, columns)
    )
    paint = replace(theme.paint("not_computed"), fill=None)
    lines = grid.grid(top, left, rows.real_cells[-1] + 1, columns.real_cells[-1] + 1)
    hit = hit_cells(grid, down, across, theme, numbered=numbered)
    return [*hit, Path("not_computed", paint, lines)]


def _thick_lines(matrix: Plane, states: ColumnStates, role: str, theme: Theme) -> list[Mark]:
    """Return the lines between the rows of the window in the matrix, and between channels."""
    (height, width), each = states.matrix_size, states.plane[1].taps
    paint = theme.paint(role)
    marks: list[Mark] = []
    for step, thick in ((each, THICK), (states.window_size, THICKER)):
        between = tuple(matrix.across(row, 0, width) for row in range(step, height, step))
        if between and (step == each or states.grid_channels > 1):
            wide = replace(paint, fill=None, stroke_width=paint.stroke_width * thick)
            marks.append(Path(role, wide, between))
    return marks


def _facing(
    states: ColumnStates, channels: PlaneRow, matrix: Plane, motion: Motion
) -> tuple[list[Corner], list[Corner]]:
    """Return the ends of the lines: on the sides of window and column that face each other."""
    starts: list[Corner] = []
    ends: list[Corner] = []
    side, size = int(not states.into_columns), states.window_size
    for number, grid in enumerate(channels.planes):
        top_left, top_right, bottom_right, bottom_left = corners(grid, *states.plane)
        starts += [top_right, bottom_right] if states.into_columns else [top_left, bottom_left]
        rows = (number * size, (number + 1) * size)
        ends += [(matrix.point(row, side), motion) for row in rows]
    return starts, ends


def _planes(states: ColumnStates, style: Style) -> tuple[PlaneRow, Plane]:
    """Return the grid's channels, below each other, and the matrix, centred side by side."""
    rows, columns = states.plane
    height, width = states.matrix_size
    across = columns.drawn if states.into_columns else width
    between = room_between(style)
    pitch = CELL * rows.drawn + between
    tall = pitch * states.grid_channels - between
    down = (CELL * height - tall) // 2
    first, second = ((0, down), (CELL * (across + GAP), 0))
    grid, matrix = (first, second) if states.into_columns else ((second[0], down), (0, 0))
    size = (rows.drawn, columns.drawn)
    plane = Plane(grid, ROW, COLUMN)
    channels = PlaneRow.of(plane, size, (0, pitch), states.grid_channels, left_out=False)
    return channels, Plane(matrix, ROW, COLUMN)


def grids(states: ColumnStates, style: Style = PUBLISHED) -> list[Grid]:
    """Return the grids of the input and of the output, the input's first."""
    channels, matrix = _planes(states, style)
    height, width = states.matrix_size
    own = [replace(Grid.of_input(grid, *states.plane, 2), crossed=True) for grid in channels.planes]
    whole = Grid.of_cells(matrix, height, width).named("window's cell", "window")
    whole = replace(whole, crossed=True)
    named = named_grids(own, 0, 2)
    if states.into_columns:
        return [*named, replace(whole, beside=width)]
    return [whole, *(replace(one, beside=channels.size[1]) for one in named)]


def cells(states: ColumnStates, style: Style) -> CellMap:
    """Return the cells of all channels, and the columns of the matrix with their windows."""
    channels, matrix = _planes(states, style)
    rows, columns = states.plane
    column = replace(matrix, row=(0, CELL * states.matrix_size[0]))
    flat = CellGrid.of_frames(column, (rows.output, columns.output), flat=ACROSS)
    grids = [CellGrid(plane, rows, columns) for plane in channels.planes]
    links = [CellLink(len(grids), at, rows, columns) for at in range(len(grids))]
    return CellMap((*grids, flat), tuple(links))


def description(operation: Operation) -> str:
    """Return sentences about the window and its column, and where the channels are."""
    assert isinstance(operation, Columns)
    where = " Channels are below each other, channel 0 at the top."
    return operation.description() + where * (operation.grid_channels > 1)


VIEW = View(
    name="columns",
    summary="a window on its grid, next to its column of the matrix",
    states_type=ColumnStates,
    draw=draw,
    orientation="The input is on the left; row 0, column 0 is at the top left.",
    states_kind=COLUMNS,
    cell_texts=ColumnTexts.of,
    options=frozenset({"outputs"}),
    grids=grids,
    cells=cells,
    odometer=odometer,
    frame_unit="window",
    description=description,
)
