"""Labels next to a figure's grids: indices of rows and columns, names of axes, headings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import count, pairwise
from math import ceil

from svgconv.glyphs.decimals import rounded_up
from svgconv.glyphs.font import width
from svgconv.scene.captions import ROLE, ink
from svgconv.scene.grids import Grid
from svgconv.scene.marks import Cell, FixedText, Mark, Path, Subpath
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.scene import Scene
from svgconv.scene.style import Style
from svgconv.scene.text_overlaps import overlap, text_areas
from svgconv.scene.text_setting import TextSetting
from svgconv.scene.theme import Theme

AXES, INDICES = "axes", "indices"
"""The kinds of annotations that are drawn here."""
LABEL_NAMES = {AXES: "the axes' names", INDICES: "indices"}
"""What is left out if they have no room, in words."""
INDEX_SIZE, NAME_SIZE = 0.42, 0.5
"""An em of an index, and of an axis's name, in cells."""
INDEX_LINE, NAME_LINE = 0.6, 0.8
"""The room of indices next to their grid, and of an axis's name next to these, in cells."""
HEADING_SIZE, HEADING_LINE = 0.56, 0.8
"""An em of a heading, and its room above its grid, in cells."""
SLANTED = 0.95
"""The shortest edge of a cell in a slanted plane, in cells; it makes texts smaller."""
AROUND = 0.05
"""The ground around a label that lines pass, in cells."""
NEAR = 0.05
"""The free space next to a grid, in cells."""


def enlarged(least: float) -> float:
    """Return by how much labels are enlarged, for a least size of texts in cells."""
    return max(1, rounded_up(least / (INDEX_SIZE * SLANTED)))


def room_between(style: Style, room: int = CELL) -> int:
    """Return the room between planes, in user units: more for large indices.

    Parameters
    ----------
    room: the room for indices of their own size, in user units.
    """
    return ceil(room * enlarged(style.text)) if style.indices else room


def with_axis_labels(
    scene: Scene,
    grids: Sequence[Grid],
    kinds: Collection[str],
    theme: Theme,
    margin: int,
    least: float = 0,
) -> Scene:
    """Return the scene with indices next to its grids, names of their axes, or both.

    Parameters
    ----------
    kinds: some of `INDICES` and `AXES`.
    margin: the free space around everything, in user units.
    least: the least size of texts, in user units. Where not all indices fit, some are left out;
        where labels would be over other texts, all of their kind are.
    """
    larger = enlarged(least / CELL)
    indices, names, headings = list[FixedText](), list[FixedText](), list[Cell]()
    crossed = list[FixedText]()
    for grid in grids:
        placed = replace(grid, plane=grid.plane.moved(scene.origin))
        own = [_indices(placed, theme, larger)] if INDICES in kinds else []
        distance = NEAR + larger * INDEX_LINE * (INDICES in kinds)
        named = [*_names(placed, distance, theme, larger)] if AXES in kinds else []
        indices, names = [*indices, *own], [*names, *named]
        crossed += [*own, *named] if grid.crossed else []
        if grid.heading:
            distance = distance if grid.columns else NEAR
            distance += larger * NAME_LINE * (AXES in kinds and grid.axes[1] != "")
            headings.append(_heading(placed, distance + larger * HEADING_LINE / 2))
    texts = [mark for mark in scene.marks if isinstance(mark, FixedText) and not mark.presence]
    for kind, labels in ((INDICES, indices), (AXES, names)):
        if overlap(labels, texts):
            fewer = [one for one in kinds if one != kind]
            without = replace(scene, left_out=(*scene.left_out, LABEL_NAMES[kind]))
            return with_axis_labels(without, grids, fewer, theme, margin, least)
        texts += labels
    left_out = scene.left_out
    if not _apart(headings, larger * HEADING_SIZE):
        headings, left_out = [], (*left_out, "headings")
    marks = [*scene.marks, *_ground(crossed, theme), *indices, *names]
    if headings:
        setting = TextSetting((0, 0), (0, CELL), (CELL, 0), larger * HEADING_SIZE, (0.5, 0.5))
        marks.append(FixedText(ROLE, ink(theme), setting, tuple(headings)))
    framed = Scene.framed(marks, scene.odometer, scene.paint, margin)
    return replace(
        framed,
        origin=scene.moved(framed.origin).origin,
        left_out=left_out,
        cells=scene.cells and scene.cells.moved(framed.origin),
    )


def _ground(labels: Sequence[FixedText], theme: Theme) -> Iterator[Mark]:
    """Yield the ground under labels, so that lines behind them do not cross them."""
    areas = text_areas(labels, AROUND)
    if grounds := tuple(Subpath(corners, closed=True) for corners in areas):
        yield Path("label_ground", theme.paint("label_ground"), grounds)


