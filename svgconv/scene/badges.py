"""The kernel's weights in tabs in the corners of the cells that they meet, moving as these do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from svgconv.numbers.cell_texts import CellTexts, Planes, Texts, texts_in
from svgconv.scene.marks import Path, Subpath
from svgconv.scene.motion import Presence, Summed
from svgconv.scene.plane import Plane
from svgconv.scene.text import Cell, Numbers
from svgconv.scene.text_fit import MARGIN, TAB, fitting, widest
from svgconv.scene.theme import Theme
from svgconv.scene.window import first_cells
from svgconv.states.axis import Axis

LARGEST_WEIGHT = 0.34
"""The size of weights that have room enough, in cells to an em."""
LEAST_TAB = 0.3


def tab_room(plane: Plane, weights: Iterable[str]) -> float:
    """The width of tabs that hold these weights, in cells."""
    weights = list(weights)
    return max(LEAST_TAB, widest(weights) * _size(plane, weights) + MARGIN)


def _size(plane: Plane, weights: Iterable[str]) -> float:
    return fitting(plane, weights, TAB - MARGIN, (0, 0), LARGEST_WEIGHT).size


def tabs(
    plane: Plane,
    cells: Sequence[tuple[int, int]],
    room: float,
    movement: Summed,
    presence: Presence,
    theme: Theme,
) -> Path:
    """A tab so wide in the lower right corner of each cell."""
    top, left = 1 - TAB, 1 - room
    corners = ((top, left), (top, 1), (1, 1), (1, left))
    shapes = tuple(
        Subpath(tuple(plane.point(row + y, column + x) for y, x in corners), closed=True)
        for row, column in cells
    )
    return Path("badge", theme.paint("badge"), shapes, movement, presence)


def in_tabs(
    plane: Plane,
    cells: Sequence[Cell],
    weights: Iterable[str],
    movement: Summed,
    presence: Presence,
    theme: Theme,
) -> Numbers:
    """Some of the weights in their tabs; all ``weights`` are as large."""
    weights = list(weights)
    place = (1 - TAB / 2, 1 - tab_room(plane, weights) / 2)
    setting = fitting(plane, weights, TAB - MARGIN, place, LARGEST_WEIGHT)
    return Numbers("weight", theme.paint("weight"), setting, tuple(cells), movement, presence)


def weight_numbers(
    plane: Plane, number: int, rows: Axis, columns: Axis, writing: CellTexts | None, theme: Theme
) -> list[Path | Numbers]:
    """The weights in the window's cells on one plane of the input.

    Where there are several planes of the output, each has weights of its own: ``presence`` of those
    that differ is a table of the output's planes alone.
    """
    if writing is None or writing.weight is None or not any(writing.weight[number]):
        return []
    down, across, movement = first_cells(plane, rows, columns)
    every = list(texts_in(planes for of_plane in writing.weight for planes in of_plane))
    window = [(row, column) for row in down for column in across]
    room, own = tab_room(plane, every), writing.weight[number]
    return [
        tabs(plane, window, room, movement, _when(own, None), theme),
        *(
            in_tabs(
                plane,
                [(*cell, text) for cell, text in zip(window, texts_in([texts]), strict=True)],
                every,
                movement,
                _when(own, texts),
                theme,
            )
            for texts in dict.fromkeys(own)
            if texts
        ),
    ]


def _when(by_plane: Planes, texts: Texts | None) -> Presence:
    """For which planes of the output these are a plane's weights, or any are; ``()``: for all."""
    there = tuple(bool(own) if texts is None else own == texts for own in by_plane)
    return () if all(there) else (there,)
