"""The published view: two slanted planes, the output floating above the input."""

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

COLUMN = (CELL, -CELL // 2)
ROW = (CELL * 7 // 10, CELL * 13 // 20)


def draw(states: States, theme: Theme, writing: Writing | None = None) -> Scene:
    """Draw the input, the window on it, the lines up from it, and the output over them all.

    The output's lower left corner is (drawn input rows + 1) cells above the input's, as published.
    Lines come before the output plane, so that it hides what passes behind it.
    """
    return Scene.framed(marks(states, theme, writing), states.plane_odometer, theme.shared, MARGIN)


def marks(states: States, theme: Theme, writing: Writing | None = None) -> list[Mark]:
    """What is drawn, back to front."""
    rows, columns = states.plane
    below, above = planes(states)
    output_motion = above.motion(int(rows.output > 1), int(columns.output > 1))
    return [
        *input_grid(
            below,
            rows,
            columns,
            zeros=theme.paint(states.outside),
            units=theme.paint("input"),
            outside=states.outside,
        ),
        *window(below, rows, columns, theme.paint("window")),
        *beams(
            corners(below, rows, columns),
            above.block(0, 0, 1, 1).points,
            output_motion,
            theme.paint("beam"),
        ),
        *weight_numbers(below, rows, columns, writing, theme),
        *input_numbers(below, writing, theme),
        Path("output", theme.paint("output"), above.grid(0, 0, rows.output, columns.output)),
        Path("active", theme.paint("active"), (above.block(0, 0, 1, 1),), output_motion),
        *output_numbers(above, states.plane_odometer, writing, theme),
    ]


def planes(states: States) -> tuple[Plane, Plane]:
    """Where the drawn input lies, and the output."""
    rows, _ = states.plane
    below = Plane((0, 0), ROW, COLUMN)
    corner = below.point(rows.drawn - rows.output, 0)
    return below, Plane((corner[0], corner[1] - CELL * (rows.drawn + 1)), ROW, COLUMN)


def grids(states: States) -> tuple[Grid, Grid]:
    """The grids that have indices."""
    below, above = planes(states)
    return Grid.of_input(below, *states.plane), Grid.of_output(above, *states.plane)


VIEW = View(
    name="oblique",
    words="Row 0, column 0 is leftmost; columns run up.",
    words_for_one_axis="Index 0 is leftmost; the output floats above the input.",
    draw=draw,
    grids=grids,
    writes=True,
)
