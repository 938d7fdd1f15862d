"""Numbers read back from our SVG files by `tests.smil`: which cell each is in, and what it says."""

from __future__ import annotations

from collections.abc import Iterable

from tests.moments import middle
from tests.smil import Point, Text, texts

STEPS: dict[str, tuple[Point, Point]] = {
    "flat": ((0, 20), (20, 0)),
    "oblique": ((14, 13), (20, -10)),
}
"""From a row to the next and from a column to the next, as the views are published."""

KERNELS = ("kernel_value", "second_kernel_value", "third_kernel_value", "fourth_kernel_value")
ROLES = (
    "input_value", "padding_value", "output_value", "matrix_value", "weight", "sum",
    *KERNELS, "product_value",
)  # fmt: skip
Cell = tuple[int, int]


def value(text: str) -> float:
    """What a text says."""
    return float(text.replace("−", "-"))


def in_cells(point: Point, view: str) -> Point:
    """A point in cells: rows and columns from the canvas's origin."""
    (a, b), (c, d) = STEPS[view]
    x, y = point
    over = a * d - b * c
    return (x * d - y * c) / over, (a * y - b * x) / over


def cells(found: Iterable[Text], view: str) -> dict[Cell, str]:
    """What each cell says, counted from the first one that says something."""
    places = {in_cells(text.pen, view): text.said for text in found}
    if not places:
        return {}
    top, left = (min(numbers) for numbers in zip(*places, strict=True))
    said = {
        (round(row - top), round(column - left)): text for (row, column), text in places.items()
    }
    assert len(said) == len(places)
    for row, column in places:
        assert abs(row - top - round(row - top)) < 1e-3
        assert abs(column - left - round(column - left)) < 1e-3
    return said


def shown(svg: str, frame: int) -> dict[str, list[Text]]:
    """The texts of each role at a frame of a second."""
    found = texts(svg, middle(svg, frame))
    return {role: [text for text in found if text.role == f"svgconv-{role}"] for role in ROLES}


def window_terms(now: dict[str, list[Text]], view: str) -> list[tuple[float, float]]:
    """The numbers in the window's cells, each with the weight that stands there."""
    held = {
        tuple(round(place, 3) for place in in_cells(text.pen, view)): value(text.said)
        for text in (*now["input_value"], *now["padding_value"])
    }
    return [
        (
            held[tuple(round(place, 3) for place in in_cells(text.pen, view))],
            value(text.said),
        )
        for text in now["weight"]
    ]


def window_sum(now: dict[str, list[Text]], view: str) -> float:
    """The sum of products of weights with the numbers in whose cells they stand."""
    return sum(number * weight for number, weight in window_terms(now, view))
