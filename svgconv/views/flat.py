"""The view from above: input and output side by side, as in the guide's numerical figures.

A figure of one axis is drawn as a line picture: the output above the input, joined by lines.
"""

from __future__ import annotations

from svgconv.numbers.cell_texts import CellTexts, in_cells
from svgconv.scene.labels import Grid
from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL, Plane, PlaneRow
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.states.states import States
from svgconv.views._maps import NO_LINES, UPRIGHT_LINES, Levels, grids_of, levels_of_planes
from svgconv.views.base import MARGIN, View

COLUMN = (CELL, 0)
ROW = (0, CELL)
ABOVE = 3
"""Cells by which the output's row is above the input's, where there is one axis."""


def draw(states: States, theme: Theme, writing: CellTexts | None = None) -> Scene:
    """Draw the input with its window, and the output: on the right of it, or above one axis."""
    lines = UPRIGHT_LINES if len(states.axes) == 1 else NO_LINES
    levels = Levels(states, theme, *_levels(states), writing)
    marks = levels.marks(lines, lines_behind=states.planes is not None)
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def grids(states: States) -> list[Grid]:
    """The grids that have indices."""
    return grids_of(states, *_levels(states))


def _levels(states: States) -> tuple[PlaneRow, PlaneRow]:
    """Where the input lies, and the output."""
    first, second = _planes(states) if states.planes else _one_plane(states)
    place = _above if len(states.axes) == 1 else _beside
    return first, second.moved(place(first, second))


def _one_plane(states: States) -> tuple[PlaneRow, PlaneRow]:
    rows, columns = states.plane
    plane = Plane((0, 0), ROW, COLUMN)
    return (
        PlaneRow.one(plane, (rows.drawn, columns.drawn)),
        PlaneRow.one(plane, (rows.output, columns.output)),
    )


def _planes(states: States) -> tuple[PlaneRow, PlaneRow]:
    """Channels or slices below each other."""
    return levels_of_planes(states, Plane((0, 0), ROW, COLUMN), _pitch)


def _pitch(rows: int, columns: int) -> Point:
    """From a plane to the next below it: a cell between planes, half of one between lines."""
    return 0, CELL * rows + (CELL if rows > 1 else CELL // 2)


def _beside(first: PlaneRow, second: PlaneRow) -> Point:
    """The output's place a cell to the right of the input, centred on it."""
    return CELL + first.box[2], (first.box[3] - second.box[3]) // 2


def _above(first: PlaneRow, second: PlaneRow) -> Point:
    """The output's place above the input's, centred on it, the last of its lines `ABOVE` cells."""
    return (first.box[2] - second.box[2]) // 2, CELL - second.box[3] - CELL * ABOVE


VIEW = View(
    name="flat",
    summary="From above: the input and the output side by side.",
    states_type=States,
    draw=draw,
    orientation="The input is on the left; row 0, column 0 is at the top left.",
    orientation_one_axis="The output is above the input; index 0 is at the left.",
    orientation_channels="Channels stand below each other, channel 0 at the top.",
    orientation_slices="Slices stand below each other, slice 0 at the top.",
    grids=grids,
    cell_texts=in_cells,
)
