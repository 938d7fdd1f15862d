"""What is written around a figure: the right words in the right places, and nothing moved by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.glyphs.font import width
from svgconv.scene.annotations import KINDS
from svgconv.scene.marks import FixedText, Path
from svgconv.scene.plane import CELL
from tests.smil import Point, shapes
from tests.smil import texts as read

FIGURES = [
    svgconv.conv(5, 3, stride=2, padding=1),
    svgconv.conv((4, 6), 3, padding=1, padding_mode="reflect", view="flat"),
    svgconv.conv_transpose(3, 3, 2, 1),
    svgconv.max_pool(5, 3, 2, 1, theme="print"),
    svgconv.conv1d(7, 3, view="flat"),
]
OTHERS = [
    "channels", "slices_conv3d", "im2col", "col2im", "pixel_shuffle_by_2", "scatter_checkerboard",
    "scatter_one_axis", "matrix_and_transpose", "gather_and_scatter", "receptive_field", "wavenet",
]  # fmt: skip
"""Figures of all other views."""


def annotated(figure: Figure, **options: object) -> Figure:
    return Figure.from_recipe({**figure.recipe, **options})


def texts(figure: Figure, frame: int) -> list[str]:
    scene = figure.scene.at(frame)
    return [
        text
        for mark in scene.marks
        if isinstance(mark, FixedText) and mark.role == "label"
        for _, _, text in mark.cells
    ]


@given(st.sampled_from(FIGURES), st.data())
def test_the_frame_says_its_number(figure: Figure, data: st.DataObject) -> None:
    frame = data.draw(st.integers(0, figure.frame_count - 1))
    assert texts(annotated(figure, annotate="frame"), frame) == ["frame", str(frame)]


@pytest.mark.parametrize("figure", FIGURES)
def test_indices_are_those_of_the_input_and_of_the_output(figure: Figure) -> None:
    said = texts(annotated(figure, annotate=["indices"]), 0)
    sizes = [figure.states.input_size, figure.states.output_size]
    wanted = [str(index) for size in sizes for axis in reversed(size) for index in range(axis)]
    assert said == wanted


@pytest.mark.parametrize("figure", FIGURES)
def test_indices_stand_beside_their_cells(figure: Figure) -> None:
    """In the plane's own terms an index has its cell's row or column, and is outside the grid."""
    plain = figure.scene
    whole = annotated(figure, annotate="indices").scene
    assert figure._view.grids is not None
    drawn, _ = figure._view.grids(figure.states)
    (first, *_) = [mark for mark in whole.marks if isinstance(mark, FixedText)]
    moved = (whole.width - plain.width, whole.height - plain.height)
    assert 0 <= moved[0] <= 4 * CELL
    assert 0 <= moved[1] <= 4 * CELL
    across: list[tuple[float, float]] = []
    down: list[tuple[float, float]] = []
    for row, column, _ in first.cells:
        (across if row < 0 or row > drawn.below - 0.5 > 0 else down).append((row, column))
    assert [column for _, column in across] == list(drawn.columns)
    assert [row for row, _ in down] == list(drawn.rows)
    assert all(column < 0 for _, column in down), "the input's rows have them on the left"
    shapes = [mark for mark in whole.marks if isinstance(mark, Path)]
    before = [mark for mark in plain.marks if isinstance(mark, Path)]
    (x, y), (left, top) = shapes[0].subpaths[0].points[0], before[0].subpaths[0].points[0]
    assert first.setting.origin == (
        drawn.plane.origin[0] + plain.origin[0] + x - left,
        drawn.plane.origin[1] + plain.origin[1] + y - top,
    )


@pytest.mark.parametrize("name", OTHERS)
def test_every_view_counts_its_cells_and_names_its_axes_once(name: str) -> None:
    figure = replace(svgconv.load(name), beside=())
    plain = texts(figure, 0)
    indices = texts(annotated(figure, annotate="indices"), 0)[len(plain) :]
    both = texts(annotated(figure, annotate="axes,indices"), 0)[len(plain) :]
    names = [text for text in both if not text.isdigit()]
    assert [text for text in both if text.isdigit()] == indices
    axes = ["length"] if figure.operation.axes == 1 else ["width", "height"]
    if name == "matrix_and_transpose":
        axes = ["output cell", "input unit"]
        assert indices == [str(n) for count in (4, 16, 4) for n in range(count)]
    elif name in ("im2col", "col2im"):
        axes += ["window", "window's cell"]
    assert sorted(names) == sorted(axes)


@pytest.mark.parametrize("name", [*OTHERS, "padding_strides", "one_axis_strides"])
def test_names_of_axes_are_upright_and_clear_of_all_that_is_drawn(name: str) -> None:
    figure = replace(svgconv.load(name), beside=(), annotate=("axes", "indices"))
    svg = figure.frame(0).svg()
    lines = [
        line
        for shape in shapes(svg, Fraction(0))
        if not shape.role.endswith(("beam", "beam_body", "connection", "scatter_kernel", "ground"))
        for line in shape.polylines
        if line[0] == line[-1]
    ]
    named = [text for text in read(svg, Fraction(0)) if text.said in WORDS]
    assert named
    for text in named:
        xs, ys = zip(*text.ink, strict=True)
        assert 0 < min(xs) < max(xs) < figure.scene.width
        assert 0 < min(ys) < max(ys) < figure.scene.height
        first, last = text.ink[0], text.ink[-1]
        right, down = last[0] - first[0], last[1] - first[1]
        assert right > 1 or (abs(right) < 10 and down < 0), "read from the left, or from below"
        assert not any(inside(point, line) for point in text.ink for line in lines)


WORDS = {"length", "width", "height", "window", "window's cell", "input unit", "output cell"}


def inside(point: Point, polygon: Sequence[Point]) -> bool:
    """Whether a convex polygon has the point inside."""
    sides = [
        (x2 - x1) * (point[1] - y1) - (y2 - y1) * (point[0] - x1)
        for (x1, y1), (x2, y2) in pairwise(polygon)
        if (x1, y1) != (x2, y2)
    ]
    return all(side > 0 for side in sides) or all(side < 0 for side in sides)


def test_a_legend_has_what_is_drawn_and_nothing_else() -> None:
    words = ["input", "zeros", "window", "output", "this frame's output"]
    assert texts(annotated(svgconv.conv(5, 3, padding=1), annotate="legend"), 0) == words
    words.remove("zeros")
    assert texts(annotated(svgconv.conv(5, 3), annotate="legend"), 0) == words


def test_the_legend_has_the_mark_of_what_output_padding_adds() -> None:
    figure = svgconv.conv_transpose(2, 3, 2, output_padding=1, view="gather")
    marks = list(annotated(figure, annotate="legend").scene.marks)
    told = marks[len(figure.scene.marks) :]
    assert [mark.role for mark in told][-3:] == ["output", "output_padding", "label"]
    cell, mark = told[-3], told[-2]
    assert isinstance(cell, Path)
    assert isinstance(mark, Path)
    assert mark.paint.fill is None
    (left, top), (right, bottom) = cell.subpaths[0].points[0], cell.subpaths[0].points[2]
    assert all(left < x < right and top < y < bottom for x, y in mark.subpaths[0].points)


def test_a_title_is_broken_where_it_is_too_long() -> None:
    figure = svgconv.conv(5, 3, heading="word " * 20)
    lines = texts(figure, 0)
    assert " ".join(lines) == figure.heading == ("word " * 20).strip()
    assert len(lines) > 2
    assert all(width(line) * 0.7 * CELL <= figure.scene.width for line in lines)


@pytest.mark.parametrize("figure", FIGURES)
def test_all_of_it_stays_on_the_canvas(figure: Figure) -> None:
    scene = annotated(figure, annotate=KINDS, heading="A heading").scene
    for mark in scene.marks:
        for (x, y), movement in mark.points():
            for dx, dy in movement.reach(scene.odometer, mark.presence):
                assert -1 <= x + dx <= scene.width + 1
                assert -CELL <= y + dy <= scene.height + CELL
        if isinstance(mark, FixedText) and mark.setting.row == (0, CELL):
            for _, column, text in mark.cells:
                length = width(text) * mark.setting.size
                start = mark.setting.origin[0] + CELL * (column - mark.setting.align * length)
                assert -0.5 <= start <= start + CELL * length <= scene.width + CELL


def test_annotations_are_kept_and_said_again() -> None:
    figure = svgconv.conv(4, 3, annotate="frame, title", heading="Mine")
    assert figure.recipe["annotate"] == ["title", "frame"]
    assert annotated(figure) == figure


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"annotate": "titel"}, r"annotate: 'titel' is not known; did you mean 'title'"),
        ({"annotate": 3}, r"annotate: '?3'? is not a list"),
        ({"heading": "日本"}, r"heading: the font has no '日'"),
        ({"heading": "x" * 1001}, r"heading: 1,001 letters are more than 1,000"),
    ],
)
def test_wrong_annotations_are_refused(options: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SvgconvError, match=complaint):
        svgconv.conv(4, 3, **options)
