"""Merging of paths that could be one: a scene has as few marks as look the same.

Optimisers merge such paths, too, which changes the pixels at their edges. If the scene merges them,
all outputs show the same picture, and an optimiser finds nothing to merge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from svgconv.scene.marks import Mark, Path
from svgconv.scene.motion import Point

Outline = Sequence[Point]
TOUCHING = 1e-6
"""How far paths can overlap through rounding, as an area in square user units."""


def merged(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks in which successive paths that are alike and apart are one.

    Alike are paths with the same role, paint and movement that are present in all frames. They are
    apart if a straight line along an edge is between them; they can touch.
    """
    result: list[Mark] = []
    outlines: list[Outline] = []
    for mark in marks:
        last = result[-1] if result else None
        if isinstance(mark, Path) and not any(mark.presence):
            outline = _points(mark)
            if isinstance(last, Path) and _alike(last, mark):
                directions = list(_directions(last)) if outlines else []
                if all(_apart(outline, other, directions) for other in outlines):
                    result[-1] = replace(last, subpaths=last.subpaths + mark.subpaths)
                    outlines.append(outline)
                    continue
            outlines = [outline]
        result.append(mark)
    return result


def _alike(one: Path, other: Path) -> bool:
    looks_alike = (one.role, one.paint) == (other.role, other.paint)
    rests = not (one.movement.moves or other.movement.moves)
    return looks_alike and (rests or one.movement == other.movement) and not any(one.presence)


def _points(mark: Path) -> Outline:
    return [point for subpath in mark.subpaths for point in subpath.points]


def _directions(mark: Path) -> Iterator[Point]:
    """Yield both axes, and the directions of the edges of a path's first subpath."""
    yield from ((1, 0), (0, 1))
    points = mark.subpaths[0].points
    for (x, y), (u, v) in pairwise(points):
        yield u - x, v - y


def _apart(one: Outline, other: Outline, directions: Sequence[Point]) -> bool:
    """Return whether a line in one of the directions is between two sets of points."""
    for dx, dy in directions:
        here = [x * dy - y * dx for x, y in one]
        there = [x * dy - y * dx for x, y in other]
        if max(here) <= min(there) + TOUCHING or max(there) <= min(here) + TOUCHING:
            return True
    return False
