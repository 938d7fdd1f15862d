"""The sums that operations declare, as they are written below a figure."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
import pytest

import svgconv
from svgconv.figure.figure import Figure
from svgconv.numbers.sums import Sum
from svgconv.operations import OPERATIONS
from svgconv.operations.avg_pool import AvgPool
from svgconv.operations.base import MAXIMUM, WEIGHTED_SUM, SumForm
from svgconv.operations.conv import Conv
from svgconv.operations.max_pool import MaxPool
from svgconv.options import required
from svgconv.scene.marks import FixedText

INPUT = [[1, -2], [0.5, 4]]
HALVES: dict[str, Any] = {"input": INPUT, "weight": [[1, -1], [2, 0.125]]}


def sums(figure: Figure) -> list[str]:
    return [frame["sum"] for frame in figure.document()["frames"]]


def drawn(name: str, *, view: str = "", values: object = None, **parameters: Any) -> list[str]:
    numbers = {"input": INPUT} if values is None else values
    return sums(svgconv.load(name, input_size=2, **parameters, view=view, values=numbers, sum=True))


@pytest.mark.parametrize(
    ("name", "parameters", "line"),
    [
        ("conv", {"values": HALVES}, "1·1 + (−2)·(−1) + 0.5·2 + 4·0.13 ≈ 4.5"),
        ("conv_transpose", {"padding": 1, "values": HALVES},
         "1·0.13 + (−2)·2 + 0.5·(−1) + 4·1 ≈ −0.38"),
        ("masked_conv", {"mask": "B", "values": HALVES}, "1·1 + (−2)·(−1) + 0.5·2 + 4·0.13 ≈ 4.5"),
        ("masked_conv", {"mask": "11,10", "values": HALVES}, "1·1 + (−2)·(−1) + 0.5·2 = 4"),
        ("max_pool", {}, "max(1, −2, 0.5, 4) = 4"),
        ("avg_pool", {}, "(1 + (−2) + 0.5 + 4) / 4 ≈ 0.88"),
        ("avg_pool", {"divisor_override": -2}, "(1 + (−2) + 0.5 + 4) / (−2) = −1.75"),
        ("lp_pool", {}, "√(1² + (−2)² + 0.5² + 4²) ≈ 4.61"),
        ("lp_pool", {"norm_type": 1}, "1 + (−2) + 0.5 + 4 = 3.5"),
        ("lp_pool", {"norm_type": 3}, "(1³ + (−2)³ + 0.5³ + 4³)^(1/3) ≈ 3.85"),
        ("lp_pool", {"norm_type": 4}, "(1^4 + (−2)^4 + 0.5^4 + 4^4)^(1/4) ≈ 4.07"),
        ("lp_pool", {"norm_type": "inf"}, "max(|1|, |−2|, |0.5|, |4|) = 4"),
        ("conv", {"view": "matrix", "values": HALVES},
         "1·1 + (−1)·(−2) + 2·0.5 + 0.13·4 ≈ 4.5"),
    ],
)  # fmt: skip
def test_each_operation_writes_its_own_sum(
    name: str, parameters: dict[str, Any], line: str
) -> None:
    assert drawn(name, kernel_size=2, **parameters) == [line]


@pytest.mark.parametrize(
    ("norm_type", "numbers", "line"),
    [
        (2, [[3, 0], [4, 0]], "√(3² + 0² + 4² + 0²) = 5"),
        (2, [[3, 1], [0, 2]], "√(3² + 1² + 0² + 2²) ≈ 3.74"),
        (2, [[1.5, 2], [0, 0]], "√(1.5² + 2² + 0² + 0²) = 2.5"),
        # a root that is no fraction, nearer to one than any float
        (2, [[1.5, 1e-12], [0, 0]], "√(1.5² + (1e−12)² + 0² + 0²) ≈ 1.5"),
        (1.2, [[1.5, 1e-15], [0, 0]], "(1.5^1.2 + (1e−15)^1.2 + 0^1.2 + 0^1.2)^(1/1.2) ≈ 1.5"),
        # roots above and below the middle of two numerals, nearer to it than any float
        (4, [[-2.675, 1e-12], [0, 0]], "((−2.68)^4 + (1e−12)^4 + 0^4 + 0^4)^(1/4) ≈ 2.68"),
        (3, [[2.675, -1e-12], [0, 0]], "(2.68³ + (−1e−12)³ + 0³ + 0³)^(1/3) ≈ 2.67"),
        # roots that are fractions, of powers that are not
        (1.2, [[3, 0], [0, 0]], "(3^1.2 + 0^1.2 + 0^1.2 + 0^1.2)^(1/1.2) = 3"),
        (0.5, [[2, 8], [0, 0]], "(2^0.5 + 8^0.5 + 0^0.5 + 0^0.5)^(1/0.5) = 18"),
        (3, [[-1, 1], [0, 0]], "((−1)³ + 1³ + 0³ + 0³)^(1/3) = 0"),
        (100, [[1e15, 0], [0, 0]], "((1e15)^100 + 0^100 + 0^100 + 0^100)^(1/100) = 1e15"),
        (1, [[1, -1], [1e-12, 0]], "1 + (−1) + 1e−12 + 0 = 1e−12"),
    ],
)
def test_a_norm_is_exact_where_it_says_so(
    norm_type: float, numbers: list[list[float]], line: str
) -> None:
    values = {"input": numbers}
    assert drawn("lp_pool", kernel_size=2, norm_type=norm_type, values=values) == [line]


def test_a_norm_scales_the_windows_beyond_the_input_as_pytorch_does() -> None:
    figure = svgconv.lp_pool1d(
        3, 2, norm_type=2, ceil_mode=True, values={"input": [3, 4, 2]}, sum=True
    )
    assert sums(figure) == ["√(2·(3² + 4²) / 2) = 5", "√(2·(2²) / 1) ≈ 2.83"]
    added = svgconv.lp_pool1d(
        3, 2, norm_type=1, ceil_mode=True, values={"input": [3, 4, 2]}, sum=True
    )
    assert sums(added) == ["2·(3 + 4) / 2 = 7", "2·(2) / 1 = 4"]


def gaps(figure: Figure, frame: int) -> list[float]:
    """The free space between the numbers of a sum in one line, and what is before and after."""
    texts = sorted(
        (column + mark.setting.reach(text)[0], column + mark.setting.reach(text)[1])
        for mark in figure.scene.at(frame).marks
        if isinstance(mark, FixedText) and mark.role == "sum"
        for _, column, text in mark.cells
        if text.strip("+ ") and "=" not in text
    )
    return [round(after - before, 3) for (_, before), (after, _) in pairwise(texts)]


TENS = [[50, 60, 70], [80, 90, 55], [65, 75, 85]]


@pytest.mark.parametrize(
    ("name", "values", "frames"),
    [
        ("conv_transpose", {"seed": 0, "weight": [[1, 2], [5, 9]]}, 8),
        ("conv", {"input": TENS, "weight": [[0, 0], [2, 1]]}, 4),
        ("conv", {"seed": 3}, 4),
    ],
)
def test_gaps_are_even_between_numbers_of_one_width(name: str, values: Any, frames: int) -> None:
    """If numbers of a tap have one width in all frames, or all taps' have one in this frame."""
    figure = svgconv.load(name, input_size=3, kernel_size=2, view="flat", values=values)
    even = 0
    for frame in range(figure.frame_count):
        found = gaps(figure, frame)
        assert len(found) == 3
        even += max(found) - min(found) < 0.01
    assert even == frames


