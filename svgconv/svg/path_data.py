"""Path data, offsets and durations in their shortest form, without invisible digits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from svgconv.glyphs.decimals import DECIMALS, number, numbers
from svgconv.scene.marks import Subpath
from svgconv.scene.motion import Point


def offset(point: Point) -> str:
    """Return a translation such as ``20,-10``, or ``20`` if y is 0 (SVG 2, 8.5)."""
    x, y = number(point[0]), number(point[1])
    return x if y == "0" else f"{x},{y}"


def duration(seconds: Decimal) -> str:
    """Return a SMIL clock value in seconds (SVG Animations 2, "Clock value syntax")."""
    text = format(seconds.normalize(), "f")
    return f"{text}s"


def path_data(subpaths: Sequence[Subpath]) -> str:
    """Return relative path data (SVG 2, 9.3); points are rounded before they are subtracted."""
    data = ""
    pen: Point = (0, 0)
    for subpath in subpaths:
        start, *others = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in subpath.points]
        data += "m" + numbers((start[0] - pen[0], start[1] - pen[1]))
        pen, implied = start, "l"
        for point in others:
            dx, dy = point[0] - pen[0], point[1] - pen[1]
            command, values = ("h", (dx,)) if dy == 0 else ("v", (dy,)) if dx == 0 else (
                "l", (dx, dy)
            )  # fmt: skip
            text = numbers(values)
            continues = implied == command == "l"
            data += (text if text.startswith("-") else f" {text}") if continues else command + text
            pen, implied = point, command
        if subpath.closed:
            data += "z"
            pen = start
    return data
