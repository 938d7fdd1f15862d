"""The scatter view: each input unit adds its kernel to the output.

A figure of one axis is drawn as in "Deconvolution and Checkerboard Artifacts" by Odena, Dumoulin
and Olah (Distill, 2016): the input is above the output, with a beam from each unit to its cells.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import cast

from svgconv.operations.base import SCATTER, Operation
from svgconv.scene.cell_map import CellGrid, CellLink, CellMap
from svgconv.scene.grids import Grid, facing_away, named_grids
from svgconv.scene.marks import Mark, Path, Subpath
from svgconv.scene.motion import Point, Summed
from svgconv.scene.overlaps import runs
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.plane import COLUMN as FLAT_COLUMN
from svgconv.scene.plane import ROW as FLAT_ROW
from svgconv.scene.presence import digits
from svgconv.scene.scene import Scene
from svgconv.scene.style import PUBLISHED, Style
from svgconv.scene.theme import Theme
from svgconv.scene.window import beams, connectors
from svgconv.specification.phrases import one_or_each, torch_size
from svgconv.states.odometer import Odometer
from svgconv.states.scatter import ScatterAxis, ScatterStates
from svgconv.views._added_cells import ADDED
from svgconv.views._scatter_kernel import OUTLINE, adding, kernel, output_map
from svgconv.views._scatter_text import ScatterTexts
from svgconv.views.base import MARGIN, View
from svgconv.views.oblique import COLUMN, ROW

BELOW = 3
"""The distance between the input's row and the output's, for one axis, in cells."""

BEAM_OPACITY = 0.15


def scatter_states(operation: Operation) -> ScatterStates:
    """Return the states of an operation of the kind ``scatter``."""
    return cast("ScatterStates", operation.scatter_states())  # type: ignore[attr-defined]


def odometer(operation: Operation) -> Odometer:
    """Return one frame for each input unit, in row-major order."""
    return scatter_states(operation).odometer


def draw(
    states: ScatterStates, theme: Theme, texts: ScatterTexts | None = None, style: Style = PUBLISHED
) -> Scene:
    """Draw the input, the output with its overlaps, and the kernel that moves with the unit."""
    marks = (_slanted if len(states.axes) > 1 else _line)(states, theme, texts, style)
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def _slanted(
    states: ScatterStates, theme: Theme, texts: ScatterTexts | None, style: Style
) -> list[Mark]:
    """Two slanted planes, the output floating above the middle of the input."""
    rows, columns = states.scatter_plane
    below, above = _slanted_planes(rows, columns)
    return [
        *_input(below, rows, columns, theme),
        *(texts.in_input(below, theme) if texts else ()),
        *_beams(below, above, rows, columns, theme),
        *_output(above, states, theme, texts, style),
        *kernel(above, rows, columns, theme.paint("scatter_kernel")),
        *(texts.in_output(above, states, theme) if texts else ()),
        *_outline(above, rows, columns, theme),
    ]


def _output(
    plane: Plane, states: ScatterStates, theme: Theme, texts: ScatterTexts | None, style: Style
) -> list[Mark]:
    blank = texts is not None and texts.sums is None
    has_numbers = texts is not None
    return output_map(plane, *states.scatter_plane, theme, style, numbered=has_numbers, blank=blank)


def _slanted_planes(rows: ScatterAxis, columns: ScatterAxis) -> tuple[Plane, Plane]:
    """Return the planes of the input and of the output."""
    below = Plane((0, 0), ROW, COLUMN)
    x, y = below.point((rows.units - rows.output) / 2, (columns.units - columns.output) / 2)
    return below, Plane((x, y - CELL * (1 + (rows.units + rows.output) / 2)), ROW, COLUMN)


def _input(plane: Plane, rows: ScatterAxis, columns: ScatterAxis, theme: Theme) -> list[Mark]:
    unit = plane.motion(int(rows.units > 1), int(columns.units > 1))
    return [
        Path("input", theme.paint("input"), plane.grid(0, 0, rows.units, columns.units)),
        Path("active_input", theme.paint("active_input"), (plane.block(0, 0, 1, 1),), unit),
    ]


def _beams(
    below: Plane, above: Plane, rows: ScatterAxis, columns: ScatterAxis, theme: Theme
) -> list[Mark]:
    """Return lines from the unit's corners to the kernel's, if any of it is on the output."""
    if not any(rows.adds) or not any(columns.adds):
        return []
    lines = beams(
        _corners(above, rows, columns),
        below.block(0, 0, 1, 1).points,
        below.motion(int(rows.units > 1), int(columns.units > 1)),
        theme.paint("beam"),
    )
    return [replace(line, presence=adding(rows, columns)) for line in lines]


def _outline(plane: Plane, rows: ScatterAxis, columns: ScatterAxis, theme: Theme) -> list[Mark]:
    """Return the kernel's edge as a heavy line, if any of it is on the output."""
    if not any(rows.adds) or not any(columns.adds):
        return []
    line = theme.paint("scatter_kernel")
    paint = replace(line, fill=None, stroke_width=OUTLINE * line.stroke_width, round_ends=True)
    corners = _corners(plane, rows, columns)
    present = adding(rows, columns)
    return [
        mark
        for start, end in pairwise((*corners, corners[0]))
        for mark in connectors([start], [end], paint, present, role="scatter_kernel")
    ]


