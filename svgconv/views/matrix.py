"""The matrix view: the output as a sparse matrix times the input (the guide's section 4).

The frame's row is shaded, with the units that it reads and the output cell that it gives. Large
matrices are rejected, because files grow with the number of weights; moving parts grow with the
axes only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import prod

from svgconv.operations.base import MATRIX, Operation
from svgconv.scene.cell_map import ACROSS, DOWN, CellGrid, CellLink, CellMap
from svgconv.scene.grids import Grid
from svgconv.scene.labels import heading, room_between
from svgconv.scene.marks import Mark, Path, Subpath
from svgconv.scene.motion import AxisTracks, Motion, Point
from svgconv.scene.output_cells import cells_in_turn
from svgconv.scene.plane import (
    CELL,
    COLUMN,
    ROW,
    Plane,
    dash_offset,
    dashes,
    graded,
    there_and_back,
)
from svgconv.scene.scene import Scene
from svgconv.scene.style import PUBLISHED, Style
from svgconv.scene.theme import Theme
from svgconv.states.axis import NO_UNIT, Axis, Indices
from svgconv.states.lazy_numpy import np
from svgconv.states.matrix import MatrixStates
from svgconv.views._added_cells import ADDED, added_rows, marks_in
from svgconv.views._matrix_text import MatrixTexts, symbols
from svgconv.views._scatter_kernel import OUTLINE
from svgconv.views.base import MARGIN, View

TINTS = (0.3, 1.0)
"""The opacities of the kernel's first and last tap."""
PALE = (0.1, 0.5)
"""The same under numbers, which have the colours of numbers on zeros."""
ABOVE = 0.5
"""The space between the input and the matrix, in cells."""
HEADING = 0.9
"""The room of the kernel's heading, in cells."""
BLOCK_LINE = 2
"""The line width between rows of cells, relative to other lines."""


def matrix_states(operation: Operation) -> MatrixStates:
    """Return the states of an operation of the kind ``matrix``."""
    states = operation.states()
    return MatrixStates(
        operation=states.operation,
        parameters=states.parameters,
        axes=states.axes,
        input_size=states.input_size,
        outside=states.outside,
        flips_kernel=operation.flips_kernel,
    )


def draw(
    states: MatrixStates, theme: Theme, texts: MatrixTexts | None = None, style: Style = PUBLISHED
) -> Scene:
    """Draw the input above the matrix, each unit above its column, the output, and the kernel."""
    height, width = states.shape
    matrix, factor, result, kernel = planes = _planes(states, style)
    tints = PALE if texts or style.symbols else TINTS
    rows, columns = states.plane
    down = Motion(
        ((0, CELL * columns.output * (rows.output > 1)), (0, CELL * (columns.output > 1)))
    )
    marks: list[Mark] = [
        *_zeros(matrix, states, theme),
        *_weights(matrix, states, theme, tints),
        *_blocks(matrix, states, theme),
        *_row(matrix.block(0, 0, 1, width), down, theme),
        Path("input", theme.paint("input"), factor.grid(0, 0, 1, width)),
        *_reads(factor, states, theme),
        *_equals(result, height, theme),
        *cells_in_turn(result, height, down, style, theme, blank=_is_blank(texts)),
        *marks_in(result, [(row, 0) for row in added_rows(states)], theme, numbered=bool(texts)),
        Path("active", theme.paint("active"), (result.block(0, 0, 1, 1),), down),
        *_kernel(kernel, states, theme, tints),
        *(symbols(states, matrix, kernel, theme) if style.symbols else ()),
        *(texts.marks(planes, down, states.plane_odometer, theme) if texts else ()),
    ]
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def _is_blank(texts: MatrixTexts | None) -> bool:
    return texts is not None and texts.output is None


def _row(band: Subpath, down: Motion, theme: Theme) -> list[Mark]:
    """Return the frame's row: a light shade, so that its weights stay visible, and a heavy line."""
    paint = theme.paint("active_row")
    edge = replace(paint, fill=None, stroke_width=OUTLINE * paint.stroke_width)
    light = replace(paint, stroke=None, fill_opacity=paint.fill_opacity / 2)
    return [Path("active_row", light, (band,), down), Path("active_row", edge, (band,), down)]


