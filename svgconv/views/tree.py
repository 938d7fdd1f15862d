"""Layers of one axis as rows, with the tree of all inputs on which one output depends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from svgconv.operations.stack import STACK_OF_ONE_AXIS
from svgconv.scene.cell_map import CellGrid, CellLink, CellMap
from svgconv.scene.grids import Grid, named_grids
from svgconv.scene.input_grid import input_grid
from svgconv.scene.layer_labels import layer_labels, legible_labels
from svgconv.scene.marks import Lines, Mark, Paint, Path, Subpath
from svgconv.scene.motion import Point
from svgconv.scene.output_cells import output_cells
from svgconv.scene.plane import CELL, COLUMN, ROW, Plane
from svgconv.scene.scene import Scene
from svgconv.scene.style import PUBLISHED, Style
from svgconv.scene.theme import Theme
from svgconv.scene.window import window
from svgconv.states.axis import Axis
from svgconv.states.stack import StackStates
from svgconv.views._drawn_layers import check_drawn
from svgconv.views.base import LABEL_MARGIN, View

GAP = 3 * CELL
"""The distance between two rows, in user units."""

TREE = 2.5
"""The line width of the tree, relative to a theme's beams."""

Edge = tuple[int, int]
"""A drawn cell of a layer's output, and a drawn cell of its input."""


@dataclass(frozen=True)
class Row:
    """The row of one layer's input, and the row of its output above.

    Attributes
    ----------
    plane, above: the planes of both rows.
    own: the drawn cells, with the layer's windows for each of its own outputs.
    field: the same cells, with what each of the stack's outputs depends on as windows.
    cells: for each of the layer's outputs, its drawn cell in the row above; outputs that are
        cropped away are missing.
    units: for each of the stack's outputs, the layer's outputs on which it depends.
    track, track_above: for each of the stack's outputs, the movement of its tree in both rows since
        the first output, in drawn cells.
    """

    plane: Plane
    above: Plane
    own: Axis
    field: Axis
    cells: dict[int, int]
    units: list[list[int]]
    track: list[int]
    track_above: list[int]

    def line(self, edge: Edge) -> tuple[Point, Point]:
        """Return an edge from the top of the lower cell to the bottom of the upper cell."""
        above, cell = edge
        return self.plane.point(0, cell + 0.5), self.above.point(1, above + 0.5)

    def edges(self, unit: int) -> Iterator[Edge]:
        """Return the edges of one of the layer's outputs."""
        above = self.cells.get(unit)
        return ((above, cell) for cell in self.own.cells[unit] if above is not None)

    def connections(self, paint: Paint) -> list[Mark]:
        """Return all connections of the layer, which do not move; a crop can leave none."""
        edges = (edge for unit in range(self.own.output) for edge in self.edges(unit))
        lines = tuple(Subpath(self.line(edge)) for edge in edges)
        return [Path("connection", paint, lines)] if lines else []

    def tree(self, paint: Paint) -> list[Mark]:
        """Return the moving connections of the tree, as one mark for each set of outputs."""
        start = self.plane.movement([0], self.track)
        end = self.above.movement([0], self.track_above)
        marks: list[Mark] = []
        for when, edges in self._tree_edges().items():
            lines = tuple(map(self.line, edges))
            presence = () if all(when) else ((), when)
            if start == end:
                marks.append(Path("beam", paint, tuple(map(Subpath, lines)), start, presence))
            else:
                marks.append(Lines("beam", paint, lines, start, end, presence))
        return marks

    def _tree_edges(self) -> dict[tuple[bool, ...], list[Edge]]:
        """Return the tree's edges, moved to output 0, by the outputs at which they are visible."""
        visible: dict[Edge, set[int]] = {}
        for output, units in enumerate(self.units):
            for above, cell in (edge for unit in units for edge in self.edges(unit)):
                edge = above - self.track_above[output], cell - self.track[output]
                visible.setdefault(edge, set()).add(output)
        groups: dict[tuple[bool, ...], list[Edge]] = {}
        for edge, outputs in sorted(visible.items()):
            when = tuple(output in outputs for output in range(len(self.units)))
            groups.setdefault(when, []).append(edge)
        return groups


