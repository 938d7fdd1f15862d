"""The words about compared figures: what they have in common is said once."""

from __future__ import annotations

from dataclasses import replace

import pytest

import svgconv
from svgconv.figure.comparison import headings
from svgconv.figure.figure import Figure
from svgconv.files.output import Output
from svgconv.scene.marks import FixedText

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


@pytest.mark.parametrize(
    ("others", "title", "headings"),
    [
        ([svgconv.conv(7, 3, dilation=2)], "input 7×7, kernel 3×3",
         ["dilation 1, output 5×5", "dilation 2, output 3×3"]),
        ([svgconv.conv(7, 3, 2, 1), svgconv.conv(7, 3, 2)], "input 7×7, kernel 3×3",
         ["stride 1, no padding, output 5×5", "stride 2, padding 1, output 4×4",
          "stride 2, no padding, output 3×3"]),
        ([svgconv.conv(7, 3, 1, ((1, 0), (0, 1)))], "input 7×7, kernel 3×3",
         ["no padding, output 5×5", "padding: top 1, bottom 0, left 0, right 1, output 6×6"]),
        ([svgconv.conv(7, 3, dilation=(2, 1))], "input 7×7, kernel 3×3",
         ["dilation 1, output 5×5", "dilation (2, 1), output 3×5"]),
        ([svgconv.max_pool(7, 3, 1)], None, ["Convolution", "Max pooling"]),
        ([svgconv.conv(7, 3, view="flat")], "input 7×7, kernel 3×3, output 5×5",
         ["oblique", "flat"]),
        ([svgconv.conv(7, 3)], "input 7×7, kernel 3×3, output 5×5", ["", ""]),
    ],
)  # fmt: skip
def test_each_figure_has_a_heading_that_says_what_differs(
    others: list[Figure], title: str | None, headings: list[str]
) -> None:
    compared = replace(svgconv.compare(PLAIN, *others), annotate=("title",))
    assert compared._titles == ("" if title is None else f"Convolution: {title}", headings)
    lines = [
        text
        for mark in compared.scene.marks
        if isinstance(mark, FixedText)
        for _, _, text in mark.cells
    ]
    wanted = " ".join([compared._titles[0], *headings]).split()
    assert " ".join(lines).split() == wanted  # parts have spaces that do not break


def test_the_headings_of_modes_and_flags() -> None:
    pools = [svgconv.max_pool(7, 3, 1, ceil_mode=mode)._own_title for mode in (True, False)]
    assert headings(pools)[1] == ["ceil mode", "no ceil mode"]
    modes = [svgconv.upsample(4, scale_factor=2, mode=mode) for mode in ("nearest", "bilinear")]
    assert headings([one._own_title for one in modes])[1] == ["nearest", "bilinear"]
    stacks = [f"Stack: {layers} > ReLU(), output 1×1" for layers in "ab"]
    assert headings(stacks) == ("", stacks)


def test_headings_without_room_are_left_out_with_the_title() -> None:
    compared = svgconv.compare(PLAIN, svgconv.max_pool(7, 3, 1))
    compared = replace(compared, annotate=("title",))
    assert compared.scene_in(Output(width=30)).left_out == ("the title",)


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