def _apart(headings: Sequence[Cell], size: float) -> bool:
    """Return whether headings in a row do not touch, in this size."""
    ends = sorted(
        (row, column - width(text) * size / 2, column + width(text) * size / 2)
        for row, column, text in headings
    )
    return all(
        row != below or end + NEAR <= start for (row, _, end), (below, start, _) in pairwise(ends)
    )


def heading(plane: Plane, columns: int, text: str, theme: Theme, *, below: int = 0) -> Mark:
    """Return a text above or below a grid, in the middle of its columns.

    Parameters
    ----------
    below: the grid's rows, if the text is below these; 0 if it is above them.
    """
    setting = TextSetting(plane.origin, plane.row, plane.column, NAME_SIZE, (0.5, 0.5))
    row = _outside(below, NEAR + NAME_LINE / 2) - 0.5
    cell = (row, (columns - 1) / 2, text)
    return FixedText(ROLE, ink(theme), setting, (cell,))


def _indices(grid: Grid, theme: Theme, larger: float) -> FixedText:
    """Return the indices of each axis: all, or every second, fifth, tenth and so on."""
    plane, away = grid.plane, NEAR + larger * INDEX_LINE / 2
    above, left = (_outside(count, away) - 0.5 for count in (grid.below, grid.beside))
    size = round(larger * INDEX_SIZE, 3)
    setting = TextSetting(plane.origin, plane.row, plane.column, size, (0.5, 0.5))
    cells: list[Cell] = [(above, at, text) for at, text in _spaced(grid.columns, size)]
    cells += [(row, left, text) for row, text in _spaced(grid.rows, size)]
    return FixedText(ROLE, ink(theme), setting, tuple(cells))


def _outside(count: int, away: float) -> float:
    """Return a place after these cells, or before the first one if there are none."""
    return count + away if count else -away


def _spaced(places: Sequence[int], size: float) -> Iterator[tuple[int, str]]:
    """Yield places with their indices; some are left out so that neighbours do not touch."""
    if not places:
        return
    room = (places[-1] - places[0]) / max(1, len(places) - 1)
    wide = max(width(str(len(places) - 1)), 0.7) * size
    each = next(step for step in _steps() if step * room >= wide or step >= len(places))
    yield from ((place, str(at)) for at, place in enumerate(places) if at % each == 0)


def _steps() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50 and so on."""
    return (step * 10**power for power in count() for step in (1, 2, 5))


def _heading(grid: Grid, away: float) -> Cell:
    """Return a heading, in the cell whose middle is this far above its grid, in cells."""
    x, y = grid.plane.point(-away, grid.width / 2)
    return round(y / CELL - 0.5, 3), round(x / CELL - 0.5, 3), grid.heading


def _names(grid: Grid, distance: float, theme: Theme, larger: float) -> Iterator[FixedText]:
    """Yield each axis's name along it, at a distance from the grid in cells.

    An axis without cells has no name: a crop leaves no unit of the input.
    """
    plane, (rows, columns) = grid.plane, grid.axes
    away, size = distance + larger * NAME_LINE / 2, round(larger * NAME_SIZE, 3)
    has_both = bool(rows and grid.rows and columns and grid.columns)
    if columns and grid.columns:
        middle = _middle(grid.columns)
        if has_both:
            middle = _from_corner(middle, width(columns) * size, grid.beside)
        yield _along(plane, columns, (_outside(grid.below, away), middle), theme, size)
    if rows and grid.rows:
        middle = _middle(grid.rows)
        if has_both:
            middle = _from_corner(middle, width(rows) * size, grid.below)
        # The plane is turned so that the name is read along the rows, and upwards if these go
        # straight down.
        if plane.row[0] > 0:
            turned = Plane(plane.origin, _reversed(plane.column), plane.row)
            yield _along(turned, rows, (-_outside(grid.beside, away), middle), theme, size)
        else:
            turned = Plane(plane.origin, plane.column, _reversed(plane.row))
            yield _along(turned, rows, (_outside(grid.beside, away), -middle), theme, size)


def _from_corner(middle: float, length: float, last: int) -> float:
    """Return the middle of a long name, which does not reach beyond the other axis's labels.

    Parameters
    ----------
    middle: that of its axis.
    length: the name's, in cells.
    last: the cells before those labels; 0 if they are before the first cell.
    """
    return min(middle, last - length / 2) if last else max(middle, length / 2)


def _along(
    plane: Plane, name: str, place: tuple[float, float], theme: Theme, size: float
) -> FixedText:
    """Return a name whose middle is at this row and column of the plane."""
    setting = TextSetting(plane.origin, plane.row, plane.column, size, (0.5, 0.5))
    return FixedText(ROLE, ink(theme), setting, ((place[0] - 0.5, place[1] - 0.5, name),))


def _middle(cells: tuple[int, ...]) -> float:
    return (cells[0] + cells[-1] + 1) / 2


def _reversed(step: tuple[float, float]) -> tuple[float, float]:
    return -step[0], -step[1]
