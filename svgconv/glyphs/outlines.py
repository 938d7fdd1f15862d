"""Glyph outlines of the font as SVG path data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import floor
from typing import TypeAlias

from svgconv.errors import SvgconvError, quoted
from svgconv.glyphs.decimals import number
from svgconv.glyphs.font import APART, TWICE, UNITS, glyph_name, glyph_table, missing_letter

X_HEIGHT = 0.486
"""The height of small letters, in ems."""
COARSE = 500
"""The units to an em of the outlines of numbers: half a unit is a fiftieth of a pixel."""

Point: TypeAlias = tuple[float, float]
Step: TypeAlias = tuple[str, list[Point]]
"""M, L, Q or Z, and its points. Q has any number of control points, and then an end point."""


@dataclass(frozen=True)
class Glyph:
    """One glyph: a name that is fit for an id, its path data, and its advance in user units.

    Its origin is at the left end of the baseline, with y downwards. A space has no data.
    """

    name: str
    data: str
    advance: float


@cache
def glyph(letter: str, size: float) -> Glyph:
    """Return the glyph of a letter at ``size`` user units to an em.

    Raises
    ------
    SvgconvError: the font lacks the letter.
    """
    if missing_letter(letter):
        raise SvgconvError(
            "labels", f"the font has no {quoted(letter)}", "use Latin letters, digits, punctuation"
        )
    scale = size / UNITS
    name = glyph_name(letter)
    return Glyph(name, _path_data(_placed(name, scale, (0, 0))), glyph_table()[name][0] * scale)


@cache
def coarse_outline(letter: str) -> str:
    """Return a letter's path data in units of `COARSE` to an em, with y downwards.

    Points are whole numbers of units. In letters with accents, the parts are moved by whole units.
    """
    name = glyph_name(TWICE.get(letter, letter))
    offsets = (APART / 2, -APART / 2) if letter in TWICE else (0,)
    steps = [step for down in offsets for step in _coarse(name, down * COARSE)]
    return _path_data(steps)


def set_text(text: str, size: float) -> tuple[list[tuple[float, Glyph]], float]:
    """Return each glyph of a line of text with its distance from the line's start, and the width.

    All lengths are in user units. Spaces are left out.
    """
    placed = []
    pen = 0.0
    for letter in text:
        found = glyph(letter, size)
        if found.data:
            placed.append((pen, found))
        pen += found.advance
    return placed, pen


def _coarse(name: str, down: float) -> Iterator[Step]:
    scale = COARSE / UNITS
    parts = _parts(name)
    for part, right, up in parts:
        yield from _placed(part, scale, (_whole(scale * right), _whole(down - scale * up)))
    if not parts:
        for command, points in _placed(name, scale, (0, down)):
            yield command, [(_whole(x), _whole(y)) for x, y in points]


def _placed(name: str, scale: float, origin: Point) -> Iterator[Step]:
    """Yield the steps of a glyph with its origin at a point, in user units, with y downwards."""
    for part, right, up in (parts := _parts(name)):
        yield from _placed(part, scale, (scale * right + origin[0], -scale * up + origin[1]))
    if not parts:
        for command, points in _contours(name):
            yield command, [(scale * x + origin[0], -scale * y + origin[1]) for x, y in points]


def _parts(name: str) -> list[tuple[str, int, int]]:
    """Return the glyphs that a glyph is put together from, and how far each is moved."""
    parts = (part.split(" ") for part in glyph_table()[name][1].split("+")[1:])
    return [(part, int(right), int(up)) for part, right, up in parts]


@cache
def _contours(name: str) -> list[Step]:
    """Return the steps of a glyph without parts, in the font's units."""
    steps = []
    x = y = 0
    for command, text in re.findall("([MLQZ])([^MLQZ]*)", glyph_table()[name][1]):
        values = iter(map(int, text.split()))
        points: list[Point] = []
        for right, up in zip(values, values, strict=True):
            x, y = x + right, y + up
            points.append((x, y))
        steps.append((command, points))
    return steps


def _path_data(steps: Iterable[Step]) -> str:
    """Return absolute path data (SVG 2, 9.3), with H and V for lines along an axis."""
    data = letter = ""
    pen: Point = (0, 0)
    for command, points in steps:
        if command == "Q":
            data += "".join(f"Q{_pair(control)} {_pair(end)}" for control, end in _curves(points))
            letter = "Q"
        elif command == "L":
            if points[0] == pen:
                continue
            text, letter = _line(points[0], pen, letter)
            data += text
        else:
            data += command + "".join(map(_pair, points))
            letter = command
        pen = points[-1] if points else pen
    return data


def _line(end: Point, pen: Point, letter: str) -> tuple[str, str]:
    """Return a line as path data, and the letter that it leaves; M's next pair is a line, too."""
    if end[0] == pen[0]:
        return f"V{number(end[1])}", "V"
    if end[1] == pen[1]:
        return f"H{number(end[0])}", "H"
    return (f" {_pair(end)}", "M") if letter == "M" else (f"L{_pair(end)}", "L")


def _curves(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    """Yield the control point and the end of each curve; ends lie midway between control points."""
    *controls, end = points
    for (x, y), (following_x, following_y) in pairwise(controls):
        yield (x, y), (0.5 * (x + following_x), 0.5 * (y + following_y))
    yield controls[-1], end


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _whole(value: float) -> int:
    return floor(value + 0.5)
