"""One axis of a figure: the drawn cells, and the window's cells for each output index.

Windows are separable: everything is computed once for each axis and combined by broadcasting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from svgconv.states.lazy_numpy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Indices: TypeAlias = "NDArray[np.int32]"

NO_UNIT = -1
"""The entry of `Axis.units` for a cell without a unit's value: a zero, or minus infinity."""

NO_CELL = -1
"""The entry of `Axis.window` for a missing tap: windows may have different sizes."""


@dataclass(frozen=True, eq=False)
class Axis:
    """The drawn cells and the windows along one axis; as arrays when these are asked for.

    Attributes
    ----------
    cell_units: for each drawn cell, the input's index of the unit whose value it holds, or
        `NO_UNIT`; padding may hold a copy of a unit.
    real_cells: the drawn cells that are units of the input, and not padding, ascending.
    tap_cells: for each output index, the drawn cell under each tap, or `NO_CELL` for a missing one.
        The cells ascend, and each output index has as many entries.
    sample_starts: for each output index, where its sample starts, in cells from the first drawn
        cell. A sample is as long as a cell, and the window has the cells that it covers. Empty if
        the windows cover whole cells.
    """

    cell_units: Sequence[int]
    real_cells: Sequence[int]
    tap_cells: Sequence[Sequence[int]]
    sample_starts: tuple[float, ...] = ()

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
        """Return an axis with evenly spaced units and windows; taps past the last cell are missing.

        Parameters
        ----------
        drawn: drawn cells, at least 1.
        units: the input's units, at least 1.
        origin: the drawn index of unit 0; negative if the grid is cropped.
        spacing: drawn cells from one unit to the next, at least 1.
        taps: the window's cells, at least 1.
        dilation: drawn cells from one tap to the next, at least 1.
        stride: drawn cells from one window to the next, at least 1.
        output: output indices, at least 1.
        """
        real_cells = [
            cell for cell in range(origin, origin + units * spacing, spacing) if 0 <= cell < drawn
        ]
        cell_units = [NO_UNIT] * drawn
        for cell in real_cells:
            cell_units[cell] = (cell - origin) // spacing
        reach = dilation * min(taps, -(-drawn // dilation))
        windows = [
            range(start, min(start + reach, drawn), dilation)
            for start in range(0, stride * output, stride)
        ]
        return cls(cell_units, real_cells, _equally_long(windows, reach // dilation))

    @classmethod
    def stretched(cls, *, starts: Sequence[int], stops: Sequence[int], units: int) -> Axis:
        """Return an axis without padding, whose windows are ``range(starts[o], stops[o])``."""
        windows = [range(*ends) for ends in zip(starts, stops, strict=True)]
        return cls(range(units), range(units), _equally_long(windows))

    @classmethod
    def of_units(cls, count: int) -> Axis:
        """Return an axis without padding, each of whose outputs reads one unit."""
        return cls.stretched(starts=range(count), stops=range(1, count + 1), units=count)

    @classmethod
    def one_line(cls) -> Axis:
        """Return the second axis on which a figure of one axis is drawn: one unit, one output."""
        return cls.of_units(1)

    def with_windows(self, cells: Sequence[Sequence[int]]) -> Axis:
        """Return the axis with other windows: for each output index, its drawn cells, ascending."""
        return replace(self, tap_cells=_equally_long(cells), sample_starts=())

    def shifted(self, by: int) -> Axis:
        """Return the axis with its windows ``by`` drawn cells further on."""
        return replace(
            self,
            tap_cells=[[NO_CELL if at == NO_CELL else at + by for at in row]
                       for row in self.tap_cells],
            sample_starts=tuple(place + by for place in self.sample_starts),
        )  # fmt: skip

    def sampled_at(self, starts: Sequence[float]) -> Axis:
        """Return the axis with these `sample_starts`."""
        return replace(self, sample_starts=tuple(starts))

    def copying(self, units: Sequence[int] | None) -> Axis:
        """Return the axis with the unit that each drawn cell holds; None changes nothing."""
        return self if units is None else replace(self, cell_units=units)

    def without_units(self) -> Axis:
        """Return the axis of a plane that consists of padding: no cell is a unit of the input."""
        return replace(self, real_cells=())

    @cached_property
    def units(self) -> Indices:
        """The `cell_units`; (drawn,)."""
        return np.array(self.cell_units, dtype=np.int32)

    @cached_property
    def real(self) -> NDArray[np.bool_]:
        """Whether each drawn cell is a unit of the input; (drawn,)."""
        real = np.zeros(self.drawn, dtype=np.bool_)
        real[np.array(self.real_cells, dtype=np.int32)] = True
        return real

    @cached_property
    def window(self) -> Indices:
        """The `tap_cells`; (output, taps)."""
        return np.array(self.tap_cells, dtype=np.int32)

    @cached_property
    def under_taps(self) -> Indices:
        """The `tap_units`; (output, taps)."""
        return np.array(self.tap_units, dtype=np.int32)

    @cached_property
    def tap_units(self) -> list[list[int]]:
        """For each output index, the unit that each tap reads, or `NO_UNIT`."""
        units = self.cell_units
        return [
            [NO_UNIT if cell == NO_CELL else units[cell] for cell in row] for row in self.tap_cells
        ]

    @property
    def drawn(self) -> int:
        """The number of drawn cells."""
        return len(self.cell_units)

    @property
    def output(self) -> int:
        """The number of output indices."""
        return len(self.tap_cells)

    @property
    def taps(self) -> int:
        """The number of the window's cells, missing ones included."""
        return len(self.tap_cells[0])

    @cached_property
    def cell_of(self) -> dict[int, int]:
        """The drawn cell of each unit of the input; units that are cropped away are missing."""
        return {self.cell_units[cell]: cell for cell in self.real_cells}

    @property
    def spacing(self) -> int:
        """The number of drawn cells from one unit to the next."""
        real = self.real_cells
        return real[1] - real[0] if len(real) > 1 else 1

    @cached_property
    def starts(self) -> list[int]:
        """For each output index, the first cell of its window, or of a neighbour if it has none."""
        return _without_gaps([cells[0] if cells else None for cells in self.cells])

    @cached_property
    def stops(self) -> list[int]:
        """For each output index, the cell after the last one of its window, or of a neighbour."""
        return _without_gaps([cells[-1] + 1 if cells else None for cells in self.cells])

    @property
    def parts(self) -> list[tuple[list[int], tuple[bool, ...]]]:
        """The window's cells that are visible at the same output indices, and these indices.

        Each part is a list of offsets from the window's first cell, and for each output index
        whether the window has them; ``()`` if all windows do.
        """
        held = [
            {cell - start for cell in cells}
            for cells, start in zip(self.cells, self.starts, strict=True)
        ]
        parts: dict[tuple[bool, ...], list[int]] = {}
        for offset in sorted(set().union(*held)):
            visible = tuple(offset in offsets for offsets in held)
            parts.setdefault(() if all(visible) else visible, []).append(offset)
        return [(offsets, visible) for visible, offsets in parts.items()]

    @cached_property
    def cells(self) -> list[list[int]]:
        """For each output index, the drawn cells under the taps, ascending."""
        return [[cell for cell in row if cell != NO_CELL] for row in self.tap_cells]

    @property
    def reads(self) -> list[list[int]]:
        """For each output index, the units that the taps read, ascending, without repetition."""
        return [sorted(set(row) - {NO_UNIT}) for row in self.tap_units]


def _equally_long(windows: Sequence[Sequence[int]], taps: int = 1) -> list[list[int]]:
    """Return the windows' cells, each followed by `NO_CELL` up to the longest or to ``taps``."""
    taps = max([taps, *map(len, windows)])
    return [[*cells, *[NO_CELL] * (taps - len(cells))] for cells in windows]


def _without_gaps(places: Sequence[int | None]) -> list[int]:
    """Return the places with each None replaced by the one before it, or by the first one."""
    last = next((place for place in places if place is not None), 0)
    filled = []
    for place in places:
        last = last if place is None else place
        filled.append(last)
    return filled
