"""The published view: two slanted planes, the output floating above the input."""

from __future__ import annotations

from math import ceil

from svgconv.numbers.cell_texts import CellTexts, in_cells
from svgconv.scene.cell_map import CellMap
from svgconv.scene.grids import Grid
from svgconv.scene.labels import room_between
from svgconv.scene.marks import Mark
from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL, Plane, PlaneRow
from svgconv.scene.scene import Scene
from svgconv.scene.style import PUBLISHED, STYLE_OPTIONS, Style
from svgconv.scene.theme import Theme
from svgconv.scene.window import FOUR_LINES
from svgconv.states.states import States
from svgconv.views._feature_planes import cells_of, several_planes, slanted_grids
from svgconv.views._maps import FeatureMaps
from svgconv.views.base import MARGIN, View

COLUMN = (CELL, -CELL // 2)
ROW = (CELL * 7 // 10, CELL * 13 // 20)
ALONG_COLUMNS, ALONG_ROWS = 30.77, 40
"""How much further along x a plane with one more column, or row, must be from the next plane."""


def draw(
    states: States, theme: Theme, texts: CellTexts | None = None, style: Style = PUBLISHED
) -> Scene:
    """Draw the input, its window, lines from the window to the output cell, and the output.

    The output plane is drawn after the lines, so that it hides what passes behind it.
    """
    drawn = marks(states, theme, texts, style)
    return Scene.framed(drawn, states.plane_odometer, theme.shared, MARGIN)


def marks(
    states: States, theme: Theme, texts: CellTexts | None = None, style: Style = PUBLISHED
) -> list[Mark]:
    """Return the marks, back to front."""
    return FeatureMaps(states, theme, *plane_rows(states, style), texts, style).marks(FOUR_LINES)


def grids(states: States, style: Style = PUBLISHED) -> list[Grid]:
    """Return the grids of all planes."""
    return slanted_grids(states, *plane_rows(states, style))


def cells(states: States, style: Style) -> CellMap:
    """Return the cells of all planes."""
    return cells_of(states, *plane_rows(states, style))


def plane_rows(states: States, style: Style) -> tuple[PlaneRow, PlaneRow]:
    """Return the planes of the input and of the output."""
    return _several_planes(states, style) if states.planes else _one_plane(states)


def _one_plane(states: States) -> tuple[PlaneRow, PlaneRow]:
    """Place the output's lower left corner (drawn rows + 1) cells above the input's."""
    rows, columns = states.plane
    below = Plane((0, 0), ROW, COLUMN)
    corner = below.point(rows.drawn - rows.output, 0)
    above = Plane((corner[0], corner[1] - CELL * (rows.drawn + 1)), ROW, COLUMN)
    return (
        PlaneRow.one(below, (rows.drawn, columns.drawn)),
        PlaneRow.one(above, (rows.output, columns.output)),
    )


def _several_planes(states: States, style: Style) -> tuple[PlaneRow, PlaneRow]:
    """Place planes from left to right, the output's above the middle of the input's."""
    room = room_between(style)

    def pitch(rows: int, columns: int) -> Point:
        """Return a plane's distance from the next, so that none hides another or its indices."""
        lines = rows if rows > 1 else 2
        return ceil(min(ALONG_COLUMNS * columns, ALONG_ROWS * lines)) + room, 0

    below, above = several_planes(states, Plane((0, 0), ROW, COLUMN), pitch)
    left, top, right, _ = below.box
    first, _, last, bottom = above.box
    middle = round((left + right - first - last) / 2)
    return below, above.moved((middle, round(top - bottom - CELL * 3 // 2)))


VIEW = View(
    name="oblique",
    summary="slanted planes with the output above the input, as published",
    states_type=States,
    draw=draw,
    orientation="Cell (0, 0) is leftmost.",
    orientation_one_axis="Index 0 is leftmost; the output floats above the input.",
    orientation_channels="Channels are side by side, channel 0 on the left.",
    orientation_slices="Slices are side by side, slice 0 on the left.",
    grids=grids,
    cells=cells,
    cell_texts=in_cells,
    options=STYLE_OPTIONS,
)
