"""The im2col view's finished files: copies of the windows, the kernel as a row, their products."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from tests.moments import middle
from tests.numbers import value
from tests.smil import Text, shapes, texts

CELL = 20
FIGURES = [
    svgconv.conv(4, 2, view="im2col", values=1),
    svgconv.conv((3, 4), (2, 3), (1, 2), ((0, 1), (1, 0)), view="im2col", values=3),
    svgconv.conv(5, 2, 2, dilation=2, view="im2col", values=4),
    svgconv.conv1d(6, 3, view="im2col", values={"seed": 2, "bias": [-3]}),
]


def windows(figure: Figure) -> list[list[float]]:
    """The numbers under each window, from slices of the padded input."""
    assert figure.values is not None
    parameters = figure.operation.all_parameters()
    given = np.array(figure.values.input, float)
    padded = np.pad(given, parameters["padding"])
    found = []
    for place in np.ndindex(*figure.operation.output_size):
        spans = zip(
            place,
            parameters["stride"],
            parameters["kernel_size"],
            parameters["dilation"],
            strict=True,
        )
        cut = tuple(slice(at * s, at * s + d * (k - 1) + 1, d) for at, s, k, d in spans)
        found.append(padded[cut].ravel().tolist())
    return found


def numbers(found: list[Text], left: float, top: float, size: tuple[int, int]) -> list[list[float]]:
    """The numbers in each column of an area of cells, from the top."""
    rows, columns = size
    lines: list[list[tuple[float, float]]] = [[] for _ in range(columns)]
    for one in found:
        x, y = one.middle
        column, row = int((x - left) // CELL), int((y - top) // CELL)
        if 0 <= column < columns and 0 <= row < rows:
            lines[column].append((y, value(one.said)))
    return [[number for _, number in sorted(line)] for line in lines]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.title)
def test_columns_are_windows_and_each_times_the_kernel_is_an_output(figure: Figure) -> None:
    assert figure.values is not None
    assert figure.values.weight is not None
    every, weights = windows(figure), figure.values.weight.ravel().astype(float)
    bias = 0 if figure.values.bias is None else float(figure.values.bias[0])
    svg = figure.svg()
    for frame in range(figure.frame_count):
        at = middle(svg, frame)
        drawn_now = shapes(svg, at)
        active = next(one for one in drawn_now if one.role == "svgconv-active").polylines[0]
        column = [one for one in drawn_now if one.role == "svgconv-window"][-1].polylines[0]
        x, y = min(p for p, _ in active), min(q for _, q in active)
        assert min(p for p, _ in column) == pytest.approx(x), "the output is under its column"
        left, top = x - frame * CELL, min(q for _, q in column)
        found = texts(svg, at)
        units = [one for one in found if one.role == "svgconv-input_value"]
        copied = numbers(units, left, top, (len(weights), len(every)))
        assert copied == [*every[: frame + 1], *[[]] * (len(every) - frame - 1)]
        results = [one for one in found if one.role == "svgconv-output_value"]
        expected = [[float(np.dot(window, weights)) + bias] for window in every[: frame + 1]]
        drawn = numbers(results, left, y, (1, len(every)))
        assert drawn == [*expected, *[[]] * (len(every) - frame - 1)]
        kernel = sorted(
            (one.middle[0], value(one.said)) for one in found if one.role == "svgconv-kernel_value"
        )
        assert [number for _, number in kernel] == weights.tolist()


def test_a_worksheet_has_the_matrix_and_no_output() -> None:
    svg = svgconv.conv(3, 2, view="im2col", values=1, worksheet=True).svg()
    roles = {one.role for one in texts(svg, Fraction(1, 10))}
    assert {"svgconv-input_value", "svgconv-kernel_value"} <= roles
    assert "svgconv-output_value" not in roles


@pytest.mark.parametrize(
    ("size", "kernel", "message"),
    [
        (9, 1, "input_size: its matrix of windows has 81 columns, more than 64; use a smaller"),
        (9, 9, "kernel_size: its matrix of windows has 81 rows, more than 64; use a smaller"),
    ],
)
def test_what_could_not_be_distinguished_is_rejected(size: int, kernel: int, message: str) -> None:
    figure = svgconv.conv(size, kernel, view="im2col")
    with pytest.raises(SvgconvError, match=message):
        figure.svg()


def test_several_channels_are_rejected() -> None:
    with pytest.raises(SvgconvError, match="im2col draws one channel only"):
        svgconv.conv(3, 2, in_channels=2, view="im2col")
