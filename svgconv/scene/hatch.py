"""Hatching: parallel lines over painted areas, which tell them apart without colour.

The lines are marks that end at the area's edge. They need no pattern, which renderers draw
differently, and no id. A block of cells has one or two lines for each of its rows and columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from svgconv.scene.marks import Mark, Paint, Path, Subpath
from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene

ROLE = "hatch"


@dataclass(frozen=True)
class Hatch:
    """Lines over an area.

    Attributes
    ----------
    rise: how far a line rises for each unit to the right; -1 falls.
    gap: the distance from a line to the next one above it, in cells.
    paint: the paint of the lines, their width in user units.
    """

    rise: float
    gap: float
    paint: Paint


def hatched(scene: Scene, hatches: Mapping[str, Hatch]) -> Scene:
    """Return the scene with lines over the filled paths of the roles in ``hatches``."""
    return replace(scene, marks=tuple(hatched_marks(scene.marks, hatches))) if hatches else scene


def hatched_marks(unhatched: Iterable[Mark], hatches: Mapping[str, Hatch]) -> list[Mark]:
    """Return the marks with lines over those of the roles in ``hatches``."""
    marks: list[Mark] = []
    for mark in unhatched:
        hatch = hatches.get(mark.role)
        if hatch is None or not isinstance(mark, Path) or mark.paint.fill is None:
            marks.append(mark)
            continue
        lines = [line for area in mark.subpaths if area.closed for line in lines_in(area, hatch)]
        marks.append(replace(mark, paint=replace(mark.paint, stroke=None)))
        if lines:
            marks.append(replace(mark, role=ROLE, paint=hatch.paint, subpaths=tuple(lines)))
        if mark.paint.stroke is not None:
            marks.append(replace(mark, paint=replace(mark.paint, fill=None)))
    return marks


def lines_in(area: Subpath, hatch: Hatch) -> Iterator[Subpath]:
    """Yield the lines inside a polygon, the first one half a gap from its lowest corner."""

    def level(point: Point) -> float:
        return point[1] + hatch.rise * point[0]

    gap = hatch.gap * CELL
    levels = [level(point) for point in area.points]
    edges = list(pairwise((*area.points, area.points[0])))
    count = ceil((max(levels) - min(levels)) / gap - 0.5)
    for index in range(count):
        at = min(levels) + (index + 0.5) * gap
        ends = sorted(
            _between(a, b, (at - level(a)) / (level(b) - level(a)))
            for a, b in edges
            if min(level(a), level(b)) <= at < max(level(a), level(b))
        )
        for one, other in zip(ends[::2], ends[1::2], strict=True):
            yield Subpath((other, one) if index % 2 else (one, other))


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])
