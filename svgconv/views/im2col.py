"""A convolution as im2col: the kernel as a row times the matrix whose columns are the windows.

The output is below the matrix, to the right of the kernel, so that each of its cells is in the row
of the kernel and in the column of the window from which it is computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import prod

from svgconv.errors import SvgconvError
from svgconv.numbers.cell_texts import CellTexts, in_cells, texts_in
from svgconv.operations.base import IM2COL, Operation
from svgconv.scene.cell_map import ACROSS, CellGrid, CellLink, CellMap
from svgconv.scene.cell_numbers import input_numbers, largest_setting
from svgconv.scene.grids import Grid
from svgconv.scene.input_grid import input_grid
from svgconv.scene.labels import heading, room_between
from svgconv.scene.marks import Cell, FixedText, Mark, Path
from svgconv.scene.motion import Motion
from svgconv.scene.output_cells import are_all_coloured, columns_in_turn
from svgconv.scene.output_numbers import OutputNumbers
from svgconv.scene.plane import CELL, COLUMN, ROW, Plane
from svgconv.scene.scene import Scene
from svgconv.scene.style import PUBLISHED, Style
from svgconv.scene.theme import Theme
from svgconv.scene.window import connectors, corners, outline, window
from svgconv.states.matrix import MOST_LINES
from svgconv.states.states import States
from svgconv.views.base import MARGIN, View

GAP, BELOW = 1.5, 30
"""The cells between the input and the matrix, and the user units above the rows below them."""


def states_of(operation: Operation) -> States:
    """Return the operation's own states.

    Raises
    ------
    SvgconvError: a matrix of more rows or columns than could be distinguished in a picture.
    """
    states: States = operation.states()
    taps = prod(axis.taps for axis in states.axes)
    for subject, count, lines in (
        ("kernel_size", taps, "rows"),
        ("input_size", prod(states.output_size), "columns"),
    ):
        if count > MOST_LINES:
            problem = f"its matrix of windows has {count:,} {lines}, more than {MOST_LINES}"
            smaller = "kernel" if lines == "rows" else "input, or a larger stride"
            raise SvgconvError(subject, problem, f"use a smaller {smaller}")
    return states


def draw(
    states: States, theme: Theme, texts: CellTexts | None = None, style: Style = PUBLISHED
) -> Scene:
    """Draw the input, the matrix to its right, and below them the kernel and the output."""
    grid, matrix, kernel, result = _planes(states, style)
    rows, columns = states.plane
    taps, windows = rows.taps * columns.taps, rows.output * columns.output
    motion = Motion(((CELL * columns.output, 0), (CELL, 0)))
    blank = texts is not None and texts.output is None
    _, top, bottom, _ = corners(grid, rows, columns)
    ends = [(matrix.point(row, 0), motion) for row in (0, taps)]
    marks: list[Mark] = [
        *input_grid(
            grid,
            rows,
            columns,
            zeros=theme.paint(states.outside),
            units=theme.paint("input"),
            outside=states.outside,
        ),
        *window(grid, rows, columns, theme.paint("window")),
        *outline(grid, rows, columns, theme.paint("window")),
        *connectors([top, bottom], ends, theme.paint("beam")),
    ]
    for plane, height, role, shade, is_blank in (
        (matrix, taps, "input", "window", False),
        (result, 1, "output", "active", blank),
    ):
        size = height, windows
        if are_all_coloured(style, theme, role):
            marks.append(Path(role, theme.paint(role), plane.grid(0, 0, *size)))
        else:
            marks += columns_in_turn(plane, size, motion, role, theme, blank=is_blank)
        marks.append(Path(shade, theme.paint(shade), (plane.block(0, 0, height, 1),), motion))
    return Scene.framed(
        [
            *marks,
            Path("kernel", theme.paint("kernel"), kernel.grid(0, 0, 1, taps)),
            heading(kernel, taps, "kernel as a row", theme, below=1),
            heading(result, windows, "output", theme, below=1),
            *(_numbers(states, texts, theme, style) if texts else ()),
        ],
        states.plane_odometer,
        theme.shared,
        MARGIN,
    )


def _planes(states: States, style: Style) -> tuple[Plane, Plane, Plane, Plane]:
    """Return the planes of the input, of the matrix, of the kernel and of the output."""
    rows, columns = states.plane
    taps = rows.taps * columns.taps
    left, top = max(columns.drawn, taps) + GAP, max(rows.drawn, taps)
    below = room_between(style, BELOW) / CELL
    places = (
        ((max(taps - columns.drawn, 0)), (top - rows.drawn) / 2),
        (left, (top - taps) / 2),
        (left - GAP - taps, top + below),
        (left, top + below),
    )
    grid, matrix, kernel, result = (
        Plane((round(CELL * x), round(CELL * y)), ROW, COLUMN) for x, y in places
    )
    return grid, matrix, kernel, result


def _numbers(states: States, texts: CellTexts, theme: Theme, style: Style) -> Iterator[Mark]:
    """Yield the numbers: the matrix has a window's in each column, which the frame copies."""
    grid, matrix, kernel, result = _planes(states, style)
    yield from input_numbers(grid, 0, replace(texts, weight=None), theme)
    assert texts.weight is not None
    weights = list(texts_in(texts.weight[0]))
    cells: tuple[Cell, ...] = tuple((0, at, text) for at, text in enumerate(weights))
    setting = largest_setting(kernel, weights)
    yield FixedText("kernel_value", theme.paint("kernel_value"), setting, cells)
    (read,) = texts.input
    rows, columns = states.plane
    copied = [
        [read[row][column] for row in down for column in across]
        for down in rows.cells
        for across in columns.cells
    ]
    yield from _in_turn(states, matrix, copied, "input_value", theme)
    if texts.output is not None:
        results = [[text] for text in texts_in(texts.output)]
        yield from _in_turn(states, result, results, "output_value", theme)


