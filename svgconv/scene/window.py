"""The kernel's window on its plane, and the lines from it: all of it moves an axis at a time.

Where windows differ in size, the window is parts, each there at some digits of each axis; so it
costs no more than its sizes do, however many frames there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from svgconv.scene.joined import joined
from svgconv.scene.marks import Mark, Paint, Path
from svgconv.scene.motion import Motion, Point, Presence, Summed
from svgconv.scene.plane import Plane
from svgconv.states.axis import Axis


def window(plane: Plane, rows: Axis, columns: Axis, paint: Paint) -> list[Mark]:
    """The window's cells, painted and moving."""
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
    ]


def corners(plane: Plane, rows: Axis, columns: Axis) -> list[tuple[Point, Summed]]:
    """The window's corners as `Plane.block` has them: where each is at first, and how it moves."""
    top, bottom, left, right = rows.starts, rows.stops, columns.starts, columns.stops
    return [
        (plane.point(down[0], across[0]), _movement(plane, down, across))
        for down, across in ((top, left), (top, right), (bottom, right), (bottom, left))
    ]


def beams(
    starts: Sequence[tuple[Point, Summed]], ends: Sequence[Point], end_motion: Motion, paint: Paint
) -> list[Mark]:
    """Lines from moving corners to others, which all move alike."""
    return joined(starts, [(end, end_motion) for end in ends], paint)


def first_cells(plane: Plane, rows: Axis, columns: Axis) -> tuple[list[int], list[int], Summed]:
    """The rows and the columns of a window that is always whole, at first, and how it moves."""
    return rows.cells[0], columns.cells[0], _movement(plane, rows.starts, columns.starts)


def _movement(plane: Plane, rows: list[int], columns: list[int]) -> Summed:
    return plane.movement(
        [row - rows[0] for row in rows], [column - columns[0] for column in columns]
    )


def _presence(*tables: tuple[bool, ...]) -> Presence:
    return tables if any(tables) else ()
