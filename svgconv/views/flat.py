"""The view from above: input and output side by side, as in the guide's numerical figures.

A figure of one axis is drawn as two rows: the output above the input, with lines between them.
"""

from __future__ import annotations

from dataclasses import replace

from svgconv.numbers.cell_texts import CellTexts, in_cells
from svgconv.operations.base import Operation
from svgconv.scene.cell_map import CellMap
from svgconv.scene.grids import Grid
from svgconv.scene.labels import room_between
from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL, COLUMN, ROW, Plane, PlaneRow
from svgconv.scene.scene import Scene
from svgconv.scene.style import (
    LINES,
    NONE,
    PRODUCTS,
    PUBLISHED,
    STACKED,
    STYLE_OPTIONS,
    Style,
)
from svgconv.scene.theme import Theme
from svgconv.scene.window import NO_LINES, UPRIGHT_LINES
from svgconv.states.deformed import DeformedStates
from svgconv.states.states import States
from svgconv.views import _stacked
from svgconv.views._blocks import Blocks
from svgconv.views._feature_planes import cells_of, grids_of, several_planes
from svgconv.views._maps import FeatureMaps
from svgconv.views._panel_columns import columns_layout
from svgconv.views._panel_layout import FLIPPED, KERNEL, PanelLayout
from svgconv.views._panel_rows import rows_layout
from svgconv.views._panels import Panels
from svgconv.views.base import MARGIN, View

INDICES = 15
"""The user units between a row and the next one, where the indices of one of them are."""
ABOVE = 3
"""Cells between the input's row and the output's row above it, for one axis."""


def draw(
    states: States, theme: Theme, texts: CellTexts | None = None, style: Style = PUBLISHED
) -> Scene:
    """Draw the input with its window, and the output to its right, or above it for one axis."""
    if style.planes == STACKED and states.planes is not None:
        return _stacked.draw(states, theme, style)
    if texts is not None and style.panels != NONE:
        return _with_panels(states, theme, texts, style)
    lines = UPRIGHT_LINES if len(states.axes) == 1 else NO_LINES
    maps = FeatureMaps(states, theme, *_plane_rows(states, style), texts, style)
    marks = maps.marks(lines, lines_behind=states.planes is not None)
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def grids(states: States, style: Style = PUBLISHED) -> list[Grid]:
    """Return the grids of all planes, and the headings of the panels."""
    if style.planes == STACKED and states.planes is not None:
        return _stacked.grids(states, style)
    if style.panels == NONE:
        inputs, outputs = _plane_rows(states, style)
        has_arrows = isinstance(states, DeformedStates)
        crossed = has_arrows or len(states.axes) == 1
        found = [replace(one, crossed=crossed) for one in grids_of(states, inputs, outputs)]
        if len(states.axes) > 1:
            return found
        below = len(inputs.planes)  # lines end above the input's rows
        return [*(replace(grid, below=1) for grid in found[:below]), *found[below:]]
    layout = _layout(states, style)
    return layout.headed(grids_of(states, layout.inputs, layout.outputs))


def cells(states: States, style: Style) -> CellMap:
    """Return the cells of all planes of the input and of the output."""
    if style.planes == STACKED and states.planes is not None:
        blocks = Blocks.of(states, has_kernel=style.kernel)
        return cells_of(states, blocks.inputs, blocks.outputs, first_in_front=True)
    if style.panels == NONE:
        return cells_of(states, *_plane_rows(states, style))
    layout = _layout(states, style)
    return cells_of(states, layout.inputs, layout.outputs)


def _with_panels(states: States, theme: Theme, texts: CellTexts, style: Style) -> Scene:
    """Draw the kernel, and the products, between the input and the output."""
    layout = _layout(states, style)
    without = replace(texts, weight=None), replace(style, beams=LINES)
    maps = FeatureMaps(states, theme, layout.inputs, layout.outputs, *without)
    panels = Panels(states, theme, layout, texts, maps, style.beams)
    marks = [*panels.beams, *maps.marks(NO_LINES, edges=panels.edges), *panels.marks]
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def _layout(states: States, style: Style) -> PanelLayout:
    """Return the layout of the panels: columns, or rows for one axis with one channel."""
    one_row = len(states.axes) == 1 and states.planes is None
    return rows_layout(states, style) if one_row else columns_layout(states, style)


def _plane_rows(states: States, style: Style) -> tuple[PlaneRow, PlaneRow]:
    """Return the planes of the input and of the output."""
    room = room_between(style)
    first, second = _several_planes(states, style) if states.planes else _one_plane(states)
    if len(states.axes) == 1:
        return first, second.moved(_above(first, second))
    return first, second.moved(_beside(first, second, room))


def _one_plane(states: States) -> tuple[PlaneRow, PlaneRow]:
    rows, columns = states.plane
    plane = Plane((0, 0), ROW, COLUMN)
    return (
        PlaneRow.one(plane, (rows.drawn, columns.drawn)),
        PlaneRow.one(plane, (rows.output, columns.output)),
    )


def _several_planes(states: States, style: Style) -> tuple[PlaneRow, PlaneRow]:
    """Return channels or slices that are below each other: there is less room between rows."""

    def pitch(rows: int, columns: int) -> Point:
        room = CELL if rows > 1 else INDICES if style.indices else CELL // 2
        return 0, CELL * rows + room_between(style, room)

    return several_planes(states, Plane((0, 0), ROW, COLUMN), pitch)


def _beside(first: PlaneRow, second: PlaneRow, room: int) -> Point:
    """Return the output's offset, which is to the right of the input and centred."""
    return room + first.box[2], (first.box[3] - second.box[3]) // 2


def _above(first: PlaneRow, second: PlaneRow) -> Point:
    """Return the output's offset: its last row is `ABOVE` cells above the input, centred."""
    return (first.box[2] - second.box[2]) // 2, CELL - second.box[3] - CELL * ABOVE


def orientation_panels(operation: Operation, panels: str) -> str:
    """Return sentences that say where the panels are."""
    kernel = f"the {FLIPPED if operation.turns_kernel else KERNEL}"
    parts = f"the input, {kernel}{', the products' * (panels == PRODUCTS)} and the output"
    if operation.axes == 1 and operation.channels is None:
        return f"From top to bottom: {parts}. The kernel moves along. Index 0 is at the left."
    return f"From left to right: {parts}. Row 0, column 0 is at the top left."


VIEW = View(
    name="flat",
    summary="input and output side by side, seen from above",
    states_type=States,
    draw=draw,
    orientation="The input is on the left; row 0, column 0 is at the top left.",
    orientation_one_axis="The output is above the input; index 0 is at the left.",
    orientation_channels="Channels are below each other, channel 0 at the top.",
    orientation_slices="Slices are below each other, slice 0 at the top.",
    grids=grids,
    cells=cells,
    cell_texts=in_cells,
    options=STYLE_OPTIONS | {"panels", "planes"},
    orientation_stacked=_stacked.ORIENTATION,
    orientation_panels=orientation_panels,
)