def _corners(plane: Plane, rows: ScatterAxis, columns: ScatterAxis) -> list[tuple[Point, Summed]]:
    """Return the kernel's corners in the order of `Plane.block`, with their movements."""
    top, bottom, left, right = rows.starts, rows.stops, columns.starts, columns.stops
    return [
        (
            plane.point(down[0], across[0]),
            plane.movement([at - down[0] for at in down], [at - across[0] for at in across]),
        )
        for down, across in ((top, left), (top, right), (bottom, right), (bottom, left))
    ]


def _line(
    states: ScatterStates, theme: Theme, texts: ScatterTexts | None, style: Style
) -> list[Mark]:
    """Draw the input's row above the output's, and beams from each unit to its output cells."""
    rows, columns = states.scatter_plane
    above, below = _lines_planes(columns)
    shade = replace(theme.paint("scatter_beam"), stroke=None, fill_opacity=BEAM_OPACITY)
    all_beams = [_unit_beams(unit, above, below, columns) for unit in range(columns.units)]
    return [
        *(Path("scatter_beam", shade, shape) for shape in all_beams if shape),
        *(
            Path(
                "scatter_kernel",
                theme.paint("scatter_kernel"),
                shape,
                presence=((), digits(unit, unit + 1, len(all_beams))),
            )
            for unit, shape in enumerate(all_beams)
            if shape
        ),
        *_input(above, rows, columns, theme),
        *(texts.in_input(above, theme) if texts else ()),
        *_output(below, states, theme, texts, style),
        *kernel(below, rows, columns, theme.paint("scatter_kernel")),
        *(texts.in_output(below, states, theme) if texts else ()),
    ]


def _lines_planes(columns: ScatterAxis) -> tuple[Plane, Plane]:
    """Return the plane of the input, and that of the output below it."""
    middle = CELL * (columns.units - columns.output) / 2
    above = Plane((0, 0), FLAT_ROW, FLAT_COLUMN)
    return above, Plane((middle, CELL * (1 + BELOW)), FLAT_ROW, FLAT_COLUMN)


def grids(states: ScatterStates, style: Style = PUBLISHED) -> list[Grid]:
    """Return the grids of the input and of the output, with labels where no lines are."""
    rows, columns = states.scatter_plane
    axes = len(states.axes)
    planes = _lines_planes(columns) if axes == 1 else _slanted_planes(rows, columns)
    sizes = (rows.units, columns.units), (rows.output, columns.output)
    found = [Grid.of_cells(plane, *size, axes) for plane, size in zip(planes, sizes, strict=True)]
    if axes > 1:
        return facing_away(found[:1], rows.units, found[1:], columns.output, axes)
    return named_grids([found[0], replace(found[1], below=1)], 0, axes)


def cells(states: ScatterStates, style: Style) -> CellMap:
    """Return the cells of the output and of the input, which has the frames and is linked to it."""
    rows, columns = states.scatter_plane
    one_axis = len(states.axes) == 1
    read, written = _lines_planes(columns) if one_axis else _slanted_planes(rows, columns)
    outputs = CellGrid(written, *states.plane)
    inputs = CellGrid.of_frames(read, (rows.units, columns.units))
    return CellMap((outputs, inputs), (CellLink(1, 0, *states.plane),))


def _unit_beams(unit: int, above: Plane, below: Plane, columns: ScatterAxis) -> tuple[Subpath, ...]:
    """Return a unit's beams, one for each run of the output cells to which it adds."""
    source = (above.point(1, unit), above.point(1, unit + 1))
    return tuple(
        Subpath((*source, below.point(0, stop), below.point(0, start)), closed=True)
        for start, stop in runs(columns.cells[unit])
    )


def description(operation: Operation) -> str:
    """Return sentences about kernels, overlaps and added cells."""
    axes = scatter_states(operation).scatter_axes
    words = (
        "Each input unit adds its kernel to the output. A cell is darker if more kernels overlap in"
        " it."
    )
    if any(one.uneven for one in axes):
        words += f" {unevenness(axes)}"
    if any(0 in one.overlaps for one in axes):
        words += " No kernel covers the white cells."
    if any(one.added for one in axes):
        words += ADDED
    return words


def unevenness(axes: tuple[ScatterAxis, ...]) -> str:
    """Return a sentence about the pattern of uneven overlaps: a checkerboard, or stripes."""
    size = one_or_each(tuple(one.taps for one in axes))
    stride = torch_size(tuple(one.stride for one in axes))
    both = len(axes) > 1 and all(one.uneven for one in axes)
    pattern = "a checkerboard" if both else "stripes"
    return (
        f"Kernel {size} with stride {stride} covers neighbouring cells a different number of times,"
        f" which shows as {pattern}."
    )


VIEW = View(
    name="scatter",
    summary="each input unit adds its kernel to the output; overlaps are darker",
    states_type=ScatterStates,
    draw=draw,
    orientation="Cell (0, 0) is leftmost; the output floats above the input.",
    orientation_one_axis="The output is below the input; index 0 is at the left.",
    grids=grids,
    cells=cells,
    states_kind=SCATTER,
    cell_texts=ScatterTexts.of,
    options=frozenset({"outputs"}),
    shows_flipped_kernel=False,
    shows_sums=False,
    odometer=odometer,
    frame_unit="input",
    states=scatter_states,
    description=description,
)
