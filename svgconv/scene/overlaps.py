"""Output cells to which several frames add: coloured once they are hit, and darker with each hit.

Hits are separable, like windows. A finished row of frames, and each frame of the current row, is a
layer over the cells that it hits: the first one in a cell is its colour, and each later one lets
the same part of the light through. So the bytes grow with the rows and columns, not with frames.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from svgconv.scene.marks import Lines, Mark, Paint, Path, Subpath
from svgconv.scene.motion import STILL, Motion, Movement
from svgconv.scene.plane import Plane
from svgconv.scene.presence import Presence, Table, digits
from svgconv.scene.theme import Theme
from svgconv.states.axis import NO_CELL

DARKEST, DARKEST_NUMBERED = 0.35, 0.7
"""The part of the light that is let through where most hits are; and below numbers."""


@dataclass(frozen=True)
class OverlapAxis:
    """One axis of an output: the cells that each frame hits.

    Attributes
    ----------
    taps: for each digit, the cell under each tap, or `NO_CELL`.
    stride: the cells by which the taps move from a digit to the next.
    """

    taps: Sequence[Sequence[int]]
    stride: int

    @property
    def hits(self) -> Counter[int]:
        """The number of digits that hit each cell."""
        return Counter(cell for row in self.taps for cell in row if cell != NO_CELL)

    def often(self, least: int) -> list[int]:
        """Return the cells that at least this many digits hit, ascending."""
        return sorted(cell for cell, count in self.hits.items() if count >= least)

    def split(self, digit: int) -> tuple[list[int], list[int]]:
        """Return the cells that a digit hits first, and those that an earlier one has hit."""
        before = {cell for row in self.taps[:digit] for cell in row}
        own = [cell for cell in self.taps[digit] if cell != NO_CELL]
        return [at for at in own if at not in before], [at for at in own if at in before]

    @property
    def reach(self) -> list[int]:
        """For each digit, the cell after all that are hit so far; empty if gaps are filled later.

        It is also empty if the first digit hits nothing.
        """
        stops: list[int] = []
        for digit in range(len(self.taps)):
            fresh, _ = self.split(digit)
            start = stops[-1] if stops else min(fresh, default=0)
            if fresh != list(range(start, start + len(fresh))) or not (stops or fresh):
                return []
            stops.append(start + len(fresh))
        return stops

    def moving(self, cells: Callable[[int], Sequence[int]]) -> Iterator[tuple[list[int], Table]]:
        """Yield taps that hit one of the cells at the same digits: their places at 0, and these.

        Parameters
        ----------
        cells: returns the cells of a digit.
        """
        wanted = [{*cells(digit)} - {NO_CELL} for digit in range(len(self.taps))]
        groups: dict[tuple[bool, ...], list[int]] = {}
        for under in zip(*self.taps, strict=True):
            table = tuple(cell in wanted[digit] for digit, cell in enumerate(under))
            if any(table):
                first = table.index(True)
                place = under[first] - self.stride * first
                groups.setdefault(() if all(table) else table, []).append(place)
        for table, places in groups.items():
            yield places, table


def hit_cells(
    plane: Plane, rows: OverlapAxis, columns: OverlapAxis, theme: Theme, *, numbered: bool
) -> list[Mark]:
    """Return the colours of the cells that are hit up to a frame, back to front.

    A frame of the odometer's rows and columns hits the cells of its row's and its column's digit.
    """
    most = max(rows.hits.values(), default=0) * max(columns.hits.values(), default=0)
    darkest = DARKEST_NUMBERED if numbered else DARKEST
    strength = round(1 - darkest ** (1 / max(1, most - 1)), 3)
    layers = _Layers(plane, rows, columns)
    return [
        *layers.first("output", replace(theme.paint("output"), stroke=None)),
        *layers.later(
            "overlap", replace(theme.paint("overlap"), stroke=None, fill_opacity=strength)
        ),
    ]


@dataclass(frozen=True)
class _Layers:
    """The layers of finished rows of frames, and those of the current row, which move with it."""

    plane: Plane
    rows: OverlapAxis
    columns: OverlapAxis

    def first(self, role: str, paint: Paint) -> Iterator[Mark]:
        """Yield the first hit of each cell."""
        every, count = self.columns.often(1), len(self.rows.taps)
        reach = self.rows.reach
        if every and reach:
            first = self.rows.often(1)[0]
            stops = [first, *reach[:-1]]
            for left, right in runs(every):
                lines = tuple((self.plane.point(first, at),) * 2 for at in (left, right))
                grown = self.plane.movement([stop - first for stop in stops], [0] * self._frames)
                if any(stop > first for stop in stops):
                    yield Lines(role, paint, lines, grown, self._still, sides=2)
        else:
            for digit in range(count - 1):
                blocks = self._blocks(self.rows.split(digit)[0], every)
                yield from self._present(role, paint, blocks, self._finished(digit))
        yield from self._fresh(role, paint, self.rows.moving(lambda digit: self.rows.taps[digit]))

    def later(self, role: str, paint: Paint) -> Iterator[Mark]:
        """Yield all other hits."""
        most = max(self.columns.hits.values(), default=0)
        for digit in range(len(self.rows.taps) - 1):
            fresh, again = self.rows.split(digit)
            hits = [(again, 1), *(([*fresh, *again], least) for least in range(2, most + 1))]
            for down, least in hits:
                blocks = self._blocks(down, self.columns.often(least))
                yield from self._present(role, paint, blocks, self._finished(digit))
        for digit in range(self._frames):
            _, again = self.columns.split(digit)
            for places, table in self.rows.moving(lambda row: self.rows.taps[row]):
                presence = table, digits(digit, self._frames, self._frames)
                blocks = self._blocks(places, again)
                yield from self._present(role, paint, blocks, presence, self._down)
        hit_before = self.rows.moving(lambda digit: self.rows.split(digit)[1])
        yield from self._fresh(role, paint, hit_before)

    def _fresh(
        self, role: str, paint: Paint, down: Iterable[tuple[list[int], Table]]
    ) -> Iterator[Mark]:
        """Yield the first hits by the current row in these rows, which move with it."""
        reach = self.columns.reach
        for places, table in down:
            if reach:
                first = self.columns.often(1)[0]
                grown = self.plane.movement(
                    [self.rows.stride * row for row in range(len(self.rows.taps))],
                    [stop - reach[0] for stop in reach],
                )
                for top, bottom in runs(sorted(places)):
                    lines = tuple(
                        (self.plane.point(at, reach[0]), self.plane.point(at, first))
                        for at in (top, bottom)
                    )
                    shown: Presence = (table, ()) if table else ()
                    yield Lines(role, paint, lines, grown, self._down, shown, sides=2)
                continue
            for digit in range(self._frames):
                blocks = self._blocks(places, self.columns.split(digit)[0])
                presence = table, digits(digit, self._frames, self._frames)
                yield from self._present(role, paint, blocks, presence, self._down)

    @property
    def _frames(self) -> int:
        """The number of frames in a row of them."""
        return len(self.columns.taps)

    @property
    def _down(self) -> Motion:
        """The movement from row to row."""
        return self.plane.motion(self.rows.stride * (len(self.rows.taps) > 1), 0)

    @property
    def _still(self) -> Motion:
        return self.plane.motion(0, 0)

    def _finished(self, digit: int) -> Presence:
        """Return the frames in which a row of frames is finished."""
        count = len(self.rows.taps)
        return digits(digit + 1, count, count), ()

    def _present(
        self,
        role: str,
        paint: Paint,
        blocks: tuple[Subpath, ...],
        presence: Presence,
        movement: Movement = STILL,
    ) -> Iterator[Mark]:
        if blocks:
            yield Path(role, paint, blocks, movement, presence if any(presence) else ())

    def _blocks(self, rows: Sequence[int], columns: Sequence[int]) -> tuple[Subpath, ...]:
        """Return the areas of the cells in these rows and columns."""
        return tuple(
            self.plane.block(top, left, bottom, right)
            for top, bottom in runs(sorted(rows))
            for left, right in runs(sorted(columns))
        )


def runs(cells: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first cell of each run of neighbouring cells, and the one after its last."""
    found: list[tuple[int, int]] = []
    for cell in cells:
        if found and found[-1][1] == cell:
            found[-1] = (found[-1][0], cell + 1)
        else:
            found.append((cell, cell + 1))
    return found
