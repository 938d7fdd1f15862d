"""The data of a page's pointer: where the cells are that have frames."""

from __future__ import annotations

from typing import Any

import pytest

import svgconv
from svgconv.gallery.cell_data import cell_data
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


def cells_at(data: dict[str, Any], frame: int) -> list[set[Corner]]:
    """Return the corners of the cells whose frame this is."""
    found = []
    for rows, columns, *numbers in data["grids"]:
        (x, y, *steps), frames = numbers[:6], numbers[6:]
        size = data["axes"][rows][0], data["axes"][columns][0]
        for row in range(size[0]) if frames else ():
            column = (frame - frames[0] - row * frames[1]) / frames[2]
            if column in range(size[1]):
                places = [(row + a, column + b) for a in (0, 1) for b in (0, 1)]
                found.append({
                    (round(x + a * steps[0] + b * steps[2], 1),
                     round(y + a * steps[1] + b * steps[3], 1))
                    for a, b in places
                })  # fmt: skip
    return found


def shaded_at(scene: Scene, frame: int) -> list[set[Corner]]:
    """Return the corners of the shaded output cells."""
    return [
        {(round(x, 1), round(y, 1)) for x, y in block.points}
        for mark in scene.at(frame).marks
        if isinstance(mark, Path) and mark.role == "active"
        for block in mark.subpaths
    ]


def check(scene: Scene) -> None:
    data, count = cell_data(scene), scene.odometer.frame_count
    for frame in {0, count // 2, count - 1}:
        cells = cells_at(data, frame)
        assert cells, frame
        assert all(cell in shaded_at(scene, frame) for cell in cells), frame


@pytest.mark.parametrize("name", catalogue())
def test_the_cell_of_a_frame_is_the_shaded_one(name: str) -> None:
    scene = svgconv.load(name).drawing().scene
    if cell_data(scene):
        check(scene)


@pytest.mark.parametrize("around", LINES.values(), ids=LINES)
def test_cells_move_with_what_is_around_the_figure(around: dict[str, Any]) -> None:
    check(svgconv.conv(4, 3, values=1, **around).drawing().scene)
    check(svgconv.load("compare_dilation", values=1, **around).drawing().scene)
