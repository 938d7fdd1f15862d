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
from svgconv.states.slices import Slices
from svgconv.states.stack import StackStates
from tests.browsers import Browser
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
)

Unit = tuple[int, int, int]
"""A grid, and the row and the column of a unit in it."""

FOUND = """(text => {
    const cells = new Cells(JSON.parse(text));
    const found = [];
    const pairs = parts => parts.flatMap((some, grid) => some.flatMap(([rows, columns]) =>
        [...rows].flatMap(row => [...columns].map(column => [grid, row, column]))));
    cells.grids.forEach(({origin, row, column, axes: [rows, columns]}, grid) => {
        for (let r = 0; r < rows[0]; r++) for (let c = 0; c < columns[0]; c++) {
            const [x, y] = [0, 1].map(k => origin[k] + (r + .5) * row[k] + (c + .5) * column[k]);
            const unit = cells.at(x, y);
            if (!unit) continue;
            const frame = cells.frameOf(unit);
            found.push({ grid, frame, unit: [unit.grid, unit.row, unit.column],
                around: pairs(cells.around(unit)),
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


def reads(figure: Figure) -> Iterator[tuple[int, set[Unit]]]:
    """Yield each frame, and the units of drawn grids that its output reads in all layers."""
    states = figure.states
    for number, frame in enumerate(states.frames()):
        if isinstance(states, StackStates):
            layers = zip(states.layers, frame["layers"], strict=True)
            found = {(layer.below, *_plain(unit)) for layer, own in layers for unit in own["reads"]}
        elif states.planes is None:
            found = {(0, *_plain(unit)) for unit in frame["reads"]}
        else:
            drawn = list(states.planes.drawn_inputs)
            cells = states.planes.axis.cell_of if isinstance(states.planes, Slices) else None
            planes = [(cells[unit[0]] if cells else unit[0], unit) for unit in frame["reads"]]
            found = {
                (drawn.index(plane), *_plain(unit[1:])) for plane, unit in planes if plane in drawn
            }
        yield number, found


def _plain(unit: list[int]) -> tuple[int, int]:
    row, column = (0, *unit)[-2:]
    return row, column


def check(script: Page, figure: Figure) -> None:
    text = cell_text(figure.drawing().scene)
    assert text
    found = script(FOUND % json.dumps(text))
    right = dict(reads(figure))
    readers: dict[Unit, set[int]] = defaultdict(set)
    for frame, units in right.items():
        for unit in units:
            readers[unit].add(frame)
    frames = {tuple(one["unit"]): one["frame"] for one in found if one["frame"] >= 0}
    assert sorted(frames.values()) == list(range(figure.frame_count))
    for one in found:
        around = {tuple(unit) for unit in one["around"]}
        unit = tuple(one["unit"])
        assert unit in around
        assert one["back"]
        if one["frame"] >= 0:
            assert around == {unit} | right[one["frame"]], unit
        else:
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
)


@given(FIGURES)
@settings(suppress_health_check=list(HealthCheck))
def test_cells_read_what_the_states_have(script: Page, figure: Figure) -> None:
    try:
        scene = figure.drawing().scene
    except svgconv.SvgconvError:
        assume(False)
    assume(scene.cells is not None and figure.frame_count < 400)
    check(script, figure)


@pytest.mark.parametrize(
    "name", ["channels_grouped", "unet_skip", "residual_block", "upsample_bicubic", "wavenet"]
)
def test_cells_of_the_catalogue_read_what_the_states_have(script: Page, name: str) -> None:
    check(script, svgconv.load(name))
