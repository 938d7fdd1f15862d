"""Labels next to a figure's grids: indices of rows and columns, names of axes, names of layers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise
from math import ceil

from svgconv.glyphs.font import width
from svgconv.numbers.numerals import MINUS
from svgconv.scene.captions import LINE, ROLE, SIZE, ink
from svgconv.scene.marks import Cell, FixedText, Mark, Subpath, TextSetting
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.specification.sizes import AXIS_NAMES
from svgconv.states.axis import Axis

AXES, INDICES = "axes", "indices"
"""The kinds of annotations that are drawn here."""
INDEX_SIZE, NAME_SIZE = 0.42, 0.5
"""An em of an index, and of an axis's name, in cells."""
INDEX_LINE, NAME_LINE = 0.6, 0.8
"""The room of indices next to their grid, and of an axis's name next to these, in cells."""
HEADING_SIZE, HEADING_LINE = 0.56, 0.8
"""An em of a heading, and its room above its grid, in cells."""
SLANTED = 0.95
"""The shortest edge of a cell in a slanted plane, in cells: texts lie in the plane."""
NEAR = 0.05
"""The free space next to a grid, in cells."""
LAYER_GAP = 0.8
"""The space between layer labels and what they name, in cells."""
LAYER_PART = 8 / 300
"""An em of layer labels as a part of the figure's width: 8 pixels of 300."""
LARGEST_LAYER = 0.85
"""The largest em of layer labels, in cells."""
PATH_LABEL = 1.1
"""The largest em of layer labels in a figure with paths, in cells."""
LAYER_LINES = (11.5, 17.0, float("inf"))
"""The most ems in a line of a layer's label; longer ones if lines have too little room."""


@dataclass(frozen=True)
class Grid:
    """A grid with labels along its sides.

    Attributes
    ----------
    plane: where its cells are.
    rows, columns: the plane's row or column of each index; none if these are not an axis.
    axes: the names of the rows and the columns; empty if another grid has them.
    heading: the text above it, which is always drawn; empty for none.
    width: the grid's width, in cells, in the middle of which the heading is.
    """

    plane: Plane
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    axes: tuple[str, str] = ("", "")
    heading: str = ""
    width: float = 0

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
    least: the least size of texts, in user units. Where not all indices fit, some are left out.
    """
    larger = max(1, ceil(1000 * least / (INDEX_SIZE * CELL * SLANTED)) / 1000) if least else 1
    marks: list[Mark] = []
    headings: list[Cell] = []
    for grid in grids:
        placed = replace(grid, plane=grid.plane.moved(scene.origin))
        if INDICES in kinds:
            marks.append(_indices(placed, theme, larger))
        distance = NEAR + larger * INDEX_LINE * (INDICES in kinds)
        if AXES in kinds:
            marks += _names(placed, distance, theme, larger)
        if grid.heading:
            distance = distance if grid.columns else NEAR
            distance += larger * NAME_LINE * (AXES in kinds and grid.axes[1] != "")
            headings.append(_heading(placed, distance + larger * HEADING_LINE / 2))
    left_out = scene.left_out
    if not _apart(headings, larger * HEADING_SIZE):
        headings, left_out = [], (*left_out, "headings")
    if headings:
        setting = TextSetting((0, 0), (0, CELL), (CELL, 0), larger * HEADING_SIZE, (0.5, 0.5))
        marks.append(FixedText(ROLE, ink(theme), setting, tuple(headings)))
    framed = Scene.framed([*scene.marks, *marks], scene.odometer, scene.paint, margin)
    return replace(framed, origin=(0, 0), left_out=left_out)


def _apart(headings: Sequence[Cell], size: float) -> bool:
    """Return whether headings in a row do not touch, in this size."""
    ends = sorted(
        (row, column - width(text) * size / 2, column + width(text) * size / 2)
        for row, column, text in headings
    )
    return all(
        row != below or end + NEAR <= start for (row, _, end), (below, start, _) in pairwise(ends)
    )


def heading(plane: Plane, columns: int, text: str, theme: Theme) -> Mark:
    """Return a text above a grid, in the middle of its columns."""
    setting = TextSetting(plane.origin, plane.row, plane.column, NAME_SIZE, (0.5, 0.5))
    cell = (-NEAR - NAME_LINE / 2 - 0.5, (columns - 1) / 2, text)
    return FixedText(ROLE, ink(theme), setting, (cell,))


def layer_labels(
    outlines: Sequence[Subpath],
    labels: Sequence[tuple[str, ...]],
    theme: Theme,
    *,
    on_left: bool = False,
    size: float = SIZE,
) -> list[Mark]:
    """Return a label at the height of each outline, all in one column next to them.

    Parameters
    ----------
    outlines: what the labels name, such as a plane's whole block.
    labels: the lines of each label.
    on_left: whether they end to the left of the outlines, instead of starting to the right.
    size: an em, in cells.
    """
    left, right = _ends(outlines)
    cells = [
        cell
        for outline, lines in zip(outlines, labels, strict=True)
        for index, text in enumerate(lines)
        for cell in _words(
            _height(outline) + LINE * size * (index - (len(lines) - 1) / 2),
            left - LAYER_GAP - label_width(text, size) if on_left else right + LAYER_GAP,
            text,
            size,
        )
    ]
    setting = TextSetting((0, -CELL // 2), (0, CELL), (CELL, 0), size, (0.5, 0), align=0)
    return [FixedText(ROLE, ink(theme), setting, tuple(cells))]


def legible_labels(
    outlines: Sequence[Subpath], labels: Sequence[tuple[str, ...]], least: float = 0
) -> tuple[list[tuple[str, ...]], float]:
    """Return the labels of one column in short lines, and an em in cells.

    The em is `LAYER_PART` of the figure's width, if labels have that much room above each other, so
    that a narrow figure is legible.
    """
    left, right = _ends(outlines)
    for most in LAYER_LINES:
        lines = [tuple(one for text in label for one in _short(text, most)) for label in labels]
        largest = _largest(outlines, lines)
        if largest >= max(SIZE, least):
            break
    longest = max(width(text) for label in lines for text in label)
    wanted = LAYER_PART * (right - left + 2 * LAYER_GAP) / max(1 - LAYER_PART * longest, 0.1)
    size = max(SIZE, round(min(wanted, largest, LARGEST_LAYER), 2))
    return lines, max(size, ceil(1000 * least) / 1000) if least <= largest else size


def _short(text: str, most: float) -> list[str]:
    """Return a text in lines of at most this many ems, broken after commas."""
    first, *others = text.split(", ")
    lines = [first]
    for part in others:
        longer = f"{lines[-1]}, {part}"
        if width(longer) <= most:
            lines[-1] = longer
        else:
            lines[-1] += ","
            lines.append(part)
    return lines


def _largest(outlines: Sequence[Subpath], labels: Sequence[tuple[str, ...]]) -> float:
    """Return the largest em, in cells, at which no label reaches the next one."""
    places = sorted(zip(map(_height, outlines), map(len, labels), strict=True))
    return min(
        ((below - above) / (LINE * (one + other) / 2 + LINE / 2))
        for (above, one), (below, other) in pairwise(places)
    )


def _ends(outlines: Sequence[Subpath]) -> tuple[float, float]:
    """Return the left and the right end of outlines, in cells."""
    xs = [x / CELL for outline in outlines for x, _ in outline.points]
    return min(xs), max(xs)


def label_width(text: str, size: float) -> float:
    """Return the width of a line of a layer's label, whose em is ``size``; both in cells."""
    return width(text.replace("-", MINUS)) * size


