"""The data of a page's pointer: where the cells are that have frames."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

import svgconv
from svgconv.gallery.cell_data import cell_data, cell_text
from svgconv.operations.base import WEIGHTED_SUM
from svgconv.scene.marks import Path
from svgconv.scene.scene import Scene
from svgconv.sources.catalogue import catalogue

Corner = tuple[float, float]

LINES = {
    "heading": {"heading": "A heading that is wider than a small figure is"},
    "sum": {"sum": True, "annotate": "title,legend,axes,indices,frame"},
    "cut": {"crop": (7, -30)},
}
"""What is around a figure and moves it on its canvas."""


SHADED = ("active", "active_input", "active_row", "window")
"""The roles of marks that shade the cell of a frame, or the column or row of a matrix."""


def cells_at(data: dict[str, Any], frame: int) -> list[set[Corner]]:
    """Return the corners of the cells whose frame this is."""
    found = []
    for rows, columns, x, y, *more in data["grids"]:
        steps, (frames, flat) = more[:4], (*more[4:], 0, 0)[:2]
        height, width = data["axes"][rows][0], data["axes"][columns][0]
        for row, column in product(range(height), range(width)):
            if frames and frames[0] + row * frames[1] + column * frames[2] == frame:
                place = row * width + column
                down, across = ((row, column), (0, place), (place, 0))[flat]
                found.append({
                    (round(x + a * steps[0] + b * steps[2], 1),
                     round(y + a * steps[1] + b * steps[3], 1))
                    for a in (down, down + 1) for b in (across, across + 1)
                })  # fmt: skip
    return found


def shaded_at(scene: Scene, frame: int) -> list[set[Corner]]:
    """Return the corners of what is shaded in a frame."""
    return [
        {(round(x, 1), round(y, 1)) for x, y in block.points}
        for mark in scene.at(frame).marks
        if isinstance(mark, Path) and mark.role in SHADED
        for block in mark.subpaths
    ]


def check(scene: Scene) -> None:
    data, count = cell_data(scene), scene.odometer.frame_count
    for frame in {*range(0, count, 1 + count // 12), count - 1}:
        cells = cells_at(data, frame)
        assert cells, frame
        assert all(cell in shaded_at(scene, frame) for cell in cells), frame


@pytest.mark.parametrize("name", catalogue())
def test_the_cell_of_a_frame_is_the_shaded_one(name: str) -> None:
    check(svgconv.load(name).drawing().scene)


@pytest.mark.parametrize("around", LINES.values(), ids=LINES)
def test_cells_move_with_what_is_around_the_figure(around: dict[str, Any]) -> None:
    check(svgconv.conv(4, 3, values=1, **around).drawing().scene)
    check(svgconv.load("compare_dilation", values=1, **around).drawing().scene)


def test_the_data_grow_with_rows_and_columns_only() -> None:
    large = svgconv.conv(224, 7, stride=2, padding=3)
    assert large.frame_count == 12_544
    assert len(cell_text(large.drawing().scene)) < 150


def test_an_operation_that_declares_weights_without_any_has_no_sums(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    figure = svgconv.avg_pool(3, 2, values=1)
    assert "sums" in cell_data(figure.drawing().scene)
    monkeypatch.setattr(type(figure.operation), "sum_form", WEIGHTED_SUM)
    again = svgconv.avg_pool(3, 2, values=1)
    assert "sums" not in cell_data(again.drawing().scene)


def test_a_figure_without_cells_has_no_data() -> None:
    scene = svgconv.conv(3, 2).drawing().scene
    assert cell_text(replace(scene, cells=None)) == ""
