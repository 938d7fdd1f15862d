"""One axis of a figure: the drawn cells, and the window's cells for each output index.

Windows are separable, so everything is computed once an axis and combined by broadcasting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int32]

NO_UNIT = -1
"""Stands in `Axis.units` for a cell that holds no unit's value: a zero, or minus infinity."""

NO_CELL = -1
"""Stands in `Axis.window` for a tap that an output index has not, where windows differ in size."""


@dataclass(frozen=True, eq=False)
class Axis:
    """What one axis draws and reads.

    Attributes
    ----------
    units: for each drawn cell the input's own index of the unit whose value it holds, its own or a
        copied one, or `NO_UNIT`; (drawn,).
    real: whether each drawn cell is a unit of the input itself; (drawn,).
    window: for each output index the drawn cells under the taps, ascending, then `NO_CELL` where
        it has fewer than others; (output, taps).
    places: for each output index where a cell's span lies of which the window's cells are what it
        covers, from the first drawn cell, in cells; none where windows are whole cells.
    """

    units: Indices
    real: NDArray[np.bool_]
    window: Indices
    places: tuple[float, ...] = ()

    @classmethod
    def of(
        cls,
        *,
        drawn: int,
        units: int,
        origin: int,
        spacing: int,
        taps: int,
        dilation: int,
        stride: int,
        output: int,
    ) -> Axis:
        """An axis whose units and windows are evenly spaced; taps beyond what is drawn are none.

        Parameters
        ----------
        drawn: drawn cells, at least 1.
        units: the input's units, at least 1.
        origin: the drawn index of unit 0; negative where the grid is cropped.
        spacing: drawn cells from a unit to the next, at least 1.
        taps, dilation: the window's cells, and the drawn cells from each to the next.
        stride: drawn cells by which the window moves from an output index to the next.
        output: output indices, at least 1.
        """
        unit, offset = np.divmod(np.arange(drawn, dtype=np.int32) - origin, spacing)
        inside = (offset == 0) & (unit >= 0) & (unit < units)
        used = min(taps, -(-drawn // dilation))
        window = stride * np.arange(output)[:, None] + dilation * np.arange(used)
        return cls(
            units=np.where(inside, unit, NO_UNIT).astype(np.int32),
            real=inside,
            window=np.where(window < drawn, window, NO_CELL).astype(np.int32),
        )

    @classmethod
    def stretched(cls, *, starts: Sequence[int], stops: Sequence[int], units: int) -> Axis:
        """An axis of units alone, with a window from ``starts[o]`` to before ``stops[o]``."""
        first = np.array(starts)[:, None]
        longest = max(stop - start for start, stop in zip(starts, stops, strict=True))
        window = first + np.arange(longest)
        return cls(
            units=np.arange(units, dtype=np.int32),
            real=np.ones(units, dtype=np.bool_),
            window=np.where(window < np.array(stops)[:, None], window, NO_CELL).astype(np.int32),
        )

    @classmethod
    def one_line(cls) -> Axis:
        """The axis across a figure of one axis, for drawing it on a plane: one unit, one output."""
        return cls.stretched(starts=[0], stops=[1], units=1)

    def reaching(self, cells: Sequence[Sequence[int]]) -> Axis:
        """The same cells, with other windows: those drawn cells, ascending, for each output."""
        longest = max([1, *map(len, cells)])
        window = [[*row, *(NO_CELL,) * (longest - len(row))] for row in cells]
        return replace(self, window=np.array(window, dtype=np.int32), places=())

    def sampled_at(self, places: Sequence[float]) -> Axis:
        """The same axis, on which a cell's span lies at each of these places, if any."""
        return replace(self, places=tuple(places))

    def copying(self, units: Sequence[int] | None) -> Axis:
        """The same axis with padding that holds copies: the unit of each drawn cell, if any."""
        if units is None:
            return self
        return replace(self, units=np.array(units, dtype=np.int32))

    def without_units(self) -> Axis:
        """The same axis where no cell is a unit of the input: that of padding as a whole."""
        return replace(self, real=np.zeros_like(self.real))

    @property
    def drawn(self) -> int:
        """The number of drawn cells."""
        return len(self.units)

    @property
    def output(self) -> int:
        """The number of output indices."""
        return len(self.window)

    @property
    def real_cells(self) -> list[int]:
        """The drawn cells that are units of the input, ascending."""
        return [int(cell) for cell in np.flatnonzero(self.real)]

    @cached_property
    def cell_of(self) -> dict[int, int]:
        """The drawn cell of each unit of the input; a crop leaves some units out."""
        return {int(self.units[cell]): cell for cell in self.real_cells}

    @property
    def spacing(self) -> int:
        """The drawn cells from a unit to the next."""
        real = self.real_cells
        return real[1] - real[0] if len(real) > 1 else 1

    @property
    def under_taps(self) -> Indices:
        """For each output index the units whose values the taps read, or `NO_UNIT`."""
        return np.where(self.window == NO_CELL, NO_UNIT, self.units[self.window]).astype(np.int32)

    @property
    def starts(self) -> list[int]:
        """For each output index the first cell under the taps; where there is none, a near one."""
        return _filled([cells[0] if cells else None for cells in self.cells])

    @property
    def stops(self) -> list[int]:
        """For each output index the cell behind the last one under the taps, or a near one."""
        return _filled([cells[-1] + 1 if cells else None for cells in self.cells])

    @property
    def parts(self) -> list[tuple[list[int], tuple[bool, ...]]]:
        """The cells under taps that come and go together, from the first such cell, and when.

        ``when`` is for each output index whether they are there, or ``()`` for always.
        """
        held = [
            {cell - start for cell in cells}
            for cells, start in zip(self.cells, self.starts, strict=True)
        ]
        parts: dict[tuple[bool, ...], list[int]] = {}
        for offset in sorted(set().union(*held)):
            there = tuple(offset in offsets for offsets in held)
            parts.setdefault(() if all(there) else there, []).append(offset)
        return [(offsets, when) for when, offsets in parts.items()]

    @cached_property
    def cells(self) -> list[list[int]]:
        """For each output index the drawn cells under the taps, ascending."""
        return [[cell for cell in row if cell != NO_CELL] for row in self.window.tolist()]

    @property
    def reads(self) -> list[list[int]]:
        """For each output index the units that the taps read, ascending, each once."""
        return [sorted(set(row) - {NO_UNIT}) for row in self.under_taps.tolist()]


def _filled(places: Sequence[int | None]) -> list[int]:
    """The places, each that is not there as the one before it, or else as the first that is."""
    last = next((place for place in places if place is not None), 0)
    filled = []
    for place in places:
        last = last if place is None else place
        filled.append(last)
    return filled
