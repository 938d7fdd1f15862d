"""Shapes as paths of TikZ; equal parts in equal steps, such as the lines of a grid, are loops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import dist, isclose

from svgconv.encoders._tikz_paints import PLACES, Paints, length
from svgconv.glyphs.decimals import number
from svgconv.scene.marks import Lines, Paint, Shape, Subpath
from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL

LEAST = 3
"""The fewest equal parts that are a loop."""
STEP_PLACES = 6
"""Decimals of a step in cells, which is multiplied."""


def shape(mark: Shape, paints: Paints) -> Iterator[str]:
    """Yield the lines of a shape, which is one path; none if nothing of it is seen."""
    whole = map(Subpath, mark.outlines) if isinstance(mark, Lines) else mark.subpaths
    least = 3 if mark.paint.stroke is None else 2
    parts = list(_parts([one for one in whole if len({*one.points}) >= least], mark.paint))
    if len(parts) == 1:
        yield f"\\path[{paints.shape(mark.role, mark.paint)}] {parts[0]};"
    elif parts:
        yield f"\\path[{paints.shape(mark.role, mark.paint)}]"
        yield from (f"  {part}" for part in parts[:-1])
        yield f"  {parts[-1]};"


def area(corner: Point, opposite: Point) -> str:
    """Return a rectangle between two corners."""
    return f"({_pair(corner)}) rectangle ({_pair(opposite)})"


def _parts(subpaths: Sequence[Subpath], paint: Paint) -> Iterator[str]:
    """Yield subpaths in their order: those of a loop together, and others alone."""
    start = 0
    while start < len(subpaths):
        run = _run(subpaths[start:], paint)
        if len(run) >= LEAST:
            yield _loop(run)
        else:
            run = run[:1]
            yield _polygon(run[0])
        start += len(run)


def _run(subpaths: Sequence[Subpath], paint: Paint) -> list[Subpath]:
    """Return the subpaths at the start of a list that are the first one, moved in equal steps."""
    run = [subpaths[0]]
    for other in subpaths[1:]:
        turned = _turned(other, paint)
        found = next((one for one in (other, turned) if _continues(run, one)), None)
        if found is None:
            break
        run.append(found)
    return run


def _turned(line: Subpath, paint: Paint) -> Subpath:
    """Return a line from its end to its start, if it then looks the same."""
    if line.closed or len(line.points) != 2:
        return line
    if paint.dashes and not _is_symmetric(dist(*line.points), paint):
        return line
    return Subpath(line.points[::-1])


def _is_symmetric(length: float, paint: Paint) -> bool:
    """Whether a line of equal dashes and gaps ends as it begins."""
    dash, *others = {*paint.dashes}
    periods = (length + 2 * paint.dash_offset - dash) / (2 * dash)
    return not others and isclose(periods, round(periods), abs_tol=0.001)


def _continues(run: Sequence[Subpath], other: Subpath) -> bool:
    if other.closed != run[0].closed or _sides(other) != _sides(run[0]):
        return False
    return len(run) == 1 or _step(run[-1], other) == _step(run[0], run[1])


def _sides(one: Subpath) -> list[Point]:
    """Return the way from each point to the next one, to thousandths of a user unit."""
    (x, y), *others = one.points
    return [(round(a - x, 3), round(b - y, 3)) for a, b in others]


def _step(one: Subpath, other: Subpath) -> Point:
    (x, y), (a, b) = one.points[0], other.points[0]
    return round(a - x, 3), round(b - y, 3)


def _loop(run: Sequence[Subpath]) -> str:
    first, count = run[0], len(run) - 1
    (x, y), (a, b) = first.points[0], run[-1].points[0]
    step = (a - x) / count, (b - y) / count
    start = ",".join(map(_moving, first.points[0], step))
    ways = "".join(f" -- ++({_pair(way)})" for way in _ways(first.points))
    closing = " -- cycle" if first.closed else ""
    return f"foreach \\i in {{0,...,{count}}} {{({start}){ways}{closing}}}"


def _moving(start: float, step: float) -> str:
    """Return a coordinate of the part ``\\i``, such as ``1.5+2*\\i``."""
    by = number(step / CELL, STEP_PLACES)
    if by == "0":
        return length(start)
    factor = {"1": "", "-1": "-"}.get(by, f"{by}*")
    sign = "" if by.startswith("-") else "+"
    return f"{length(start)}{sign}{factor}\\i"


def _ways(points: Sequence[Point]) -> Iterator[Point]:
    """Yield the way from each point to the next one; the rounded ones have no common error."""
    places = [(round(x / CELL, PLACES), round(y / CELL, PLACES)) for x, y in points]
    for (x, y), (a, b) in pairwise(places):
        yield (a - x) * CELL, (b - y) * CELL


def _polygon(one: Subpath) -> str:
    points = one.points
    if one.closed and len(points) == 4:
        (left, top), (right, _), corner, _ = points
        if points == ((left, top), (right, top), corner, (left, corner[1])) and corner[0] == right:
            return area(points[0], corner)
    return " -- ".join([f"({_pair(point)})" for point in points] + ["cycle"] * one.closed)


def _pair(point: Point) -> str:
    return f"{length(point[0])},{length(point[1])}"
