"""The drawn input grid: units in solid cells, padding and inserted zeros in dashed cells.

The number of marks grows with the rows and columns, not with their product. Evenly spaced units are
one block, with the rows and columns of zeros painted over it. Their outlines are dashed lines, each
dash of which is a whole edge.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from svgconv.scene.marks import Mark, Paint, Path, Subpath
from svgconv.scene.plane import Plane, dash_offset, dashes, there_and_back
from svgconv.states.axis import Axis

LineBetween = Callable[[int, int, int], Subpath]


def input_grid(
    plane: Plane,
    rows: Axis,
    columns: Axis,
    *,
    zeros: Paint,
    units: Paint,
    outside: str = "zeros",
    role: str = "input",
) -> list[Mark]:
    """Return the marks of the drawn grid, from back to front.

    Parameters
    ----------
    role, units: the role and the paint of the input's units.
    outside, zeros: the role and the paint of all other cells.
    """
    whole = plane.block(0, 0, rows.drawn, columns.drawn)
    across = _Lines(plane.across, plane.column_length, _Run.of(rows), _Run.of(columns))
    down = _Lines(plane.down, plane.row_length, _Run.of(columns), _Run.of(rows))
    if not across.run.count or not down.run.count:
        return [
            Path(outside, replace(zeros, stroke=None), (whole,)),
            *_painted(outside, zeros, across.outer(), down.outer()),
        ]
    top, bottom = down.run.first, down.run.end
    left, right = across.run.first, across.run.end
    if down.run.spacing == across.run.spacing == 1:
        block: list[Mark] = [Path(role, units, plane.grid(top, left, bottom, right))]
        if (bottom - top, right - left) == (rows.drawn, columns.drawn):
            return block
        return [
            Path(outside, replace(zeros, stroke=None), (whole,)),
            *_painted(outside, zeros, across.outer(), down.outer()),
            *block,
        ]
    strips = [plane.block(a, left, b, right) for a, b in down.run.gaps()]
    strips += [plane.block(top, a, bottom, b) for a, b in across.run.gaps()]
    return [
        Path(outside, replace(zeros, stroke=None), (whole,)),
        Path(role, replace(units, stroke=None), (plane.block(top, left, bottom, right),)),
        Path(outside, replace(zeros, stroke=None), tuple(strips)),
        *_painted(outside, zeros, across.outer(), down.outer()),
        *_painted(outside, zeros, across.between(), down.between()),
        *_painted(role, replace(units, round_ends=True), across.edges(), down.edges()),
    ]


@dataclass(frozen=True)
class _Run:
    """The evenly spaced units of one axis: their first cell, their end, and their distance."""

    drawn: int
    first: int
    end: int
    spacing: int
    count: int

    @classmethod
    def of(cls, axis: Axis) -> _Run:
        real = axis.real_cells
        if not real:
            return cls(axis.drawn, 0, 0, 1, 0)
        spacing = real[1] - real[0] if len(real) > 1 else 1
        return cls(axis.drawn, real[0], real[-1] + 1, spacing, len(real))

    def borders_unit(self, line: int) -> bool:
        """Return whether the grid line before cell ``line`` is an edge of some unit."""
        return self.count > 0 and any(
            self.first <= cell < self.end and (cell - self.first) % self.spacing == 0
            for cell in (line - 1, line)
        )

    def gaps(self) -> list[tuple[int, int]]:
        """Return the ranges of cells between neighbouring units."""
        if self.spacing == 1:
            return []
        starts = range(self.first + 1, self.end, self.spacing)
        return [(start, start + self.spacing - 1) for start in starts]


_Stroke = tuple[list[Subpath], tuple[float, ...], float]


@dataclass(frozen=True)
class _Lines:
    """The grid lines of one direction, in dashed and solid parts.

    Attributes
    ----------
    line: returns one of them, given its index, its start and its stop.
    edge: the length of a cell's edge along them, in user units.
    sides: the units on either side of the lines.
    run: the units along the lines.
    """

    line: LineBetween
    edge: float
    sides: _Run
    run: _Run

    def outer(self) -> _Stroke:
        """Return the dashed lines beyond the units, and those that touch no unit."""
        touching = [at for at in range(self.sides.drawn + 1) if self._touches(at)]
        parts = [(at, 0, self.run.drawn) for at in range(self.sides.drawn + 1)]
        searched = set(touching)
        groups = [[part for part in parts if part[0] not in searched]]
        if self.run.first > 0:
            groups.append([(at, 0, self.run.first) for at in touching])
        if self.run.end < self.run.drawn:
            groups.append([(at, self.run.end, self.run.drawn) for at in touching])
        lines = [
            line for group in groups for line in there_and_back([self.line(*p) for p in group])
        ]
        return lines, dashes(self.edge), dash_offset(self.edge)

    def between(self) -> _Stroke:
        """Return the dashed lines between the units."""
        if self.run.spacing == 1:
            return [], (), 0
        lines = self._bordering(self.run.first + 1, self.run.end - 1)
        return lines, dashes(self.edge, self.run.spacing - 1), 0

    def edges(self) -> _Stroke:
        """Return the edges of the units; each dash is an edge, and each gap is at zeros."""
        gap = self.run.spacing - 1
        lines = self._bordering(self.run.first, self.run.end)
        return lines, (self.edge, gap * self.edge) if gap else (), 0

    def _touches(self, at: int) -> bool:
        return self.run.count > 0 and self.sides.borders_unit(at)

    def _bordering(self, start: int, stop: int) -> list[Subpath]:
        return [
            self.line(at, start, stop) for at in range(self.sides.drawn + 1) if self._touches(at)
        ]


def _painted(role: str, paint: Paint, *strokes: _Stroke) -> list[Mark]:
    return [
        Path(
            role,
            replace(paint, fill=None, dashes=lengths, dash_offset=offset),
            tuple(lines),
        )
        for lines, lengths, offset in strokes
        if lines
    ]
