"""The rings around the largest number in a max pooling's window, and around its output cell.

Which cell wins follows from the numbers and not from the digits, so the ring on the input has a
place for each frame. Places of neighbouring frames are often the same, and are then one value.
"""

from __future__ import annotations

from collections.abc import Sequence

from svgconv.scene.marks import Mark, Path, Subpath
from svgconv.scene.motion import Point, Summed, Track
from svgconv.scene.plane import Plane
from svgconv.scene.presence import Presence
from svgconv.scene.theme import Theme

ROLE = "winner"
WIDTH = 0.08
"""Half the width of a ring, in cells; light or dark edges show it on any ground, in greys, too."""
Ring = tuple[int, int, int]
"""The number of a plane, a row and a column."""


def input_rings(
    planes: Sequence[Plane], cells: Sequence[Ring | None], axes: int, theme: Theme
) -> list[Mark]:
    """Return the ring on the input's planes.

    Parameters
    ----------
    cells: the ringed cell of each frame; None for no ring.
    axes: the number of the odometer's axes.
    """
    first = next((cell for cell in cells if cell is not None), None)
    if first is None:
        return []
    x, y = _corner(planes, first)
    offsets: list[Point] = []
    for cell in cells:
        if cell is not None:
            across, down = _corner(planes, cell)
            offsets.append((across - x, down - y))
        else:
            offsets.append(offsets[-1] if offsets else (0, 0))
    plane, row, column = first
    has_ring = tuple(cell is not None for cell in cells)
    presence: Presence = () if all(has_ring) else (*((),) * (axes - 1), has_ring)
    shape = ring(planes[plane], row, column)
    return [Path(ROLE, theme.paint(ROLE), shape, Track(tuple(offsets)), presence)]


def output_ring(plane: Plane, movement: Summed, theme: Theme) -> Path:
    """Return the ring around the output cell that the frame computes."""
    return Path(ROLE, theme.paint(ROLE), ring(plane, 0, 0), movement)


def ring(plane: Plane, row: int, column: int) -> tuple[Subpath, Subpath]:
    """Return a band around a cell: a block, and a hole, which has the opposite direction."""
    outer = plane.block(row - WIDTH, column - WIDTH, row + 1 + WIDTH, column + 1 + WIDTH)
    hole = plane.block(row + WIDTH, column + WIDTH, row + 1 - WIDTH, column + 1 - WIDTH)
    return outer, Subpath(hole.points[::-1], closed=True)


def _corner(planes: Sequence[Plane], cell: Ring) -> Point:
    plane, row, column = cell
    return planes[plane].point(row, column)
