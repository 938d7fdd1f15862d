"""Every output grows in proportion to the figure: bytes and calls, at three sizes, without a clock.

A number of more digits is not growth, so every number counts as one digit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

import svgconv
from svgconv.gallery.targets import known_formats
from svgconv.operations import OPERATIONS
from tests.tools import growth as tool
from tests.tools.growth import (
    MOST,
    ROUNDS,
    added,
    calls,
    counted,
    exponent,
    fit,
    growth,
    timed,
)
from tests.tools.growth_cases import (
    IM2COL,
    MATRIX,
    TEXT_SIZES,
    Case,
    FormatCase,
    cases,
    format_cases,
    without_digits,
)

SIZES = (50, 98, 194)
LARGE = (98, 194, 386)
MATRIX_SIZES = (7, 14, 28)
WINDOWS = (16, 32, 64)
"""Sizes of figures of one axis in the view im2col, which has up to 64 windows."""
ALIKE = ("fold channels", "unfold channels", "upsample area", "upsample bicubic")
"""Parameters whose other outputs than SVG share their code with those of other parameters."""
PLAIN = [
    case
    for case in cases(options=[""])
    if case.view not in (MATRIX, IM2COL) and (case.output == "svg" or case.parameters not in ALIKE)
]
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


PRODUCTS = [
    case
    for case in cases([f", {IM2COL}, svg"], options=["", " numbers"])
    if case.parameters == "conv1d"
]


@pytest.fixture(scope="module", autouse=True)
def glyphs() -> None:
    """Make the outlines of digits, which is done once and not for each cell."""
    layers = "Conv2d(k=1, d=1234567) > Conv2d(k=1, d=890)"
    svgconv.stack(layers, input_size=2, view="planes").svg()


def bytes_are_linear(made: dict[int, bytes]) -> bool:
    return exponent(LARGE, [len(without_digits(made[size])) for size in LARGE]) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize(
    "case",
    [case for case in PLAIN if case.output in ("still", "explain")],
    ids=lambda case: case.name,
)
def test_bytes_are_linear(case: Case) -> None:
    assert bytes_are_linear({size: case.run(size) for size in LARGE})


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", [case for case in PLAIN if case.output in ("svg", "states")], ids=lambda case: case.name
)
def test_bytes_and_calls_are_linear(case: Case) -> None:
    made = {LARGE[-1]: case.run(LARGE[-1])}  # also what is only done once, as texts of numbers
    costs = []
    for size in SIZES:
        made[size], count = counted(case.run, size)
        costs.append(count)
    assert bytes_are_linear(made)
    assert added(SIZES, costs) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("case", NUMBERED, ids=lambda case: case.name)
def test_numbers_are_linear(case: Case) -> None:
    assert growth(SIZES, partial(calls, case.run)) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("case", PIXELS, ids=lambda case: case.name)
def test_pixels_are_linear(case: Case) -> None:
    assert growth(SIZES, partial(calls, case.run)) <= MOST


@pytest.mark.parametrize("case", MATRICES, ids=lambda case: case.name)
def test_a_matrix_grows_as_its_cells(case: Case) -> None:
    """A matrix has a cell for each input and output: twice the size, four times the cells."""
    assert growth(MATRIX_SIZES, partial(calls, case.run)) <= 2 * MOST


@pytest.mark.parametrize("case", PRODUCTS, ids=lambda case: case.name)
def test_a_product_grows_as_its_windows(case: Case) -> None:
    made = [len(without_digits(case.run(size))) for size in WINDOWS]
    assert exponent(WINDOWS, made) <= MOST
    assert growth(WINDOWS, partial(calls, case.run)) <= MOST


@pytest.mark.parametrize(
    ("cost", "power"), [(lambda n: 7 + 3 * n, 1), (lambda n: 50 + n * n, 2), (lambda n: n**3, 3)]
)
def test_an_exponent_is_found(cost: Callable[[int], float], power: int) -> None:
    assert exponent([1, 2, 4], [1, 2**power, 4**power]) == pytest.approx(power)
    assert growth((100, 200, 400), cost) == pytest.approx(power)


@pytest.mark.parametrize(
    ("cost", "power"),
    [
        (lambda n: 900 + 3 * n, 1),
        (lambda n: 9_000 + n * n, 2),
        (lambda n: 90 + n**1.5, 1.5),
        (lambda n: 5_000 + n / 99, 0),
    ],
)
def test_a_fit_has_no_constant(cost: Callable[[float], float], power: float) -> None:
    found = fit(TEXT_SIZES, [cost(size) for size in TEXT_SIZES])
    assert found.exponent == pytest.approx(power, abs=0.011)
    assert found.error < 0.02


def test_a_fit_has_an_error() -> None:
    noisy = [1.03, 0.98, 1.02, 0.97, 1.01]
    found = fit(TEXT_SIZES, [size * noise for size, noise in zip(TEXT_SIZES, noisy, strict=True)])
    assert 0.01 < found.error < 0.1
    assert abs(found.exponent - 1) < 3 * found.error


def test_a_search_in_a_list_is_seen_in_time() -> None:
    """A cell takes 40 µs, and a search passes half of the cells before it, at 10 ns each."""
    assert fit(TEXT_SIZES, [40 * size + 0.01 * size**2 / 2 for size in TEXT_SIZES]).exponent > MOST


@pytest.mark.parametrize(("power", "rounds"), [(1, 2), (2, ROUNDS)])
def test_a_time_that_grows_too_fast_is_measured_again(
    power: int, rounds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, measured = next(cases(["conv1d, oblique, svg"])), list[int]()

    def cpu(_: Case, size: int) -> tuple[float, bytes]:
        measured.append(size)
        return float(size**power), b"x" * size

    monkeypatch.setattr(tool, "_cpu", cpu)
    costs = timed(case)
    assert costs.fit.exponent == power
    assert costs.lengths == list(case.sizes)
    assert len(measured) == rounds * len(case.sizes)


@pytest.mark.slow
def test_gzipped_bytes_grow_as_cells_where_lists_are_longer_than_deflate_looks_back() -> None:
    case = FormatCase("svgz", "cells")
    assert fit(case.sizes, [len(case.run(size)) for size in case.sizes]).exponent <= MOST
    assert fit(TEXT_SIZES, [len(case.run(size)) for size in TEXT_SIZES]).exponent > MOST


def test_every_operation_is_measured() -> None:
    assert {case.parameters.split(" ")[0] for case in cases()} >= set(OPERATIONS.names())


def test_every_format_is_measured() -> None:
    assert {case.format for case in format_cases()} == set(known_formats())
