"""The scatter view: each input unit stamps its kernel on the output, and overlaps add up.

A figure of one axis is drawn as Odena, Dumoulin and Olah draw it in "Deconvolution and Checkerboard
Artifacts" (Distill, 2016): the input above the output, and from each unit a beam on all that it
writes.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import cast

from svgconv.operations.base import SCATTER, Operation
from svgconv.scene.labels import Grid, named_grids
from svgconv.scene.marks import Lines, Mark, Path, Subpath
from svgconv.scene.motion import Point, Summed
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.scene.window import beams
from svgconv.specification.phrases import one_or_each
from svgconv.states.odometer import Odometer
from svgconv.states.scatter import ScatterAxis, ScatterStates
from svgconv.views._scatter_kernel import ADDED, OUTLINE, output_map, runs, stamp, writing
from svgconv.views._scatter_text import ScatterNumbers
from svgconv.views.base import MARGIN, View
from svgconv.views.flat import COLUMN as FLAT_COLUMN
from svgconv.views.flat import ROW as FLAT_ROW
from svgconv.views.oblique import COLUMN, ROW

BELOW = 3
"""Cells from the input's row to the output's, where there is one axis."""

BEAM_OPACITY = 0.15


def scattered(operation: Operation) -> ScatterStates:
    """The states of an operation of the kind ``scatter``."""
    return cast("ScatterStates", operation.scatter_states())  # type: ignore[attr-defined]


def odometer(operation: Operation) -> Odometer:
    """A frame for each input unit, in row-major order."""
    return scattered(operation).odometer


def draw(states: ScatterStates, theme: Theme, numbers: ScatterNumbers | None = None) -> Scene:
    """Draw the input, the output shaded by hits, and the stamp that moves with the input unit."""
    marks = (_slanted if len(states.axes) > 1 else _line)(states, theme, numbers)
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def _slanted(states: ScatterStates, theme: Theme, numbers: ScatterNumbers | None) -> list[Mark]:
    """Two slanted planes, the output floating above the middle of the input."""
    rows, columns = states.scatter_plane
    below, above = _slanted_planes(rows, columns)
    return [
        *_input(below, rows, columns, theme),
        *(numbers.in_input(below, theme) if numbers else ()),
        *_beams(below, above, rows, columns, theme),
        *output_map(above, rows, columns, theme, numbered=bool(numbers)),
        *stamp(above, rows, columns, theme.paint("scatter_kernel")),
        *(numbers.in_output(above, states, theme) if numbers else ()),
        *_outline(above, rows, columns, theme),
    ]


def _slanted_planes(rows: ScatterAxis, columns: ScatterAxis) -> tuple[Plane, Plane]:
    """The input's, and the output's."""
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
    """Lines from the unit's corners to those of the stamp, while it writes anything."""
    if not any(rows.adds) or not any(columns.adds):
        return []
    lines = beams(
        _corners(above, rows, columns),
        below.block(0, 0, 1, 1).points,
        below.motion(int(rows.units > 1), int(columns.units > 1)),
        theme.paint("beam"),
    )
    return [replace(line, presence=writing(rows, columns)) for line in lines]


def _outline(plane: Plane, rows: ScatterAxis, columns: ScatterAxis, theme: Theme) -> list[Mark]:
    """The stamp's edge, in a heavy line, while the unit writes anything."""
    if not any(rows.adds) or not any(columns.adds):
        return []
    line = theme.paint("scatter_kernel")
    paint = replace(line, fill=None, stroke_width=OUTLINE * line.stroke_width, round_ends=True)
    corners = _corners(plane, rows, columns)
    return [
        Lines(
            "scatter_kernel",
            paint,
            ((start, end),),
            start_motion,
            end_motion,
            writing(rows, columns),
        )
        for (start, start_motion), (end, end_motion) in pairwise((*corners, corners[0]))
    ]


def _corners(plane: Plane, rows: ScatterAxis, columns: ScatterAxis) -> list[tuple[Point, Summed]]:
    """The stamp's corners as `Plane.block` has them: where each is at first, and how it moves."""
    top, bottom, left, right = rows.starts, rows.stops, columns.starts, columns.stops
    return [
        (
            plane.point(down[0], across[0]),
            plane.movement([at - down[0] for at in down], [at - across[0] for at in across]),
        )
        for down, across in ((top, left), (top, right), (bottom, right), (bottom, left))
    ]


