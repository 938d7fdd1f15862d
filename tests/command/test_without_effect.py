"""Options of a figure that change nothing are named in one line, and the file is written."""

from __future__ import annotations

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
