"""The symbols of weights in a matrix: w and the tap's index, the same in matrix and kernel."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.states.matrix import MatrixStates
from tests.command import run
from tests.numbers import in_cells
from tests.smil import texts as read


def symbols(figure: Figure) -> dict[tuple[int, int], str]:
    """The texts in the matrix's and the kernel's cells by their places, in cells."""
    found = [text for text in read(figure.svg(), Fraction(1, 2)) if text.said.startswith("w")]
    places = [in_cells(text.pen, "flat") for text in found]
    top, left = (min(place[axis] for place in places) for axis in (0, 1))
    return {
        (round(10 * (row - top)), round(column - left)): text.said
        for (row, column), text in zip(places, found, strict=True)
    }


@pytest.mark.parametrize(
    ("name", "sizes", "kernel"),
    [
        ("conv", {"input_size": (3, 4), "kernel_size": (2, 3)}, "w00 w01 w02 w10 w11 w12"),
        ("conv_transpose", {"input_size": 2, "kernel_size": 2, "stride": 2}, "w00 w01 w10 w11"),
        ("conv1d", {"input_size": 6, "kernel_size": 3, "dilation": 2}, "w0 w1 w2"),
        ("conv1d", {"input_size": 12, "kernel_size": 11}, " ".join(f"w{n}" for n in range(11))),
    ],
)
def test_each_weight_has_its_symbol(name: str, sizes: dict[str, Any], kernel: str) -> None:
    figure = svgconv.load(name, **sizes, view="matrix", symbols=True)
    assert isinstance(figure.states, MatrixStates)
    names, width = kernel.split(), figure.states.shape[1]
    found = symbols(figure)
    assert [text for (_, column), text in sorted(found.items()) if column >= width] == names
    in_matrix = {place: text for place, text in found.items() if place[1] < width}
    assert in_matrix == {
        (10 * row, column): names[tap] for row, column, tap in figure.states.entries.tolist()
    }


def test_several_taps_in_one_place_are_a_sum() -> None:
    figure = svgconv.conv1d(3, 3, padding=1, padding_mode="circular", view="matrix", symbols=True)
    assert set(symbols(figure).values()) == {"w0", "w1", "w2"}
    figure = svgconv.conv1d(2, 3, padding=1, padding_mode="circular", view="matrix", symbols=True)
    assert set(symbols(figure).values()) == {"w0+w2", "w1", "w0", "w2"}


def test_indices_of_two_digits_have_a_comma() -> None:
    figure = svgconv.conv((11, 2), (11, 1), view="matrix", symbols=True)
    assert {"w0,0", "w10,0"} <= set(symbols(figure).values())


def test_the_command_line_says_where_they_are_written(tmp_path: Any) -> None:
    made = str(tmp_path / "a.svg")
    assert run("render", "conv", "-i3", "-k2", "--view=matrix", "--symbols", "-o", made).err == ""
    assert svgconv.load(made) == svgconv.conv(3, 2, view="matrix", symbols=True)
    wrong = run("render", "conv", "-i3", "-k2", "--symbols", "-o", made)
    assert wrong.status == 2
    assert wrong.err == "--symbols: cannot be combined with the view oblique; use --view matrix\n"
    with pytest.raises(SvgconvError, match="symbols: cannot be combined with values"):
        svgconv.conv(3, 2, view="matrix", symbols=True, values=1)
