"""A figure of a document takes every option by its flag's name, as text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.ext.document_figure import PANELS, DocumentFigure, flags
from tests.command import run


def read(figure: str, folder: Path = Path(), /, **texts: Any) -> DocumentFigure:
    """Read a figure whose options are keywords."""
    options = {name.replace("_", "-"): text for name, text in texts.items()}
    return DocumentFigure.read(figure, options, folder)


@pytest.mark.parametrize(
    ("texts", "flags"),
    [
        ({"stride": "1", "view": "flat"}, ["-s", "1", "--view", "flat"]),
        ({"values": "", "no_digits": ""}, ["--values", "--no-digits"]),
        ({"digits": "false", "seed": "4"}, ["--no-digits", "--seed", "4"]),
        ({"weight_values": "1,0,1;0,1,0;1,0,1"}, ["--weight-values", "1,0,1;0,1,0;1,0,1"]),
        ({"beside": "dilation\npadding_strides_odd"},
         ["--beside", "dilation", "--beside", "padding_strides_odd"]),
        ({"hold": "2", "plays": "1", "width": "300"}, "--hold 2 --plays 1 --width 300".split()),
    ],
)  # fmt: skip
def test_it_is_what_the_command_draws(texts: dict[str, str], flags: list[str]) -> None:
    drawn = run("render", "padding_strides", *flags, "-o", "-")
    assert drawn.status == 0
    assert read("padding_strides", **texts).svg().decode() == drawn.out


OF_FILES = {
    "help",
    "output",
    "force",
    "max-frames",
    "colors",
    "full-frames",
    "key",
    "page",
    "margin",
}
"""The flags of the two commands that a document has no use for."""


def test_every_flag_of_a_picture_is_an_option() -> None:
    words = f"{run('render', '--help').out} {run('strip', '--help').out}".replace("/", " ").split()
    names = {word.strip(",.").removeprefix("--") for word in words if re.match(r"--[a-z]", word)}
    assert len(names) > 70
    assert {name for name in names if name.removeprefix("no-") not in OF_FILES} <= flags().keys()


def test_a_file_is_looked_up_in_the_documents_folder(tmp_path: Path) -> None:
    svgconv.conv(5, 3, stride=2).save(tmp_path / "mine.svg")
    (tmp_path / "kernel.csv").write_text("1,2\n3,4\n", "utf-8")
    assert read("mine.svg", tmp_path, view="flat").figure.operation.output_size == (2, 2)
    numbers = read("conv", tmp_path, input_size="3", kernel_size="2", weight_values="kernel.csv")
    assert "1 2 / 3 4" in numbers.figure.description
    with pytest.raises(SvgconvError, match=r"kernel\.csv: cannot be read"):
        read("conv", input_size="3", kernel_size="2", weight_values="kernel.csv")


def test_print_has_a_strip_that_a_page_can_hold() -> None:
    many = read("same_padding_no_strides")
    assert (many.figure.frame_count, len(many.strip.panels)) == (25, PANELS)
    assert len(read("padding_strides").strip.panels) == 9
    assert len(read("same_padding_no_strides", count="20").strip.panels) == 20
    chosen = read("same_padding_no_strides", frames="0-14", columns="5")
    assert (len(chosen.strip.panels), chosen.strip.plan.columns) == (15, 5)


def test_names_differ_where_pictures_do() -> None:
    figures = [
        read("conv", input_size="5", kernel_size="3"),
        read("conv", input_size="5", kernel_size="3", at="2"),
        read("conv", input_size="5", kernel_size="3", width="200"),
        read("conv", input_size="5", kernel_size="3", columns="2"),
        read("conv", input_size="5", kernel_size="3").calm(),
    ]
    assert len({one.name for one in figures}) == len(figures)
    assert figures[0].name == read("conv", kernel_size="3", input_size="5").name


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        ({"kernal_size": "3"}, "kernal-size: unknown option; did you mean 'kernel-size'?"),
        ({"kernel_size": "9"}, "kernel-size: 9 is larger than the padded input"),
        ({"columns": "0"}, "columns: 0 is out of range; use 1 to 1,000"),
        ({"count": "few"}, "count: "),
        ({"labels": "a|b"}, "labels: 'a|b' has 2 texts for 9 panels"),
        ({"count": "2", "labels": "a|b|c"}, "labels: 'a|b|c' has 3 texts for 2 panels"),
        ({"frames": "0-2,99"}, "frames: "),
        ({"stride": ""}, "stride: needs a value; write it after stride:"),
        ({"stride": "0"}, "stride: 0 is below 1"),
        ({"width": "wide"}, "width: "),
        ({"digits": "perhaps"}, "digits: "),
    ],
)
def test_what_is_wrong_is_one_line(texts: dict[str, str], line: str) -> None:
    with pytest.raises(SvgconvError) as found:
        read("padding_strides", **texts)
    assert line in str(found.value)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    ("figure", "texts", "line"),
    [
        ("conv", {"input_size": "3", "kernel_size": "5"}, "kernel_size: 5 is larger"),
        ("conv", {"input-size": "3", "kernel-size": "5"}, "kernel-size: 5 is larger"),
        ("nn.Conv2d(1, 1, 5)", {"input-size": "3"}, "kernel_size: 5 is larger"),
        ("nn.Conv2d(1, 1, 3)", {"input_size": "0"}, "input_size: 0 is below 1"),
        ("conv", {"input-size": "3"}, "kernel-size: missing"),
        ("-", {}, "figure: '-' is standard input, which a document does not have; "),
    ],
)
def test_errors_have_the_names_that_the_document_has(
    figure: str, texts: dict[str, str], line: str
) -> None:
    with pytest.raises(SvgconvError) as found:
        DocumentFigure.read(figure, texts, Path())
    assert str(found.value).startswith(line)


def test_a_figure_without_a_strip_has_any_number_of_frames() -> None:
    found = read("nn.Conv2d(1, 1, 1)", input_size="40", frames="0-1599")
    assert len(found.figure.chosen_frames) == 1600
