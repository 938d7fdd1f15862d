"""Laws of the scatter, gather and matrix views, over random specifications."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import svgconv
from svgconv.figure.figure import Figure
from svgconv.scene.marks import Path
from svgconv.scene.side_by_side import GAP
from svgconv.states.matrix import MatrixStates
from svgconv.svg.recipe import recipe_in
from tests.examples import examples
from tests.moments import middle
from tests.property.test_figures import expected, same, shapes_of
from tests.smil import Shape, shapes
from tests.specifications import matrix_figures, transposed_figures

either = st.one_of(transposed_figures("scatter"), transposed_figures("gather"), matrix_figures())


@given(either)
@examples(40)
def test_smil_puts_every_mark_where_the_scene_has_it(figure: Figure) -> None:
    svg = figure.svg()
    for frame in range(figure.frame_count):
        still = figure.scene.at(frame)
        same(shapes(svg, middle(svg, frame)), expected(still))
        widest = max(mark.paint.stroke_width for mark in still.marks) / 2
        for shape in expected(still):
            for line in shape.polylines:
                for x, y in line:
                    assert widest <= x <= still.width - widest
                    assert widest <= y <= still.height - widest


@given(either)
@examples(50)
def test_the_recipe_reads_back(figure: Figure) -> None:
    recipe = recipe_in(figure.svg())
    assert recipe is not None
    assert Figure.from_recipe(recipe) == figure
    assert len(figure.document()["frames"]) == figure.frame_count


def placed(found: list[Shape], role: str) -> list[Shape]:
    return [shape for shape in found if shape.role == f"svgconv-{role}"]


def corner(shape: Shape) -> tuple[float, float]:
    """A shape's first corner."""
    return shape.polylines[0][0]


def cell_of(point: tuple[float, float], shape: Shape, size: tuple[int, int]) -> tuple[int, int]:
    """The cell of an output plane, drawn as a block, whose first corner is at a point."""
    origin, right, _, down = shape.polylines[0][:4]
    row = np.subtract(down, origin) / size[0]
    column = np.subtract(right, origin) / size[1]
    found = np.linalg.solve(np.stack([row, column], axis=1), np.subtract(point, origin))
    assert found == pytest.approx(np.round(found), abs=1e-3)
    return round(found[0]), round(found[1])


@given(transposed_figures("scatter", axes=2))
@examples(40)
def test_the_kernel_covers_the_cells_in_the_states(figure: Figure) -> None:
    size, svg = figure.operation.output_size, figure.svg()
    for number, frame in enumerate(figure.document()["frames"]):
        drawn = shapes(svg, middle(svg, number))
        plane = placed(drawn, "output")[0]
        covered = set()
        for shape in placed(drawn, "scatter_kernel"):
            blocks = [line for line in shape.polylines if len(line) == 5]
            for block in blocks:
                first = cell_of(block[0], plane, (size[0], size[1]))
                last = cell_of(block[2], plane, (size[0], size[1]))
                covered |= {
                    (row, column)
                    for row in range(first[0], last[0])
                    for column in range(first[1], last[1])
                }
        assert sorted(map(list, covered)) == frame["writes"]


@given(transposed_figures("scatter", axes=2))
@examples(40)
def test_the_shade_of_a_cell_shows_its_overlaps(figure: Figure) -> None:
    figure = replace(figure, outputs="all")
    size = figure.operation.output_size
    hits = np.array(figure.document()["output"]["hits"])
    light = np.ones(hits.shape)
    whole = next(mark for mark in figure.scene.marks if mark.role == "output")
    plane = shapes_of(whole)[0]
    for mark in figure.scene.marks:
        if mark.role in ("overlap", "zeros"):
            for strip in shapes_of(mark)[0].polylines:
                top, left = cell_of(strip[0], plane, (size[0], size[1]))
                bottom, right = cell_of(strip[2], plane, (size[0], size[1]))
                part = 1 - mark.paint.fill_opacity if mark.role == "overlap" else np.inf
                light[top:bottom, left:right] *= part
    assert light[hits > 0] == pytest.approx(1 / np.sqrt(hits[hits > 0]), rel=5e-3)
    assert np.isinf(light[hits == 0]).all()


@given(matrix_figures())
@examples(50)
def test_the_matrix_times_the_input_is_the_output(figure: Figure) -> None:
    states, operation = figure.states, figure.operation
    assert isinstance(states, MatrixStates)
    weight = np.arange(1, 1 + np.prod(operation.weight_size)).reshape(operation.weight_size) ** 2
    values = np.arange(np.prod(operation.input_size)).reshape(operation.input_size) % 7 - 3
    product = states.dense(weight) @ values.ravel()
    assert product.tolist() == operation.forward(values, weight).ravel().tolist()
    for frame in figure.document()["frames"]:
        reads = [int(np.ravel_multi_index(unit, operation.input_size)) for unit in frame["reads"]]
        assert sorted(set(frame["columns"])) == reads


