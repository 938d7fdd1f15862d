"""The rings around the largest number in a max pooling's window, and around its output cell.

Which cell wins follows from the numbers and not from the digits, so the ring on the input has a
place for each frame. Places of neighbouring frames are often the same, and are then one value.
"""

from __future__ import annotations

from collections.abc import Sequence

from svgconv.scene.marks import Mark, Path, Subpath
from svgconv.scene.motion import Movement, Point, Track
from svgconv.scene.plane import Plane
from svgconv.scene.presence import Presence
from svgconv.scene.theme import Theme

ROLE = "winner"
EDGE_ROLE = "edge"
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
    cells_edge = (planes[plane].block(row, column, row + 1, column + 1),)
    return rings(cells_edge, Track(tuple(offsets)), theme, presence)


def rings(
    shape: tuple[Subpath, ...], movement: Movement, theme: Theme, presence: Presence = ()
) -> list[Mark]:
    """Return a ring along a cell's edge: a wide line, which shows as its edges, and its colour."""
    return [Path(role, theme.paint(role), shape, movement, presence) for role in (EDGE_ROLE, ROLE)]


def _corner(planes: Sequence[Plane], cell: Ring) -> Point:
    plane, row, column = cell
    return planes[plane].point(row, column)
