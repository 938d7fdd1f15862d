"""Laws of numbers in cells: none leaves its cell, all of them cost little, and no ids clash."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.numbers.numerals import is_exact, numeral
from svgconv.scene.marks import FixedText
from svgconv.svg.recipe import recipe_in
from tests.examples import examples
from tests.numbers import STEPS, cells, in_cells, shown, value
from tests.smil import Text, outline, shapes
from tests.specifications import figures
from tests.tools.make_glyphs import font

NUMBER = st.one_of(
    st.integers(-9, 9),
    st.integers(-999, 9999),
    st.decimals("-999.99", "9999", places=2).map(float),
    st.sampled_from([-999.99, 9999, -1000 / 3, 1e-9, -4e12]),
)
Box = tuple[float, float, float, float]


@st.composite
def numbered(draw: st.DrawFn) -> Figure:
    """Figures of few cells with numbers of all kinds."""
    size, kernel = draw(st.integers(1, 3)), draw(st.integers(1, 2))

    def square(side: int) -> list[list[float]]:
        return draw(
            st.lists(st.lists(NUMBER, min_size=side, max_size=side), min_size=side, max_size=side)
        )

    values = {"input": square(size), "weight": square(kernel)}
    view = draw(st.sampled_from(sorted(STEPS)))
    looks: dict[str, Any] = {
        "values": values,
        "view": view,
        "panels": draw(st.sampled_from(["", "none"])),
    }
    if draw(st.booleans()):
        return svgconv.conv(size, kernel, padding=kernel - 1, **looks)
    return svgconv.conv_transpose(size, kernel, 2, **looks)


def box(text: Text, view: str) -> Box:
    """The box around its ink, from its cell's corner, in cells: top, bottom, left, right."""
    row, column = in_cells(text.pen, view)
    down, across = zip(*(in_cells(point, view) for point in text.ink), strict=True)
    return min(down) - row, max(down) - row, min(across) - column, max(across) - column


@given(numbered())
@examples(100)
def test_no_number_leaves_its_cell(figure: Figure) -> None:
    svg, view = figure.svg(), figure.view
    margin = 0.025  # of a line of 0.055
    for frame in {0, figure.frame_count - 1}:
        now = shown(svg, frame)
        tabs = [
            [in_cells(point, view) for point in line]
            for shape in shapes(figure.frame(frame).svg(), Fraction(0))
            if shape.role == "svgconv-badge"
            for line in shape.polylines
        ]
        assert len(tabs) == len(now["weight"])
        pens = [in_cells(text.pen, view) for text in now["weight"]]
        for role in (
            "input_value",
            "padding_value",
            "output_value",
            "kernel_value",
            "product_value",
        ):
            for text in now[role]:
                top, bottom, left, right = box(text, view)
                assert margin < top < bottom < 1 - margin, text.said
                assert margin < left < right < 1 - margin, text.said
                if role != "output_value" and in_cells(text.pen, view) in pens:
                    corner = tabs[0][0][0] - pens[0][0], tabs[0][0][1] - pens[0][1]
                    assert bottom < corner[0] or right < corner[1], (text.said, "meets its weight")
        for text, tab, (row, column) in zip(now["weight"], tabs, pens, strict=True):
            (tab_top, tab_left), (tab_bottom, tab_right) = tab[0], tab[2]
            top, bottom, left, right = box(text, view)
            assert tab_top <= row + top < row + bottom <= tab_bottom <= row + 1.001
            assert tab_left <= column + left < column + right <= tab_right <= column + 1.001


