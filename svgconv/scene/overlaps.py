"""Output cells to which several frames add: coloured once they are hit, and darker with each hit.

With n hits a part n^-p of the light is let through. Hits are separable, like windows: a finished
row has the product of its hits and the column's, so its shade is that of the row and that of the
column. What is above the current row of frames is finished, and is drawn once, in its final shades;
a cover hides what is below. The current row of frames moves down with its own shades: those that
earlier rows have left in it, and a layer for each of its frames. So the bytes grow with the rows
and columns, not with the frames.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from svgconv.scene.marks import Lines, Mark, Paint, Path, Subpath
from svgconv.scene.motion import Motion
from svgconv.scene.plane import Plane
from svgconv.scene.presence import Presence, Table, digits
from svgconv.scene.theme import Theme

EXPONENT, EXPONENT_NUMBERED = 0.5, 0.25
"""The p of the part n^-p of the light that cells with n hits let through; and below numbers."""


@dataclass(frozen=True)
class OverlapAxis:
    """One axis of an output: the cells that each digit of the frames hits.

    Attributes
    ----------
    count: the number of digits.
    start: the cell under tap 0 at digit 0.
    stride: the cells from a digit's taps to those of the next one.
    taps, dilation: the number of taps, and the cells from one to the next.
    cells: the output's cells; taps outside of them hit nothing.
    """

    count: int
    start: int
    stride: int
    taps: int
    dilation: int
    cells: range

    def hit_by(self, digit: int) -> list[int]:
        """Return the cells that a digit hits, ascending."""
        first = self.start + self.stride * digit
        under = range(first, first + self.taps * self.dilation, self.dilation)
        return [cell for cell in under if cell in self.cells]

    def earlier(self, cell: int, digit: int) -> int:
        """Return how often the digits before one of them hit a cell."""
        step = max(1, self.stride)
        places = (cell - self.start - self.dilation * tap for tap in range(self.taps))
        return sum(place % step == 0 and 0 <= place // step < digit for place in places)

    @cached_property
    def hits(self) -> Counter[int]:
        """How often all digits hit each cell."""
        return Counter(cell for digit in range(self.count) for cell in self.hit_by(digit))

    def with_hits(self, count: int) -> list[tuple[int, int]]:
        """Return the runs of cells that have this many hits at the end."""
        return runs([cell for cell in self.cells if self.hits[cell] == count])

    @property
    def fresh_stops(self) -> list[int]:
        """For each digit, the cell after all that are hit so far; empty if gaps are filled later.

        It is also empty if the first digit hits nothing.
        """
        first = stop = min(self.hits, default=0)
        hit, stops = set[int](), list[int]()
        for digit in range(self.count):
            hit.update(self.hit_by(digit))
            stop = max(stop, *(cell + 1 for cell in self.hit_by(digit)), first)
            if not hit or len(hit) != stop - first:
                return []
            stops.append(stop)
        return stops

    def moving(self, hits: int, *, tapped: bool) -> Iterator[tuple[list[int], Table]]:
        """Yield cells that move with the digit and have at least this many earlier hits.

        Parameters
        ----------
        tapped: only those that the digit hits; otherwise all from its first one on.

        Yields
        ------
        The places at digit 0 of cells that have them at the same digits, and these.
        """
        reach = (self.taps - 1) * self.dilation + 1
        groups: dict[tuple[bool, ...], list[int]] = {}
        for offset in range(0, reach, self.dilation if tapped else 1):
            place = self.start + offset
            every = range(place, place + self.stride * self.count, self.stride or 1)
            table = tuple(
                cell in self.cells and self.earlier(cell, digit) >= hits
                for digit, cell in enumerate(every if self.stride else [place] * self.count)
            )
            if any(table):
                groups.setdefault(() if all(table) else table, []).append(place)
        for table, places in groups.items():
            yield places, table


def shades(
    plane: Plane, rows: OverlapAxis, columns: OverlapAxis, theme: Theme, *, numbered: bool
) -> list[Mark]:
    """Return the final shades of the cells, and what leaves out those that nothing hits."""
    return list(_Layers(plane, rows, columns, theme, numbered).final())


def hit_cells(
    plane: Plane, rows: OverlapAxis, columns: OverlapAxis, theme: Theme, *, numbered: bool
) -> list[Mark]:
    """Return the colours of the cells that are hit up to a frame, back to front.

    A frame of the odometer's rows and columns hits the cells of its row's and its column's digit.
    """
    layers = _Layers(plane, rows, columns, theme, numbered)
    return [*layers.final(), *layers.cover(), *layers.current()]


@dataclass(frozen=True)
class _Layers:
    """The layers of cells, back to front."""

    plane: Plane
    rows: OverlapAxis
    columns: OverlapAxis
    theme: Theme
    numbered: bool

    @cached_property
    def _area(self) -> Paint:
        return replace(self.theme.paint("output"), stroke=None)

    @cached_property
    def _empty(self) -> Paint:
        return replace(self.theme.paint("not_computed"), stroke=None)

    def _shade(self, before: int, after: int) -> Paint:
        """Return the shade that darkens cells from one number of hits to another."""
        exponent = EXPONENT_NUMBERED if self.numbered else EXPONENT
        opacity = round(1 - (before / after) ** exponent, 3)
        return replace(self.theme.paint("overlap"), stroke=None, fill_opacity=opacity)

    def final(self) -> Iterator[Mark]:
        """Yield the cells as they are when all frames have added to them."""
        rows, columns = _whole(self.rows.cells), _whole(self.columns.cells)
        yield Path("output", self._area, self._blocks(rows, columns))
        for count in sorted({*self.columns.hits.values()} - {1}):
            strips = self._blocks(rows, self.columns.with_hits(count))
            yield Path("overlap", self._shade(1, count), strips)
        for count in sorted({*self.rows.hits.values()} - {1}):
            strips = self._blocks(self.rows.with_hits(count), columns)
            yield Path("overlap", self._shade(1, count), strips)
        empty = self._blocks(self.rows.with_hits(0), columns)
        empty += self._blocks(rows, self.columns.with_hits(0))
        if empty:
            zeros = replace(self.theme.paint("zeros"), stroke=None)
            yield Path("zeros", zeros, empty)

    def cover(self) -> Iterator[Mark]:
        """Yield the area that hides all cells from the first one of the current row on."""
        axis, (left, right) = self.rows, _whole(self.columns.cells)[0]
        ends = axis.cells.start, axis.cells.stop
        starts = [axis.start + axis.stride * digit for digit in range(axis.count)]
        first, *_ = tops = [min(max(start, ends[0]), ends[1]) for start in starts]
        lines = tuple(
            (self.plane.point(first, at), self.plane.point(ends[1], at)) for at in (left, right)
        )
        falling = self.plane.movement([top - first for top in tops], [0] * self.columns.count)
        yield Lines("not_computed", self._empty, lines, falling, self.plane.motion(0, 0), sides=2)

    def current(self) -> Iterator[Mark]:
        """Yield the layers of the current row of frames, which move with it.

        Cells that earlier rows have hit more often are drawn later, and cover the layers of others.
        """
        width = _whole(self.columns.cells)
        reach = (self.rows.taps - 1) * self.rows.dilation + 1
        firsts = [self.rows.start + self.rows.stride * digit for digit in range(self.rows.count)]
        levels = sorted(
            {
                self.rows.earlier(first + offset, digit)
                for digit, first in enumerate(firsts)
                for offset in range(reach)
            }
            | {0}
        )
        for level in levels:
            for places, table in self.rows.moving(level, tapped=False):
                if not level:
                    continue
                rows, shown = runs(places), (table, ()) if table else ()
                yield from self._moving("output", self._area, rows, width, shown)
                if level > 1:
                    yield from self._moving("overlap", self._shade(1, level), rows, width, shown)
                for count in sorted({*self.columns.hits.values()} - {1}):
                    strips = self.columns.with_hits(count)
                    paint = self._shade(1, count)
                    yield from self._moving("overlap", paint, rows, strips, shown)
                strips = self.columns.with_hits(0)
                yield from self._moving("not_computed", self._empty, rows, strips, shown)
            for places, table in self.rows.moving(level, tapped=True):
                yield from self._hits(runs(places), level, table)

    def _hits(self, rows: list[tuple[int, int]], level: int, table: Table) -> Iterator[Mark]:
        """Yield the layers of the frames in rows that earlier rows of frames have hit so often.

        Parameters
        ----------
        rows: runs of rows, at digit 0.
        level: how often.
        table: the digits at which they have.
        """
        grows = not level and self.columns.fresh_stops
        if grows:
            yield from self._growing(rows, table)
        count, hits = self.columns.count, self.columns.hits
        for digit in range(count):
            groups: dict[tuple[int, int], list[int]] = {}
            for cell in self.columns.hit_by(digit):
                before = level * hits[cell] + self.columns.earlier(cell, digit)
                groups.setdefault((before, before + 1), []).append(cell)
            shown = digits(digit, count, count)
            presence = (table, shown) if table or shown else ()
            for (before, after), cells in groups.items():
                if before:
                    paint = self._shade(before, after)
                    yield from self._moving("overlap", paint, rows, runs(cells), presence)
                elif not grows:
                    yield from self._moving("output", self._area, rows, runs(cells), presence)

    def _growing(self, rows: list[tuple[int, int]], table: Table) -> Iterator[Mark]:
        """Yield the area of the cells that the current row hits first, which grows to the right."""
        stops, left = self.columns.fresh_stops, min(self.columns.hits)
        down = [self.rows.stride * digit for digit in range(self.rows.count)]
        grown = self.plane.movement(down, [stop - stops[0] for stop in stops])
        for top, bottom in rows:
            lines = tuple(
                (self.plane.point(at, stops[0]), self.plane.point(at, left)) for at in (top, bottom)
            )
            presence: Presence = (table, ()) if table else ()
            yield Lines("output", self._area, lines, grown, self._down, presence, sides=2)

    @property
    def _down(self) -> Motion:
        """The movement from row to row."""
        return self.plane.motion(self.rows.stride * (self.rows.count > 1), 0)

    def _moving(
        self,
        role: str,
        paint: Paint,
        rows: Sequence[tuple[int, int]],
        columns: Sequence[tuple[int, int]],
        presence: Presence,
    ) -> Iterator[Mark]:
        if rows and columns:
            yield Path(role, paint, self._blocks(rows, columns), self._down, presence)

    def _blocks(
        self, rows: Sequence[tuple[int, int]], columns: Sequence[tuple[int, int]]
    ) -> tuple[Subpath, ...]:
        """Return the areas of runs of rows and columns."""
        return tuple(
            self.plane.block(top, left, bottom, right)
            for top, bottom in rows
            for left, right in columns
        )


def _whole(cells: range) -> list[tuple[int, int]]:
    return [(cells.start, cells.stop)]


def runs(cells: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first cell of each run of neighbouring cells, and the one after its last."""
    found: list[tuple[int, int]] = []
    for cell in cells:
        if found and found[-1][1] == cell:
            found[-1] = (found[-1][0], cell + 1)
        else:
            found.append((cell, cell + 1))
    return found