def test_other_operations_write_theirs() -> None:
    assert drawn("adaptive_max_pool", output_size=1) == ["max(1, −2, 0.5, 4) = 4"]
    assert drawn("adaptive_avg_pool", output_size=(1, 2)) == [
        "(1 + 0.5) / 2 = 0.75", "((−2) + 4) / 2 = 1",
    ]  # fmt: skip
    row = drawn("upsample", scale_factor=2, mode="bilinear")[:3]
    assert row == ["1·1 = 1", "0.75·1 + 0.25·(−2) = 0.25", "0.25·1 + 0.75·(−2) = −1.25"]


def test_windows_that_differ_write_only_what_they_read() -> None:
    made = svgconv.max_pool(2, 2, 1, 1, values={"input": INPUT}, sum=True)
    assert sums(made)[:5] == [
        "max(1) = 1", "max(1, −2) = 1", "max(−2) = −2", "max(1, 0.5) = 1", "max(1, −2, 0.5, 4) = 4",
    ]  # fmt: skip


def test_each_channel_is_exact_by_itself() -> None:
    """Only the second output channel has a weight that is rounded."""
    values = {"input": [[[2]]], "weight": [[[[3]]], [[[0.125]]]]}
    made = svgconv.conv(1, 1, out_channels=2, values=values, sum=True)
    assert sums(made) == ["2·3 = 6", "2·0.13 ≈ 0.25"]