def _planes(states: MatrixStates, style: Style) -> list[Plane]:
    """Return the planes of the matrix, of the input above it, and of the output and the kernel."""
    width = states.shape[1]
    beside = width + 3 + room_between(style) / CELL
    places = ((0, 0), (0, -1 - ABOVE), (width + 2, 0), (beside, HEADING))
    return [Plane((round(CELL * left), CELL * top), ROW, COLUMN) for left, top in places]


def grids(states: MatrixStates, style: Style = PUBLISHED) -> list[Grid]:
    """Return the grids of the matrix, the flattened input and the flattened output."""
    height, width = states.shape
    matrix, factor, result, _ = _planes(states, style)
    return [
        Grid(matrix, tuple(range(height)), ()).named("output cell", ""),
        Grid(factor, (), tuple(range(width))).named("", "input unit"),
        Grid(result, tuple(range(height)), (), beside=1),
    ]


def cells(states: MatrixStates, style: Style) -> CellMap:
    """Return the cells of the flattened input, the rows of the matrix, and the flattened output."""
    matrix, factor, result, _ = _planes(states, style)
    rows, columns = states.plane
    down, across = (
        Axis.of_units(units).with_windows(axis.reads)
        for units, axis in zip((1, *states.input_size)[-2:], states.plane, strict=True)
    )
    size = rows.output, columns.output
    row = replace(matrix, column=(CELL * states.shape[1], 0))
    flat = [CellGrid.of_frames(one, size, flat=DOWN) for one in (row, result)]
    links = CellLink(1, 0, down, across), CellLink.of_same(2, 1, size)
    return CellMap((CellGrid(factor, down, across, flat=ACROSS), *flat), links)


def _zeros(plane: Plane, states: MatrixStates, theme: Theme) -> list[Mark]:
    height, width = states.shape
    zeros = theme.paint("zeros")
    across = [plane.across(row, 0, width) for row in range(height + 1)]
    down = [plane.down(column, 0, height) for column in range(width + 1)]
    lines = there_and_back([*graded(across[:-1], 0), across[-1]])
    lines += there_and_back([*graded(down[:-1], 0), down[-1]])
    dashed = replace(zeros, fill=None, dashes=dashes(CELL), dash_offset=dash_offset(CELL))
    return [
        Path("zeros", replace(zeros, stroke=None), (plane.block(0, 0, height, width),)),
        Path("zeros", dashed, tuple(lines)),
    ]


def _weights(
    plane: Plane, states: MatrixStates, theme: Theme, tints: tuple[float, float]
) -> list[Mark]:
    """Return the cells of the kernel's weights, with one tint for each tap."""
    paint = theme.paint("matrix_weight")
    taps = prod(states.kernel_size)
    marks: list[Mark] = []
    for tap in range(taps):
        cells = states.entries[states.entries[:, 2] == tap].tolist()
        tint = _tint(tap, taps, tints)
        blocks = tuple(plane.block(row, at, row + 1, at + 1) for row, at, _ in cells)
        if blocks:
            marks.append(Path("matrix_weight", replace(paint, fill_opacity=tint), blocks))
    return marks


def _blocks(plane: Plane, states: MatrixStates, theme: Theme) -> list[Mark]:
    """Return heavy lines between the rows of output cells and of input units."""
    if len(states.axes) == 1:
        return []
    height, width = states.shape
    lines = [plane.across(at, 0, width) for at in range(0, height + 1, states.output_size[-1])]
    lines += [plane.down(at, 0, height) for at in range(0, width + 1, states.input_size[-1])]
    line = theme.paint("zeros")
    paint = replace(line, fill=None, stroke_width=BLOCK_LINE * line.stroke_width, round_ends=True)
    return [Path("zeros", paint, tuple(lines))]