def _line(states: ScatterStates, theme: Theme, numbers: ScatterNumbers | None) -> list[Mark]:
    """The input's row above the output's, centred, and beams from each unit to all it writes."""
    rows, columns = states.scatter_plane
    above, below = _lines_planes(columns)
    shade = replace(theme.paint("scatter_beam"), stroke=None, fill_opacity=BEAM_OPACITY)
    falls = [_falls(unit, above, below, columns) for unit in range(columns.units)]
    return [
        *(Path("scatter_beam", shade, fall) for fall in falls if fall),
        *(
            Path(
                "scatter_kernel",
                theme.paint("scatter_kernel"),
                fall,
                presence=((), _only(unit, len(falls))),
            )
            for unit, fall in enumerate(falls)
            if fall
        ),
        *_input(above, rows, columns, theme),
        *(numbers.in_input(above, theme) if numbers else ()),
        *output_map(below, rows, columns, theme, numbered=bool(numbers)),
        *stamp(below, rows, columns, theme.paint("scatter_kernel")),
        *(numbers.in_output(below, states, theme) if numbers else ()),
    ]


def _lines_planes(columns: ScatterAxis) -> tuple[Plane, Plane]:
    """The input's, and the output's below it."""
    middle = CELL * (columns.units - columns.output) / 2
    above = Plane((0, 0), FLAT_ROW, FLAT_COLUMN)
    return above, Plane((middle, CELL * (1 + BELOW)), FLAT_ROW, FLAT_COLUMN)


def grids(states: ScatterStates) -> list[Grid]:
    """The grids that have indices: the input's and the output's."""
    rows, columns = states.scatter_plane
    axes = len(states.axes)
    planes = _lines_planes(columns) if axes == 1 else _slanted_planes(rows, columns)
    sizes = (rows.units, columns.units), (rows.output, columns.output)
    found = [Grid.of_cells(plane, *size, axes) for plane, size in zip(planes, sizes, strict=True)]
    return named_grids(found, 0 if axes == 1 else 1, axes)


def _falls(unit: int, above: Plane, below: Plane, columns: ScatterAxis) -> tuple[Subpath, ...]:
    """A unit's beam on each stretch of the output cells that it writes."""
    source = (above.point(1, unit), above.point(1, unit + 1))
    return tuple(
        Subpath((*source, below.point(0, stop), below.point(0, start)), closed=True)
        for start, stop in runs(columns.cells[unit])
    )


def _only(digit: int, count: int) -> tuple[bool, ...]:
    return tuple(at == digit for at in range(count)) if count > 1 else ()


def described(operation: Operation) -> str:
    """What stamps what, how often cells are hit, and what output_padding adds."""
    stamps = scattered(operation).scatter_axes
    words = (
        "Each input unit stamps its kernel on the output; where stamps overlap they add up,"
        " and a cell is the darker the more often it is hit."
    )
    if any(one.uneven for one in stamps):
        words += f" {unevenness(stamps)}"
    if any(0 in one.overlaps for one in stamps):
        words += " White cells are hit by none."
    if any(one.added for one in stamps):
        words += ADDED
    return words


def unevenness(stamps: tuple[ScatterAxis, ...]) -> str:
    """That kernel and stride make a checkerboard, or stripes where they do so on one axis."""
    kernel, stride = (
        one_or_each(tuple(getattr(one, name) for one in stamps)) for name in ("taps", "stride")
    )
    both = len(stamps) > 1 and all(one.uneven for one in stamps)
    pattern = "a checkerboard" if both else "stripes"
    return f"Kernel {kernel} with stride {stride} hits neighbouring cells unlike often: {pattern}."


VIEW = View(
    name="scatter",
    summary="Each input unit adds its kernel to the output, and overlaps are darker.",
    states_type=ScatterStates,
    draw=draw,
    orientation="Row 0, column 0 is leftmost; columns run up; the output floats above the input.",
    orientation_one_axis="The output is below the input; index 0 is at the left.",
    grids=grids,
    states_kind=SCATTER,
    cell_texts=ScatterNumbers.of,
    shows_flipped_kernel=False,
    shows_sums=False,
    odometer=odometer,
    frame_unit="input",
    states=scattered,
    description=described,
)
