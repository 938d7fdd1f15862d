"""Figures on a small input say so, keep the operation's own sizes, and read back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.operations._small_input import drawn_on, on_small_input
from svgconv.operations.base import Operation
from svgconv.operations.conv import Conv
from svgconv.scene.marks import FixedText
from svgconv.svg.recipe import recipe_in
from tests.command import run

STEM: Any = {"input_size": 224, "kernel_size": 7, "stride": 2, "padding": 3}
WORDS = "drawn on 6×6 instead of 224×224"


def notes(figure: Figure) -> list[str]:
    """The texts of a figure, each line by itself."""
    marks = [mark for mark in figure.scene.marks if isinstance(mark, FixedText)]
    return [text for mark in marks for _, _, text in mark.cells]


def test_a_small_figure_says_so_everywhere() -> None:
    figure = svgconv.conv(**STEM, small=True)
    assert notes(figure) == [WORDS]
    assert figure.title == (
        "Convolution: input 224×224, kernel 7×7, stride 2, padding 3, output 112×112, " + WORDS
    )
    assert f"It is {WORDS}, where the operation behaves the same way." in figure.description
    assert figure.explain().splitlines()[-1] == f"  {WORDS}"
    assert figure.recipe["parameters"] == STEM
    assert figure.recipe["small"] is True
    assert figure.frame_count == 9
    read = recipe_in(figure.svg())
    assert read is not None
    assert Figure.from_recipe(read) == figure
    assert Figure.from_recipe(read).svg() == figure.svg()


def test_a_figure_that_is_small_already_is_left_alone() -> None:
    small, own = svgconv.conv(5, 3, small=True), svgconv.conv(5, 3)
    assert (small.title, small.description) == (own.title, own.description)
    assert notes(small) == []
    assert small.scene == own.scene


def test_numbers_and_sums_are_those_of_the_small_input() -> None:
    small = svgconv.conv(224, 3, 2, small=True, sum=True)
    own = svgconv.conv(8, 3, 2, sum=True)
    assert small.numbers is not None
    assert own.numbers is not None
    assert [*small.numbers.lines()] == [*own.numbers.lines()]
    weight = {"weight": [[1, 0], [0, 1]]}
    given = svgconv.conv(224, 2, 2, small=True, values=weight).document()
    assert given["input"]["shape"] == [6, 6]
    assert given["weight"]["values"] == [[1, 0], [0, 1]]


def test_compared_figures_are_small_each_by_itself() -> None:
    figure = svgconv.compare(
        svgconv.conv(224, 3, small=True), svgconv.conv(224, 3, dilation=2, small=True)
    )
    assert notes(figure) == [f"drawn on {n}×{n} instead of 224×224" for n in (5, 7)]


@dataclass(frozen=True)
class Unknown(Conv):
    name: ClassVar[str] = "unknown"
    repeat = Operation.repeat


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: Figure(Unknown(9, kernel_size=3), small=True),  # type: ignore[arg-type]
         "small: what unknown reads depends on its whole input; leave it out"),
        (lambda: svgconv.deform_conv(4, 1, offset="/".join(["0,0|0,0.5|0,0|0,0"] * 4), small=True),
         "small: each output cell has its own offsets; leave it out"),
        (lambda: svgconv.stack("Conv2d(k=3) > AdaptiveAvgPool2d(2)", 90, small=True),
         "small: what layer 2, AdaptiveAvgPool2d(2), reads depends on its whole input;"
         " leave it out"),
        (lambda: svgconv.stack("add(Conv2d(k=3), MaxPool2d(2))", 4, small=True),
         "small: paths change their sizes at different rates; leave it out"),
        (lambda: svgconv.conv(2, 1, small=True, values={"input": [[1, 2], [3, 4]]}),
         "small: cannot be combined with the input's numbers; leave one of the two out"),
        (lambda: svgconv.conv(9, 3, small="perhaps"),  # type: ignore[arg-type]
         "small: 'perhaps' is neither true nor false; use true or false"),
    ],
)  # fmt: skip
def test_what_cannot_be_small_is_rejected_with_the_reason(make: Any, problem: str) -> None:
    with pytest.raises(SvgconvError) as caught:
        make()
    assert str(caught.value) == problem


def test_the_words_and_the_operation_for_other_code() -> None:
    operation = svgconv.conv1d(500, 3, padding=1).operation
    small = on_small_input(operation)
    assert small.input_size == (3,)
    assert drawn_on(operation, small) == "drawn on 3 cells instead of 500"
    assert drawn_on(operation, operation) == ""


def test_render_suggests_it_for_many_cells(tmp_path: Path) -> None:
    wide = tmp_path / "wide.svg"
    result = run("render", "conv", "-i", "65", "-k", "3", "-o", str(wide))
    words = "the cells of 65×65 are tiny; --small draws the layer on 5×5"
    assert result.err == f"--input-size: {words}\n"
    for options in (
        ("render", "conv", "-i", "64", "-k", "3"),
        ("render", "conv", "-i", "65", "-k", "3", "--small"),
        ("render", "adaptive_avg_pool", "-i", "65", "--output-size", "1"),
        ("frame", "conv", "-i", "65", "-k", "3", "--at", "0"),
    ):
        result = run(*options, "-o", str(tmp_path / "other.svg"))
        assert (result.status, result.err) == (0, "")
    result = run("render", "conv_transpose", "-i", "33", "-k", "2", "-s", "2", "-o", str(wide))
    assert "the cells of 33×33 are tiny; --small draws the layer on 2×2" in result.err
