"""Numbers are exact: a sum says ``=`` only for what is equal, and nothing is cut off."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.numbers.numerals import is_exact, numeral


def line(input: list[float], weight: list[float], **options: Any) -> str:
    values = {"input": input, "weight": weight}
    made = svgconv.conv1d(len(input), len(weight), values=values, sum=True, **options)
    sums = [frame["sum"] for frame in made.document()["frames"]]
    return str(sums[0])


@pytest.mark.parametrize(
    ("input", "written"),
    [
        ([1, -1, 1e-12], "1·1 + (−1)·1 + 1e−12·1 = 1e−12"),
        ([1e12, -1e12, 1], "1e12·1 + (−1e12)·1 + 1·1 = 1"),
        ([0.1, 0.2, -0.3], "0.1·1 + 0.2·1 + (−0.3)·1 = 0"),
        ([0.1, 0.2, 0.3], "0.1·1 + 0.2·1 + 0.3·1 = 0.6"),
        ([1e15, 0.5, 0], "1e15·1 + 0.5·1 + 0·1 ≈ 1e15"),
        ([1.0000000000001, 0, 0], "1·1 + 0·1 + 0·1 ≈ 1"),
        ([-1e12, 1, 0], "(−1e12)·1 + 1·1 + 0·1 ≈ −1e12"),
    ],
)
def test_sums_that_nearly_cancel(input: list[float], written: str) -> None:
    assert line(input, [1, 1, 1]) == written


def test_averages_and_maxima_are_exact() -> None:
    average = svgconv.avg_pool1d(2, 2, values={"input": [1e12, 1]}, sum=True)
    assert average.document()["frames"][0]["sum"] == "(1e12 + 1) / 2 ≈ 5e11"
    largest = svgconv.max_pool1d(2, 2, values={"input": [1.0000000000001, 1]}, sum=True)
    assert largest.document()["frames"][0]["sum"] == "max(1, 1) ≈ 1"
    none_read = svgconv.max_pool(
        (1, 2), (2, 3), (1, 2), (1, 1), (1, 2), True, values={"input": [[0.5, 2]]}
    )
    assert none_read.document()["output"]["values"][0][0] == 2


def test_a_matrix_adds_weights_exactly() -> None:
    values = {"input": [1, 1], "weight": [0.1, 0.5, 0.2]}
    made = svgconv.conv1d(
        2, 3, padding=1, padding_mode="circular", view="matrix", values=values, sum=True
    )
    assert made.document()["frames"][0]["sum"] == "0.5·1 + 0.3·1 = 0.8"


def test_interpolations_weigh_exactly() -> None:
    values = {"input": [[1, 4], [1, 4]]}
    made = svgconv.upsample(2, size=(1, 4), mode="bilinear", align_corners=True, values=values,
                            sum=True).document()  # fmt: skip
    assert [frame["value"] for frame in made["frames"]] == [1, 2, 3, 4]
    assert made["frames"][1]["sum"] == "0.67·1 + 0.33·4 ≈ 2"
    assert made["frames"][1]["weights"] == [2 / 3, 1 / 3]


@pytest.mark.parametrize("number", [123456.789, 1234567.5, 1 / 3, 0.1, 1e-300, -2.675, 999999999.5])
def test_states_hold_numbers_as_they_are_given(number: float) -> None:
    values = {"input": [number], "weight": [number]}
    made = svgconv.conv1d(1, 1, values=values).document()
    assert made["input"]["values"] == made["weight"]["values"] == [number]
    product = Fraction(repr(number)) ** 2
    assert made["output"]["values"] == [float(product)]
    moved = svgconv.pixel_shuffle(1, 1, values={"input": [[[number]]]}).document()
    assert moved["frames"][0]["value"] == number


def test_running_sums_are_exact() -> None:
    values = {"input": [1e12, -1e12, 1], "weight": [1, 1, 1]}
    made = svgconv.conv_transpose1d(3, 3, values=values, view="scatter").document()
    assert made["frames"][-1]["sums"] == [1, 1 - 10**12, 1]
    matrix = np.array([[0.1, 0.2, -0.3]])
    made = svgconv.fold((1, 3), 1, values={"input": matrix}).document()
    assert [frame["sums"] for frame in made["frames"]] == [[0.1], [0.2], [-0.3]]


@pytest.mark.parametrize(
    ("number", "text", "exact"),
    [
        (Fraction(1, 3), "0.33", False), (Fraction(1, 8), "0.13", False), (Fraction(3), "3", True),
        (Fraction(1, 2), "0.5", True), (Fraction(1, 100), "0.01", True),
        (Fraction(10**13 + 1, 10**13), "1", False), (Fraction(1, 10**12), "1e−12", True),
        (Fraction(125_000_000), "1.3e8", False), (Fraction(999_999_999), "1e9", False),
        (Fraction(-1, 200), "−5e−3", True), (0.01, "0.01", True),
    ],
)  # fmt: skip
def test_numerals_of_fractions(number: Fraction, text: str, exact: bool) -> None:
    assert numeral(number) == text
    assert is_exact(number) == exact
