"""Panels read back from our SVG files: the numbers of each plane, and the window's edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.numbers import Cell
from tests.smil import Point, Text

CELL = 20
Plane = list[list[str]]


def planes(found: Iterable[Text]) -> list[Plane]:
    """The rows of each plane, planes from left to right, and from above if they are alike.

    The cells of a plane touch each other, and those of two planes do not.
    """
    left = {(round(text.pen[0], 2), round(text.pen[1], 2)): text.said for text in found}
    whole: list[tuple[Point, Plane]] = []
    while left:
        together = _touching(min(left), left)
        xs, ys = sorted({x for x, _ in together}), sorted({y for _, y in together})
        assert len(xs) * len(ys) == len(together), "a plane has all its cells"
        whole.append(((xs[0], ys[0]), [[left.pop((x, y)) for x in xs] for y in ys]))
    return [plane for _, plane in sorted(whole)]


def _touching(first: Point, others: Iterable[Point]) -> set[Point]:
    together, todo = {first}, [first]
    others = set(others)
    while todo:
        x, y = todo.pop()
        for dx, dy in ((CELL, 0), (-CELL, 0), (0, CELL), (0, -CELL)):
            near = round(x + dx, 2), round(y + dy, 2)
            if near in others and near not in together:
                together.add(near)
                todo.append(near)
    return together


def line(found: Iterable[Text]) -> str:
    """The sum as it is read."""
    pens = sorted((round(text.pen[1], 1), text.pen[0], text.said) for text in found)
    return "".join(said for _, _, said in pens)


def ringed(edges: Iterable[Sequence[Point]], origin: Point) -> set[Cell]:
    """The cells in the edges of a window, counted from the cell at a point."""
    found: set[Cell] = set()
    for corners in edges:
        (left, top), (right, bottom) = min(corners), max(corners)
        rows = range(round((top - origin[1]) / CELL), round((bottom - origin[1]) / CELL))
        columns = range(round((left - origin[0]) / CELL), round((right - origin[0]) / CELL))
        found |= {(row, column) for row in rows for column in columns}
    return found
