"""What is written along a figure's grids: the indices of rows and columns, the names of axes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from svgconv.scene.annotations import ROLE, ink
from svgconv.scene.marks import Mark
from svgconv.scene.plane import Plane
from svgconv.scene.scene import Scene
from svgconv.scene.text import Cell, Numbers, Setting
from svgconv.scene.theme import Theme
from svgconv.specification.sizes import AXIS_NAMES
from svgconv.states.axis import Axis

AXES, INDICES = "axes", "indices"
"""What can be written there."""
INDEX_SIZE, NAME_SIZE = 0.42, 0.5
"""An em of an index, and of an axis's name, in cells."""
INDEX_LINE, NAME_LINE = 0.6, 0.8
"""The room that indices take beside their grid, and an axis's name beside these, in cells."""
NEAR = 0.05
"""The cells that are left free beside a grid."""


@dataclass(frozen=True)
class Grid:
    """A grid along which is written: where it lies, and how its axes are counted.

    Attributes
    ----------
    plane: where its cells lie.
    rows, columns: the cell of each index, in the plane's own counting; none where the rows, or the
        columns, are no axis.
    axes: what the rows and the columns are called; nothing where another grid says so.
    """

    plane: Plane
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    axes: tuple[str, str] = ("", "")

    @classmethod
    def of_input(cls, plane: Plane, rows: Axis, columns: Axis, axes: int) -> Grid:
        """The drawn input of so many axes: only its units have indices."""
        return cls(plane, tuple(rows.real_cells) if axes > 1 else (), tuple(columns.real_cells))

    @classmethod
    def of_cells(cls, plane: Plane, rows: int, columns: int, axes: int = 2) -> Grid:
        """A grid of so many axes all of whose cells have indices."""
        return cls(plane, tuple(range(rows)) if axes > 1 else (), tuple(range(columns)))

    def named(self, rows: str, columns: str) -> Grid:
        """The same grid with its axes' names beside it."""
        return replace(self, axes=(rows, columns))


def named(grids: Sequence[Grid], which: int, axes: int) -> list[Grid]:
    """The grids of an operation of so many axes, which are named along one of them."""
    names = ("", *AXIS_NAMES[axes])[-2:]
    return [
        grid.named(*names) if index == which % len(grids) else grid
        for index, grid in enumerate(grids)
    ]


def along_grids(
    scene: Scene, grids: Sequence[Grid], kinds: Collection[str], theme: Theme, margin: int
) -> Scene:
    """The scene with indices beside its grids where `INDICES` is asked for, and names of `AXES`."""
    marks: list[Mark] = []
    for grid in grids:
        placed = replace(grid, plane=grid.plane.moved(scene.origin))
        if INDICES in kinds:
            marks.append(_indices(placed, theme))
        if AXES in kinds:
            marks += _names(placed, NEAR + INDEX_LINE * (INDICES in kinds), theme)
    framed = Scene.framed([*scene.marks, *marks], scene.odometer, scene.paint, margin)
    return replace(framed, origin=(0, 0))


def _indices(grid: Grid, theme: Theme) -> Mark:
    plane, before = grid.plane, -NEAR - INDEX_LINE / 2 - 0.5
    setting = Setting(plane.origin, plane.row, plane.column, INDEX_SIZE, (0.5, 0.5))
    cells: list[Cell] = [(before, column, str(index)) for index, column in enumerate(grid.columns)]
    cells += [(row, before, str(index)) for index, row in enumerate(grid.rows)]
    return Numbers(ROLE, ink(theme), setting, tuple(cells))


def _names(grid: Grid, away: float, theme: Theme) -> Iterator[Mark]:
    """Each axis's name along it, so many cells away from the grid."""
    plane, (rows, columns) = grid.plane, grid.axes
    beside = away + NAME_LINE / 2
    if columns:
        yield _along(plane, columns, (-beside, _middle(grid.columns)), theme)
    if rows:
        middle = _middle(grid.rows)
        # The rows' own plane is turned so that its text is read along them, from below where they
        # go straight down.
        if plane.row[0] > 0:
            turned = Plane(plane.origin, _reversed(plane.column), plane.row)
            yield _along(turned, rows, (beside, middle), theme)
        else:
            turned = Plane(plane.origin, plane.column, _reversed(plane.row))
            yield _along(turned, rows, (-beside, -middle), theme)


def _along(plane: Plane, name: str, place: tuple[float, float], theme: Theme) -> Mark:
    """A name whose middle is so many rows and columns from the plane's origin."""
    setting = Setting(plane.origin, plane.row, plane.column, NAME_SIZE, (0.5, 0.5))
    return Numbers(ROLE, ink(theme), setting, ((place[0] - 0.5, place[1] - 0.5, name),))


def _middle(cells: tuple[int, ...]) -> float:
    return (cells[0] + cells[-1] + 1) / 2


def _reversed(step: tuple[float, float]) -> tuple[float, float]:
    return -step[0], -step[1]
