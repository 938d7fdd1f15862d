"""A painter that draws marks with cairosvg into an array; a mark is parsed once and drawn often."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from svgconv.files.cairo import cairosvg_or_say
from svgconv.files.canvas import Canvas
from svgconv.scene.marks import FixedText, Lines, Paint, Shape
from svgconv.scene.motion import Point
from svgconv.svg.elements import Element, marks_group, shape, text
from svgconv.svg.glyph_definitions import with_outlines
from svgconv.svg.path_data import absolute_path_data

Pixels = NDArray[np.uint8]
"""(height, width, 4), 0 to 255: blue, green, red and alpha, with colours multiplied by alpha."""


def parsed(mark: Shape | FixedText, shared: Paint) -> Any:
    """Return a mark as cairosvg's tree of one group, for a `Painter`."""
    cairosvg = cairosvg_or_say("pixels")
    svg = Element("svg", xmlns="http://www.w3.org/2000/svg", width=1, height=1)
    group = marks_group(shared)
    group.add(with_outlines(mark, shared) if isinstance(mark, FixedText) else shape(mark, shared))
    svg.add(group)
    return cairosvg.parser.Tree(bytestring=text(svg).encode()).children[0]


def set_ends(tree: Any, mark: Lines) -> None:
    """Move the lines of a parsed mark to those of ``mark``."""
    (path,) = tree.children
    path["d"] = absolute_path_data(mark.lines)


class Painter:
    """Draws parsed marks into ``pixels``, at the place that the canvas gives.

    The cairo surface uses the array's memory, which lives as long as the painter. An array over a
    surface's own memory would dangle after the surface is gone.
    """

    def __init__(self, paper: Canvas) -> None:
        cairosvg = cairosvg_or_say("pixels")
        cairo = cairosvg.surface.cairo
        self._cairo = cairo
        self.pixels: Pixels = np.zeros((paper.height, paper.width, 4), np.uint8)
        memory = self.pixels

        class OnPixels(cairosvg.surface.PNGSurface):  # type: ignore[misc, name-defined]
            """A cairosvg surface that draws into the painter's memory."""

            def _create_surface(self, width: float, height: float) -> tuple[Any, int, int]:
                rows, columns, _ = memory.shape
                surface = cairo.ImageSurface.create_for_data(
                    memory, cairo.FORMAT_ARGB32, columns, rows, 4 * columns
                )
                return surface, columns, rows

        blank = f'<svg xmlns="http://www.w3.org/2000/svg" width="{paper.width}" '
        blank += f'height="{paper.height}" fill="none"/>'
        self._surface = OnPixels(cairosvg.parser.Tree(bytestring=blank.encode()), None, 96)
        self._context = self._surface.context
        self._context.translate(paper.left, paper.top)
        self._context.scale(paper.scale, paper.scale)

    def draw(self, tree: Any, offset: Point = (0, 0)) -> None:
        """Draw a parsed mark, moved by an offset in user units."""
        self._context.save()
        self._context.translate(*offset)
        self._surface.draw(tree)
        self._context.restore()
        self._surface.cairo.flush()

    def lay(self, other: Painter, box: tuple[slice, slice]) -> None:
        """Draw the part ``box`` (rows, columns) of another painter's pixels over these."""
        rows, columns = box
        self._context.save()
        self._context.identity_matrix()
        self._context.set_source_surface(other._surface.cairo, 0, 0)
        self._context.rectangle(
            columns.start, rows.start, columns.stop - columns.start, rows.stop - rows.start
        )
        self._context.fill()
        self._context.restore()
        self._surface.cairo.flush()
