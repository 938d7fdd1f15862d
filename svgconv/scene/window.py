"""The kernel's window, and the beams from its corners.

All of it moves an axis at a time. If windows differ in size, the window consists of parts, each
present at some digits of each axis. So the bytes grow with the sizes, not with the frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import TypeAlias

from svgconv.scene.marks import Lines, Mark, Paint, Path, Subpath
from svgconv.scene.motion import Point, Summed
from svgconv.scene.plane import Plane
from svgconv.scene.presence import Presence
from svgconv.states.axis import Axis

OUTLINE = 2.2
"""How many times wider than other lines the outline of a window is, where it has one."""

GHOST = "ghost"
"""The role of the previous window's outline."""
DASH = 4
"""The length of dashes and gaps of the previous window's outline, in user units."""

Mask: TypeAlias = Sequence[Sequence[bool]]
Corner: TypeAlias = tuple[Point, Summed]
"""A corner's place, and its movement from there."""
Ends: TypeAlias = Sequence[tuple[int, int]]
"""Pairs of corners, of the window and of the output cell, that lines join (see `Plane.block`)."""
NO_LINES: Ends = ()
FOUR_LINES: Ends = ((0, 0), (1, 1), (2, 2), (3, 3))
OUTER_LINES: Ends = ((0, 0), (3, 1), (2, 2), (1, 1), (3, 3))
"""The corners of the oblique body as it is seen: on the left, at the window's front and the output
cell's back, and on the right; then the beams between these."""
UPRIGHT_LINES: Ends = ((0, 3), (1, 2))
"""The lines from the top of a window to the bottom of the output cell above it, for one axis."""
ASIDE: Ends = ((1, 0), (2, 3))
"""The lines from the right side of a window to the left side of an output cell."""


def window(
    plane: Plane, rows: Axis, columns: Axis, paint: Paint, mask: Mask | None = None
) -> list[Path]:
    """Return the window's cells, which move.

    If a resampling weighs them, a square covers each of them in proportion to its weight. If a mask
    leaves some out, the others are painted, with an outline around the whole window.
    """
    if mask is not None:
        return _masked(plane, rows, columns, paint, mask)
    top, left = rows.starts[0], columns.starts[0]
    movement = _movement(plane, rows.starts, columns.starts)
    return [
        Path(
            "window",
            paint,
            plane.cells([top + cell for cell in down], [left + cell for cell in across]),
            movement,
            _presence(down_when, across_when),
        )
        for (down, down_when), (across, across_when) in product(rows.parts, columns.parts)
    ] + _sampling_square(plane, rows, columns, paint)


def first_cells(plane: Plane, rows: Axis, columns: Axis) -> tuple[list[int], list[int], Summed]:
    """Return the rows and columns of a window of constant size at frame 0, and its movement."""
    return rows.cells[0], columns.cells[0], _movement(plane, rows.starts, columns.starts)


def corners(plane: Plane, rows: Axis, columns: Axis) -> list[Corner]:
    """Return the window's corners in the order of `Plane.block`.

    If a resampling weighs the cells, they are those of the square that covers them.
    """
    (top, bottom), (left, right) = _ends(rows), _ends(columns)
    return [
        (plane.point(down[0], across[0]), _movement(plane, down, across))
        for down, across in ((top, left), (top, right), (bottom, right), (bottom, left))
    ]


def beams(
    starts: Sequence[Corner],
    ends: Sequence[Point],
    end_motion: Summed,
    paint: Paint,
    presence: Presence = (),
) -> list[Mark]:
    """Return lines from moving corners to others, which all move by ``end_motion``."""
    return connectors(starts, [(end, end_motion) for end in ends], paint, presence)


def connectors(
    starts: Sequence[Corner],
    ends: Sequence[Corner],
    paint: Paint,
    presence: Presence = (),
    role: str = "beam",
) -> list[Mark]:
    """Return a line from each corner to another; lines with the same movement are one mark."""
    by_movement: dict[tuple[Summed, Summed], list[tuple[Point, Point]]] = {}
    for (start, start_movement), (end, end_movement) in zip(starts, ends, strict=True):
        by_movement.setdefault((start_movement, end_movement), []).append((start, end))
    return [
        Path(role, paint, tuple(map(Subpath, pairs)), start, presence)
        if start == end
        else Lines(role, paint, tuple(pairs), start, end, presence)
        for (start, end), pairs in by_movement.items()
    ]


