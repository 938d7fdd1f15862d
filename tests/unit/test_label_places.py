"""Labels next to grids: no text is drawn over another one, and no beam crosses any."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise, product

import pytest

import svgconv
from svgconv.files.output import Output
from svgconv.scene.grids import Grid
from svgconv.scene.labels import with_axis_labels
from svgconv.scene.plane import COLUMN, ROW, Plane
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
SMALL = {
    "channels": svgconv.conv(5, 3, in_channels=2, out_channels=2),
    "flat channels": svgconv.conv(5, 3, in_channels=2, out_channels=2, view="flat"),
    "channels of one axis": svgconv.conv1d(7, 3, in_channels=2, out_channels=2, view="flat"),
    "unfold": svgconv.unfold(4, 2, in_channels=2),
    "fold": svgconv.fold(4, 2, out_channels=2),
    "shuffle": svgconv.pixel_shuffle(3, 2),
    "unshuffle": svgconv.pixel_unshuffle(6, 2),
    "scatter": svgconv.conv_transpose(3, 3, 2, view="scatter"),
    "one plane": svgconv.conv_transpose(3, 3, 2),
}
"""Figures with room for names and indices at 150 pixels."""
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


@pytest.mark.parametrize("name", SMALL)
def test_small_figures_keep_their_labels(name: str) -> None:
    figure = replace(SMALL[name], annotate=("axes", "indices"))
    assert figure.scene_in(Output(width=150)).left_out == ()


def test_labels_without_room_are_left_out_and_named() -> None:
    figure = svgconv.conv(4, 2)
    plane, kinds = Plane((0, 0), ROW, COLUMN), ("axes", "indices")
    near = [Grid.of_cells(plane.moved((at, at)), 4, 9) for at in (0, 3)]
    for names, left_out in ((("", ""), ()), (("rows", "columns"), ("the axes' names",))):
        grids = [one.named(*names) for one in near]
        scene = with_axis_labels(figure.scene, grids, kinds, figure.drawn_theme, 4)
        assert scene.left_out == ("indices", *left_out)


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
