"""A painter that draws marks into an array, as cairosvg draws their SVG, in a fraction of the time.

Points and transformations have the decimals that they have in an SVG.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from svgconv.files.canvas import Canvas
from svgconv.glyphs.decimals import DECIMALS
from svgconv.glyphs.outlines import coarse_steps, curves
from svgconv.raster.cairo_library import CLOSE, CURVE, LINE, MOVE, Outline, Step, Surface
from svgconv.scene.marks import FixedText, Lines, Paint, Shape, Subpath
from svgconv.scene.motion import Point
from svgconv.svg.text_place import into_cell, letters

Pixels = NDArray[np.uint8]
"""(height, width, 4), 0 to 255: blue, green, red and alpha, with colours multiplied by alpha."""
KEPT = 4096
"""The most shapes whose outlines are kept."""


class Painter:
    """Draws marks into ``pixels``, at the place that the canvas gives.

    The surface uses the array's memory, which lives as long as the painter.
    """

    def __init__(self, paper: Canvas) -> None:
        self.pixels: Pixels = np.zeros((paper.height, paper.width, 4), np.uint8)
        self._surface = Surface(self.pixels)
        self._surface.transform(paper.scale, 0, 0, paper.scale, paper.left, paper.top)

    def draw(self, mark: Shape | FixedText, offset: Point = (0, 0)) -> None:
        """Draw a mark at its place at frame 0, moved by an offset in user units."""
        with self._surface.moved(*_rounded(offset)):
            if isinstance(mark, FixedText):
                self._write(mark)
            else:
                for outline in _outlines(mark):
                    self._paint(outline, mark.paint)
        self._surface.flush()

    def lay(self, other: Painter, box: tuple[slice, slice]) -> None:
        """Draw the part ``box`` (rows, columns) of another painter's pixels over these."""
        rows, columns = box
        self._surface.lay(
            other._surface,
            columns.start, rows.start, columns.stop - columns.start, rows.stop - rows.start,
        )  # fmt: skip
        self._surface.flush()

    def _paint(self, outline: Outline, paint: Paint) -> None:
        if paint.fill is not None:
            self._surface.fill(outline, _color(paint.fill, paint.fill_opacity))
        if paint.stroke is not None:
            self._surface.stroke(
                outline,
                _color(paint.stroke),
                round(paint.stroke_width, DECIMALS),
                _rounded(paint.dashes),
                round(paint.dash_offset, DECIMALS),
                round_ends=paint.round_ends,
            )

    def _write(self, mark: FixedText) -> None:
        setting = mark.setting
        place = (*setting.column, *setting.row, *setting.origin)
        with self._surface.moved(0, 0):
            self._surface.transform(*_rounded(place))
            for row, column, text in mark.cells:
                x, y, scale = into_cell(setting, text)
                with self._surface.moved(*_rounded((column, row))):
                    self._surface.transform(scale, 0, 0, scale, x, y)
                    for pen, letter in letters(text):
                        with self._surface.moved(round(pen, DECIMALS), 0):
                            self._paint(_glyph(letter), mark.paint)


def _outlines(mark: Shape) -> tuple[Outline, ...]:
    """Return what is painted one after the other."""
    if isinstance(mark, Lines):
        return tuple(Outline(_steps(Subpath(line))) for line in mark.lines)
    return (_outline(mark.subpaths),)


@lru_cache(KEPT)
def _outline(subpaths: tuple[Subpath, ...]) -> Outline:
    return Outline(step for subpath in subpaths for step in _steps(subpath))


def _steps(subpath: Subpath) -> Iterator[Step]:
    for index, point in enumerate(subpath.points):
        yield LINE if index else MOVE, _rounded(point)
    if subpath.closed:
        yield CLOSE, ()


@cache
def _glyph(letter: str) -> Outline:
    return Outline(_curved(letter))


def _curved(letter: str) -> Iterator[Step]:
    """Yield a letter's outline with cubic curves for quadratic ones."""
    pen: Point = (0, 0)
    for command, points in coarse_steps(letter):
        if command == "Z":
            yield CLOSE, ()
        elif command == "Q":
            for control, end in curves(points):
                yield CURVE, (*_toward(pen, control), *_toward(end, control), *end)
                pen = end
        else:
            pen = points[-1]
            yield (MOVE if command == "M" else LINE), pen


def _toward(point: Point, control: Point) -> Point:
    """Return the point two thirds of the way from the end of a quadratic curve to its control."""
    (x, y), (control_x, control_y) = point, control
    return x + (control_x - x) * 2 / 3, y + (control_y - y) * 2 / 3


def _rounded(numbers: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(round(number, DECIMALS) for number in numbers)


@cache
def _color(text: str, opacity: float = 1) -> tuple[float, float, float, float]:
    """Return ``#rgb`` or ``#rrggbb`` as red, green, blue and alpha, 0 to 1."""
    digits = text[1:] if len(text) == 7 else "".join(2 * digit for digit in text[1:])
    red, green, blue = bytes.fromhex(digits)
    return red / 255, green / 255, blue / 255, opacity
