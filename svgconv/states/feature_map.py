"""The feature maps of a stack as they are drawn: each with the padding of the layers that read it.

Several layers can read a map, where paths begin. Their windows are then on the same cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from svgconv.states.axis import Axis

CROPPED = "cropped"
"""What the cells around a map are that a crop cuts off."""


@dataclass(frozen=True, eq=False)
class MapStates:
    """The input of a stack, or the output of one of its layers.

    Attributes
    ----------
    label: the lines of text next to it.
    size: the numbers of its units.
    axes: its drawn cells: its units, and the padding of the layers that read it.
    outside: what its drawn cells are that are not units: as in `States`, or `CROPPED`.
    level: how many layers are below it on the longest path.
    path: for each join that it is inside of, the number of the join among those of its sequence,
        and the number of the path from 1; () outside of all paths.
    """

    label: tuple[str, ...]
    size: tuple[int, ...]
    axes: tuple[Axis, ...]
    outside: str = "zeros"
    level: int = 0
    path: tuple[int, ...] = ()

    @property
    def plane(self) -> tuple[Axis, Axis]:
        """The rows and the columns that are drawn; one axis is drawn as a single row."""
        return plane_of(self.axes)

    @property
    def drawn(self) -> tuple[int, int]:
        """The drawn rows and columns."""
        rows, columns = self.plane
        return rows.drawn, columns.drawn


@dataclass(frozen=True, eq=False)
class Cells:
    """The drawn cells of a map for one of its readers.

    Attributes
    ----------
    axes: the cells; their windows are the reader's.
    outside: what those are that are not units.
    """

    axes: tuple[Axis, ...]
    outside: str = "zeros"

    @classmethod
    def of_units(cls, size: Sequence[int], cut: Sequence[tuple[int, int]] = ()) -> Cells:
        """Return the units alone, each a window of its own, with the cells that a crop cuts off.

        Parameters
        ----------
        size: the number of units along each axis.
        cut: the cells before and after them; () for none.
        """
        return cls(
            tuple(
                Axis.of(
                    drawn=before + units + after, units=units, origin=before, spacing=1,
                    taps=1, dilation=1, stride=1, output=units,
                ).shifted(before)
                for units, (before, after) in zip(size, cut or [(0, 0)] * len(size), strict=True)
            ),
            CROPPED if any(map(any, cut)) else "zeros",
        )  # fmt: skip

    @property
    def pads(self) -> bool:
        """Whether any of the cells is not a unit."""
        return any(len(axis.real_cells) < axis.drawn for axis in self.axes)

    def on(self, common: Cells) -> Cells:
        """Return the reader's windows on cells that several readers share."""
        pairs = zip(self.axes, common.axes, strict=True)
        return Cells(tuple(_moved(own, cells) for own, cells in pairs), common.outside)


def common_cells(readers: Sequence[Cells]) -> Cells | None:
    """Return the drawn cells of a map that hold the windows of all its readers.

    None if there are none: one reader's padding holds other values than another's, or there are
    zeros between the units.
    """
    first, *others = readers
    if not others:
        return first
    outside = {one.outside for one in readers if one.pads}
    axes = [_common_axis(along) for along in zip(*(one.axes for one in readers), strict=True)]
    if len(outside) > 1 or None in axes:
        return None
    return Cells(tuple(axis for axis in axes if axis), next(iter(outside), "zeros"))


def plane_of(axes: tuple[Axis, ...]) -> tuple[Axis, Axis]:
    """Return the rows and the columns that are drawn; one axis is drawn as a single row."""
    if len(axes) == 1:
        return Axis.one_line(), axes[0]
    rows, columns = axes
    return rows, columns


def _common_axis(readers: Sequence[Axis]) -> Axis | None:
    first = readers[0]
    if all(
        (*one.cell_units,) == (*first.cell_units,) and (*one.real_cells,) == (*first.real_cells,)
        for one in readers
    ):
        return first
    held: dict[int, int] = {}
    for one in readers:
        real = one.real_cells
        if not real or [one.cell_units[cell] for cell in real] != [*range(len(real))]:
            return None
        if len(real) != len(first.real_cells) or real[-1] - real[0] != len(real) - 1:
            return None
        for cell, unit in enumerate(one.cell_units):
            if held.setdefault(cell - real[0], unit) != unit:
                return None
    places = sorted(held)
    units = [held[place] for place in places]
    start = -places[0]
    return replace(first, cell_units=units, real_cells=range(start, start + len(first.real_cells)))


def _moved(own: Axis, cells: Axis) -> Axis:
    """The windows of an axis on other cells around the same units."""
    by = cells.real_cells[0] - own.real_cells[0] if own.real_cells else 0
    moved = own.shifted(by)
    return replace(moved, cell_units=cells.cell_units, real_cells=cells.real_cells)