def _in_turn(
    states: States, plane: Plane, columns: list[list[str]], role: str, theme: Theme
) -> Iterator[Mark]:
    """Yield numbers of which each frame writes a column."""
    odometer = states.plane_odometer
    each = odometer.shape[-1]
    lines = tuple(
        tuple(
            tuple((entry, at, text) for entry, text in enumerate(columns[at]))
            for at in range(start, start + each)
        )
        for start in range(0, len(columns), each)
    )
    numbers = OutputNumbers(role, theme.paint(role), lines, odometer)
    setting = largest_setting(plane, (text for column in columns for text in column))
    yield from numbers.finished(setting, range(len(lines)))
    yield from numbers.current(setting, Motion(((CELL * each, 0), (0, 0))))


def grids(states: States, style: Style = PUBLISHED) -> list[Grid]:
    """Return the grids of the input and of the matrix, and the output's."""
    grid, matrix, _, result = _planes(states, style)
    rows, columns = states.plane
    taps, windows = rows.taps * columns.taps, rows.output * columns.output
    read = Grid.of_input(grid, rows, columns, len(states.axes))
    copied = replace(Grid.of_cells(matrix, taps, windows), beside=windows, crossed=True)
    return [
        replace(read, crossed=True),
        copied.named("window's cell", "window"),
        Grid(result, (), tuple(range(windows))),
    ]


def cells(states: States, style: Style) -> CellMap:
    """Return the cells of the input, the columns of the matrix, and the output's cells."""
    grid, matrix, _, result = _planes(states, style)
    rows, columns = states.plane
    column = replace(matrix, row=(0, CELL * rows.taps * columns.taps))
    size = rows.output, columns.output
    flat = [CellGrid.of_frames(one, size, flat=ACROSS) for one in (column, result)]
    same = CellLink.of_same(2, 1, size)
    return CellMap((CellGrid(grid, rows, columns), *flat), (CellLink(1, 0, rows, columns), same))


def description(operation: Operation) -> str:
    """Return sentences about the matrix and the product."""
    return (
        "The cells under the window, row by row, are copied into a column of the matrix. The kernel"
        " as a row times that column is one output."
    )


VIEW = View(
    name="im2col",
    summary="the kernel as a row times a matrix with a column for each window",
    states_type=States,
    draw=draw,
    orientation="The input is on the left, the matrix to its right; below them are the kernel and"
    " the output.",
    states_kind=IM2COL,
    states=states_of,
    cell_texts=in_cells,
    options=frozenset({"outputs"}),
    grids=grids,
    cells=cells,
    description=description,
)
