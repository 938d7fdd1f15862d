"""The words about compared figures: what they have in common is said once."""

from __future__ import annotations

import pytest

import svgconv
from svgconv.figure.figure import Figure

PLAIN = svgconv.conv(7, 3)


@pytest.mark.parametrize(
    ("others", "title"),
    [
        ([svgconv.conv(7, 3, dilation=2)], "; compared with dilation 2, output 3×3"),
        ([svgconv.conv(7, 3, 2, 1)], "; compared with stride 2, padding 1, output 4×4"),
        (
            [svgconv.conv(7, 3, dilation=2), svgconv.conv(7, 5)],
            "; compared with dilation 2, output 3×3; and compared with kernel 5×5, output 3×3",
        ),
        ([svgconv.max_pool(7, 3, 1)],
         "; compared with Max pooling: input 7×7, kernel 3×3, output 5×5"),
        ([svgconv.conv(7, 3, view="flat")], ""),
    ],
)  # fmt: skip
def test_a_title_says_what_differs(others: list[Figure], title: str) -> None:
    compared = svgconv.compare(PLAIN, *others)
    assert compared.title == f"Convolution: input 7×7, kernel 3×3, output 5×5{title}"


def test_a_title_is_whole_where_the_first_figure_has_more() -> None:
    compared = svgconv.compare(svgconv.conv(7, 3, dilation=2), PLAIN)
    assert compared.title.endswith("; compared with Convolution: input 7×7, kernel 3×3, output 5×5")


def test_a_description_says_common_sentences_once() -> None:
    compared = svgconv.compare(
        svgconv.avg_pool(4, 3, 1, 1, values=1),
        svgconv.avg_pool(4, 3, 1, 1, count_include_pad=False),
    )
    words = compared.description
    assert words.count("is the average of the cells under it") == 1
    assert " Left: The window moves row by row over the input, padded with zeros (dashed)." in words
    assert " Right: The window moves row by row over the input, padded with cells" in words
    assert words.index("Left: ") < words.index("Right: ")


def test_a_description_lists_common_numbers_once() -> None:
    words = svgconv.load("pooling_global").description
    assert words.count("Input: ") == 1
    assert words.count("same output index") == 1


def test_three_figures_are_counted() -> None:
    pools = [svgconv.max_pool(6, 2), svgconv.avg_pool(6, 2), svgconv.conv(6, 2, 2)]
    words = svgconv.compare(*pools).description
    assert "Figure 1: The window" in words
    assert "Figure 3: The kernel" in words
