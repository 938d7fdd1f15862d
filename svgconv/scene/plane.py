"""Planes of cells on the canvas, the shapes of cells and grid lines, and rows of planes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot

from svgconv.scene.box import Box, box
from svgconv.scene.marks import Subpath
from svgconv.scene.motion import AxisTracks, Motion, Point, Summed

CELL = 20
"""User units to a cell: every corner of the oblique view is then at whole numbers."""
COLUMN, ROW = (CELL, 0), (0, CELL)
"""The step from a column to the next, and from a row to the next, seen from above."""
DASHES = 3
"""The dashes along the edge of a cell."""
LEFT_OUT = 2 * CELL
"""The additional distance to the last plane if channels are left out before it, in user units."""
COARSE = 10
"""Where cells are tiny, the grid has a line before each of this many cells only."""
DOT = CELL // 10
"""Half the side of an ellipsis's dots, in user units."""


@dataclass(frozen=True)
class Plane:
    """Where the cells of a grid are, in user units.

    Attributes
    ----------
    origin: the outer corner of cell (0, 0).
    row, column: the step from a row to the next, and from a column to the next.
    """

    origin: Point
    row: Point
    column: Point

    def point(self, row: float, column: float) -> Point:
        """Return the corner before cell (``row``, ``column``)."""
        return (
            self.origin[0] + row * self.row[0] + column * self.column[0],
            self.origin[1] + row * self.row[1] + column * self.column[1],
        )

    def moved(self, offset: Point) -> Plane:
        """Return the same plane at another place."""
        x, y = self.origin
        return replace(self, origin=(x + offset[0], y + offset[1]))

    def motion(self, rows: float, columns: float) -> Motion:
        """Return motion by these cells for each step of the row's and of the column's digit."""
        return Motion(
            (
                (rows * self.row[0], rows * self.row[1]),
                (columns * self.column[0], columns * self.column[1]),
            )
        )

    def movement(self, rows: Sequence[float], columns: Sequence[float]) -> Summed:
        """Return movement to these rows at each row's digit, and columns at each column's digit."""
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
        """Return the outline of the cells from (top, left) to before (bottom, right)."""
        corners = ((top, left), (top, right), (bottom, right), (bottom, left))
        return Subpath(tuple(self.point(*corner) for corner in corners), closed=True)

    def across(self, row: float, left: int, right: int) -> Subpath:
        """Return the grid line above ``row``, between two columns."""
        return Subpath((self.point(row, left), self.point(row, right)))

    def down(self, column: int, top: int, bottom: int) -> Subpath:
        """Return the grid line before ``column``, between two rows."""
        return Subpath((self.point(top, column), self.point(bottom, column)))

    def grid(self, top: int, left: int, bottom: int, right: int) -> tuple[Subpath, ...]:
        """Return a block and the grid lines inside it."""
        return (
            self.block(top, left, bottom, right),
            *there_and_back(
                graded([self.across(row, left, right) for row in range(top + 1, bottom)])
            ),
            *there_and_back(
                graded([self.down(column, top, bottom) for column in range(left + 1, right)])
            ),
        )

    def cells(self, rows: Sequence[int], columns: Sequence[int]) -> tuple[Subpath, ...]:
        """Return the cells in these rows and columns: as one grid if all of them touch."""
        if _touch(rows) and _touch(columns):
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


@dataclass(frozen=True)
class PlaneRow:
    """Planes of the same size, next to each other or below each other: a feature map's channels.

    Attributes
    ----------
    planes: one for each drawn channel.
    size: the rows and columns of each.
    left_out: whether channels between the last two are left out.
    """

    planes: tuple[Plane, ...]
    size: tuple[int, int]
    left_out: bool = False

    @classmethod
    def of(
        cls, first: Plane, size: tuple[int, int], pitch: Point, drawn: int, *, left_out: bool
    ) -> PlaneRow:
        """Return this many planes, ``pitch`` user units apart along x or along y."""
        places = [(number * pitch[0], number * pitch[1]) for number in range(drawn)]
        if left_out:
            x, y = places[-1]
            places[-1] = x + (LEFT_OUT if pitch[0] else 0), y + (LEFT_OUT if pitch[1] else 0)
        return cls(tuple(map(first.moved, places)), size, left_out)

    @classmethod
    def one(cls, plane: Plane, size: tuple[int, int]) -> PlaneRow:
        """Return a row of a single plane."""
        return cls((plane,), size)

    def moved(self, offset: Point) -> PlaneRow:
        """Return the same planes at another place."""
        return replace(self, planes=tuple(plane.moved(offset) for plane in self.planes))

    @property
    def box(self) -> Box:
        """The area of the planes."""
        blocks = (plane.block(0, 0, *self.size) for plane in self.planes)
        return box(point for block in blocks for point in block.points)

    def places(self, first: int = 0) -> tuple[Point, ...]:
        """Return the offset of each plane from one of them."""
        x, y = self.planes[first].origin
        return tuple((plane.origin[0] - x, plane.origin[1] - y) for plane in self.planes)

    @property
    def dots(self) -> tuple[Subpath, ...]:
        """An ellipsis for the channels that are left out, in the direction of the planes."""
        return tuple(square(middle, DOT, DOT) for middle in self._middles)

    @property
    def behind_dots(self) -> Subpath:
        """A block around the ellipsis."""
        (left, top), _, (right, bottom) = self._middles
        reach = CELL // 4
        return square(
            ((left + right) / 2, (top + bottom) / 2),
            (right - left) / 2 + reach,
            (bottom - top) / 2 + reach,
        )

    @property
    def _middles(self) -> list[Point]:
        rows, columns = self.size
        (ax, ay), (bx, by) = (plane.point(rows / 2, columns / 2) for plane in self.planes[-2:])
        step = (0, CELL // 2) if ax == bx else (CELL // 2, 0)
        return [((ax + bx) / 2 + n * step[0], (ay + by) / 2 + n * step[1]) for n in (-1, 0, 1)]


def there_and_back(lines: list[Subpath]) -> list[Subpath]:
    """Return the lines with every other one reversed, so that their path data is short."""
    return [
        Subpath(line.points[::-1], line.closed, line.is_fine) if index % 2 else line
        for index, line in enumerate(lines)
    ]


def graded(lines: Sequence[Subpath], first: int = 1) -> list[Subpath]:
    """Return the lines of a grid, of which all but each `COARSE` cells' are fine.

    Parameters
    ----------
    first: how many cells are before the first line.
    """
    return [
        Subpath(line.points, line.closed, at % COARSE != 0) for at, line in enumerate(lines, first)
    ]


def dashes(edge: float) -> tuple[float, ...]:
    """Return the length of dashes and gaps, so that each cell's edge begins and ends with half one.

    Corners then meet. Such a line starts at `dash_offset`.
    """
    return (edge / (2 * DASHES),)


def dash_offset(edge: float) -> float:
    """Return half a dash, the offset of a dashed line along cell edges."""
    return edge / (4 * DASHES)


def _step(places: Sequence[float]) -> float | None:
    """Return the step from each place to the next; None if the steps differ."""
    steps = {after - before for before, after in pairwise(places)}
    return None if len(steps) > 1 else next(iter(steps), 0)


def _touch(indices: Sequence[int]) -> bool:
    return indices[-1] - indices[0] == len(indices) - 1


def square(middle: Point, across: float, down: float) -> Subpath:
    """Return a block around a point, which reaches this far from it on either side."""
    x, y = middle
    corners = ((-across, -down), (across, -down), (across, down), (-across, down))
    return Subpath(tuple((x + dx, y + dy) for dx, dy in corners), closed=True)
