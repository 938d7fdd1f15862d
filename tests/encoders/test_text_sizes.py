"""Texts in finished files: none is smaller than the least size, and what is left out is named."""

from __future__ import annotations

import re
import subprocess
from fractions import Fraction
from math import hypot
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.files.canvas import css_pixels
from svgconv.files.output import Output
from svgconv.glyphs.outlines import COARSE
from tests.command import run
from tests.smil import texts

ALL = "title,legend,axes,indices,frame"
FIGURES: dict[str, Figure] = {
    "plain": svgconv.conv(6, 3, annotate=ALL),
    "large": svgconv.conv(40, 3, stride=8, annotate=ALL),
    "numbers": svgconv.conv(5, 3, values=1, annotate=ALL, view="flat"),
    "sums of channels": svgconv.conv(4, 3, in_channels=3, values=1, sum=True),
    "badges": svgconv.conv(5, 3, values=1, panels="none", view="flat"),
    "scatter": svgconv.conv_transpose(3, 3, values=1, view="scatter"),
    "matrix": svgconv.conv(4, 3, values=1, view="matrix"),
    "pictures": svgconv.conv(8, 3, values=1, shade="grey", view="flat"),
    "stack": svgconv.stack("Conv2d(k=3) > MaxPool2d(2) > Conv2d(k=3)", 16),
    "one axis": svgconv.stack("Conv1d(k=3) > Conv1d(k=3)", 12),
    "beside": svgconv.compare(svgconv.conv(4, 3, annotate=ALL), svgconv.max_pool(4, 2, values=1)),
}
UNIT = {"px": 1.0, "mm": 96 / 25.4, "": 1.0}


def sizes(svg: str) -> list[float]:
    """The size of each text of a file that is shown at first, in CSS pixels."""
    root = ElementTree.fromstring(svg)
    found = re.fullmatch(r"([\d.]+)(mm|px|)", root.attrib["width"])
    assert found
    scale = float(found[1]) * UNIT[found[2]] / float(root.attrib["viewBox"].split()[2])
    return [
        scale * COARSE * min(hypot(a, b), hypot(c, d))
        for text in texts(svg, Fraction(0))
        for _, (a, b, c, d, _, _) in text.glyphs[:1]
    ]


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(
    ("output", "least"),
    [
        ({}, 10),
        ({"width": 150}, 10),
        ({"width": 300}, 10),
        ({"width": "80mm"}, 8),
        ({"width": 300, "text_size": "15px"}, 15),
        ({"width": "80mm", "text_size": "9pt"}, 12),
        ({"height": 60}, 10),
    ],
)
def test_no_text_is_too_small(name: str, output: dict[str, Any], least: float) -> None:
    figure = FIGURES[name].frame(-1)
    found = sizes(figure.encode(".svg", **output).decode())
    assert min(found, default=least) >= 0.995 * least
    assert found or figure.scene_in(Output(**output)).left_out


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("output", [{"height": 60}, {"height": 1}, {"width": 90, "height": 60}])
def test_texts_leave_the_figure_a_quarter_of_its_room(name: str, output: dict[str, Any]) -> None:
    figure = FIGURES[name]
    scene = figure.scene_in(Output(**output))
    assert scene.height <= 4 * figure.scene.height
    assert css_pixels(figure.scene, Output(**output)) <= 4 * css_pixels(scene, Output(**output))


def test_texts_around_a_figure_are_left_out_one_after_another() -> None:
    figure = svgconv.conv(9, 3, annotate="title,legend,indices")
    title, legend = "the title", "the legend"
    large = svgconv.conv(9, 3, annotate="title").scene_in(Output(height=100))
    assert large.left_out == (title,), "it would be 3.3 times as high"
    expected = {700: (), 200: (legend,), 60: (title, legend), 12: ("indices", title, legend)}
    for height, names in expected.items():
        assert figure.scene_in(Output(height=height)).left_out == names


def test_no_word_is_wider_than_the_file() -> None:
    figure = svgconv.conv(9, 3, annotate="title")
    for width in (60, 70):
        scene = figure.scene_in(Output(width=width))
        reached = [x for mark in scene.marks for (x, _), _ in mark.points()]
        assert min(reached) >= 0
        assert max(reached) <= scene.width
    assert not scene.left_out
    assert figure.scene_in(Output(width=60)).left_out == ("the title",)


def test_compared_figures_name_all_that_they_leave_out() -> None:
    plain = svgconv.conv(8, 3)
    numbers = svgconv.conv(8, 3, values=1, panels="none", view="flat")
    left_out = svgconv.compare(plain, numbers).scene_in(Output(width=150)).left_out
    assert "weights" in left_out


def test_the_size_in_a_pdf(tmp_path: Path) -> None:
    """The height of a digit is 0.65 of its size; digits are the only white curves."""
    figure = svgconv.conv(5, 3, values=1, panels="none", view="flat", winners=False)
    path = figure.frame(-1).save(tmp_path / "a.pdf", width="25mm")
    subprocess.run(["pdftocairo", "-svg", path, tmp_path / "a.svg"], check=True)
    heights = []
    for data in re.findall(
        r'fill:rgb\(100%,100%,100%\)[^>]* d="([^"]*)"', (tmp_path / "a.svg").read_text()
    ):
        if "C" in data:
            ys = [float(number) for number in data.replace("Z", "").split() if _is(number)][1::2]
            heights.append(max(ys) - min(ys))
    assert len(heights) > 20
    assert min(heights) > 0.6 * 6
    assert min(heights) < 0.8 * 6


def _is(text: str) -> bool:
    return re.fullmatch(r"-?[\d.]+", text) is not None


def test_indices_that_would_touch_are_left_out() -> None:
    large = svgconv.conv(40, 3, annotate="indices")
    shown = texts(large.frame(0).encode(".svg", width=300).decode(), Fraction(0))
    assert {"0", "5", "35"} <= {text.said for text in shown}
    assert "3" not in {text.said for text in shown}


def test_what_is_left_out_is_named_in_one_line(tmp_path: Path) -> None:
    path = str(tmp_path / "a.svg")
    command = ("conv", "-i8", "-k3", "--values", "--panels", "none", "--view", "flat", "-o", path)
    assert run("render", *command).err == ""
    small = run("render", *command, "--width", "150")
    assert small.status == 0
    line = (
        "--text-size: no room at 10px for the output's numbers and weights; draw a larger file,"
        " or use a smaller size\n"
    )
    assert small.err == line
    frames = ("conv", "-i8", "-k3", "--values", "--panels", "none", "--view", "flat")
    folder = ("--frames", "0,1", "--width", "150", "-o", str(tmp_path))
    for suffix in ("png", "svg"):
        assert run("frames", *frames, *folder, "--format", suffix).err == line
    assert run("render", *command, "--width", "150", "--text-size", "1px").err == ""
    assert not texts(
        svgconv.load("conv", input_size=8, kernel_size=3, values=True)
        .frame(0)
        .encode(".svg", width=60)
        .decode(),
        Fraction(0),
    )


@pytest.mark.parametrize("value", ["0", "7mm", "big", "101px"])
def test_a_size_that_is_not_possible(value: str) -> None:
    with pytest.raises(SvgconvError, match=r"text_size: .* is not a size of texts"):
        svgconv.conv(4, 3).encode(".svg", text_size=value)
