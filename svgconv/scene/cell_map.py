"""The cells of a drawing: where its grids are, and what their cells read of each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from svgconv.numbers.cell_texts import CellTexts, Texts
from svgconv.operations.base import SumForm
from svgconv.scene.motion import Point
from svgconv.scene.plane import Plane
from svgconv.states.axis import Axis
from svgconv.states.odometer import Odometer

ACROSS, DOWN = 1, 2
"""How cells are drawn that are not in rows and columns: in one row, or in one column."""


@dataclass(frozen=True, eq=False)
class CellGrid:
    """A grid whose cells can be pointed at.

    Attributes
    ----------
    plane: where its cells are, in user units; a cell is a step down and a step across.
    rows, columns: its drawn cells, and the units that they hold.
    flat: `ACROSS` if all of these cells are in one row, row after row; `DOWN` if they are in one
        column; 0 if they are in rows and columns.
    frames: the frame of cell (0, 0), and the numbers of frames from a row to the next and from a
        column to the next; None if its cells have no frames.
    texts: returns the number in each drawn cell; or, if there is a ``form``, what follows the terms
        of its sum. None if there are no sums.
    form: the form of the sum of each cell; None if its cells are not sums of others.
    """

    plane: Plane
    rows: Axis
    columns: Axis
    frames: tuple[int, int, int] | None = None
    flat: int = 0
    texts: Callable[[], Texts] | None = None
    form: SumForm | None = None

    @classmethod
    def of_frames(
        cls, plane: Plane, size: tuple[int, int], first: int = 0, flat: int = 0
    ) -> CellGrid:
        """Return a grid of rows and columns with a frame for each cell, in row-major order.

        Parameters
        ----------
        first: the frame of cell (0, 0).
        """
        rows, columns = map(Axis.of_units, size)
        return cls(plane, rows, columns, (first, size[1], 1), flat)


@dataclass(frozen=True, eq=False)
class CellLink:
    """What the units of a grid read of another grid, or write to it.

    Attributes
    ----------
    above, below: the places of the grid that reads and of the one that it reads, which is before
        it, among all grids.
    rows, columns: the windows of the units that read, on the drawn cells of the other grid.
    mask: whether each tap of the window is used, in rows; None if all are.
    weights: the number of each tap, in rows; None without a kernel, or without sums.
    """

    above: int
    below: int
    rows: Axis
    columns: Axis
    mask: tuple[tuple[bool, ...], ...] | None = None
    weights: Texts | None = None

    @classmethod
    def of_same(cls, above: int, below: int, size: tuple[int, int]) -> CellLink:
        """Return the link of two grids of the same size, each of whose units reads its own."""
        rows, columns = map(Axis.of_units, size)
        return cls(above, below, rows, columns)


@dataclass(frozen=True, eq=False)
class CellMap:
    """The grids of a drawing from back to front, and the links between them."""

    grids: tuple[CellGrid, ...]
    links: tuple[CellLink, ...] = ()

    def moved(self, offset: Point) -> CellMap:
        """Return the same cells at another place."""
        grids = (replace(one, plane=one.plane.moved(offset)) for one in self.grids)
        return replace(self, grids=tuple(grids))

    def summed(
        self, texts: CellTexts, form: SumForm, endings: Callable[[], Sequence[str]]
    ) -> CellMap:
        """Return the same cells with the sum of each output cell.

        The grids are those of the input, and then those of the output.

        Parameters
        ----------
        endings: returns what follows the terms of each frame's sum.
        """
        inputs = len(texts.input)
        grids = [
            replace(one, texts=partial(texts.input.__getitem__, at))
            if at < inputs
            else replace(one, texts=partial(_in_rows, one, at - inputs, endings), form=form)
            for at, one in enumerate(self.grids)
        ]
        links = [
            replace(
                one, weights=texts.weight[one.below][one.above - inputs] if texts.weight else None
            )
            for one in self.links
        ]
        return CellMap(tuple(grids), tuple(links))

    def timed(self, own: Odometer, common: Odometer) -> CellMap:
        """Return the same cells with their frames of a common odometer."""
        grids = (replace(one, frames=_common_frames(one, own, common)) for one in self.grids)
        return replace(self, grids=tuple(grids))


def _in_rows(grid: CellGrid, number: int, texts: Callable[[], Sequence[str]]) -> Texts:
    """Return the texts of a grid's cells, in rows, if grids of this size come before it."""
    rows, columns = grid.rows.drawn, grid.columns.drawn
    starts = range(number * rows * columns, (number + 1) * rows * columns, columns)
    return tuple(tuple(texts()[start : start + columns]) for start in starts)


def together(maps: Sequence[CellMap]) -> CellMap:
    """Return the cells of several maps as one."""
    grids: list[CellGrid] = []
    links: list[CellLink] = []
    for one in maps:
        first = len(grids)
        grids += one.grids
        links += (
            replace(link, above=link.above + first, below=link.below + first) for link in one.links
        )
    return CellMap(tuple(grids), tuple(links))


def _common_frames(grid: CellGrid, own: Odometer, common: Odometer) -> tuple[int, int, int] | None:
    """Return a grid's frames of a common odometer; None if they are not linear in its cells."""
    if grid.frames is None or bool(own.output_digits) != bool(common.output_digits):
        return None
    first, *steps = grid.frames
    more = len(common.shape) - len(own.shape)
    held = [own.held(axis) for axis in range(len(own.shape))]
    found = []
    for step, cells in zip(steps, (grid.rows.drawn, grid.columns.drawn), strict=True):
        axes = [at for at, each in enumerate(held) if each == step and own.shape[at] >= cells]
        if not axes and cells > 1:
            return None
        found.append(common.held(axes[-1] + more) if axes else 0)
    return (common.frame((0,) * more + own.digits(first)), found[0], found[1])
