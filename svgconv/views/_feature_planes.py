"""Where the planes of feature maps are, and their grids, which can have labels."""

from __future__ import annotations

from collections.abc import Callable

from svgconv.scene.labels import Grid, named_grids
from svgconv.scene.motion import Point
from svgconv.scene.plane import Plane, PlaneRow
from svgconv.states.states import States


def grids_of(states: States, inputs: PlaneRow, outputs: PlaneRow) -> list[Grid]:
    """Return the grids of all planes, the input's first."""
    (rows, columns), axes = states.plane, len(states.axes)
    read = [Grid.of_input(plane, rows, columns, axes) for plane in inputs.planes]
    written = [Grid.of_cells(plane, rows.output, columns.output, axes) for plane in outputs.planes]
    first = 0 if axes > 1 else len(read)  # next to the output of one axis there is more room
    return named_grids([*read, *written], first, axes)


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
