"""The view from above: input and output side by side, as in the guide's numerical figures."""

from __future__ import annotations

from svgconv.scene.input_grid import input_grid
from svgconv.scene.marks import Mark, Path
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.scene import Scene
from svgconv.states.states import States
from svgconv.themes.base import Theme
from svgconv.views.base import MARGIN, View

COLUMN = (CELL, 0)
ROW = (0, CELL)


def draw(states: States, theme: Theme) -> Scene:
    """Draw the input with its window, and the output a cell to the right, centred on it."""
    rows, columns = states.axes
    left = Plane((0, 0), ROW, COLUMN)
    right = Plane((CELL * (columns.drawn + 1), CELL * (rows.drawn - rows.output) // 2), ROW, COLUMN)
    marks: list[Mark] = [
        *input_grid(left, rows, columns, zeros=theme.paint("zeros"), units=theme.paint("input")),
        Path(
            "window",
            theme.paint("window"),
            left.cells(rows.taps, columns.taps),
            left.motion(rows.step, columns.step),
        ),
        Path("output", theme.paint("output"), right.grid(0, 0, rows.output, columns.output)),
        Path(
            "active",
            theme.paint("active"),
            (right.block(0, 0, 1, 1),),
            right.motion(int(rows.output > 1), int(columns.output > 1)),
        ),
    ]
    return Scene.framed(marks, states.odometer, theme.shared, MARGIN)


VIEW = View(
    name="flat",
    words="The input is on the left; row 0, column 0 is at the top left.",
    draw=draw,
)
