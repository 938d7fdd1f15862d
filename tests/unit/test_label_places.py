"""Labels next to grids: no text is drawn over another one, and no beam crosses any."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise, product

import pytest

import svgconv
from tests.smil import Point, Shape, shapes, texts

FIGURES = {
    "im2col": svgconv.conv(4, 2, view="im2col", annotate="axes,indices"),
    "im2col with numbers": svgconv.conv(4, 2, view="im2col", values=1, annotate="axes,indices"),
    "im2col of one axis": svgconv.conv1d(5, 2, view="im2col", annotate="axes,indices"),
    "unfold": svgconv.unfold(4, 2, annotate="axes,indices"),
    "unfold of channels": svgconv.unfold(4, 2, in_channels=2, annotate="axes,indices"),
    "fold": svgconv.fold(4, 2, annotate="axes,indices"),
    "matrix": svgconv.conv(3, 2, view="matrix", annotate="axes,indices"),
    "flat": svgconv.conv(4, 2, view="flat", annotate="axes,indices"),
    "stacked": svgconv.conv(
        4,
        2,
        view="flat",
        in_channels=5,
        out_channels=5,
        planes="stacked",
        annotate="axes,indices",
    ),
    "stacked slices": svgconv.max_pool3d(
        4, 2, view="flat", planes="stacked", annotate="axes,indices"
    ),
}
CROSSED = ("im2col of one axis", "unfold of channels", "stacked", "stacked slices")
"""Figures whose beams pass above or below the input, where the labels of its columns are."""
Box = tuple[float, float, float, float]


def box(points: tuple[Point, ...]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def meet(one: Box, other: Box) -> bool:
    return max(one[0], other[0]) < min(one[2], other[2]) and max(one[1], other[1]) < min(
        one[3], other[3]
    )


def on(shape: Shape) -> list[Point]:
    """Points on a shape's lines, a quarter of a unit apart or less."""
    ends = [pair for line in shape.polylines for pair in pairwise(line)]
    return [
        (ax + (bx - ax) * part / 400, ay + (by - ay) * part / 400)
        for ((ax, ay), (bx, by)), part in product(ends, range(401))
    ]


CELLS = {f"svgconv-{role}" for role in ("input", "output", "not_computed", "zeros", "kernel")}


@pytest.mark.parametrize("frame", [0, -1])
@pytest.mark.parametrize("name", FIGURES)
def test_labels_have_free_space(name: str, frame: int) -> None:
    svg = FIGURES[name].frame(frame).encode(".svg").decode()
    labels = [box(text.ink) for text in texts(svg, Fraction(0)) if "label" in text.role]
    drawn = shapes(svg, Fraction(0))
    assert len(labels) > 4
    assert not [pair for pair in combinations(labels, 2) if meet(*pair)]
    planes = [box(line) for one in drawn if one.role in CELLS for line in one.polylines]
    assert planes
    assert not [pair for pair in product(labels, planes) if meet(*pair)]
    if name in CROSSED:
        return
    beams = [point for one in drawn if "beam" in one.role for point in on(one)]
    assert not [(x, y) for x, y in beams for a, b, c, d in labels if a < x < c and b < y < d]
