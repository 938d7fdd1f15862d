"""The drawn input grid: units in solid cells, padding and inserted zeros in dashed cells.

The number of marks grows with the rows and columns, not with their product. Evenly spaced units are
one block, with the rows and columns of zeros painted over it. Their outlines are dashed lines, each
dash of which is a whole edge. Zeros' outlines run through the whole grid, below those of the units.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from svgconv.scene.marks import Mark, Paint, Path, Subpath
from svgconv.scene.plane import Plane, dash_offset, dashes, graded, there_and_back
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
    across = _Lines(plane.across, plane.column_length, _Run.of(rows), _Run.of(columns))
    down = _Lines(plane.down, plane.row_length, _Run.of(columns), _Run.of(rows))
    filled = replace(zeros, stroke=None)
    ground = Path(outside, filled, (plane.block(0, 0, rows.drawn, columns.drawn),))
    dashed = _painted(outside, zeros, across.dashed(), down.dashed())
    if not across.run.count or not down.run.count:
        return [ground, *dashed]
    top, bottom = down.run.first, down.run.end
    left, right = across.run.first, across.run.end
    block = plane.block(top, left, bottom, right)
    if down.run.spacing == across.run.spacing == 1:
        grid = Path(role, units, plane.grid(top, left, bottom, right))
        if (bottom - top, right - left) == (rows.drawn, columns.drawn):
            return [grid]
        is_opaque = units.fill is not None and units.fill_opacity == 1
        return [ground, *dashed, *([] if is_opaque else [Path(outside, filled, (block,))]), grid]
    strips = [plane.block(a, left, b, right) for a, b in down.run.gaps()]
    strips += [plane.block(top, a, bottom, b) for a, b in across.run.gaps()]
    return [
        ground,
        Path(role, replace(units, stroke=None), (block,)),
        Path(outside, filled, tuple(strips)),
        *dashed,
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
    """The grid lines of one direction.

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

    def dashed(self) -> _Stroke:
        """Return all lines, dashed; those at units are painted over later."""
        lines = [self.line(at, 0, self.run.drawn) for at in range(self.sides.drawn)]
        lines = [*graded(lines, 0), self.line(self.sides.drawn, 0, self.run.drawn)]
        return there_and_back(lines), dashes(self.edge), dash_offset(self.edge)

    def edges(self) -> _Stroke:
        """Return the edges of the units; each dash is an edge, and each gap is at zeros."""
        gap = self.run.spacing - 1
        every = [
            self.line(at, self.run.first, self.run.end)
            for at in range(self.sides.first, self.sides.end)
        ]
        lines = [
            line
            for at, line in enumerate(graded(every, 0), self.sides.first)
            if self.sides.borders_unit(at)
        ]
        lines.append(self.line(self.sides.end, self.run.first, self.run.end))
        return lines, (self.edge, gap * self.edge) if gap else (), 0


def _painted(role: str, paint: Paint, *strokes: _Stroke) -> list[Mark]:
    """Return the lines of both directions, as one mark if their dashes are the same."""
    by_dashes: dict[tuple[tuple[float, ...], float], list[Subpath]] = {}
    for lines, lengths, offset in strokes:
        by_dashes.setdefault((lengths, offset), []).extend(lines)
    return [
        Path(role, replace(paint, fill=None, dashes=lengths, dash_offset=offset), tuple(lines))
        for (lengths, offset), lines in by_dashes.items()
        if lines
    ]
