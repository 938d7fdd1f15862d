"""The setting of texts: where they are, how large, and the colours of their cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot

from svgconv.glyphs.font import width
from svgconv.scene.motion import Point
from svgconv.scene.shade import Shade


@dataclass(frozen=True)
class TextSetting:
    """How texts are set in the cells of a plane; they lie in the plane.

    Attributes
    ----------
    origin, row, column: those of a `svgconv.scene.plane.Plane`.
    size: an em, in cells.
    place: the rows and columns from a cell's corner to its text.
    align: 0.5 centres a text on its place, 0 begins it there, 1 ends it there.
    shade: the colours of the cells and of the texts in them; None for no ground under them, and
        texts in the colour of their paint.
    """

    origin: Point
    row: Point
    column: Point
    size: float
    place: Point
    align: float = 0.5
    shade: Shade | None = None

    def point(self, row: float, column: float) -> Point:
        """Return the corner before cell (``row``, ``column``)."""
        return (
            self.origin[0] + row * self.row[0] + column * self.column[0],
            self.origin[1] + row * self.row[1] + column * self.column[1],
        )

    @property
    def em(self) -> float:
        """The size of its texts, in user units."""
        return self.size * min(hypot(*self.row), hypot(*self.column))

    def reach(self, text: str) -> tuple[float, float]:
        """Return where a text begins and ends, in columns from its cell's corner."""
        length = width(text) * self.size
        return self.place[1] - self.align * length, self.place[1] + (1 - self.align) * length

    def moved(self, offset: Point) -> TextSetting:
        """Return the same cells at another place."""
        return replace(self, origin=(self.origin[0] + offset[0], self.origin[1] + offset[1]))
