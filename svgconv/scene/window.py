"""The kernel's window on its plane, and the lines from it: all of it moves an axis at a time.

Where windows differ in size, the window is parts, each there at some digits of each axis; so it
costs no more than its sizes do, however many frames there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import TypeAlias

from svgconv.scene.connectors import joined
from svgconv.scene.marks import Mark, Path
from svgconv.scene.motion import Point, Presence, Summed
from svgconv.scene.paint import Paint
from svgconv.scene.plane import Plane
from svgconv.states.axis import Axis

OUTLINE = 2
"""How much wider than other lines the outline of a window is that not all of counts."""
Mask: TypeAlias = Sequence[Sequence[bool]]


def window(
    plane: Plane, rows: Axis, columns: Axis, paint: Paint, mask: Mask | None = None
) -> list[Path]:
    """The window's cells, painted and moving.

    Where they count by weights, a cell's shape lies over them, and covers each by its weight.
    Where a mask leaves some out, the others are painted inside the whole window's outline.
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
    ] + _sample(plane, rows, columns, paint)


def _masked(plane: Plane, rows: Axis, columns: Axis, paint: Paint, mask: Mask) -> list[Path]:
    down, across, movement = first_cells(plane, rows, columns)
    cells = [
        subpath
        for row, there in zip(down, mask, strict=True)
        if (counting := [at for at, counts in zip(across, there, strict=True) if counts])
        for subpath in plane.cells([row], counting)
    ]
    outline = replace(paint, fill=None, stroke_width=OUTLINE * paint.stroke_width)
    whole = plane.block(down[0], across[0], down[-1] + 1, across[-1] + 1)
    return [
        Path("window", paint, tuple(cells), movement),
        Path("window", outline, (whole,), movement),
    ]


def _sample(plane: Plane, rows: Axis, columns: Axis, paint: Paint) -> list[Path]:
    """The cell's shape that lies where the frame's output does among the units, if anywhere."""
    if not rows.sample_starts or not columns.sample_starts:
        return []
    down, across = rows.sample_starts, columns.sample_starts
    top, left = down[0], across[0]
    shape = plane.block(top, left, top + 1, left + 1)
    return [Path("window", paint, (shape,), _movement(plane, down, across))]


def corners(plane: Plane, rows: Axis, columns: Axis) -> list[tuple[Point, Summed]]:
    """The window's corners as `Plane.block` has them: where each is at first, and how it moves.

    Where the cells count by weights, they are the corners of what covers them.
    """
    (top, bottom), (left, right) = _ends(rows), _ends(columns)
    return [
        (plane.point(down[0], across[0]), _movement(plane, down, across))
        for down, across in ((top, left), (top, right), (bottom, right), (bottom, left))
    ]


def beams(
    starts: Sequence[tuple[Point, Summed]],
    ends: Sequence[Point],
    end_motion: Summed,
    paint: Paint,
    presence: Presence = (),
) -> list[Mark]:
    """Lines from moving corners to others, which all move alike."""
    return joined(starts, [(end, end_motion) for end in ends], paint, presence)


def _ends(axis: Axis) -> tuple[Sequence[float], Sequence[float]]:
    if axis.sample_starts:
        return axis.sample_starts, [place + 1 for place in axis.sample_starts]
    return axis.starts, axis.stops


def first_cells(plane: Plane, rows: Axis, columns: Axis) -> tuple[list[int], list[int], Summed]:
    """The rows and the columns of a window that is always whole, at first, and how it moves."""
    return rows.cells[0], columns.cells[0], _movement(plane, rows.starts, columns.starts)


def _movement(plane: Plane, rows: Sequence[float], columns: Sequence[float]) -> Summed:
    return plane.movement(
        [row - rows[0] for row in rows], [column - columns[0] for column in columns]
    )


def _presence(*tables: tuple[bool, ...]) -> Presence:
    return tables if any(tables) else ()