@pytest.mark.parametrize(
    "name", sorted({*OPERATIONS.own_names()} - {"deform_conv", "stack", "fold", "unfold"})
)
def test_every_operation_declares_its_sum_or_none(name: str) -> None:
    operation = svgconv.load(name, **_parameters(name)).operation
    has_none = "shuffle" in name
    assert (operation.sum_form is None) == has_none


def _parameters(name: str) -> dict[str, Any]:
    """Some parameters of an operation."""
    given: dict[str, Any] = {"input_size": 4}
    for key, value in {
        "kernel_size": 2, "output_size": 2, "upscale_factor": 2, "downscale_factor": 2,
    }.items():  # fmt: skip
        if key in required(OPERATIONS.get(name)):
            given[key] = value
    modes = {"upsample": "bilinear", "upsample1d": "linear", "upsample3d": "trilinear"}
    return given | ({"scale_factor": 2, "mode": modes[name]} if name in modes else {})


def test_a_class_that_computes_something_else_has_no_sum_until_it_declares_one() -> None:
    class Least(MaxPool):
        def _forward(self, input: Any, weight: Any) -> Any:
            return -super()._forward(-input, weight)

    class Mixin:
        def _forward(self, input: Any, weight: Any) -> Any:
            return input

    class Mixed(Mixin, Conv):
        pass

    class Declared(Least):
        sum_form = SumForm(opening="min(", separator=", ", closing=")")

    class Longer(AvgPool):
        def title(self) -> str:
            return f"{super().title()}!"

    assert MaxPool((4, 4), (2, 2)).sum_form is MAXIMUM
    assert Least((4, 4), (2, 2)).sum_form is None
    assert Mixed((4, 4), (2, 2)).sum_form is None
    assert (Conv.is_exact, Mixed.is_exact) == (True, False)
    declared = Declared((4, 4), (2, 2)).sum_form
    assert declared is not None
    assert declared.opening == "min("
    assert Longer((4, 4), (2, 2)).sum_form is not None


def test_a_class_with_other_states_is_no_layer_until_it_declares_it() -> None:
    class Other(Conv):
        def states(self) -> Any:
            return super().states()

    class Layer(Other):
        is_layer: ClassVar[bool] = True

    assert (Conv.is_layer, Other.is_layer, Layer.is_layer) == (True, False, True)


@pytest.mark.parametrize(
    "term", ["", "{weight}", "{value}{value}", "{other}", "{value}{weight:3}{}"]
)
def test_a_term_has_a_value_and_at_most_a_weight(term: str) -> None:
    with pytest.raises(ValueError, match="a term has"):
        SumForm(term=term)


def test_a_sum_that_cannot_be_written_is_an_error() -> None:
    states, ones = svgconv.max_pool(4, 2).states, np.ones((4, 4))
    with pytest.raises(svgconv.SvgconvError, match="sum: the font has no '∛'"):
        Sum.of(SumForm(opening="∛("), states, ones, None)
    with pytest.raises(svgconv.SvgconvError, match="sum: max_pool has no weights to write"):
        Sum.of(WEIGHTED_SUM, states, ones, None)
    with pytest.raises(svgconv.SvgconvError, match="sum: "):
        svgconv.upsample(4, 2, sum=True)
