"""Laws of upsampling, unfold, fold and pixel shuffles, over random specifications."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from svgconv.figure.figure import Figure
from svgconv.scene.marks import Path
from svgconv.scene.scene import Scene
from svgconv.svg.recipe import recipe_in
from tests.examples import examples
from tests.property.test_figures import expected, same
from tests.smil import shapes
from tests.specifications import column_figures, rearranged, shuffle_figures, upsample_figures

CELL = 20
BETWEEN = 1
"""The cells between the channels of a pixel shuffle."""


def lit(scene: Scene, roles: tuple[str, ...]) -> list[tuple[float, float, float, float]]:
    """The boxes of all areas of these roles: left, top, right, bottom, in cells."""
    boxes = []
    for mark in scene.marks:
        if isinstance(mark, Path) and mark.role in roles and mark.paint.fill is not None:
            for area in mark.subpaths:
                if area.closed:
                    xs, ys = zip(*area.points, strict=True)
                    boxes.append((min(xs) / CELL, min(ys) / CELL, max(xs) / CELL, max(ys) / CELL))
    return boxes


def uncropped(figure: Figure) -> Figure:
    return replace(figure, crop=((0, 0), (0, 0)), frames=None)


@given(rearranged)
@examples(60)
def test_smil_puts_every_mark_where_the_scene_has_it(figure: Figure) -> None:
    svg = figure.svg()
    duration = Fraction(str(figure.frame_seconds))
    for index, frame in enumerate(figure.chosen_frames):
        same(shapes(svg, (index + Fraction(1, 2)) * duration), expected(figure.scene.at(frame)))
    for frame in {0, figure.frame_count // 2, figure.frame_count - 1}:
        still = figure.frame(frame).svg()
        same(shapes(still, Fraction(0)), expected(figure.scene.at(frame)))


@given(rearranged)
@examples(40)
def test_the_recipe_reads_back_to_the_same_figure(figure: Figure) -> None:
    recipe = recipe_in(figure.svg())
    assert recipe is not None
    assert Figure.from_recipe(recipe) == figure


@given(rearranged)
@examples(40)
def test_nothing_is_clipped_in_any_frame(figure: Figure) -> None:
    figure = uncropped(figure)
    for frame in range(figure.frame_count):
        for shape in expected(figure.scene.at(frame)):
            for line in shape.polylines:
                for x, y in line:
                    assert 1 <= x <= figure.scene.width - 1
                    assert 1 <= y <= figure.scene.height - 1


@given(column_figures())
@examples(60)
def test_the_lit_column_is_the_frame_and_the_lit_window_its_cells(figure: Figure) -> None:
    figure = uncropped(figure)
    unfold = figure.operation.name == "unfold"
    padding: Any = figure.operation.parameters().get("padding", 0)
    top, left = padding if isinstance(padding, list) else (padding, padding)
    for index, frame in enumerate(figure.states.frames()):
        scene = figure.scene.at(index)
        window = lit(scene, ("window" if unfold else "active",))
        ((first, _, last, _),) = lit(scene, ("active" if unfold else "window",))
        matrix = lit(scene, ("output", "not_computed") if unfold else ("input",))
        left_edge = min(area[0] for area in matrix)
        assert (first - left_edge, last - first) == pytest.approx((index, 1))
        grid = scene.marks[0]
        assert isinstance(grid, Path)
        x, y = grid.subpaths[0].points[0]
        covered = {
            (round(row - y / CELL), round(column - x / CELL))
            for a, b, c, d in window
            for row in range(round(b), round(d))
            for column in range(round(a), round(c))
        }
        if unfold:
            assert covered == set(map(tuple, frame["window"]))
        else:
            inside = {(row + top, column + left) for row, column in filter(None, frame["output"])}
            assert inside <= covered
            assert len(covered) == len(frame["output"])


@given(shuffle_figures())
@examples(60)
def test_the_lit_cells_are_the_one_read_and_the_one_written(figure: Figure) -> None:
    figure = uncropped(figure)
    states: Any = figure.states
    shuffle = figure.operation.name == "pixel_shuffle"
    roles = ("input", "output")
    for index, frame in enumerate(states.frames()):
        scene = figure.scene.at(index)
        for role, mark, cell in zip(
            roles, ("window", "active"), (frame["reads"][0], frame["output"]), strict=True
        ):
            ((x, y, right, bottom),) = lit(scene, (mark,))
            left, top, _, _ = lit(scene, (role,))[0]
            place = (y - top, x - left)
            if len(cell) == 3:
                channel, row, column = cell
                down, across = divmod(channel, states.factor)
                height, width = states.small_size
                row += down * (height + BETWEEN)
                column += across * (width + BETWEEN)
                assert shuffle == (role == "input")
            else:
                row, column = cell
            assert place == pytest.approx((row, column))
            assert (right - x, bottom - y) == pytest.approx((1, 1))


@given(upsample_figures())
@examples(60)
def test_the_sampling_square_covers_each_unit_by_its_weight(figure: Figure) -> None:
    figure = replace(uncropped(figure), view="flat", values=None, sum=False, worksheet=False)
    bilinear = figure.operation.parameters().get("mode") == "bilinear"
    for index, frame in enumerate(figure.states.frames()):
        scene = figure.scene.at(index)
        ((left, top, _, _),) = lit(scene, ("input",))[:1]
        boxes = lit(scene, ("window",))
        x, y, right, bottom = boxes[-1]
        assert (right - x, bottom - y) == pytest.approx((1, 1))
        for (row, column), weight in zip(frame["reads"], frame["weights"], strict=True):
            width = min(right, left + column + 1) - max(x, left + column)
            height = min(bottom, top + row + 1) - max(y, top + row)
            assert width * height == pytest.approx(weight, abs=1e-6)
        if bilinear:
            assert len(boxes) >= 2
