"""Tints: each window and its output cell in one colour, if the windows do not overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from svgconv.scene.marks import Mark, Path
from svgconv.scene.plane import Plane
from svgconv.scene.presence import Presence, digits
from svgconv.scene.shade import MIDDLE, luminance
from svgconv.scene.theme import Theme
from svgconv.states.axis import Axis
from svgconv.states.odometer import Odometer

ROLE = "tint"
DARK = (
    "#004a80", "#bd4500", "#00573a", "#a84f9c", "#594700", "#c8324f", "#00505e", "#757575",
)  # fmt: skip
"""The tints under light digits; white has a contrast of at least 4.5:1 on them. Every other one is
darker, so that windows also differ in greys."""
LIGHT = (
    "#b8e0fa", "#f08a55", "#a8ecd0", "#cc7fbf", "#f7e9a6", "#ee7187", "#b5f0f5", "#a0a0a0",
)  # fmt: skip
"""The same hues under dark digits; black has a contrast of at least 7:1 on them."""
GREYS = (
    "#d8d8d8", "#a0a0a0", "#ececec", "#888888", "#c4c4c4", "#7c7c7c", "#f8f8f8", "#b2b2b2",
)  # fmt: skip
"""Those of a theme in grey, which has dark digits."""
STEPS = (5, 3, 1)
"""How many tints further the next slice, row and column is, if there are more windows than tints:
no neighbours are alike, and they differ in lightness."""


def overlap(axes: Sequence[Axis]) -> bool:
    """Return whether any two windows have a cell in common."""
    cells = ([cell for window in axis.cells for cell in window] for axis in axes)
    return any(len(one) > len(set(one)) for one in cells)


def input_tints(
    planes: Sequence[Plane], slices: Axis | None, rows: Axis, columns: Axis, theme: Theme
) -> list[Mark]:
    """Return the input's units under each window, in its tint.

    Parameters
    ----------
    slices: the axis of the planes, if these are slices; None if each window covers all planes.
    """
    axes = [rows, columns] if slices is None else [slices, rows, columns]
    shape = tuple(axis.output for axis in axes)
    marks: list[Mark] = []
    for index in product(*map(range, shape)):
        down, across = (
            [cell for cell in axis.cells[at] if cell in axis.real_cells]
            for axis, at in zip((rows, columns), index[-2:], strict=True)
        )
        own = planes
        if slices is not None:
            read = [cell for cell in slices.cells[index[0]] if cell in slices.real_cells]
            own = [planes[number] for number in read]
        if down and across:
            fill = _tint(index, shape, theme, "input_value")
            marks += (_tinted(plane, down, across, fill, theme) for plane in own)
    return marks


def output_tints(
    planes: Sequence[Plane],
    odometer: Odometer,
    slices: Axis | None,
    theme: Theme,
    *,
    computed: bool,
) -> Iterator[Mark]:
    """Yield the output cells in the tints of their windows.

    Parameters
    ----------
    computed: whether each cell is present from its frame on, or all always.
    """
    count = odometer.frame_count
    for frame in range(count):
        index = odometer.digits(frame)
        number, (row, column) = (index[0] if len(index) > 2 else 0), index[-2:]
        axes = len(index) if slices is not None else 2
        fill = _tint(index[-axes:], odometer.shape[-axes:], theme, "output_value")
        mark = _tinted(planes[number], [row], [column], fill, theme)
        always: Presence = tuple(() for _ in index[:-1])
        yield replace(mark, presence=(*always, digits(frame, count, count))) if computed else mark


def _tinted(
    plane: Plane, rows: Sequence[int], columns: Sequence[int], fill: str, theme: Theme
) -> Path:
    paint = replace(theme.paint("input"), fill=fill)
    return Path(ROLE, paint, plane.cells(rows, columns))


def _tint(index: Sequence[int], shape: Sequence[int], theme: Theme, digit: str) -> str:
    """Return a window's tint, which is not that of a neighbour.

    Parameters
    ----------
    shape: the number of windows along each axis.
    digit: the role of the numbers on it.
    """
    ink = str(theme.paint(digit).fill).lstrip("#")
    wide = ink if len(ink) == 6 else "".join(2 * letter for letter in ink)
    red, green, blue = bytes.fromhex(wide)
    tints = DARK if luminance((red, green, blue)) > MIDDLE else GREYS if theme.hatches else LIGHT
    return tints[_number(tuple(index), shape) % len(tints)]


def _number(index: tuple[int, ...], shape: Sequence[int]) -> int:
    """Return the number of a window's tint; it differs from those of all others, if they suffice.

    Windows are then counted as on a chessboard: tints of even numbers are on its white squares.
    """
    if prod(shape) > len(DARK):
        return sum(at * step for at, step in zip(index, STEPS[-len(index) :], strict=True))
    square = sum(index) % 2
    others = product(*map(range, shape))
    return square + 2 * sum(sum(one) % 2 == square and one < index for one in others)
