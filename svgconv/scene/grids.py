"""Grids whose rows and columns can have labels, and the sides on which these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from svgconv.scene.plane import Plane
from svgconv.specification.sizes import AXIS_NAMES
from svgconv.states.axis import Axis


@dataclass(frozen=True)
class Grid:
    """A grid with labels along its sides.

    Attributes
    ----------
    plane: where its cells are.
    rows, columns: the plane's row, and its column, of each index; empty without indices.
    axes: the names of the rows and the columns; empty if another grid has them.
    heading: the text above its middle; empty for none.
    width: its columns, for the heading.
    below: the grid's rows, if the labels of the columns are below them; 0 if they are above.
    beside: the grid's columns, if the labels of the rows are to their right; 0 if they are on the
        left.
    crossed: whether lines pass its labels, which then have a ground.
    """

    plane: Plane
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    axes: tuple[str, str] = ("", "")
    heading: str = ""
    width: float = 0
    below: int = 0
    beside: int = 0
    crossed: bool = False

    @classmethod
    def of_input(cls, plane: Plane, rows: Axis, columns: Axis, axes: int) -> Grid:
        """Return the drawn input with this number of axes; only its units have indices."""
        return cls(plane, tuple(rows.real_cells) if axes > 1 else (), tuple(columns.real_cells))

    @classmethod
    def of_cells(cls, plane: Plane, rows: int, columns: int, axes: int = 2) -> Grid:
        """Return a grid with this number of axes, all of whose cells have indices."""
        return cls(plane, tuple(range(rows)) if axes > 1 else (), tuple(range(columns)))

    def named(self, rows: str, columns: str) -> Grid:
        """Return the same grid with these names of its axes."""
        return replace(self, axes=(rows, columns))


def facing_away(
    below: Sequence[Grid], rows: int, above: Sequence[Grid], columns: int, axes: int
) -> list[Grid]:
    """Return the grids of slanted planes with labels on the sides away from the other planes.

    Lines join planes below with planes above them; they pass labels of planes that are narrow, or
    several. The axes have their names next to the planes below: the rows on the left of the first
    one, and the columns on the right of the last one.

    Parameters
    ----------
    rows: those of each plane below.
    columns: those of each plane above.
    axes: the number of the operation's axes.
    """
    down, across = ("", *AXIS_NAMES[axes])[-2:]
    last = len(below) - 1
    lower = [
        replace(grid, below=rows, axes=(down * (at == 0), across * (at == last)))
        for at, grid in enumerate(below)
    ]
    found = [*lower, *(replace(grid, beside=columns) for grid in above)]
    return [replace(grid, crossed=True) for grid in found]


def named_grids(grids: Sequence[Grid], which: int, axes: int) -> list[Grid]:
    """Return the grids, one of which has the names of an operation's axes.

    Parameters
    ----------
    which: the index of that grid; -1 is the last.
    axes: the number of the operation's axes.
    """
    names = ("", *AXIS_NAMES[axes])[-2:]
    return [
        grid.named(*names) if index == which % len(grids) else grid
        for index, grid in enumerate(grids)
    ]
