"""Tints in finished files: each window and its output cell have one, and neighbours differ."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.scene.marks import Path
from svgconv.scene.shade import luminance
from svgconv.scene.tints import DARK, LIGHT
from svgconv.themes import THEMES, theme_for
from tests.moments import middle
from tests.smil import Point, shapes

CELL = 20


def cells(figure: Figure, frame: int) -> dict[Point, str]:
    """The tint of each cell, by its upper left corner in the flat view."""
    found: dict[Point, str] = {}
    for shape in shapes(figure.svg(), middle(figure.svg(), frame)):
        if shape.role == "svgconv-tint":
            for block in shape.polylines:
                (left, top), (right, bottom) = min(block), max(block)
                for y in np.arange(top, bottom, CELL):
                    for x in np.arange(left, right, CELL):
                        assert found.setdefault((float(x), float(y)), shape.fill) == shape.fill
    return found


CASES: list[tuple[str, dict[str, Any]]] = [
    ("max_pool", {"input_size": 6, "kernel_size": 2}),
    ("max_pool", {"input_size": (7, 5), "kernel_size": (2, 1), "stride": (3, 1)}),
    ("avg_pool", {"input_size": 5, "kernel_size": 2, "padding": 1}),
    ("adaptive_max_pool", {"input_size": 6, "output_size": 3}),
    ("conv", {"input_size": 8, "kernel_size": 4, "stride": 4}),
]


@pytest.mark.parametrize(("operation", "given"), CASES, ids=lambda one: str(one)[:30])
def test_each_window_shares_its_tint_with_its_output(operation: str, given: Any) -> None:
    made = svgconv.load(operation, view="flat", tint="windows", **given)
    rows, columns = made.operation.output_size
    last = cells(made, made.frame_count - 1)
    right = max(x for x, _ in last) - (columns - 1) * CELL
    outputs = {at: tint for at, tint in last.items() if at[0] >= right}
    read = {at: tint for at, tint in last.items() if at[0] < right}
    assert len(outputs) == rows * columns
    top = min(y for _, y in outputs)
    grid = [[outputs[right + c * CELL, top + r * CELL] for c in range(columns)]
            for r in range(rows)]  # fmt: skip
    corner = min(x for x, _ in read), min(y for _, y in read)
    for frame in made.document()["frames"]:
        r, c = frame["output"]
        assert frame["reads"]
        for row, column in frame["reads"]:
            at = (corner[0] + column * CELL, corner[1] + row * CELL)
            assert read[at] == grid[r][c]
    for r, c in np.ndindex(rows, columns):
        for y, x in ((r + 1, c), (r, c + 1), (r + 1, c + 1)):
            assert y >= rows or x >= columns or grid[y][x] != grid[r][c]


@pytest.mark.parametrize(
    "outputs", [(1, 8), (8, 1), (2, 4), (4, 2), (2, 2), (3, 2), (1, 3), (2, 2, 2), (3, 3), (4, 5)]
)
def test_tints_repeat_only_if_there_are_too_few(outputs: tuple[int, ...]) -> None:
    for theme in ("guide", "print"):
        name = "max_pool3d" if len(outputs) == 3 else "max_pool"
        size = tuple(2 * one for one in outputs)
        made = svgconv.load(name, input_size=size, kernel_size=2, tint="windows", theme=theme)
        fills = {mark.paint.fill for mark in made.scene.marks if mark.role == "tint"}
        assert len(fills) == min(8, int(np.prod(outputs)))


@pytest.mark.parametrize("view", ["oblique", "flat"])
def test_nothing_shades_a_tint(view: str) -> None:
    """Around the middle of the first cell of each tinted block, most pixels have its tint."""
    made = svgconv.max_pool(8, 2, view=view, tint="windows", outputs="all")
    still = Image.open(io.BytesIO(made.frame(13).encode(".png", scale=2))).convert("RGB")
    blocks = 0
    for mark in made.scene.at(13).marks:
        if isinstance(mark, Path) and mark.role == "tint":
            (left, top), _, (right, bottom), _ = mark.subpaths[0].points
            x, y = round(2 * left + (right - left) / 2), round(2 * top + (bottom - top) / 2)
            found = still.crop((x - 4, y - 4, x + 5, y + 5)).getcolors() or []
            assert max(found)[1] == tuple(bytes.fromhex(str(mark.paint.fill)[1:]))
            blocks += 1
    assert blocks >= 16
    assert "Each window has a tint, which its output cell shares." in made.description
    assert "tint" not in svgconv.max_pool(8, 2, view=view).description


def test_outputs_are_tinted_as_they_are_computed() -> None:
    made = svgconv.max_pool(4, 2, view="flat", tint="windows")
    assert [len(cells(made, frame)) for frame in range(4)] == [17, 18, 19, 20]
    every = svgconv.max_pool(4, 2, view="flat", tint="windows", outputs="all")
    assert len(cells(every, 0)) == 20


def test_numbers_are_legible_on_every_tint() -> None:
    def light(color: str) -> float:
        digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
        red, green, blue = bytes.fromhex(digits)
        return luminance((red, green, blue)) + 0.05

    for name in THEMES.names():
        for role in ("input_value", "output_value"):
            ink = light(str(theme_for(name).for_numbers().paint(role).fill))
            tints = DARK if ink > 0.229 else LIGHT
            for tint in tints:
                assert max(ink, light(tint)) / min(ink, light(tint)) >= 4.5
    for tints in (DARK, LIGHT):
        ratios = [
            max(a, b) / min(a, b)
            for one in map(light, tints[::2])
            for other in map(light, tints[1::2])
            for a, b in [(one, other)]
        ]
        assert min(ratios) > 1.6


def test_windows_that_overlap_have_no_tints() -> None:
    with pytest.raises(SvgconvError) as caught:
        svgconv.max_pool(5, 3, 2, tint="windows")
    assert str(caught.value) == (
        "tint: the windows overlap, so a cell would have several tints;"
        " use a stride of at least the window's size"
    )
    with pytest.raises(SvgconvError, match=r"^tint: windows cannot be combined with the view"):
        svgconv.conv(4, 2, stride=2, view="matrix", tint="windows")
    made = svgconv.max_pool(4, 2, tint="windows")
    assert Figure.from_recipe(made.recipe) == made
