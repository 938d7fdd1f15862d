"""The lens: a circle that follows the window, and shows it enlarged, with its output cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

from svgconv.scene.box import box
from svgconv.scene.marks import Lines, Mark, Paint, Path, Subpath
from svgconv.scene.motion import Point, Summed
from svgconv.scene.plane import CELL, Plane, dash_offset, dashes
from svgconv.scene.presence import Presence
from svgconv.scene.theme import Theme
from svgconv.scene.window import Ends, Mask, corners, outline_paint
from svgconv.states.axis import Axis

ROLE = "lens"
SIDES = 48
"""The sides of the polygon that is drawn for the circle."""
GAP = 1.2
"""The distance from the enlarged window to its output cell, in enlarged cells."""
RIM = 0.4
"""The free space between the circle and what it shows, in enlarged cells."""
WIDEST = 0.45
"""The largest width of the circle, in widths of the input."""
LEAST = 1.5
"""The least enlargement; a smaller one is not drawn."""
UP, RIGHT = "up", "right"
"""Where the output cell is, from its window."""


@dataclass(frozen=True)
class Lens:
    """A lens on one plane of the input.

    Attributes
    ----------
    plane, rows, columns: the drawn input.
    wanted: how many times larger its cells are, if there is room.
    outside: the role of cells that are not units.
    ends: the corners, of the window and of the output cell, that beams join.
    side: where the output cell is: `UP` or `RIGHT`.
    mask: the taps that count; None for all.
    """

    plane: Plane
    rows: Axis
    columns: Axis
    theme: Theme
    wanted: float
    outside: str
    ends: Ends
    side: str
    mask: Mask | None = None

    def marks(self) -> list[Mark]:
        """Return the marks, back to front, all of which move with the window.

        There are none if the windows differ in size or are between cells, or if nothing would be
        enlarged.
        """
        if not self._is_rigid or self._factor < LEAST:
            return []
        large = self._plane
        rows, columns = self._size
        cells = large.grid(0, 0, rows, columns)
        block, result = large.block(0, 0, rows, columns), self._result(large)
        window = self._paint("window")
        beams = tuple((block.points[a], result.points[b]) for a, b in self.ends)
        drawn: list[Mark] = [
            Path(ROLE, replace(self._line, fill=None), self._sight),
            Path(ROLE, self.theme.paint(ROLE), (self._circle,)),
            Path("input", self._paint("input"), cells),
            *self._zeros(large),
            Path("window", window, tuple(self._taps(large))),
            Path("window", outline_paint(window), (block,)),
            Lines("beam_body", self.theme.paint("beam_body"), beams, sides=min(3, len(beams))),
            Path("output", self._paint("output"), (result,)),
            Path("active", self._paint("active"), (result,)),
        ]
        _, movement = corners(self.plane, self.rows, self.columns)[0]
        return [_coarse(mark, movement) for mark in drawn]

    @property
    def _is_rigid(self) -> bool:
        """Whether all windows have the same size, and cover whole cells."""
        moves = {movement for _, movement in corners(self.plane, self.rows, self.columns)}
        return len(moves) == 1 and not self.columns.sample_starts

    @property
    def _size(self) -> tuple[int, int]:
        """The rows and columns that the window covers."""
        return tuple(axis.stops[0] - axis.starts[0] for axis in (self.rows, self.columns))  # type: ignore[return-value]

    @property
    def _factor(self) -> float:
        """How many times larger its cells are."""
        whole = self.plane.block(0, 0, self.rows.drawn, self.columns.drawn)
        left, _, right, _ = box(whole.points)
        room = WIDEST * (right - left) / 2
        return min(self.wanted, room / self._radius(self._shape(self._unit)))

    @property
    def _unit(self) -> Plane:
        """The window's cells as they are on the input, from (0, 0) on."""
        return replace(self.plane, origin=(0, 0))

    def _shape(self, plane: Plane) -> list[Point]:
        """Return the corners of the window and of the output cell."""
        return [*plane.block(0, 0, *self._size).points, *self._result(plane).points]

    def _result(self, plane: Plane) -> Subpath:
        """Return the output cell next to the window, in the middle of that side."""
        block, cell = plane.block(0, 0, *self._size), plane.block(0, 0, 1, 1)
        (left, top, right, bottom), (a, b, c, d) = box(block.points), box(cell.points)
        gap = GAP * max(abs(plane.column[0]), abs(plane.row[1]))
        if self.side == UP:
            return cell.moved(((left + right - a - c) / 2, top - gap - d))
        return cell.moved((right + gap - a, (top + bottom - b - d) / 2))

    def _radius(self, points: Sequence[Point], cell: float = 1) -> float:
        """Return the circle's radius around these points, with a rim."""
        x, y = _middle(points)
        return max(hypot(a - x, b - y) for a, b in points) + RIM * CELL * cell

    @property
    def _large(self) -> Plane:
        """The enlarged cells, from (0, 0) on."""
        factor = self._factor
        (a, b), (c, d) = self.plane.row, self.plane.column
        return Plane((0, 0), (factor * a, factor * b), (factor * c, factor * d))

    @property
    def _window(self) -> Subpath:
        """The outline of the window at frame 0."""
        (top, left), (rows, columns) = (self.rows.starts[0], self.columns.starts[0]), self._size
        return self.plane.block(top, left, top + rows, left + columns)

    @property
    def _centre(self) -> Point:
        """The middle of the circle at frame 0: below the window, which it does not hide."""
        left, _, right, bottom = box(self._window.points)
        return (left + right) / 2, bottom + CELL * self._factor / 2 + self._circle_radius

    @property
    def _circle_radius(self) -> float:
        return self._radius(self._shape(self._large), self._factor)

    @property
    def _plane(self) -> Plane:
        """The enlarged cells, from (0, 0) on, inside the circle."""
        (x, y), (u, v) = self._centre, _middle(self._shape(self._large))
        return self._large.moved((round(x - u, 2), round(y - v, 2)))

    @property
    def _circle(self) -> Subpath:
        (x, y), radius = self._centre, self._circle_radius
        turns = (2 * pi * side / SIDES for side in range(SIDES))
        around = ((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns)
        return Subpath(tuple((round(a, 1), round(b, 1)) for a, b in around), closed=True)

    @property
    def _sight(self) -> tuple[Subpath, ...]:
        """Lines from the window's left and right ends to the circle's."""
        (x, y), radius, points = self._centre, self._circle_radius, self._window.points
        ends = min(points), max(points)
        sides = (x - radius, y), (x + radius, y)
        return tuple(
            Subpath((end, (round(a, 1), round(b, 1))))
            for end, (a, b) in zip(ends, sides, strict=True)
        )

    @property
    def _line(self) -> Paint:
        return self.theme.paint(ROLE)

    def _paint(self, role: str) -> Paint:
        """Return a role's paint, with lines as thick as enlarged cells have them."""
        paint = self.theme.paint(role)
        return paint.with_width(self._factor * paint.stroke_width)

    def _zeros(self, plane: Plane) -> Iterator[Mark]:
        """Yield the rows and columns of the window that are not units, in the frames where so."""
        zeros, (rows, columns) = self._paint(self.outside), self._size
        edge = plane.column_length
        paint = replace(zeros, dashes=dashes(edge), dash_offset=dash_offset(edge))
        for row, outside in _outside(self.rows, rows):
            yield Path(
                self.outside,
                paint,
                plane.grid(row, 0, row + 1, columns),
                presence=self._when(outside, ()),
            )
        for column, outside in _outside(self.columns, columns):
            yield Path(
                self.outside,
                paint,
                plane.grid(0, column, rows, column + 1),
                presence=self._when((), outside),
            )

    def _when(self, rows: tuple[bool, ...], columns: tuple[bool, ...]) -> Presence:
        return (() if all(rows) else rows, () if all(columns) else columns)

    def _taps(self, plane: Plane) -> Iterator[Subpath]:
        down = [row - self.rows.starts[0] for row in self.rows.cells[0]]
        across = [column - self.columns.starts[0] for column in self.columns.cells[0]]
        if self.mask is None:
            yield from plane.cells(down, across)
            return
        for row, line in zip(down, self.mask, strict=True):
            for column, counts in zip(across, line, strict=True):
                if counts:
                    yield plane.block(row, column, row + 1, column + 1)


def _outside(axis: Axis, size: int) -> Iterator[tuple[int, tuple[bool, ...]]]:
    """Yield each line of the window that is no unit in some frames, and at which digits it is."""
    units = set(axis.real_cells)
    for line in range(size):
        outside = tuple(start + line not in units for start in axis.starts)
        if any(outside):
            yield line, outside


def _coarse(mark: Mark, movement: Summed) -> Mark:
    """Return a mark that moves, with a grid that does not become coarse."""
    if isinstance(mark, Lines):
        return replace(mark, start_motion=movement, end_motion=movement)
    assert isinstance(mark, Path)
    subpaths = tuple(replace(subpath, is_fine=False) for subpath in mark.subpaths)
    return replace(mark, subpaths=subpaths, movement=movement)


def _middle(points: Sequence[Point]) -> Point:
    left, top, right, bottom = box(points)
    return (left + right) / 2, (top + bottom) / 2
