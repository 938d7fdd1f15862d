"""The kernel's window on its plane, and the lines from it: all of it moves an axis at a time.

Where windows differ in size, the window is parts, each there at some digits of each axis; so it
costs no more than its sizes do, however many frames there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from svgconv.scene.marks import Lines, Mark, Paint, Path, Subpath
from svgconv.scene.motion import Point, Presence, Summed
from svgconv.scene.plane import Plane
from svgconv.states.axis import Axis


def window(plane: Plane, rows: Axis, columns: Axis, paint: Paint) -> list[Path]:
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
    starts: Sequence[tuple[Point, Summed]],
    ends: Sequence[Point],
    end_motion: Summed,
    paint: Paint,
    presence: Presence = (),
) -> list[Mark]:
    """Lines from moving corners to others; those that start alike are one mark, or one shape."""
    alike: dict[Summed, list[tuple[Point, Point]]] = {}
    for (start, movement), end in zip(starts, ends, strict=True):
        alike.setdefault(movement, []).append((start, end))
    return [
        Path("beam", paint, tuple(map(Subpath, pairs)), movement, presence)
        if movement == end_motion
        else Lines("beam", paint, tuple(pairs), movement, end_motion, presence)
        for movement, pairs in alike.items()
    ]


def _movement(plane: Plane, rows: list[int], columns: list[int]) -> Summed:
    return plane.movement(
        [row - rows[0] for row in rows], [column - columns[0] for column in columns]
    )


def _presence(*tables: tuple[bool, ...]) -> Presence:
    return tables if any(tables) else ()
