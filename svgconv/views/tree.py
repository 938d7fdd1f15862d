"""Layers of one axis as rows: the tree of all inputs that one output depends on, lit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from svgconv.operations.stack import STACK_OF_ONE_AXIS
from svgconv.scene.input_grid import input_grid
from svgconv.scene.labels import Grid, layer_labels, named_grids
from svgconv.scene.marks import Lines, Mark, Paint, Path, Subpath
from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.scene.window import window
from svgconv.states.axis import Axis
from svgconv.states.stack import StackStates
from svgconv.views.base import MARGIN, View

COLUMN = (CELL, 0)
ROW = (0, CELL)
GAP = 3 * CELL
"""User units between two rows."""

LIT = 2.5
"""How wide the lit tree's lines are, by the width of a theme's beams."""

Edge = tuple[int, int]
"""A drawn cell of a layer's output, and one of the layer's input."""


@dataclass(frozen=True)
class Row:
    """One layer's input, and the row of its output above it.

    Attributes
    ----------
    plane, above: where the drawn cells of both lie.
    own: the drawn cells under the layer's window, for each of its own outputs.
    lit: the same cells, for each of the stack's outputs.
    cells: the drawn cell above of each of the layer's outputs; a crop leaves some out.
    units: for each of the stack's outputs those of the layer's outputs that it depends on.
    track, track_above: for each of the stack's outputs how many drawn cells further what is lit is
        than at the first output.
    """

    plane: Plane
    above: Plane
    own: Axis
    lit: Axis
    cells: dict[int, int]
    units: list[list[int]]
    track: list[int]
    track_above: list[int]

    def line(self, edge: Edge) -> tuple[Point, Point]:
        """An edge from the upper side of the cell below to the lower side of that above."""
        above, cell = edge
        return self.plane.point(0, cell + 0.5), self.above.point(1, above + 0.5)

    def edges(self, unit: int) -> Iterator[Edge]:
        """The connections of one of the layer's outputs."""
        above = self.cells.get(unit)
        return ((above, cell) for cell in self.own.cells[unit] if above is not None)

    def connections(self, paint: Paint) -> list[Mark]:
        """All connections of the layer, which stand still; a crop may leave none."""
        edges = (edge for unit in range(self.own.output) for edge in self.edges(unit))
        lines = tuple(Subpath(self.line(edge)) for edge in edges)
        return [Path("connection", paint, lines)] if lines else []

    def tree(self, paint: Paint) -> list[Mark]:
        """The connections that count, moving; those that come and go together are one mark."""
        start = self.plane.movement([0], self.track)
        end = self.above.movement([0], self.track_above)
        marks: list[Mark] = []
        for when, edges in self._lit_edges().items():
            lines = tuple(map(self.line, edges))
            presence = () if all(when) else ((), when)
            if start == end:
                marks.append(Path("beam", paint, tuple(map(Subpath, lines)), start, presence))
            else:
                marks.append(Lines("beam", paint, lines, start, end, presence))
        return marks

    def _lit_edges(self) -> dict[tuple[bool, ...], list[Edge]]:
        """The lit edges where they are at output 0, by the outputs at which they are there."""
        there: dict[Edge, set[int]] = {}
        for output, units in enumerate(self.units):
            for above, cell in (edge for unit in units for edge in self.edges(unit)):
                edge = above - self.track_above[output], cell - self.track[output]
                there.setdefault(edge, set()).add(output)
        groups: dict[tuple[bool, ...], list[Edge]] = {}
        for edge, outputs in sorted(there.items()):
            when = tuple(output in outputs for output in range(len(self.units)))
            groups.setdefault(when, []).append(edge)
        return groups


