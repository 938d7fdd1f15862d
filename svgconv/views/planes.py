"""Layers as planes above each other, with what one output unit depends on shaded in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from svgconv.operations.stack import STACK
from svgconv.scene.cell_map import CellGrid, CellLink, CellMap
from svgconv.scene.grids import Grid, named_grids
from svgconv.scene.input_grid import input_grid
from svgconv.scene.layer_labels import layer_labels, legible_labels, path_label, path_size
from svgconv.scene.marks import Mark, Paint, Path
from svgconv.scene.output_cells import output_cells
from svgconv.scene.plane import Plane
from svgconv.scene.scene import Scene
from svgconv.scene.style import PUBLISHED, Style
from svgconv.scene.theme import Theme
from svgconv.scene.window import Corner, connectors, corners, window
from svgconv.states.axis import Axis
from svgconv.states.feature_map import MapStates, plane_of
from svgconv.states.stack import LayerStates, StackStates, reads_of
from svgconv.views._drawn_layers import check_drawn
from svgconv.views._levels import labelled_on_left, levels
from svgconv.views.base import LABEL_MARGIN, View


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


def draw(states: StackStates, theme: Theme, texts: None = None, style: Style = PUBLISHED) -> Scene:
    """Draw the maps from below, what is shaded in them, and lines to what it gives above.

    Each plane is drawn after the lines that end on it, so that it hides what passes behind it.
    """
    check_drawn(states)
    planes = levels(states.maps)
    marks: list[Mark] = []
    for index in sorted(range(len(planes)), key=lambda at: states.maps[at].level):
        if index < len(planes) - 1:
            role = "hidden" if index else "input"
            marks += _map(planes[index], states.maps[index], theme, role)
        readers = [layer for layer in states.layers if layer.below == index]
        marks += [mark for one in readers for mark in _windows(planes[index], one, theme)]
        for one in readers:
            marks += _lines(planes[index], planes[one.above], one, theme)
    top, (rows, columns) = planes[-1], states.plane
    down, movement = (
        top.motion(int(rows.output > 1), across) for across in (0, int(columns.output > 1))
    )
    size = (rows.output, columns.output)
    marks += output_cells(top, size, (down, movement), style, theme)
    marks.append(Path("active", theme.paint("active"), (top.block(0, 0, 1, 1),), movement))
    marks += _labels(states, planes, theme, style.text)
    return Scene.framed(marks, states.plane_odometer, theme.shared, LABEL_MARGIN)


def _labels(states: StackStates, planes: Sequence[Plane], theme: Theme, least: float) -> list[Mark]:
    """Return the labels next to the planes, a column of them for each path.

    Parameters
    ----------
    least: the least size of labels without paths, in cells, if there is room.
    """
    paths = sorted({one.path for one in states.maps})
    columns = []
    for path in paths:
        here = [at for at, one in enumerate(states.maps) if one.path == path]
        outlines = [planes[at].block(0, 0, *states.maps[at].drawn) for at in here]
        columns.append((outlines, [states.maps[at].label for at in here]))
    if len(paths) == 1:
        ((outlines, labels),) = columns
        labels, size = legible_labels(outlines, labels, least)
        return layer_labels(outlines, labels, theme, size=size)
    columns = [(outlines, list(map(path_label, labels))) for outlines, labels in columns]
    size = path_size(columns)
    return [
        mark
        for path, (outlines, labels) in zip(paths, columns, strict=True)
        for mark in layer_labels(outlines, labels, theme, on_left=labelled_on_left(path), size=size)
    ]


def grids(states: StackStates, style: Style = PUBLISHED) -> list[Grid]:
    """Return the grids of the input, of every layer's output, and last of the stack's output."""
    axes = len(states.axes)
    drawn = zip(levels(states.maps), states.maps, strict=True)
    lowest, *others = (Grid.of_input(plane, *one.plane, axes) for plane, one in drawn)
    lowest = replace(lowest, below=states.maps[0].drawn[0])  # lines begin above it
    crossed = [replace(one, crossed=True) for one in others]
    return named_grids([lowest, *crossed], 0, axes)


def cells(states: StackStates, style: Style) -> CellMap:
    """Return the cells of every map, and what each layer reads."""
    planes = levels(states.maps)
    rows, columns = states.plane
    maps = [CellGrid(plane, *one.plane) for plane, one in zip(planes, states.maps, strict=True)]
    maps[-1] = CellGrid.of_frames(planes[-1], (rows.output, columns.output))
    links = (CellLink(one.above, one.below, *plane_of(one.own)) for one in states.layers)
    return CellMap(tuple(maps), tuple(links))


def _map(plane: Plane, one: MapStates, theme: Theme, role: str) -> list[Mark]:
    return input_grid(
        plane,
        *one.plane,
        zeros=theme.paint(one.outside),
        units=theme.paint(role),
        outside=one.outside,
        role=role,
    )


def _windows(plane: Plane, layer: LayerStates, theme: Theme) -> list[Mark]:
    """What is shaded in a map because a layer reads it."""
    shade: Paint = theme.paint("window")
    return [mark for field in layer.fields for mark in window(plane, *plane_of(field), shade)]


def _lines(below: Plane, above: Plane, layer: LayerStates, theme: Theme) -> list[Mark]:
    """The lines from what a layer reads to what it gives."""
    marks: list[Mark] = []
    for field, end in zip(layer.fields, layer.ends, strict=True):
        ends, visible = _shaded(above, *plane_of(end))
        if all(map(any, visible)):
            starts = corners(below, *plane_of(field))
            marks += connectors(starts, ends, theme.paint("beam"), visible)
    return marks


def _shaded(
    plane: Plane, rows: Axis, columns: Axis
) -> tuple[list[Corner], tuple[tuple[bool, ...], ...]]:
    """Return the corners of what is shaded in a plane, and for which outputs it is visible."""
    down, across = Span.read(rows), Span.read(columns)
    visible = (down.visible, across.visible)
    sides = (
        (down.starts, across.starts),
        (down.starts, across.stops),
        (down.stops, across.stops),
        (down.stops, across.starts),
    )
    places = [
        (
            plane.point(top[0], left[0]),
            plane.movement([row - top[0] for row in top], [column - left[0] for column in left]),
        )
        for top, left in sides
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
    cells=cells,
    options=frozenset({"outputs"}),
    margin=LABEL_MARGIN,
)
