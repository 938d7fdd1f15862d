"""The mark on the output cells that ``output_padding`` adds: a small cell inside each.

These cells are computed like all others, and are not zeros.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from svgconv.scene.marks import Mark, Path
from svgconv.scene.plane import Plane
from svgconv.scene.theme import Theme
from svgconv.states.matrix import MatrixStates
from svgconv.states.states import States

ADDED = (
    " Output cells with a small cell inside exist because of output_padding: they are computed like"
    " all others, and are not zeros."
)

INSET, NARROW_INSET = 0.3, 0.1
"""The distance of the small cell from the sides of its cell, in cells; and with a number in it."""


def added_cells(
    plane: Plane, size: tuple[int, int], added: tuple[int, int], theme: Theme, *, numbered: bool
) -> list[Mark]:
    """Return the marks in the last rows and columns of an output.

    Parameters
    ----------
    size: the output's rows and columns.
    added: the last rows and columns that exist because of ``output_padding``.
    numbered: whether the cells have numbers, for which there must be room.
    """
    rows, columns = size
    top, left = rows - added[0], columns - added[1]
    cells = [(row, column) for row in range(top) for column in range(left, columns)]
    cells += [(row, column) for row in range(top, rows) for column in range(columns)]
    return marks_in(plane, cells, theme, numbered=numbered)


def output_padding(states: States) -> tuple[int, ...]:
    """Return for each axis the number of last output cells that ``output_padding`` adds."""
    given = states.parameters.get("output_padding", [0] * len(states.axes))
    return tuple(min(extra, axis.output) for extra, axis in zip(given, states.axes, strict=True))


def added_rows(states: MatrixStates) -> list[int]:
    """Return the rows of a matrix whose output cells exist because of ``output_padding``."""
    added = output_padding(states)
    first = [size - extra for size, extra in zip(states.output_size, added, strict=True)]
    return [
        row
        for row, cell in enumerate(states.outputs.tolist())
        if any(at >= start for at, start in zip(cell, first, strict=True))
    ]


def marks_in(
    plane: Plane, cells: Sequence[tuple[int, int]], theme: Theme, *, numbered: bool
) -> list[Mark]:
    """Return a small cell inside each of these cells, around the number if there are numbers."""
    if not cells:
        return []
    near = NARROW_INSET if numbered else INSET
    far = 1 - near
    inside = tuple(
        plane.block(row + near, column + near, row + far, column + far) for row, column in cells
    )
    paint = replace(theme.paint("output_padding"), fill=None)
    return [Path("output_padding", paint, inside)]
