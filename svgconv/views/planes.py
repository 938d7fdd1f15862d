"""Layers as planes above each other, with what one output unit depends on shaded in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svgconv.operations.stack import STACK
from svgconv.scene.input_grid import input_grid
from svgconv.scene.labels import Grid, layer_labels, named_grids
from svgconv.scene.marks import Mark, Paint, Path
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.scene.window import Corner, connectors, corners, window
from svgconv.states.axis import Axis
from svgconv.states.stack import LayerStates, StackStates, reads_of
from svgconv.views._drawn_layers import check_drawn
from svgconv.views.base import MARGIN, View

COLUMN = (CELL, -CELL // 5)
ROW = (CELL // 2, CELL * 2 // 5)
"""Flatter than in the oblique view, so that many layers are not too high."""

GAP = 2 * CELL
"""User units between a plane's lowest point and the highest of the plane below it."""


@dataclass(frozen=True)
class Span:
    """What is shaded along one axis of a plane.

    Attributes
    ----------
    starts, stops: for each output index, the first cell and the one after the last.
    visible: for each output index, whether anything is shaded.
    """

    starts: tuple[int, ...]
    stops: tuple[int, ...]
    visible: tuple[bool, ...]

    @classmethod
    def read(cls, axis: Axis) -> Span:
        """Return the units that are read, without the padding around them."""
        found = reads_of(axis)
        near = next((span for span in found if span), (0, 1))
        spans = []
        for span in found:
            near = span or near
            spans.append(near)
        starts, stops = zip(*spans, strict=True)
        return cls(starts, stops, tuple(span is not None for span in found))

    @classmethod
    def each(cls, count: int) -> Span:
        """Return the span of output cells: one after another."""
        return cls(tuple(range(count)), tuple(range(1, count + 1)), (True,) * count)


def draw(states: StackStates, theme: Theme) -> Scene:
    """Draw the layers' inputs from below, lines between what is shaded in them, and the output.

    Each plane is drawn after the lines that end on it, so that it hides what passes behind it.
    """
    check_drawn(states)
    rows, columns = states.plane
    sizes = _sizes(states)
    planes = stacked(sizes)
    marks: list[Mark] = []
    for index, (plane, layer) in enumerate(zip(planes, states.layers, strict=False)):
        marks += _layer(plane, layer, theme, "input" if index == 0 else "output")
        above = planes[index + 1]
        ends, visible = _shaded(above, states, index + 1)
        if all(map(any, visible)):
            marks += connectors(corners(plane, *layer.plane), ends, theme.paint("beam"), visible)
    top = planes[-1]
    cells = top.grid(0, 0, rows.output, columns.output)
    movement = top.motion(int(rows.output > 1), int(columns.output > 1))
    marks += [
        Path("output", theme.paint("output"), cells),
        Path("active", theme.paint("active"), (top.block(0, 0, 1, 1),), movement),
    ]
    outlines = [plane.block(0, 0, *size) for plane, size in zip(planes, sizes, strict=True)]
    marks += layer_labels(outlines, states.labels, theme)
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def _sizes(states: StackStates) -> list[tuple[int, int]]:
    """Return the drawn rows and columns of every layer's input and of the output."""
    planes = [layer.plane for layer in states.layers]
    sizes = [(rows.drawn, columns.drawn) for rows, columns in planes]
    rows, columns = states.plane
    return [*sizes, (rows.output, columns.output)]


def grids(states: StackStates) -> list[Grid]:
    """Return the grids of every layer's input and of the output."""
    axes = len(states.axes)
    *planes, top = stacked(_sizes(states))
    found = [
        Grid.of_input(plane, *layer.plane, axes)
        for plane, layer in zip(planes, states.layers, strict=True)
    ]
    return named_grids([*found, Grid.of_cells(top, *_sizes(states)[-1], axes)], 0, axes)


def stacked(sizes: Sequence[tuple[int, ...]]) -> list[Plane]:
    """Return planes of these sizes, each centred above the one before it."""
    planes: list[Plane] = []
    centre, floor = 0.0, 0.0
    for rows, columns in sizes:
        outline = Plane((0, 0), ROW, COLUMN).block(0, 0, rows, columns).points
        xs, ys = zip(*outline, strict=True)
        left = round(centre - (min(xs) + max(xs)) / 2)
        top = floor - max(ys)
        planes.append(Plane((left, top), ROW, COLUMN))
        floor = top + min(ys) - GAP
    return planes


def _layer(plane: Plane, layer: LayerStates, theme: Theme, role: str) -> list[Mark]:
    rows, columns = layer.plane
    shade: Paint = theme.paint("window")
    return [
        *input_grid(
            plane,
            rows,
            columns,
            zeros=theme.paint(layer.outside),
            units=theme.paint(role),
            outside=layer.outside,
            role=role,
        ),
        *window(plane, rows, columns, shade),
    ]


def _shaded(
    plane: Plane, states: StackStates, index: int
) -> tuple[list[Corner], tuple[tuple[bool, ...], ...]]:
    """Return the corners of what is shaded in a plane, and for which outputs it is visible."""
    if index < len(states.layers):
        down, across = map(Span.read, states.layers[index].plane)
    else:
        down, across = (Span.each(axis.output) for axis in states.plane)
    visible = (down.visible, across.visible)
    sides = (
        (down.starts, across.starts),
        (down.starts, across.stops),
        (down.stops, across.stops),
        (down.stops, across.starts),
    )
    places = [
        (
            plane.point(rows[0], columns[0]),
            plane.movement(
                [row - rows[0] for row in rows], [column - columns[0] for column in columns]
            ),
        )
        for rows, columns in sides
    ]
    return places, () if all(map(all, visible)) else visible


VIEW = View(
    name="planes",
    summary="layers as slanted planes with the receptive field of each output",
    states_type=StackStates,
    draw=draw,
    orientation="Cell (0, 0) of each layer is leftmost.",
    orientation_one_axis="Index 0 of each layer is leftmost.",
    orientation_slices="Layers of three axes are explained, and not drawn.",
    states_kind=STACK,
    grids=grids,
)
