"""Planes of cells as they lie on the canvas, and the shapes of their cells and grid lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot

from svgconv.scene.marks import Subpath
from svgconv.scene.motion import AxisTracks, Motion, Point, Summed

CELL = 20
"""User units to a cell: with it every corner of the oblique view is a whole number."""

DASHES = 3
"""Dashes along the edge of a cell."""


@dataclass(frozen=True)
class Plane:
    """Where the cells of a grid lie: its corner, and one step along a row and along a column.

    Attributes
    ----------
    origin: the outer corner of cell (0, 0).
    row: from a row to the next.
    column: from a column to the next.
    """

    origin: Point
    row: Point
    column: Point

    def point(self, row: float, column: float) -> Point:
        """The corner before cell (``row``, ``column``)."""
        return (
            self.origin[0] + row * self.row[0] + column * self.column[0],
            self.origin[1] + row * self.row[1] + column * self.column[1],
        )

    def moved(self, offset: Point) -> Plane:
        """The same plane elsewhere."""
        x, y = self.origin
        return replace(self, origin=(x + offset[0], y + offset[1]))

    def motion(self, rows: float, columns: float) -> Motion:
        """Motion by so many cells for each step of the row's and of the column's digit."""
        return Motion(
            (
                (rows * self.row[0], rows * self.row[1]),
                (columns * self.column[0], columns * self.column[1]),
            )
        )

    def movement(self, rows: Sequence[float], columns: Sequence[float]) -> Summed:
        """Motion to so many cells down at each of the row's digits, and across at the column's."""
        down, across = _step(rows), _step(columns)
        if down is not None and across is not None:
            return self.motion(down, across)
        return AxisTracks(
            (
                tuple((place * self.row[0], place * self.row[1]) for place in rows),
                tuple((place * self.column[0], place * self.column[1]) for place in columns),
            )
        )

    def block(self, top: float, left: float, bottom: float, right: float) -> Subpath:
        """The outline of the cells from (top, left) to before (bottom, right)."""
        corners = ((top, left), (top, right), (bottom, right), (bottom, left))
        return Subpath(tuple(self.point(*corner) for corner in corners), closed=True)

    def across(self, row: int, left: int, right: int) -> Subpath:
        """The grid line above ``row``, between two columns."""
        return Subpath((self.point(row, left), self.point(row, right)))

    def down(self, column: int, top: int, bottom: int) -> Subpath:
        """The grid line before ``column``, between two rows."""
        return Subpath((self.point(top, column), self.point(bottom, column)))

    def grid(self, top: int, left: int, bottom: int, right: int) -> tuple[Subpath, ...]:
        """A block and the grid lines inside it."""
        return (
            self.block(top, left, bottom, right),
            *there_and_back([self.across(row, left, right) for row in range(top + 1, bottom)]),
            *there_and_back([self.down(column, top, bottom) for column in range(left + 1, right)]),
        )

    def cells(self, rows: Sequence[int], columns: Sequence[int]) -> tuple[Subpath, ...]:
        """The cells where these rows and columns meet: one grid where they are neighbours."""
        if _neighbours(rows) and _neighbours(columns):
            return self.grid(rows[0], columns[0], rows[-1] + 1, columns[-1] + 1)
        return tuple(
            self.block(row, column, row + 1, column + 1) for row in rows for column in columns
        )

    @property
    def row_length(self) -> float:
        """The length of a cell's edge from a row to the next."""
        return hypot(*self.row)

    @property
    def column_length(self) -> float:
        """The length of a cell's edge from a column to the next."""
        return hypot(*self.column)


def there_and_back(lines: list[Subpath]) -> list[Subpath]:
    """Every other line turned round, so that the pen's way from each to the next is short."""
    return [Subpath(line.points[::-1]) if index % 2 else line for index, line in enumerate(lines)]


def dashes(edge: float, cells: int = 0) -> tuple[float, ...]:
    """Dash lengths that begin and end every cell's edge with half a dash, so that corners meet.

    For a line along one edge after another: start it `dash_offset` in. With ``cells``: the
    dashes along so many edges, then one edge left out, to be started without an offset.
    """
    dash = edge / (2 * DASHES)
    if not cells:
        return (dash,)
    inner = (dash, dash) * (DASHES * cells - 1)
    return (dash / 2, dash, *inner, dash / 2, edge)


def dash_offset(edge: float) -> float:
    """Half a dash: where a dashed line along cell edges starts."""
    return edge / (4 * DASHES)


def _step(places: Sequence[float]) -> float | None:
    """By how much each place is further than the one before; None where that differs."""
    steps = {after - before for before, after in pairwise(places)}
    return None if len(steps) > 1 else next(iter(steps), 0)


def _neighbours(indices: Sequence[int]) -> bool:
    return indices[-1] - indices[0] == len(indices) - 1
