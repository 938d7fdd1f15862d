"""The view from above: input and output side by side, as in the guide's numerical figures.

A figure of one axis is drawn as a line picture: the output above the input, joined by lines.
"""

from __future__ import annotations

from svgconv.scene.annotations import Grid
from svgconv.scene.input_grid import input_grid
from svgconv.scene.marks import Mark, Path
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.scene import Scene
from svgconv.scene.window import beams, corners, window
from svgconv.scene.writing import Writing, input_numbers, output_numbers, weight_numbers
from svgconv.states.states import States
from svgconv.themes.base import Theme
from svgconv.views.base import MARGIN, View

COLUMN = (CELL, 0)
ROW = (0, CELL)
ABOVE = 3
"""Cells by which the output's row is above the input's, where there is one axis."""


def draw(states: States, theme: Theme, writing: Writing | None = None) -> Scene:
    """Draw the input with its window, and the output: on the right of it, or above one axis."""
    rows, columns = states.plane
    one_axis = len(states.axes) == 1
    first, second = _planes(states)
    output_motion = second.motion(int(rows.output > 1), int(columns.output > 1))
    marks: list[Mark] = [
        *input_grid(
            first,
            rows,
            columns,
            zeros=theme.paint(states.outside),
            units=theme.paint("input"),
            outside=states.outside,
        ),
        *window(first, rows, columns, theme.paint("window")),
        *weight_numbers(first, rows, columns, writing, theme),
        *input_numbers(first, writing, theme),
    ]
    if one_axis:
        top_left, top_right, _, _ = corners(first, rows, columns)
        _, _, bottom_right, bottom_left = second.block(0, 0, 1, 1).points
        ends = (bottom_left, bottom_right)
        marks += beams((top_left, top_right), ends, output_motion, theme.paint("beam"))
    marks += [
        Path("output", theme.paint("output"), second.grid(0, 0, rows.output, columns.output)),
        Path("active", theme.paint("active"), (second.block(0, 0, 1, 1),), output_motion),
        *output_numbers(second, states.plane_odometer, writing, theme),
    ]
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def _planes(states: States) -> tuple[Plane, Plane]:
    """Where the drawn input lies, and the output."""
    second = _above(states) if len(states.axes) == 1 else _beside(states)
    return Plane((0, 0), ROW, COLUMN), second


def grids(states: States) -> tuple[Grid, Grid]:
    """The grids that have indices."""
    first, second = _planes(states)
    return Grid.of_input(first, *states.plane), Grid.of_output(second, *states.plane)


def _beside(states: States) -> Plane:
    """The output's plane a cell to the right of the input, centred on it."""
    rows, columns = states.plane
    corner = (CELL * (columns.drawn + 1), CELL * (rows.drawn - rows.output) // 2)
    return Plane(corner, ROW, COLUMN)


def _above(states: States) -> Plane:
    """The output's plane above the input's row, centred on it."""
    _, columns = states.plane
    return Plane((CELL * (columns.drawn - columns.output) // 2, -CELL * ABOVE), ROW, COLUMN)


VIEW = View(
    name="flat",
    words="The input is on the left; row 0, column 0 is at the top left.",
    words_for_one_axis="The output is above the input; index 0 is at the left.",
    draw=draw,
    grids=grids,
    writes=True,
)