def path_label(label: Sequence[str]) -> tuple[str, ...]:
    """Return a label in short lines, for a figure with paths."""
    return tuple(one for text in label for one in _short(text, LAYER_LINES[0]))


def path_size(columns: Sequence[tuple[Sequence[Subpath], Sequence[tuple[str, ...]]]]) -> float:
    """Return the largest em, in cells, at which the labels of no column reach each other.

    Parameters
    ----------
    columns: for each column of labels what they name, and their lines.
    """
    room = [_largest(*column) for column in columns if len(column[0]) > 1]
    return max(SIZE, round(min([PATH_LABEL, *room]), 2))


def _indices(grid: Grid, theme: Theme, larger: float) -> Mark:
    """Return the indices, or each second, fifth or tenth of an axis, and so on, that fits."""
    plane, before = grid.plane, -NEAR - larger * INDEX_LINE / 2 - 0.5
    size = round(larger * INDEX_SIZE, 3)
    setting = TextSetting(plane.origin, plane.row, plane.column, size, (0.5, 0.5))
    cells: list[Cell] = [(before, at, text) for at, text in _spaced(grid.columns, size)]
    cells += [(row, before, text) for row, text in _spaced(grid.rows, size)]
    return FixedText(ROLE, ink(theme), setting, tuple(cells))


def _spaced(places: Sequence[int], size: float) -> Iterator[tuple[int, str]]:
    """Yield every n-th place with its index, where neighbours do not touch."""
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


def _names(grid: Grid, distance: float, theme: Theme, larger: float) -> Iterator[Mark]:
    """Yield each axis's name along it, at a distance from the grid in cells."""
    plane, (rows, columns) = grid.plane, grid.axes
    away, size = distance + larger * NAME_LINE / 2, round(larger * NAME_SIZE, 3)
    if columns:
        yield _along(plane, columns, (-away, _middle(grid.columns)), theme, size)
    if rows:
        middle = _middle(grid.rows)
        # The plane is turned so that the name is read along the rows, and upwards if these go
        # straight down.
        if plane.row[0] > 0:
            turned = Plane(plane.origin, _reversed(plane.column), plane.row)
            yield _along(turned, rows, (away, middle), theme, size)
        else:
            turned = Plane(plane.origin, plane.column, _reversed(plane.row))
            yield _along(turned, rows, (-away, -middle), theme, size)


def _along(plane: Plane, name: str, place: tuple[float, float], theme: Theme, size: float) -> Mark:
    """Return a name whose middle is at this row and column of the plane."""
    setting = TextSetting(plane.origin, plane.row, plane.column, size, (0.5, 0.5))
    return FixedText(ROLE, ink(theme), setting, ((place[0] - 0.5, place[1] - 0.5, name),))


def _middle(cells: tuple[int, ...]) -> float:
    return (cells[0] + cells[-1] + 1) / 2


def _reversed(step: tuple[float, float]) -> tuple[float, float]:
    return -step[0], -step[1]


def _words(row: float, column: float, text: str, size: float) -> Iterator[Cell]:
    """Yield a line word by word, because repeated words are defined once."""
    before = ""
    for word in text.replace("-", MINUS).split(" "):
        yield row, column + width(before) * size, word
        before += f"{word} "


def _height(outline: Subpath) -> float:
    """Return the ordinate of an outline's middle, in cells."""
    heights = [y for _, y in outline.points]
    return (min(heights) + max(heights)) / 2 / CELL
