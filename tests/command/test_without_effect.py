"""Options of a figure that change nothing are named in one line, and the file is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import svgconv
from svgconv.figure.figure import Figure
from tests.command import run

FIGURES = (
    "conv -i 5 -k 3",
    "conv -i 6 -k 3 --values",
    "conv -i 5,3 -k 3 --sum",
    "conv -i 4 -k 2 -s 2 --shade grey",
    "conv1d -i 5 -k 3",
    "conv_transpose -i 3 -k 3 --view scatter --values",
    "max_pool -i 4 -k 2 --beside padding_strides",
    "max_pool -i 4 -k 2 --values",
    "max_pool -i 4 -k 2 --worksheet --view flat",
    "adaptive_max_pool -i 5 --output-size 2,3",
    "Conv2d(1,1,3)>MaxPool2d(2) -i 8",
)
CHOICES: dict[str, tuple[Any, ...]] = {
    "digits": (False, True),
    "winners": (True, False),
    "ghost": (False, True),
    "small": (False, True),
    "pace": ("even", "teach"),
    "outputs": ("all", "computed"),
    "beams": ("lines", "body"),
    "tint": ("none", "windows"),
    "sum": (False, True),
    "worksheet": (False, True),
    "shade": ("none", "grey"),
}


def shown(figure: Figure) -> Any:
    return figure.scene, figure.seconds


@pytest.mark.parametrize("figure", FIGURES)
def test_an_option_has_a_line_if_none_of_its_values_changes_the_figure(
    figure: str, tmp_path: Path
) -> None:
    path, other_path = str(tmp_path / "figure.svg"), str(tmp_path / "other.svg")
    assert run("render", *figure.split(), "-o", path).err == ""
    for name, choices in CHOICES.items():
        made = {}
        for value in choices:
            try:
                made[value] = svgconv.load(path, **{name: value})
            except svgconv.SvgconvError:
                continue
        if len(made) == 1:
            continue
        one, other = made.values()
        value = choices[-1]
        flag = f"--{'no-' * (value is False)}{name}"
        given = [flag] if isinstance(value, bool) else [flag, value]
        result = run("render", *figure.split(), *given, "-o", other_path)
        assert result.status == 0
        assert result.err.startswith(f"{flag}: no effect ") == (shown(one) == shown(other)), flag
        assert result.err.count("\n") == (shown(one) == shown(other)), flag


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("max_pool -i 4 -k 2 --winners", "--winners: no effect without numbers"),
        ("max_pool -i 4 -k 2 --no-digits --winners --no-values",
         "--no-digits, --winners: no effect without numbers"),
        ("max_pool -i 4 -k 2 --winners --worksheet", "--winners: no effect on a worksheet"),
        ("conv -i 5 -k 3 --no-winners", "--no-winners: no effect on conv in the view oblique"),
        ("conv -i 3 -k 3 --input-values 1,2,3;4,5,6;7,8,9 --weight-values box --seed 3",
         "--seed: no effect where all numbers are given"),
        ("conv -i 3 -k 3 --weight-values box --seed 3", ""),
        ("max_pool -i 2 -k 2 --input-values 1,2;3,4 --seed 3",
         "--seed: no effect where all numbers are given"),
        ("conv -i 5 -k 3 --small", "--small: no effect on an input this small"),
        ("conv1d -i 5 -k 3 --pace teach", "--pace: no effect on a single row"),
        ("conv -i 5,3 -k 3 --ghost",
         "--ghost: no effect without a window of the same size in the column before"),
    ],
)  # fmt: skip
def test_the_line_says_when_the_option_has_no_effect(
    arguments: str, line: str, tmp_path: Path
) -> None:
    result = run("render", *arguments.split(), "-o", str(tmp_path / "figure.svg"))
    assert (result.status, result.err) == (0, f"{line}\n" if line else "")
    assert (tmp_path / "figure.svg").exists()


def test_other_commands_say_so_too(tmp_path: Path) -> None:
    path = str(tmp_path / "figure.svg")
    line = "--no-digits: no effect without numbers\n"
    for command in (["strip", "-o", path], ["frame", "--at=1", "-o", path]):
        assert run(*command, "padding_strides", "--no-digits").err == line
    given = ("--input-values", "1,2;3,4", "--weight-values", "box", "-k", "2", "--seed", "1")
    result = run("explain", "conv", *given)
    assert result.err == "--seed: no effect where all numbers are given\n"
    assert "Output" in result.out


DRAWN = (
    "--theme dark", "--outputs all", "--beams lines", "--no-digits", "--ghost", "--crop 5",
    "--annotate title", "--heading A", "--tint windows", "--symbols --view matrix",
)  # fmt: skip
"""Options that change only a drawing."""


@pytest.mark.parametrize("flags", DRAWN)
def test_states_hold_no_drawing(flags: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    view = ("--view", "matrix") if "matrix" in flags else ()
    plain = ("render", "conv", "-i", "4", "-k", "2", "-s", "2", *view)
    assert run(*plain, "-o", str(path)).err == ""
    before = json.loads(path.read_text("utf-8"))
    flag = flags.split(" ", 1)[0]
    answer = run(*plain, *flags.split(), "-o", str(path))
    assert f"{flag}: no effect on .json files" in answer.err.splitlines()
    after = json.loads(path.read_text("utf-8"))
    assert [one.pop("recipe") for one in (before, after)]
    assert before == after


@pytest.mark.parametrize("flags", ["--shade grey", "--view flat --panels kernel,products"])
def test_options_that_ask_for_numbers_change_the_states(flags: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert run("render", "conv", "-i", "4", "-k", "2", *flags.split(), "-o", str(path)).err == ""
    assert "values" in json.loads(path.read_text("utf-8"))["input"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("solve conv -i 28 --output-size 14 --force", "--force: no effect without --output\n"),
        ("model nn.Conv2d(3,8,3) -i 3,9,9 --force", "--force: no effect without --output\n"),
        ("model nn.Conv2d(3,8,3) -i 3,9,9 --json -o out", "--output: no effect with --json\n"),
    ],
)  # fmt: skip
def test_an_option_of_the_file_without_a_file_has_a_line(arguments: str, line: str) -> None:
    result = run(*arguments.split())
    assert (result.status, result.err) == (0, line)