@st.composite
def numbered_elsewhere(draw: st.DrawFn) -> tuple[Figure, str]:
    """Figures that are no windows over an input, with numbers of all kinds; and how they lie."""
    size, kernel, stride = (draw(st.integers(1, 3)) for _ in range(3))
    name = draw(st.sampled_from(["scatter", "matrix", "unfold", "fold", "shuffle", "unshuffle"]))
    whole = size + kernel
    figure = {
        "scatter": lambda: svgconv.conv_transpose(size, kernel, stride, view="scatter"),
        "matrix": lambda: svgconv.conv_transpose(min(size, 2), kernel, stride, view="matrix"),
        "unfold": lambda: svgconv.unfold(whole, kernel),
        "fold": lambda: svgconv.fold(whole, kernel, stride=stride),
        "shuffle": lambda: svgconv.pixel_shuffle(size, kernel),
        "unshuffle": lambda: svgconv.pixel_unshuffle(size * kernel, kernel),
    }[name]()
    operation = figure.operation
    shapes = {"input": operation.input_shape, "weight": operation.weight_size}
    values = {
        key: np.reshape(draw(st.lists(NUMBER, min_size=prod(shape), max_size=prod(shape))), shape)
        for key, shape in shapes.items()
        if shape
    }
    return with_values(figure, values), "oblique" if name == "scatter" else "flat"


def with_values(figure: Figure, values: Any) -> Figure:
    return replace(figure, values=values)


