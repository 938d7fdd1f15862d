"""Levels: the planes of all drawn channels of the input, or of the output."""

from __future__ import annotations

from dataclasses import dataclass, replace

from svgconv.scene.marks import Subpath
from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL, Plane

LEFT_OUT = 2 * CELL
"""By how much further the last plane stands off where channels are left out before it."""
DOT = CELL // 10
"""Half the size of an ellipsis's dots."""


@dataclass(frozen=True)
class Level:
    """Planes alike, in a row, or one below the other.

    Attributes
    ----------
    planes: one for each drawn channel.
    size: rows and columns of each.
    left_out: whether there are channels between the last two that are not drawn.
    """

    planes: tuple[Plane, ...]
    size: tuple[int, int]
    left_out: bool = False

    @classmethod
    def of(
        cls, first: Plane, size: tuple[int, int], pitch: Point, drawn: int, *, left_out: bool
    ) -> Level:
        """So many planes, each by ``pitch`` from the one before; it goes along x or along y."""
        places = [(number * pitch[0], number * pitch[1]) for number in range(drawn)]
        if left_out:
            x, y = places[-1]
            places[-1] = x + (LEFT_OUT if pitch[0] else 0), y + (LEFT_OUT if pitch[1] else 0)
        return cls(tuple(map(first.moved, places)), size, left_out)

    @classmethod
    def one(cls, plane: Plane, size: tuple[int, int]) -> Level:
        """A single plane."""
        return cls((plane,), size)

    def moved(self, offset: Point) -> Level:
        """The same planes elsewhere."""
        return replace(self, planes=tuple(plane.moved(offset) for plane in self.planes))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """What the planes cover: left, top, right, bottom."""
        points = [point for plane in self.planes for point in plane.block(0, 0, *self.size).points]
        xs, ys = zip(*points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def places(self, first: int = 0) -> tuple[Point, ...]:
        """Where each plane lies, seen from one of them."""
        x, y = self.planes[first].origin
        return tuple((plane.origin[0] - x, plane.origin[1] - y) for plane in self.planes)

    @property
    def dots(self) -> tuple[Subpath, ...]:
        """An ellipsis for the channels that are left out, in the direction of the planes."""
        return tuple(_square(middle, DOT, DOT) for middle in self._middles)

    @property
    def behind_dots(self) -> Subpath:
        """A block around the ellipsis."""
        (left, top), _, (right, bottom) = self._middles
        reach = CELL // 4
        return _square(
            ((left + right) / 2, (top + bottom) / 2),
            (right - left) / 2 + reach,
            (bottom - top) / 2 + reach,
        )

    @property
    def _middles(self) -> list[Point]:
        rows, columns = self.size
        (ax, ay), (bx, by) = (plane.point(rows / 2, columns / 2) for plane in self.planes[-2:])
        step = (0, CELL // 2) if ax == bx else (CELL // 2, 0)
        return [((ax + bx) / 2 + n * step[0], (ay + by) / 2 + n * step[1]) for n in (-1, 0, 1)]


def _square(middle: Point, across: float, down: float) -> Subpath:
    x, y = middle
    corners = ((-across, -down), (across, -down), (across, down), (-across, down))
    return Subpath(tuple((x + dx, y + dy) for dx, dy in corners), closed=True)
