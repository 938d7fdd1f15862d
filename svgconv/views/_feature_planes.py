"""Where the planes of feature maps are, and their grids, which can have labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from svgconv.scene.cell_map import CellGrid, CellLink, CellMap
from svgconv.scene.grids import Grid, facing_away, named_grids
from svgconv.scene.motion import Point
from svgconv.scene.plane import Plane, PlaneRow
from svgconv.states.deformed import DeformedStates
from svgconv.states.slices import Slices
from svgconv.states.states import States


def grids_of(states: States, inputs: PlaneRow, outputs: PlaneRow) -> list[Grid]:
    """Return the grids of all planes, the input's first."""
    (rows, columns), axes = states.plane, len(states.axes)
    read = [Grid.of_input(plane, rows, columns, axes) for plane in inputs.planes]
    written = [Grid.of_cells(plane, rows.output, columns.output, axes) for plane in outputs.planes]
    first = 0 if axes > 1 else len(read)  # next to the output of one axis there is more room
    return named_grids([*read, *written], first, axes)


def cells_of(
    states: States, inputs: PlaneRow, outputs: PlaneRow, *, first_in_front: bool = False
) -> CellMap:
    """Return the cells of all planes, and which of the input's each output cell reads.

    What a deformable convolution reads differs from cell to cell, and is left out.

    Parameters
    ----------
    first_in_front: whether the input's planes are in front of those that follow.
    """
    (rows, columns), planes = states.plane, states.planes
    numbers = planes.drawn_inputs if planes else (0,)
    order = [*range(len(numbers))][:: -1 if first_in_front else 1]
    read = [
        CellGrid(
            inputs.planes[at],
            rows if planes is None or planes.has_units(numbers[at]) else rows.without_units(),
            columns,
        )
        for at in order
    ]
    size = rows.output, columns.output
    written = [
        CellGrid.of_frames(plane, size, number * size[0] * size[1])
        for number, plane in enumerate(outputs.planes)
    ]
    if isinstance(states, DeformedStates):
        return CellMap((*read, *written))
    links = [
        CellLink(len(read) + above, below, rows, columns, _mask(states, above, numbers[at]))
        for above in range(len(written))
        for below, at in enumerate(order)
        if numbers[at] in _read_by(states, above)
    ]
    return CellMap((*read, *written), tuple(links))


def _read_by(states: States, output: int) -> Sequence[int]:
    """Return the numbers of the input's planes whose units a drawn output plane reads."""
    planes = states.planes
    if planes is None:
        return (0,)
    if isinstance(planes, Slices):
        return [planes.axis.cell_of[unit] for unit in planes.axis.reads[output]]
    return planes.read_by(planes.drawn_outputs[output])


def _mask(states: States, output: int, input: int) -> tuple[tuple[bool, ...], ...] | None:
    """Return which taps a drawn output plane has on an input plane; None if it has all."""
    if states.mask is None:
        return None
    mask = states.masks_on(input)[output]
    return None if all(map(all, mask)) else mask


def slanted_grids(states: States, inputs: PlaneRow, outputs: PlaneRow) -> list[Grid]:
    """Return the grids of slanted planes, of which the output's are above the input's."""
    read, written = grids_of(states, inputs, outputs), len(outputs.planes)
    return facing_away(
        read[:-written], inputs.size[0], read[-written:], outputs.size[1], len(states.axes)
    )


def several_planes(
    states: States, first: Plane, pitch: Callable[[int, int], Point]
) -> tuple[PlaneRow, PlaneRow]:
    """Return the drawn planes of the input and of the output, both starting at ``first``.

    If the input and the output have the same number of planes, both have the same distances.

    Parameters
    ----------
    first: the first plane of both.
    pitch: returns the offset of the next plane from a plane's rows and columns.
    """
    assert states.planes is not None
    planes, (rows, columns) = states.planes, states.plane
    sizes = (rows.drawn, columns.drawn), (rows.output, columns.output)
    pitches = [pitch(*size) for size in sizes]
    counts = (planes.inputs, planes.drawn_inputs), (planes.outputs, planes.drawn_outputs)
    if len(planes.drawn_inputs) == len(planes.drawn_outputs):
        pitches = [max(pitches)] * 2
    inputs, outputs = (
        PlaneRow.of(first, size, distance, len(drawn), left_out=count > len(drawn))
        for size, distance, (count, drawn) in zip(sizes, pitches, counts, strict=True)
    )
    return inputs, outputs