@given(numbered_elsewhere())
@examples(100)
def test_no_number_leaves_its_cell_elsewhere(drawn: tuple[Figure, str]) -> None:
    figure, view = drawn
    svg, margin = figure.svg(), 0.025
    for frame in {0, figure.frame_count // 2, figure.frame_count - 1}:
        now = shown(svg, frame)
        tabs = {tuple(round(at, 3) for at in in_cells(text.pen, view)) for text in now["weight"]}
        for role in ("input_value", "padding_value", "output_value", "matrix_value", "weight"):
            for text in now[role]:
                top, bottom, left, right = box(text, view)
                assert margin < top < bottom < 1 - margin / 2, (role, text.said)
                assert margin < left < right < 1 - margin / 2, (role, text.said)
                cell = tuple(round(at, 3) for at in in_cells(text.pen, view))
                if role == "output_value" and cell in tabs:
                    (weight,) = (
                        box(other, view)
                        for other in now["weight"]
                        if tuple(round(at, 3) for at in in_cells(other.pen, view)) == cell
                    )
                    assert bottom < weight[0] or right < weight[2], (text.said, "meets its weight")


HUNDREDS = {"input": [[100, 255, 188], [-244, 199, 177], [123, 200, 166]]}


@pytest.mark.parametrize("view", ["oblique", "flat", "matrix"])
@pytest.mark.parametrize("weight", [[[1, 2], [0, 1]], [[125, -2.75], [400, 0.25]]])
def test_long_numbers_of_neighbours_are_apart(view: str, weight: list[list[float]]) -> None:
    """Between them is a fifth of a cell, which is as much as 0.4 of a digit's width."""
    made = svgconv.conv(3, 2, view=view, values={**HUNDREDS, "weight": weight})
    pairs = 0
    for mark in made.scene.at(made.frame_count - 1).marks:
        if isinstance(mark, FixedText) and mark.role.endswith("_value"):
            reach = {(row, at): (at, *mark.setting.reach(text)) for row, at, text in mark.cells}
            for (row, at), (column, _, end) in reach.items():
                if (row, at + 1) in reach:
                    _, start, _ = reach[row, at + 1]
                    assert column + 1 + start - (column + end) > 0.2
                    pairs += 1
    assert pairs >= 6


@given(st.one_of(NUMBER, st.floats(-1e15, 1e15)))
def test_numerals_are_near_and_short(number: float) -> None:
    text = numeral(number)
    assert len(text) <= 9
    assert (Decimal(text.replace("−", "-")) == Decimal(f"{number:.12g}")) == is_exact(number)
    assert value(text) == pytest.approx(
        number, rel=0.06, abs=0.005001 if abs(number) >= 0.01 else 0
    )
    assert text not in ("−0", "-0")


def takes_numbers(figure: Figure) -> bool:
    operation = figure.operation
    one_plane = figure.states.channels is None and operation.axes < 3
    return figure.view in STEPS and one_plane and operation.has_numbers


@given(figures.filter(takes_numbers))
@examples(60)
def test_outputs_fill_up_and_a_worksheet_has_none(figure: Figure) -> None:
    recipe = {key: figure.recipe[key] for key in ("operation", "parameters", "view", "theme")}
    numbers = {"values": 1, "sum": figure.sum, "worksheet": figure.worksheet}
    figure = Figure.from_recipe({**recipe, **numbers})
    document = figure.document()
    svg = figure.svg()
    columns = document["output"]["shape"][-1]
    for frame in {0, figure.frame_count // 2, figure.frame_count - 1}:
        now = shown(svg, frame)
        text = cells(now["output_value"], figure.view)
        if figure.worksheet:
            assert not text
            continue
        results = [one["value"] for one in document["frames"][: frame + 1]]
        assert text == {
            divmod(at, columns): numeral(float(result)) for at, result in enumerate(results)
        }
        if figure.sum:
            line = document["frames"][frame]["sum"]
            assert line.endswith(text[divmod(frame, columns)])
            in_order = sorted(now["sum"], key=lambda text: (round(text.pen[1]), text.middle[0]))
            written = "".join(text.said for text in in_order).replace(" ", "")
            assert written == line.replace(" ", "")


def extra(size: int, **pace: Any) -> int:
    """The bytes that numbers add to a figure."""
    plain = svgconv.conv(size, 3, padding=1, **pace)
    return len(svgconv.conv(size, 3, padding=1, values=1234, **pace).svg()) - len(plain.svg())


def test_a_number_costs_under_60_bytes() -> None:
    """Beside the digits' outlines, which a figure has once: input, padding and output.

    A pause at the end costs each of them a key time more.
    """
    cells = [(size + 2) ** 2 + size**2 for size in (6, 16)]
    each, paused = (
        (extra(16, **pace) - extra(6, **pace)) / (cells[1] - cells[0]) for pace in ({}, {"hold": 1})
    )
    assert each < 60
    assert paused < 66


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_a_sum_that_adds_up_costs_under_60_bytes_for_each_number_that_it_says(stride: int) -> None:
    def added(size: int) -> int:
        plain = svgconv.conv_transpose(size, 3, stride, view="scatter")
        return len(with_values(plain, 1234).svg()) - len(plain.svg())

    # The descriptions of both have the same words about the numbers.
    text = [9 * size**2 + size**2 for size in (9, 18)]
    assert (added(18) - added(9)) / (text[1] - text[0]) < 60
    svg = svgconv.conv_transpose(16, 3, stride, view="scatter", values=1).svg()
    assert svg.count("<animate") < 3 * 16 * 3 * stride * 8


def test_numbers_cost_with_the_axes_not_with_the_frames() -> None:
    svg = svgconv.conv((16, 16), 3, padding=1, values=1).svg()
    assert svg.count("<animate") < 80


@pytest.mark.parametrize("view", sorted(STEPS))
def test_ids_of_many_figures_do_not_clash(view: str) -> None:
    made = [svgconv.conv(4, 3, values=seed, view=view).svg() for seed in range(12)]
    made += [svgconv.conv(4, 3, values=0, view=view).frame(k).svg() for k in range(4)]
    ids = [re.findall(r' id="([^"]+)"', svg) for svg in made]
    assert all(len(set(own)) == len(own) > 10 for own in ids)
    assert len(set().union(*ids)) == sum(map(len, ids))
    for svg, own in zip(made, ids, strict=True):
        used = re.findall(r'(?:href="|values="|;)#([a-z0-9-]+)', svg)
        used += re.findall(r'(?:begin="|;)(\w+)\.(?:begin|end)', svg)
        assert set(used) == set(own)


def test_glyphs_are_the_fonts_own() -> None:
    """What a glyph's id says it is, its outline is: its box is that of the font's glyph."""
    face = font()
    svg = svgconv.conv(4, 3, values={"seed": 5, "weight": [[-1.5, 2, 9.25]] * 3}).svg()
    found = re.findall(r'<path d="([^"]+)" id="[a-z0-9]+-([0-9a-f]+)"', svg)
    assert len(found) > 8
    for data, code in found:
        xs, ys = zip(*outline(data), strict=True)
        glyph = face["glyf"][face.getBestCmap()[int(code, 16)]]
        box = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
        for ours, theirs in zip((min(xs), -max(ys), max(xs), -min(ys)), box, strict=True):
            assert ours == pytest.approx(theirs / 2, abs=1.01)


def test_given_numbers_and_consequences_are_in_the_recipe() -> None:
    figure = svgconv.conv(2, 1, values={"input": [[1, 0.5], [-2, 3]], "weight": [[2]]})
    recipe = recipe_in(figure.svg())
    assert recipe is not None
    assert recipe["values"] == {"input": [[1, 0.5], [-2, 3]], "weight": [[2]]}
    assert recipe["numbers"] == {"output": [[2, 1], [-4, 6]]}
    assert "Input: 1 0.5 / −2 3. Kernel: 2. Output: 2 1 / −4 6." in figure.description
    blank = replace(figure, worksheet=True)
    assert "numbers" not in blank.recipe
    assert "left blank" in blank.description
    assert "−4" not in blank.svg().split("</metadata>")[1]


def test_seeds_are_the_guides_and_agree_with_their_answer_key() -> None:
    figure = svgconv.conv(9, 5, values=8)
    document = figure.document()
    assert {number for row in document["input"]["values"] for number in row} == {0, 1, 2, 3}
    assert {number for row in document["weight"]["values"] for number in row} == {0, 1, 2}
    assert replace(figure, worksheet=True).values == figure.values
    pooled = svgconv.max_pool(9, 5, values=8).document()
    assert pooled["input"] == document["input"]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ("a", "whole number"), (1.5, "whole number"), (-1, "0 to 4,294,967,295"),
        ({"kernel": 1}, "kernel"), ({"input": [[1, 2], [3]]}, "different lengths"),
        ({"input": [[1, 2, 3]] * 3}, "3×3 numbers do not fit the input, 4×4"),
        ({"input": [["a"] * 4] * 4}, "text"), ({"input": [[float("nan")] * 4] * 4}, "finite"),
        ({"input": [[1e16] * 4] * 4}, "larger than 1e+15"), ({"input": []}, "empty"),
        ([1], "whole number"),
        ({"weight": [[1j]]}, "complex"),
    ],
)  # fmt: skip
def test_other_values_are_rejected_in_one_line(values: object, text: str) -> None:
    with pytest.raises(SvgconvError) as caught:
        svgconv.conv(4, 1, values=values)  # type: ignore[arg-type]
    assert text in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_number_gives_no_size() -> None:
    with pytest.raises(
        SvgconvError, match=r"^input_values: one number has no size; give input_size"
    ):
        svgconv.load("conv", kernel_size=1, values={"input": 3})


def test_what_has_no_weight_takes_none() -> None:
    with pytest.raises(SvgconvError, match="max_pool has no weight"):
        svgconv.max_pool(4, 2, values={"weight": [[1, 2], [3, 4]]})


@pytest.mark.parametrize("looks", [{"hold": 2}, {"frames": "0,4,8,2"}])
def test_numbers_keep_time_where_frames_are_no_sum(looks: dict[str, Any]) -> None:
    figure = svgconv.conv(4, 2, values=1, view="flat", **looks)
    svg = figure.svg()
    for step, frame in enumerate(figure.chosen_frames):
        moving, still = shown(svg, step), shown(figure.frame(frame).svg(), 0)
        for role in moving:
            assert places(moving[role]) == places(still[role]), (role, frame)


def places(found: list[Text]) -> list[tuple[str, int, int]]:
    """What is written, and where, in hundredths of a unit."""
    return sorted((one.said, round(100 * one.pen[0]), round(100 * one.pen[1])) for one in found)