def draw(states: StackStates, theme: Theme) -> Scene:
    """Draw a row for each layer's input, from below, and the output's; lines between them.

    Connections come first and the lit tree over them; cells hide neither.
    """
    beam = theme.paint("beam")
    lit = replace(beam, stroke_width=round(LIT * beam.stroke_width, 3))
    rows = _rows(states)
    line = Axis.one_line()
    marks = [mark for row in rows for mark in row.connections(theme.paint("connection"))]
    for index, (row, level) in enumerate(zip(rows, states.layers, strict=True)):
        role = "output" if index else "input"
        marks += input_grid(
            row.plane,
            line,
            row.own,
            zeros=theme.paint(level.outside),
            units=theme.paint(role),
            outside=level.outside,
            role=role,
        )
        marks += window(row.plane, line, row.lit, theme.paint("window"))
    top, count = rows[-1].above, states.output_size[0]
    marks += [
        Path("output", theme.paint("output"), top.grid(0, 0, 1, count)),
        Path(
            "active",
            theme.paint("active"),
            (top.block(0, 0, 1, 1),),
            top.motion(0, int(count > 1)),
        ),
    ]
    marks += [mark for row in rows for mark in row.tree(lit)]
    outlines = [row.plane.block(0, 0, 1, row.own.drawn) for row in rows]
    outlines.append(top.block(0, 0, 1, count))
    marks += layer_labels(outlines, states.labels, theme)
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def _rows(states: StackStates) -> list[Row]:
    """The layers from below, each one's output over its input."""
    own = [level.own[0] for level in states.layers]
    count = own[-1].output
    cells = [*(axis.cell_of for axis in own), {at: at for at in range(count)}]
    units = [*(level.axes[0].reads for level in states.layers), [[at] for at in range(count)]]
    tracks = _tracks(states)
    planes = [
        Plane((left, -index * (CELL + GAP)), ROW, COLUMN)
        for index, left in enumerate(_lefts(own, [list(there.values()) or [0] for there in cells]))
    ]
    return [
        Row(
            plane=planes[index],
            above=planes[index + 1],
            own=own[index],
            lit=level.axes[0],
            cells=cells[index + 1],
            units=units[index + 1],
            track=tracks[index],
            track_above=tracks[index + 1],
        )
        for index, level in enumerate(states.layers)
    ]


def _lefts(own: list[Axis], cells: list[list[int]]) -> list[int]:
    """Where each row begins: its units centred on those below.

    Where a layer pads before its input only, as a causal one does, the last units stand below each
    other instead: then cells of one time do.
    """
    lefts = [0]
    for axis, below, above in zip(own, cells[:-1], cells[1:], strict=True):
        before, after = below[0], axis.drawn - 1 - below[-1]
        right = lefts[-1] + CELL * (below[-1] - above[-1])
        left = lefts[-1] + CELL * (below[0] - above[0])
        lefts.append(right if before > after else (left + right) // 2)
    return lefts


def _tracks(states: StackStates) -> list[list[int]]:
    """How what is lit moves in each layer's input, and at last in the output.

    Where all that is lit moves by whole cells, and always by as many, the track does, whatever is
    cut off at the edges; elsewhere it is that of the first cell that is lit.
    """
    outputs = range(states.output_size[0])
    tracks = [list(outputs)]
    step: int | None = 1
    spacing = 1
    for level in reversed(states.layers):
        step = _step_below(step, spacing, level.own[0])
        starts = level.axes[0].starts
        further = [start - starts[0] for start in starts]
        tracks.insert(0, further if step is None else [step * at for at in outputs])
        spacing = level.own[0].spacing
    return tracks


def _step_below(step: int | None, spacing: int, own: Axis) -> int | None:
    """By how many cells of a layer's input its window moves while its output's cells do by step."""
    strides = {after - before for before, after in pairwise(own.starts)}
    if step is None or step % spacing or len(strides) > 1:
        return None
    return step // spacing * (strides.pop() if strides else 0)


def grids(states: StackStates) -> list[Grid]:
    """The grids that have indices: every layer's input, and the output."""
    rows, line = _rows(states), Axis.one_line()
    inputs = [Grid.of_input(row.plane, line, row.own, 1) for row in rows]
    return named_grids([*inputs, Grid.of_cells(rows[-1].above, 1, states.output_size[0], 1)], -1, 1)


VIEW = View(
    name="tree",
    summary="Layers as rows, with the tree of the inputs of each output.",
    states_type=StackStates,
    draw=draw,
    orientation="Each layer is a row; index 0 is at the left.",
    states_kind=STACK_OF_ONE_AXIS,
    grids=grids,
)