def outline(plane: Plane, rows: Axis, columns: Axis, paint: Paint) -> list[Path]:
    """Return the outline of the window's cells, if all windows have the same size."""
    starts = corners(plane, rows, columns)
    if len({movement for _, movement in starts}) > 1:
        return []
    block = Subpath(tuple(point for point, _ in starts), closed=True)
    return [Path("window", outline_paint(paint), (block,), starts[0][1])]


def ghost(plane: Plane, rows: Axis, columns: Axis, paint: Paint) -> list[Path]:
    """Return the dashed outline of the window one column before the frame's.

    The first column has none, and windows of several sizes have none.
    """
    found = outline(plane, rows, columns, paint)
    if not found or columns.output < 2:
        return []
    starts = _ends(columns)[0]
    previous = [starts[0], *starts[:-1]]
    movement = _movement(plane, _ends(rows)[0], previous)
    presence = ((), (False, *(True,) * (columns.output - 1)))
    return [
        replace(
            found[0],
            role=GHOST,
            paint=ghost_paint(found[0].paint),
            movement=movement,
            presence=presence,
        )
    ]


def ghost_paint(paint: Paint) -> Paint:
    """Return the dashed paint of the previous window, from that of an outline."""
    return replace(paint, dashes=(DASH, DASH))


def body(
    starts: Sequence[Corner],
    ends: Sequence[Point],
    end_motion: Summed,
    paint: Paint,
    presence: Presence = (),
) -> list[Mark]:
    """Return beams with the area between them; without it if the starts move differently.

    Parameters
    ----------
    starts, ends: the corners that beams join: the sides of the area in one direction around it,
        then, if there are four, the two between them.
    paint: that of the area; its line is that of the beams.
    """
    lines = tuple((start, end) for (start, _), end in zip(starts, ends, strict=True))
    if len({movement for _, movement in starts}) != 1:
        return beams(starts, ends, end_motion, replace(paint, fill=None), presence)
    sides = min(3, len(lines))
    return [Lines("beam_body", paint, lines, starts[0][1], end_motion, presence, sides)]


def _masked(plane: Plane, rows: Axis, columns: Axis, paint: Paint, mask: Mask) -> list[Path]:
    down, across, movement = first_cells(plane, rows, columns)
    cells = [
        subpath
        for row, line in zip(down, mask, strict=True)
        if (counting := [at for at, counts in zip(across, line, strict=True) if counts])
        for subpath in plane.cells([row], counting)
    ]
    whole = plane.block(down[0], across[0], down[-1] + 1, across[-1] + 1)
    edge = Path("window", outline_paint(paint), (whole,), movement)
    return [Path("window", paint, tuple(cells), movement), edge] if cells else [edge]


def outline_paint(paint: Paint) -> Paint:
    """Return the paint of a shade's outline: a wide line."""
    return replace(paint, fill=None).with_width(OUTLINE * paint.stroke_width)


def _sampling_square(plane: Plane, rows: Axis, columns: Axis, paint: Paint) -> list[Path]:
    """Return a cell at the output's place among the input's units, if it has one.

    The single row of a figure of one axis has no places of its own.
    """
    if not columns.sample_starts:
        return []
    down, across = rows.sample_starts or rows.starts, columns.sample_starts
    square = plane.block(down[0], across[0], down[0] + 1, across[0] + 1)
    return [Path("window", paint, (square,), _movement(plane, down, across))]


def _ends(axis: Axis) -> tuple[Sequence[float], Sequence[float]]:
    if axis.sample_starts:
        return axis.sample_starts, [place + 1 for place in axis.sample_starts]
    return axis.starts, axis.stops


def _movement(plane: Plane, rows: Sequence[float], columns: Sequence[float]) -> Summed:
    return plane.movement(
        [row - rows[0] for row in rows], [column - columns[0] for column in columns]
    )


def _presence(*tables: tuple[bool, ...]) -> Presence:
    return tables if any(tables) else ()
