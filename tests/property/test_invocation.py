"""What is told to make a figure again, at the command line and in Python, makes that figure."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import svgconv
from svgconv.figure import snippets
from svgconv.figure.figure import Figure
from svgconv.sources.catalogue import catalogue
from svgconv.sources.named import nearest_named
from svgconv.svg.recipe import recipe_in
from tests.command import run
from tests.examples import examples
from tests.specifications import conv_figures, conv_transpose_figures, stack_figures

OPTIONS = {
    "annotate": ["title", "indices"],
    "heading": "It's \"mine\"",
    "view": "flat", "theme": "dark", "frame_duration": 0.5, "plays": 2, "hold": 1.5,
    "frames": "0,2-3", "crop": ((1, 0), (-2, 3)), "sum": True, "worksheet": True,
    "values": {"input": [[-1, 0.5, 2, 3, 9]] * 5},
}  # fmt: skip


def command_line(figure: Figure, file: str) -> str:
    return snippets.command_line(figure, file, nearest_named(figure))


def python_code(figure: Figure, file: str) -> str:
    return snippets.python_code(figure, file, nearest_named(figure))


def made_by_python(figure: Figure, folder: Path) -> str:
    file = folder / 'it\'s "x".svg'
    exec(python_code(figure, str(file)), {})
    return file.read_text("utf-8")


def made_by_command(figure: Figure, folder: Path) -> str:
    file = folder / "it's y.svg"
    program, *arguments = shlex.split(command_line(figure, str(file)))
    assert program == "svgconv"
    result = run(*arguments)
    assert result.status == 0, result.err
    return file.read_text("utf-8")


@examples(60)
@given(figure=st.one_of(conv_figures(), conv_transpose_figures(), stack_figures()))
def test_python_and_the_command_make_the_figure_again(
    figure: Figure, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("made")
    assert made_by_python(figure, folder) == figure.svg() == made_by_command(figure, folder)


OWN_THEME = {"base": "dark", "output": {"hatch": "/"}}


@pytest.mark.parametrize(
    "options", [{"theme": OWN_THEME}] + [{key: value} for key, value in OPTIONS.items()] + [OPTIONS]
)
def test_options_are_said(options: dict[str, object], tmp_path: Path) -> None:
    figure = svgconv.load("padding_strides", **options)
    for text in (made_by_python(figure, tmp_path), made_by_command(figure, tmp_path)):
        assert recipe_in(text) == figure.recipe


def test_an_option_that_no_flag_resets_is_not_reset(tmp_path: Path) -> None:
    """The catalogue's figure has a pace of its own, and no flag says that a figure has none."""
    figure = svgconv.conv(5, 3, padding=1)
    line = "svgconv render conv --input-size 5 --kernel-size 3 --padding 1 -o x.svg"
    assert command_line(figure, "x.svg") == line
    assert made_by_python(figure, tmp_path) == figure.svg() == made_by_command(figure, tmp_path)


def test_a_still_is_a_frame(tmp_path: Path) -> None:
    figure = svgconv.load("padding_strides").frame(4)
    assert "frame padding_strides --at 4" in command_line(figure, "x.svg")
    assert made_by_python(figure, tmp_path) == figure.svg() == made_by_command(figure, tmp_path)


def test_the_catalogue_is_called_by_its_names() -> None:
    for name in catalogue():
        assert command_line(svgconv.load(name), "x.svg") == f"svgconv render {name} -o x.svg"


def test_numbers_are_said_or_that_there_are_none(tmp_path: Path) -> None:
    weight = {"seed": 3, "weight": [[1, 0, -1.5]] * 3}
    numerical = svgconv.load("numerical_padding_strides")
    line = svgconv.conv1d(3, 2, values={"input": [1, 2, 3], "weight": [-1, 1]})
    for figure in (
        numerical,
        svgconv.load("numerical_padding_strides", values=weight, sum=True),
        svgconv.load("numerical_max_pooling", values=False),
        svgconv.compare(numerical, svgconv.conv(5, 2)),
        line,
    ):
        assert made_by_python(figure, tmp_path) == figure.svg() == made_by_command(figure, tmp_path)
    pooling = svgconv.load("numerical_max_pooling")
    named = "numerical_max_pooling", pooling.plain_recipe
    assert "--no-values" in snippets.command_line(replace(pooling, values=None), "x", named)


def test_a_figure_is_said_in_as_few_words_as_it_takes() -> None:
    plain = "svgconv render conv --input-size 4 --kernel-size 3 -o x.svg"
    assert command_line(svgconv.conv(4, 3), "x.svg") == plain
    changed = svgconv.load("numerical_padding_strides", theme="dark")
    line = "svgconv render numerical_padding_strides --theme dark -o x.svg"
    assert command_line(changed, "x.svg") == line
