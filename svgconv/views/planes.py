"""Layers as planes above each other: in each is lit what one output unit depends on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svgconv.operations.stack import STACK
from svgconv.scene.input_grid import input_grid
from svgconv.scene.labels import Grid, layer_labels, named_grids
from svgconv.scene.marks import Mark, Paint, Path
from svgconv.scene.motion import Presence
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.scene.window import Corner, connectors, corners, window
from svgconv.states.axis import Axis
from svgconv.states.stack import LayerStates, StackStates, reads_of
from svgconv.views.base import MARGIN, View

COLUMN = (CELL, -CELL // 5)
ROW = (CELL // 2, CELL * 2 // 5)
"""Flatter than one layer alone is drawn, so that many are not too high."""

GAP = 2 * CELL
"""User units between a plane's lowest point and the highest of the plane below it."""


@dataclass(frozen=True)
class Span:
    """What is lit along one axis of a plane: its first cell and the one behind its last."""

    starts: tuple[int, ...]
    stops: tuple[int, ...]
    there: tuple[bool, ...]

    @classmethod
    def read(cls, axis: Axis) -> Span:
        """The units that are read, without the padding around them."""
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
        """One output unit after another."""
        return cls(tuple(range(count)), tuple(range(1, count + 1)), (True,) * count)


def draw(states: StackStates, theme: Theme) -> Scene:
    """Draw the layers' inputs from below, lines between what is lit in them, and the output.

    Lines come before the plane above them, so that it hides what passes behind it.
    """
    rows, columns = states.plane
    sizes = _sizes(states)
    planes = stacked(sizes)
    marks: list[Mark] = []
    for index, (plane, level) in enumerate(zip(planes, states.layers, strict=False)):
        marks += _level(plane, level, theme, "input" if index == 0 else "output")
        above = planes[index + 1]
        ends, there = _lit(above, states, index + 1)
        if all(map(any, there)):
            marks += connectors(corners(plane, *level.plane), ends, theme.paint("beam"), there)
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
    """The drawn rows and columns of every layer's input, and of the output."""
    planes = [level.plane for level in states.layers]
    sizes = [(rows.drawn, columns.drawn) for rows, columns in planes]
    rows, columns = states.plane
    return [*sizes, (rows.output, columns.output)]


def grids(states: StackStates) -> list[Grid]:
    """The grids that have indices: every layer's input, and the output."""
    axes = len(states.axes)
    *planes, top = stacked(_sizes(states))
    found = [
        Grid.of_input(plane, *level.plane, axes)
        for plane, level in zip(planes, states.layers, strict=True)
    ]
    return named_grids([*found, Grid.of_cells(top, *_sizes(states)[-1], axes)], 0, axes)


def stacked(sizes: Sequence[tuple[int, ...]]) -> list[Plane]:
    """Planes of these sizes, each centred above the one before it."""
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


def _level(plane: Plane, level: LayerStates, theme: Theme, role: str) -> list[Mark]:
    rows, columns = level.plane
    shade: Paint = theme.paint("window")
    return [
        *input_grid(
            plane,
            rows,
            columns,
            zeros=theme.paint(level.outside),
            units=theme.paint(role),
            outside=level.outside,
            role=role,
        ),
        *window(plane, rows, columns, shade),
    ]


def _lit(plane: Plane, states: StackStates, index: int) -> tuple[list[Corner], Presence]:
    """The corners of what counts in a plane, and when it is there."""
    if index < len(states.layers):
        down, across = map(Span.read, states.layers[index].plane)
    else:
        down, across = (Span.each(axis.output) for axis in states.plane)
    there = (down.there, across.there)
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
    return places, () if all(map(all, there)) else there


VIEW = View(
    name="planes",
    summary="Layers as slanted planes on top of each other, with receptive fields.",
    states_type=StackStates,
    draw=draw,
    orientation="Row 0, column 0 of each layer is leftmost; columns run up.",
    orientation_one_axis="Index 0 of each layer is leftmost.",
    states_kind=STACK,
    grids=grids,
)