def draw(states: StackStates, theme: Theme, texts: None = None, style: Style = PUBLISHED) -> Scene:
    """Draw a row for each layer's input from below, the row of the output, and connections.

    The tree is drawn over the other connections, and cells hide neither.
    """
    check_drawn(states)
    beam = theme.paint("beam")
    wide = beam.with_width(TREE * beam.stroke_width)
    rows = _rows(states)
    line = Axis.one_line()
    marks = [mark for row in rows for mark in row.connections(theme.paint("connection"))]
    for index, (row, layer) in enumerate(zip(rows, states.layers, strict=True)):
        role = "hidden" if index else "input"
        marks += input_grid(
            row.plane,
            line,
            row.own,
            zeros=theme.paint(layer.outside),
            units=theme.paint(role),
            outside=layer.outside,
            role=role,
        )
        marks += window(row.plane, line, row.field, theme.paint("window"))
    top, count = rows[-1].above, states.output_size[0]
    movement = top.motion(0, int(count > 1))
    marks += output_cells(top, (1, count), (top.motion(0, 0), movement), style, theme)
    marks.append(Path("active", theme.paint("active"), (top.block(0, 0, 1, 1),), movement))
    marks += [mark for row in rows for mark in row.tree(wide)]
    outlines = [row.plane.block(0, 0, 1, row.own.drawn) for row in rows]
    outlines.append(top.block(0, 0, 1, count))
    labels, size = legible_labels(outlines, [one.label for one in states.maps], style.text)
    marks += layer_labels(outlines, labels, theme, size=size)
    return Scene.framed(marks, states.plane_odometer, theme.shared, LABEL_MARGIN)


def _rows(states: StackStates) -> list[Row]:
    """Return the layers' rows from below."""
    own = [layer.own[0] for layer in states.layers]
    count = own[-1].output
    cells = [*(axis.cell_of for axis in own), {at: at for at in range(count)}]
    units = [*(layer.axes[0].reads for layer in states.layers), [[at] for at in range(count)]]
    tracks = _tracks(states)
    planes = [
        Plane((left, -index * (CELL + GAP)), ROW, COLUMN)
        for index, left in enumerate(_lefts(own, [list(found.values()) or [0] for found in cells]))
    ]
    return [
        Row(
            plane=planes[index],
            above=planes[index + 1],
            own=own[index],
            field=layer.axes[0],
            cells=cells[index + 1],
            units=units[index + 1],
            track=tracks[index],
            track_above=tracks[index + 1],
        )
        for index, layer in enumerate(states.layers)
    ]


def _lefts(own: list[Axis], cells: list[list[int]]) -> list[int]:
    """Return where each row begins: its units are centred above those of the row below.

    If a layer pads before its input only, like a causal convolution, its last units are aligned
    instead, so that cells of the same time are above each other.
    """
    lefts = [0]
    for axis, below, above in zip(own, cells[:-1], cells[1:], strict=True):
        before, after = below[0], axis.drawn - 1 - below[-1]
        right = lefts[-1] + CELL * (below[-1] - above[-1])
        left = lefts[-1] + CELL * (below[0] - above[0])
        lefts.append(right if before > after else (left + right) // 2)
    return lefts


def _tracks(states: StackStates) -> list[list[int]]:
    """Return the tree's movement in each layer's input, and last in the output.

    The tree moves with its first cell; but if all windows move by the same whole number of cells,
    the tree does, even if parts of it are cut off at the edges.
    """
    outputs = range(states.output_size[0])
    tracks = [list(outputs)]
    step: int | None = 1
    spacing = 1
    for layer in reversed(states.layers):
        step = _step_below(step, spacing, layer.own[0])
        starts = layer.axes[0].starts
        offsets = [start - starts[0] for start in starts]
        tracks.insert(0, offsets if step is None else [step * at for at in outputs])
        spacing = layer.own[0].spacing
    return tracks


def _step_below(step: int | None, spacing: int, own: Axis) -> int | None:
    """Return the movement in a layer's input for one of ``step`` cells in its output."""
    strides = {after - before for before, after in pairwise(own.starts)}
    if step is None or step % spacing or len(strides) > 1:
        return None
    return step // spacing * (strides.pop() if strides else 0)


def grids(states: StackStates, style: Style = PUBLISHED) -> list[Grid]:
    """Return the grids of every layer's input and of the output."""
    rows, line = _rows(states), Axis.one_line()
    inputs = [Grid.of_input(row.plane, line, row.own, 1) for row in rows]
    inputs = [replace(one, crossed=True) for one in inputs]
    inputs[0] = replace(inputs[0], below=1, crossed=False)  # lines begin above it
    return named_grids([*inputs, Grid.of_cells(rows[-1].above, 1, states.output_size[0], 1)], -1, 1)


def cells(states: StackStates, style: Style) -> CellMap:
    """Return the cells of every layer's input and of the output, and what each layer reads."""
    rows, line = _rows(states), Axis.one_line()
    inputs = [CellGrid(row.plane, line, row.own) for row in rows]
    output = CellGrid.of_frames(rows[-1].above, (1, states.output_size[0]))
    links = (CellLink(at + 1, at, line, row.own) for at, row in enumerate(rows))
    return CellMap((*inputs, output), tuple(links))


VIEW = View(
    name="tree",
    summary="layers of one axis as rows with the tree of inputs below each output",
    states_type=StackStates,
    draw=draw,
    orientation="Each layer is a row; index 0 is at the left.",
    states_kind=STACK_OF_ONE_AXIS,
    grids=grids,
    cells=cells,
    options=frozenset({"outputs"}),
    margin=LABEL_MARGIN,
)
