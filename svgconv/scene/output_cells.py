"""The output's cells, coloured once they are computed.

The finished rows are one area that grows with the row's digit, and the current row is another one,
which grows with the column's. So the bytes grow with the axes, not with the frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from svgconv.scene.marks import Lines, Mark, Path
from svgconv.scene.motion import STILL, AxisTracks, Summed
from svgconv.scene.plane import Plane
from svgconv.scene.presence import digits
from svgconv.scene.style import ALL, Style
from svgconv.scene.theme import Theme


def are_all_coloured(style: Style, theme: Theme, role: str = "output") -> bool:
    """Return whether the cells of a role are coloured in all frames.

    They are if the style says so, and if the theme hatches them, because hatching does not grow.
    """
    return style.outputs == ALL or role in theme.hatches


def cells_in_turn(
    plane: Plane, count: int, movement: Summed, style: Style, theme: Theme, *, blank: bool
) -> list[Mark]:
    """Return the output's cells in one column, back to front, of which a frame computes one.

    Parameters
    ----------
    movement: that of the cell that the frame computes.
    blank: whether the cells stay blank.
    """
    grid, empty = plane.grid(0, 0, count, 1), theme.paint("not_computed")
    if blank and style.outputs != ALL:
        return [Path("not_computed", empty, grid)]
    if are_all_coloured(style, theme):
        return [Path("output", theme.paint("output"), grid)]
    sides = tuple((plane.point(0, at), plane.point(1, at)) for at in (0, 1))
    area = replace(theme.paint("output"), stroke=None)
    return [
        Path("not_computed", replace(empty, stroke=None), (plane.block(0, 0, count, 1),)),
        Lines("output", area, sides, end_motion=movement, sides=2),
        Path("not_computed", replace(empty, fill=None), grid),
    ]


def columns_in_turn(
    plane: Plane,
    size: tuple[int, int],
    movement: Summed,
    role: str,
    theme: Theme,
    *,
    blank: bool,
) -> list[Mark]:
    """Return cells whose columns are coloured one after another, back to front.

    Parameters
    ----------
    size: their rows and columns.
    movement: that of the column that the frame colours.
    role: the role of coloured cells.
    blank: whether the cells stay blank.
    """
    rows, columns = size
    empty, grid = theme.paint("not_computed"), plane.grid(0, 0, rows, columns)
    if blank:
        return [Path("not_computed", empty, grid)]
    sides = tuple((plane.point(at, 1), plane.point(at, 0)) for at in (0, rows))
    return [
        Path("not_computed", replace(empty, stroke=None), grid[:1]),
        Lines(role, replace(theme.paint(role), stroke=None), sides, movement, sides=2),
        Path("not_computed", replace(empty, fill=None), grid),
    ]


def output_cells(
    plane: Plane, size: tuple[int, int], moves: tuple[Summed, Summed], style: Style, theme: Theme
) -> list[Mark]:
    """Return the cells of one output plane, back to front, all coloured or those that are computed.

    Parameters
    ----------
    size: its rows and columns.
    moves: the movements of its current row, and of the cell that the frame computes.
    """
    if are_all_coloured(style, theme):
        return [Path("output", theme.paint("output"), plane.grid(0, 0, *size))]
    return computed_cells([plane], size, (plane.motion(0, 0), *moves), theme)


def computed_cells(
    planes: Sequence[Plane], size: tuple[int, int], edges: Sequence[Summed], theme: Theme
) -> list[Mark]:
    """Return the cells of output planes, back to front; a frame computes one cell.

    Parameters
    ----------
    size: the rows and columns of each plane.
    edges: the movements from the first plane's place, with the plane's digit if there are several:
        of a plane, of its current row, and of the cell that the frame computes.
    """
    (rows, columns), first = size, planes[0]
    whole, row, cell = edges
    paint = theme.paint("output")
    area, blank = replace(paint, stroke=None), theme.paint("not_computed")
    ground, grid = replace(blank, stroke=None), replace(blank, fill=None)
    marks: list[Mark] = [
        Path("not_computed", ground, (plane.block(0, 0, rows, columns),)) for plane in planes
    ]
    count = len(planes)
    marks += [
        Path(
            "output",
            area,
            (plane.block(0, 0, rows, columns),),
            presence=(digits(number + 1, count, count), (), ()),
        )
        for number, plane in enumerate(planes[:-1])
    ]
    if rows > 1:
        top = first.point(0, 0), first.point(0, columns)
        sides = tuple((corner, corner) for corner in top)
        marks.append(Lines("output", area, sides, row, whole, sides=2))
    sides = tuple((first.point(at, 1), first.point(at, 0)) for at in (0, 1))
    marks.append(Lines("output", area, sides, cell, row, sides=2))
    return [
        *marks,
        *(Path("not_computed", grid, plane.grid(0, 0, rows, columns)) for plane in planes),
    ]


def remaining_cells(
    planes: Sequence[Plane],
    size: tuple[int, int],
    written: AxisTracks,
    theme: Theme,
    *,
    blank: bool,
) -> list[Mark]:
    """Return what covers the cells of output planes that no frame has computed yet.

    Parameters
    ----------
    size: the rows and columns of each plane; one frame after another computes them, row by row.
    written: the movement of the cell that the frame computes.
    blank: whether the cells stay blank.
    """
    rows, columns = size
    paint = replace(theme.paint("not_computed"), stroke=None)
    if blank:
        areas = (plane.block(0, 0, rows, columns) for plane in planes)
        return [Path("not_computed", paint, (area,)) for area in areas]
    turns, steps = map(len, written.tracks)
    marks: list[Mark] = []
    for number, plane in enumerate(planes):
        first, *_ = tops = [min(max(turn + 1 - number * rows, 0), rows) for turn in range(turns)]
        lines = tuple((plane.point(first, at), plane.point(rows, at)) for at in (0, columns))
        rising = plane.movement([top - first for top in tops], [0] * steps)
        if first < rows:
            marks.append(Lines("not_computed", paint, lines, rising, STILL, sides=2))
    by_row = AxisTracks((written.tracks[0], ((0, 0),) * steps))
    sides = tuple((planes[0].point(at, 1), planes[0].point(at, columns)) for at in (0, 1))
    return [*marks, Lines("not_computed", paint, sides, written, by_row, sides=2)]
