"""Every output grows in proportion to the figure: bytes and calls, at three sizes, without a clock.

A number of more digits is not growth, so every number counts as one digit.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.tools.growth import MOST, Case, cases, exponent, fitted, growth

SIZES = (110, 220, 440)
LARGE = (220, 440, 880)
MATRIX = "matrix"
"""A view that draws all pairs of an input and an output, and has limits of its own."""
MATRIX_SIZES = (7, 14, 28)
PLAIN = [case for case in cases(options=[""]) if case.view != MATRIX]
NUMBERED = [
    case
    for case in cases(options=[" numbers", " sum", " hold"])
    if case.name
    in (
        "conv1d numbers, oblique, svg",
        "conv1d numbers, oblique, still",
        "conv1d sum, oblique, svg",
        "conv1d hold, oblique, svg",
        "conv_transpose1d numbers, scatter, svg",
        "max_pool1d numbers, oblique, svg",
    )
]
"""Each way in which numbers appear; others share their code."""
PIXELS = [case for case in PLAIN if case.name in ("conv1d, oblique, png", "conv, oblique, png")]
MATRICES = [
    case
    for case in cases([f", {MATRIX}, svg"], options=["", " numbers"])
    if case.parameters in ("conv1d", "conv_transpose1d")
]


@pytest.mark.parametrize(
    "case", [case for case in PLAIN if case.output != "png"], ids=lambda case: case.name
)
def test_bytes_are_linear(case: Case) -> None:
    texts = [re.sub(rb"[\d.]+", b"0", case.run(size)) for size in LARGE]
    assert exponent(LARGE, [len(text) for text in texts]) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", [case for case in PLAIN if case.output in ("svg", "states")], ids=lambda case: case.name
)
def test_calls_are_linear(case: Case) -> None:
    assert fitted(case, SIZES, "calls") <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("case", NUMBERED, ids=lambda case: case.name)
def test_numbers_are_linear(case: Case) -> None:
    assert fitted(case, SIZES, "calls") <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("case", PIXELS, ids=lambda case: case.name)
def test_pixels_are_linear(case: Case) -> None:
    assert fitted(case, SIZES, "calls") <= MOST


@pytest.mark.parametrize("case", MATRICES, ids=lambda case: case.name)
def test_a_matrix_grows_as_its_cells(case: Case) -> None:
    """A matrix has a cell for each input and output: twice the size, four times the cells."""
    assert fitted(case, MATRIX_SIZES, "calls") <= 2 * MOST


@pytest.mark.parametrize(
    ("cost", "power"), [(lambda n: 7 + 3 * n, 1), (lambda n: 50 + n * n, 2), (lambda n: n**3, 3)]
)
def test_an_exponent_is_found(cost: Callable[[int], float], power: int) -> None:
    assert exponent([1, 2, 4], [1, 2**power, 4**power]) == pytest.approx(power)
    assert growth((100, 200, 400), cost) == pytest.approx(power)
