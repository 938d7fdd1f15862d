"""Path data, offsets and durations in their shortest form, without invisible digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from svgconv.glyphs.decimals import DECIMALS, number, numbers
from svgconv.scene.marks import Subpath
from svgconv.scene.motion import Point


def offset(point: Point) -> str:
    """Return a translation such as ``20,-10``, or ``20`` if y is 0 (SVG 2, 8.5)."""
    x, y = number(point[0]), number(point[1])
    return x if y == "0" else f"{x},{y}"


def coordinate_pair(point: Point) -> str:
    """Return a point of a motion such as ``20 -10`` (SVG Animations 2, "animateMotion")."""
    return f"{number(point[0])} {number(point[1])}"


def duration(seconds: Decimal) -> str:
    """Return a SMIL clock value in seconds (SVG Animations 2, "Clock value syntax")."""
    text = format(seconds.normalize(), "f")
    return f"{text}s"


def absolute_path_data(lines: Iterable[Sequence[Point]]) -> str:
    """Return path data of one form for polylines: only ``M``, with implied lines.

    The data of two frames have the same commands, so that SMIL can add them (SVG 2, 9.3.2).
    """
    return "".join("M" + numbers(xy for point in line for xy in point) for line in lines)


def path_data(subpaths: Iterable[Subpath]) -> str:
    """Return path data (SVG 2, 9.3); points are rounded before they are subtracted.

    Lines are relative, because this is shorter and compresses better. A point is absolute if its
    offset has decimals that it has not, so that no renderer adds up their rounding errors.
    """
    data: list[str] = []
    pen: Point = (0, 0)
    for subpath in subpaths:
        start, *others = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in subpath.points]
        data.append("m" + numbers((start[0] - pen[0], start[1] - pen[1])))
        pen, implied = start, "l"
        for point in others:
            command, text = _line(pen, point)
            continues = implied == command
            separator = "" if text.startswith("-") else " "
            data.append((separator if continues else command) + text)
            pen, implied = point, command if command in "lL" else ""
        if subpath.closed:
            data.append("z")
            pen = start
    return "".join(data)


def _line(pen: Point, point: Point) -> tuple[str, str]:
    """Return the command of a line to a point, and its numbers."""
    dx, dy = point[0] - pen[0], point[1] - pen[1]
    if dy == 0:
        return "h", numbers((dx,))
    if dx == 0:
        return "v", numbers((dy,))
    relative, absolute = numbers((dx, dy)), numbers(point)
    fewer = "." in relative and len(absolute) < len(relative)
    return ("L", absolute) if fewer else ("l", relative)
