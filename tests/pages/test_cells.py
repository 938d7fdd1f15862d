"""What the page's script finds that cells read, and what reads them, is what the states have."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import svgconv
from svgconv.figure.figure import Figure
from svgconv.gallery.cell_data import cell_text
from svgconv.states.columns import ColumnStates
from svgconv.states.scatter import ScatterStates
from svgconv.states.shuffled import ShuffledStates
from svgconv.states.slices import Slices
from svgconv.states.stack import StackStates
from tests.browsers import Browser
from tests.examples import examples
from tests.pages.page import Page
from tests.pages.site import Site
from tests.specifications import (
    adaptive_figures,
    conv_figures,
    conv_transpose_figures,
    masked_figures,
    pooling_figures,
    slice_figures,
    stack_figures,
    transposed_figures,
)

Unit = tuple[int, int, int]
"""A grid, and the row and the column of a unit in it."""

FOUND = """(text => {
    const cells = new Cells(JSON.parse(text));
    const found = [];
    const pairs = parts => parts.flatMap((some, grid) => some.flatMap(([rows, columns]) =>
        [...rows].flatMap(row => [...columns].map(column => [grid, row, column]))));
    cells.grids.forEach(({origin, row, column, axes: [rows, columns], flat}) => {
        for (let r = 0; r < rows[0]; r++) for (let c = 0; c < columns[0]; c++) {
            const place = r * columns[0] + c;
            const [down, across] = [[r, c], [0, place], [place, 0]][flat ?? 0];
            const [x, y] = [0, 1].map(
                k => origin[k] + (down + .5) * row[k] + (across + .5) * column[k]);
            const unit = cells.at(x, y);
            if (!unit) continue;
            const frame = cells.frameOf(unit);
            found.push({ frame, unit: [unit.grid, unit.row, unit.column],
                around: pairs(cells.around(unit)), sum: cells.sumOf(unit),
                next: frame < 0 || [[-1, 0], [1, 0], [0, -1], [0, 1]].map(by => {
                    const other = cells.next(unit, by);
                    return other ? cells.frameOf(other) : null;
                }),
                back: frame < 0 || cells.frameOf(cells.unitOf(frame)) === frame });
        }
    });
    return found;
})(%s)"""
"""What is found at the middle of each drawn cell."""


@pytest.fixture(scope="module")
def script(browsers: Any, site: Site) -> Page:
    """A page with the script, in one engine."""
    browser: Browser = browsers("chromium")
    browser.emulate()
    page = Page(browser, site.address)
    page.open()
    return page


def reads(figure: Figure) -> Iterator[set[Unit]]:
    """Yield the units of drawn grids that each frame reads in all layers, or writes to."""
    states = figure.states
    for frame in states.frames():
        if isinstance(states, StackStates):
            layers = zip(states.layers, frame["layers"], strict=True)
            yield {(layer.below, *_plain(unit)) for layer, own in layers for unit in own["reads"]}
        elif isinstance(states, ScatterStates):
            yield {(0, *_plain(unit)) for unit in frame["writes"]}
        elif isinstance(states, ColumnStates) and not states.into_columns:
            yield {_in_channel(unit) for unit in frame["output"] if unit}
        elif isinstance(states, (ColumnStates, ShuffledStates)):
            yield set(map(_in_channel, frame["reads"]))
        elif states.planes is None:
            yield {(0, *_plain(unit)) for unit in frame["reads"]}
        else:
            drawn = list(states.planes.drawn_inputs)
            cells = states.planes.axis.cell_of if isinstance(states.planes, Slices) else None
            planes = [(cells[unit[0]] if cells else unit[0], unit) for unit in frame["reads"]]
            yield {
                (drawn.index(plane), *_plain(unit[1:])) for plane, unit in planes if plane in drawn
            }


def _in_channel(unit: list[int]) -> Unit:
    channel, row, column = (0, *unit)[-3:]
    return channel, row, column


def _plain(unit: list[int]) -> tuple[int, int]:
    row, column = (0, *unit)[-2:]
    return row, column


def neighbours(figure: Figure, frame: int) -> list[int | None]:
    """Return the frames of the cells above, below, to the left and to the right."""
    count, columns = figure.frame_count, figure.odometer.shape[-1]
    up_and_down = [at if 0 <= at < count else None for at in (frame - columns, frame + columns)]
    left_and_right = [
        at if at // columns == frame // columns else None for at in (frame - 1, frame + 1)
    ]
    return up_and_down + left_and_right


def check(script: Page, figure: Figure) -> None:
    text = cell_text(figure.drawing().scene)
    assert text
    found = script(FOUND % json.dumps(text))
    right = dict(enumerate(reads(figure)))
    readers: dict[Unit, set[int]] = defaultdict(set)
    for frame, units in right.items():
        for unit in units:
            readers[unit].add(frame)
    frames = {tuple(one["unit"]): one["frame"] for one in found if one["frame"] >= 0}
    assert {*frames.values()} == {*range(figure.frame_count)}
    others = {unit[0] for unit in frames}
    for one in found:
        around = {tuple(unit) for unit in one["around"]}
        unit = tuple(one["unit"])
        assert unit in around
        assert one["back"]
        if one["frame"] >= 0:
            assert {other for other in around if other[0] not in others} == right[one["frame"]]
            assert one["next"] == neighbours(figure, one["frame"])
            if one["sum"]:
                assert figure.numbers
                assert one["sum"] == figure.numbers.sum.line(one["frame"])
        else:
            assert not one["sum"]
            above = {frames[other] for other in around if other in frames}
            assert above == readers[unit], unit


FIGURES = st.one_of(
    adaptive_figures(),
    conv_figures(),
    conv_transpose_figures(),
    masked_figures(),
    pooling_figures(),
    slice_figures(),
    stack_figures(),
    transposed_figures("scatter"),
)


@given(FIGURES)
@settings(examples(80), suppress_health_check=list(HealthCheck))
def test_cells_read_what_the_states_have(script: Page, figure: Figure) -> None:
    try:
        scene = figure.drawing().scene
    except svgconv.SvgconvError:
        assume(False)
    assume(scene.cells is not None and figure.frame_count < 400)
    check(script, figure)


OTHERS = [
    *("channels_grouped", "unet_skip", "residual_block", "upsample_bicubic"),
    *("im2col", "im2col_product", "im2col_channels", "col2im", "matrix_numbers", "wavenet"),
    *("scatter_checkerboard", "pixel_shuffle_by_2"),
]


@pytest.mark.parametrize("name", OTHERS)
def test_cells_of_the_catalogue_read_what_the_states_have(script: Page, name: str) -> None:
    check(script, svgconv.load(name))


NUMBERS = [
    *("numerical_padding_strides", "numerical_average_pooling", "numerical_max_pooling"),
    *("numerical_bias", "one_axis_numbers", "channels_numbers", "channels_worksheet"),
]


@pytest.mark.parametrize("name", NUMBERS)
def test_the_sum_of_a_cell_is_that_of_its_frame(script: Page, name: str) -> None:
    figure = svgconv.load(name)
    assert '"sums"' in cell_text(figure.drawing().scene)
    check(script, figure)


def test_negative_numbers_are_in_brackets_among_others(script: Page) -> None:
    for figure in (
        svgconv.conv(2, 2, values={"input": [[-1, 2], [0, -0.5]], "weight": [[1, -2], [3, 4]]}),
        svgconv.max_pool(2, 2, values={"input": [[-1, -2], [-3, -4]]}),
    ):
        check(script, figure)
        assert "−" in script(FOUND % json.dumps(cell_text(figure.drawing().scene)))[-1]["sum"]


def test_cells_of_other_views_read_what_the_states_have(script: Page) -> None:
    for figure in (
        svgconv.pixel_unshuffle((4, 6), 2),
        svgconv.conv_transpose((2, 3), (3, 2), stride=2, view="matrix"),
        svgconv.conv1d(5, 3, padding=1, view="matrix"),
        svgconv.conv((4, 5), (2, 3), padding=1, view="im2col"),
        svgconv.fold((3, 4), 2, padding=1),
        svgconv.conv_transpose1d(2, 2, stride=2, padding=((2, 0),)),
    ):
        check(script, figure)