def _reads(plane: Plane, states: MatrixStates, theme: Theme) -> list[Mark]:
    """Return the units that the frame reads; units with the same movement are one mark."""
    rows, columns = states.plane_links
    across = states.input_size[-1]
    groups: dict[tuple[AxisTracks, tuple[tuple[bool, ...], ...]], list[int]] = {}
    for down, right in product(_taps(rows), _taps(columns)):
        place = across * down[0][0] + right[0][0]
        tracks = (_track(down[0], across), _track(right[0], 1))
        presence = tuple(() if all(when) else when for when in (down[1], right[1]))
        places = groups.setdefault((AxisTracks(tracks), presence), [])
        if place not in places:
            places.append(place)
    return [
        Path(
            "window",
            theme.paint("window"),
            tuple(plane.block(0, place, 1, place + 1) for place in places),
            movement,
            presence if any(presence) else (),
        )
        for (movement, presence), places in groups.items()
    ]


def _taps(links: Indices) -> list[tuple[list[int], tuple[bool, ...]]]:
    """Return for each tap that reads anything the unit at each output index, and whether it reads.

    Where it does not read, the unit continues its movement, so that taps have the same movement.
    """
    found = []
    for units in links.T:
        read = units != NO_UNIT
        if read.any():
            found.append((_continued(units, read), tuple(read.tolist())))
    return found


def _continued(units: Indices, read: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[int]:
    at = np.flatnonzero(read)
    steps = set(np.diff(units[at]).tolist()) if (np.diff(at) == 1).all() else set()
    if len(at) > 1 and len(steps) == 1:
        step = steps.pop()
        return [int(units[at[0]] + step * (index - at[0])) for index in range(len(units))]
    before = np.maximum.accumulate(np.where(read, np.arange(len(units)), at[0]))
    return [int(units[index]) for index in before]


def _track(units: Sequence[int], each: int) -> tuple[Point, ...]:
    return tuple((CELL * each * (unit - units[0]), 0) for unit in units)


def _kernel(
    plane: Plane, states: MatrixStates, theme: Theme, tints: tuple[float, float]
) -> list[Mark]:
    """Return the kernel under its heading, each tap in the tint that it has in the matrix."""
    paint, (rows, columns) = theme.paint("matrix_weight"), states.kernel_size
    marks: list[Mark] = [
        Path(
            "matrix_weight",
            replace(paint, fill_opacity=_tint(tap, rows * columns, tints)),
            (plane.block(row, column, row + 1, column + 1),),
        )
        for tap, (row, column) in enumerate(product(range(rows), range(columns)))
    ]
    return [*marks, heading(plane, columns, "kernel", theme)]


def _tint(tap: int, taps: int, tints: tuple[float, float]) -> float:
    """Return the opacity of one of the kernel's taps."""
    return round(tints[0] + (tints[1] - tints[0]) * tap / max(1, taps - 1), 3)


def _equals(plane: Plane, height: int, theme: Theme) -> list[Mark]:
    """Return the equals sign between the matrix and the output."""
    middle = height / 2
    bars = (
        Subpath((plane.point(middle + rise, -1.3), plane.point(middle + rise, -0.7)))
        for rise in (-0.12, 0.12)
    )
    line = theme.shared
    return [Path("beam", replace(line, fill=None, round_ends=True), tuple(bars))]


def description(operation: Operation) -> str:
    """Return sentences about the matrix's rows, columns and weights."""
    transposed = ", the transpose of a convolution's" if operation.flips_kernel else ""
    words = (
        f"The operation as a matrix{transposed}: a row for each output cell, and a column for each"
        " input unit. It has the kernel's weights, in one tint for each tap, and zeros (dashed)."
        " The shaded row times the input gives the shaded output cell."
    )
    if any(getattr(operation, "output_padding", ())):
        words += ADDED
    return words


VIEW = View(
    name="matrix",
    summary="a sparse matrix times the flattened input",
    states_type=MatrixStates,
    draw=draw,
    orientation="The input is above its columns; to the right are the output, as a column, and the"
    " kernel.",
    grids=grids,
    cells=cells,
    states_kind=MATRIX,
    cell_texts=MatrixTexts.of,
    options=frozenset({"outputs", "symbols"}),
    shows_flipped_kernel=False,
    states=matrix_states,
    description=description,
)