@given(matrix_figures())
@examples(50)
def test_the_drawn_matrix_is_that_of_the_states(figure: Figure) -> None:
    states = figure.states
    assert isinstance(states, MatrixStates)
    cell = 20
    drawn = figure.scene.at(0)
    origin = corner(placed(expected(drawn), "zeros")[0])
    width = states.shape[1]
    found: dict[bool, list[tuple[float, int, float]]] = {True: [], False: []}
    for mark in drawn.marks:
        if isinstance(mark, Path) and mark.role == "matrix_weight":
            for block in mark.subpaths:
                x, y = block.points[0]
                row, column = round((y - origin[1]) / cell, 3), round((x - origin[0]) / cell)
                found[column < width].append((row, column, mark.paint.fill_opacity))
    kernel = sorted(found[False])
    assert len(kernel) == np.prod(figure.operation.weight_size)
    tint = {tap: opacity for tap, (*_, opacity) in enumerate(kernel)}
    assert len(set(tint.values())) == len(tint), "each tap has a tint of its own"
    assert Counter(found[True]) == Counter(
        (row, column, tint[tap]) for row, column, tap in states.entries.tolist()
    )


@given(matrix_figures())
@examples(40)
def test_the_shaded_units_are_those_that_are_read(figure: Figure) -> None:
    svg = figure.svg()
    for number, frame in enumerate(figure.document()["frames"]):
        drawn = shapes(svg, middle(svg, number))
        x, y = corner(placed(drawn, "input")[0])
        shaded = {
            round((line[0][0] - x) / 20)
            for shape in placed(drawn, "window")
            for line in shape.polylines
            if line[0][1] == pytest.approx(y, abs=1e-3)
        }
        assert sorted(shaded) == sorted(set(frame["columns"]))


@given(transposed_figures("scatter"))
@examples(40)
def test_next_to_the_gather_view_the_unit_adds_to_its_output_cell(figure: Figure) -> None:
    gather = Figure(figure.operation, "gather")
    both = svgconv.compare(gather, figure)
    assert both.frame_count == gather.frame_count
    svg = both.svg()
    height = max(one.scene.height for one in (gather, figure))
    for number, frame in enumerate(both.document()["frames"]):
        one, other = frame["figures"]
        if one["reads"]:
            assert other["input"] == one["reads"][-1]
            assert one["output"] in other["writes"]
        unit = figure.states.odometer.frame(tuple(other["input"]))
        offset = (gather.scene.width + GAP, height - figure.scene.height)
        alone = [mark.moved(offset) for mark in figure.scene.at(unit).marks]
        wanted = [shape for mark in alone for shape in shapes_of(mark)]
        same(shapes(svg, middle(svg, number))[-len(wanted) :], wanted)


@pytest.mark.parametrize("swapped", [False, True])
def test_figures_of_input_units_alone_step_together(swapped: bool) -> None:
    one = svgconv.conv_transpose(3, 3, 2, view="scatter")
    other = svgconv.conv_transpose(2, 4, 2, view="scatter")
    both = svgconv.compare(*((other, one) if swapped else (one, other)))
    assert both.frame_count == 9
    units = [frame["figures"][not swapped]["input"] for frame in both.document()["frames"]]
    assert units[:4] == [[0, 0], [0, 1], [0, 1], [1, 0]]


def test_bytes_grow_with_the_axes() -> None:
    for kernel, stride in ((3, 2), (2, 3)):
        large = svgconv.conv_transpose(96, kernel, stride, view="scatter")
        small = svgconv.conv_transpose(48, kernel, stride, view="scatter")
        assert len(large.svg()) < 2.2 * len(small.svg())
        one, two = (
            svgconv.conv_transpose1d(size, kernel, stride, view="scatter") for size in (48, 96)
        )
        assert len(two.svg()) < 2.2 * len(one.svg())


@pytest.mark.parametrize(("size", "problem"), [(9, "81 columns"), ((7, 10), "70 columns")])
def test_large_matrices_are_rejected(size: object, problem: str) -> None:
    figure = svgconv.conv(size, 3, view="matrix")  # type: ignore[arg-type]
    with pytest.raises(svgconv.SvgconvError, match=f"its matrix has {problem}, more than 64"):
        figure.svg()


def test_the_description_names_checkerboards_and_stripes() -> None:
    def describe(**parameters: object) -> str:
        return svgconv.conv_transpose(view="scatter", **parameters).description  # type: ignore[arg-type]

    assert "a different number of times, which shows as a checkerboard." in describe(
        input_size=4, kernel_size=3, stride=2
    )
    assert "a different number of times, which shows as stripes." in describe(
        input_size=4, kernel_size=(3, 4), stride=2
    )
    for even in ({"kernel_size": 4, "stride": 2}, {"kernel_size": 3, "stride": 1}):
        assert "a different number of times" not in describe(input_size=4, **even)
