"""Numbers by flags, from files and from TOML: what they give, and what is refused."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

import svgconv
from svgconv.figure.snippets import command_line
from svgconv.svg.recipe import recipe_in
from tests.command import run


def recipe(*arguments: str) -> dict[str, object]:
    result = run("render", *arguments, "-o", "-")
    assert result.status == 0, result.err
    found = recipe_in(result.out)
    assert found is not None
    return found


def test_flags_say_the_numbers() -> None:
    assert recipe("padding_strides", "--values")["values"] == {"seed": 0}
    assert recipe("padding_strides", "--sum")["values"] == {"seed": 0}
    assert recipe("padding_strides", "--worksheet", "--seed", "9")["values"] == {"seed": 9}
    assert "values" not in recipe("padding_strides")
    assert recipe("numerical_padding_strides", "--values")["values"] == {"seed": 1234}
    assert "values" not in recipe("numerical_padding_strides", "--no-values")
    without = recipe("upsample_bilinear", "--no-values")
    assert not {"values", "sum"} & set(without)
    own = recipe("numerical_padding_strides", "--weight-values", "1,0,0;0,1,0;0,0,1")
    assert own["values"] == {"seed": 1234, "weight": [[1, 0, 0], [0, 1, 0], [0, 0, 1]]}


def test_files_give_numbers_and_sizes(tmp_path: Path) -> None:
    numbers = np.arange(12, dtype=np.float32).reshape(3, 4) / 10
    np.save(tmp_path / "a.npy", numbers[None, None])
    rows = "\n".join(",".join(map(str, row)) for row in numbers.tolist())
    (tmp_path / "a.csv").write_text(f"\ufeff{rows}\r\n\r\n", "utf-8")
    made = [
        recipe("avg_pool", "-k", "2", "--input-values", str(tmp_path / name))
        for name in ("a.npy", "a.csv")
    ]
    assert made[0]["parameters"] == {"input_size": [3, 4], "kernel_size": 2}
    given = made[0]["values"]
    assert isinstance(given, dict)
    assert given["input"][1] == [0.4, 0.5, 0.6, 0.7]
    line = recipe("conv1d", "-k", "2", "--input-values", "1,2,3")
    assert line["parameters"] == {"input_size": 3, "kernel_size": 2}


def test_toml_gives_numbers_and_names_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "kernel.csv").write_text("1,-1\n2,0\n", "utf-8")
    file = tmp_path / "figure.toml"
    file.write_text(
        'operation = "conv"\nsum = true\nbeside = [{ operation = "max_pool", kernel_size = 2 }]\n'
        'values = { input = [[1, 2, 3], [4, 5, 6]], weight = "kernel.csv" }\n',
        "utf-8",
    )
    figure = svgconv.load(str(file))
    one, other = figure.document()["figures"]
    assert one["output"]["values"] == [[7, 9]]
    assert other["output"]["values"] == [[5]]
    lines = [frame["figures"][0]["sum"] for frame in figure.document()["frames"]]
    assert lines == ["1·1 + 2·(−1) + 4·2 + 5·0 = 7", "2·1 + 3·(−1) + 5·2 + 6·0 = 9"]
    again = svgconv.Figure.from_recipe(figure.recipe)
    assert again.svg() == figure.svg()


def test_a_neighbour_has_the_same_numbers_unless_told() -> None:
    said = recipe("conv", "-i4", "-k2", "--seed", "3", "--beside", "nn.MaxPool2d(2)")
    beside = said["beside"]
    assert isinstance(beside, list)
    assert beside[0]["values"] == {"seed": 3}
    assert "output" in beside[0]["numbers"]
    none = svgconv.compare(svgconv.conv(4, 2, values=3), svgconv.conv(4, 2))
    assert svgconv.Figure.from_recipe(none.recipe) == none
    assert none.svg().count("svgconv-weight") == 1


def test_explain_and_states_show_the_numbers() -> None:
    said = run("explain", "numerical_average_pooling", "--sum").out
    assert "  Input:\n    3 3 2 1 0\n" in said
    assert "(3 + 3 + 2 + 0 + 0 + 1 + 3 + 1 + 2) / 9 ≈ 1.67" in said
    document = json.loads(run("states", "conv_transpose", "-i1", "-k2", "--seed", "4").out)
    kernel = np.array(document["weight"]["values"])
    assert document["weight"]["window"] == kernel[::-1, ::-1].tolist()
    wanted = document["input"]["values"][0][0] * kernel
    assert document["output"]["values"] == wanted.tolist()
    assert [frame["value"] for frame in document["frames"]] == wanted.ravel().tolist()
    assert "values" not in run("states", "padding_strides").out


def test_rows_can_be_lists_as_in_json() -> None:
    both = [
        run("render", "conv", "-k", "2", "--input-values", text, "-o", "-")
        for text in ("1,2,3;4,5,6", "[[1, 2, 3], [4, 5, 6]]")
    ]
    assert both[0] == both[1]
    assert both[0].status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["conv", "-i3", "-k2", "--input-values", "a.csv"], "line 2: 'x' is not a number"),
        (["conv", "-i3", "-k2", "--input-values", "none.csv"], "cannot be read"),
        (["conv", "-i3", "-k2", "--input-values", "a.txt"], "give a file of .csv, .npy, .png, "),
        (["conv", "-i3", "-k2", "--input-values", "bad.npy"], "is not a .npy file of numbers"),
        (["conv", "-i3", "-k2", "--input-values", "1,2;3"], "different lengths"),
        (["conv", "-i3", "-k2", "--input-values", "[[1,2],[3]]"], "different lengths"),
        (["conv", "-i3", "-k2", "--input-values", "[[1,2]"], "is not a number"),
        (["conv", "-i3", "-k2", "--input-values", "[" * 5000], "is not a number"),
        (
            ["conv", "-i3", "-k2", "--input-values", "1,2;3,4"],
            "--input-values: 2×2 numbers do not fit the input, 3×3; give 3×3 numbers, or",
        ),
        (["conv", "-i3", "-k2", "--seed", "x"], "not a whole number"),
        (
            ["conv", "-k2", "--input-values", "ragged.csv"],
            "--input-values: rows have different",
        ),
        (
            ["conv", "-i3", "-k2", "--seed", "1", "--no-values"],
            "--no-values: cannot be combined with --seed",
        ),
        (
            ["max_pool", "-i3", "-k2", "--weight-values", "1"],
            "--weight-values: max_pool has no weight; leave",
        ),
        (["conv", "-i300", "-k3", "--sum"], "leave it out"),
    ],
)
def test_what_is_refused(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("1,2,3\n4,x,6\n", "utf-8")
    Path("bad.npy").write_text("no", "utf-8")
    Path("ragged.csv").write_text("1,2\n3\n", "utf-8")
    result = run("render", *arguments, "-o", "-")
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("input_values", "said"),
    [
        ("0.1,0.2,0.3", "0.1·1 + 0.2·1 + 0.3·1 = 0.6"),
        ("0.1,0.2,-0.3", "0.1·1 + 0.2·1 + (−0.3)·1 = 0"),
        ("0.125,0.25,1.5", "0.13·1 + 0.25·1 + 1.5·1 ≈ 1.88"),
        ("0.005,1.1,0.77", "5e−3·1 + 1.1·1 + 0.77·1 ≈ 1.88"),
    ],
)
def test_the_computers_rounding_is_no_part_of_a_number(input_values: str, said: str) -> None:
    figure = ("conv1d", "-k", "3", "--sum", "--weight-values", "1,1,1")
    result = run("states", *figure, "--input-values", input_values)
    assert json.loads(result.out)["frames"][0]["sum"] == said
    assert said in run("explain", *figure, "--input-values", input_values).out


def test_every_picture_of_a_number_has_a_name() -> None:
    figure = svgconv.max_pool(5, 2, 3, 1, ceil_mode=True, values=True, sum=True)
    assert figure.numbers is not None
    said = {line.count(",") for line in map(figure.numbers.sum.line, range(figure.frame_count))}
    assert len(said) > 1, "all frames have as many terms"
    pictures = ElementTree.fromstring(figure.svg()).findall(".//{*}g[@role='img']")
    assert len(pictures) > 5
    assert all(picture.get("aria-label") for picture in pictures)


CHANNELS = (
    ("conv", {"input_size": (2, 3), "kernel_size": (1, 2), "in_channels": 2, "out_channels": 3}),
    ("conv", {"input_size": 3, "kernel_size": 2, "in_channels": 4, "out_channels": 4, "groups": 2}),
    ("conv", {"input_size": 3, "kernel_size": 2, "out_channels": 2}),
    ("conv1d", {"input_size": 4, "kernel_size": 2, "in_channels": 2, "out_channels": 2}),
    ("conv_transpose", {"input_size": 2, "kernel_size": 2, "in_channels": 2, "out_channels": 3}),
    ("conv3d", {"input_size": (2, 3, 2), "kernel_size": (2, 1, 1)}),
    ("max_pool3d", {"input_size": (1, 2, 2), "kernel_size": (1, 2, 2)}),
    ("unfold", {"input_size": 3, "kernel_size": 2, "in_channels": 2}),
    ("pixel_shuffle", {"input_size": 2, "upscale_factor": 2}),
)


def given_numbers(name: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Numbers of all kinds that an operation has, in the shapes of PyTorch."""
    operation = svgconv.load(name, **parameters).operation
    shapes = {"input": operation.input_shape, "weight": operation.weight_size}
    return {
        key: (np.arange(np.prod(shape)).reshape(shape) / 2 - 1).tolist()
        for key, shape in shapes.items()
        if shape
    }


@pytest.mark.parametrize(("name", "parameters"), CHANNELS)
def test_numbers_of_several_channels_are_given_on_the_command_line(
    name: str, parameters: dict[str, Any]
) -> None:
    figure = svgconv.load(name, **parameters, values=given_numbers(name, parameters))
    line = shlex.split(command_line(figure, "x.svg", (name, {})))
    assert recipe(*line[2:-2]) == figure.recipe


@pytest.mark.parametrize(("name", "parameters"), CHANNELS)
def test_empty_lines_of_a_csv_file_are_between_channels(
    name: str, parameters: dict[str, Any], tmp_path: Path
) -> None:
    given = given_numbers(name, parameters)
    flags = []
    for key, numbers in given.items():
        rows = np.array(numbers)
        planes = rows.reshape(-1, *rows.shape[-2:]) if rows.ndim > 1 else rows.reshape(1, 1, -1)
        text = "\r\n\r\n".join(
            "\r\n".join(",".join(map(str, row)) for row in plane) for plane in planes.tolist()
        )
        (tmp_path / f"{key}.csv").write_text(f"\n{text}\n\n\n", "utf-8", newline="")
        flags += [f"--{key}-values", str(tmp_path / f"{key}.csv")]
    figure = svgconv.load(name, **parameters, values=given)
    words = shlex.split(command_line(svgconv.load(name, **parameters), "x.svg", (name, {})))
    assert recipe(*words[2:-2], *flags) == figure.recipe


def test_the_planes_of_a_csv_file_have_the_same_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1,2\n3,4\n\n5,6\n")
    given = ("conv", "-k", "1", "--in-channels", "2", "--input-values", str(tmp_path / "a.csv"))
    result = run("explain", *given)
    assert (result.status, result.err.strip()) == (
        2,
        f"{tmp_path / 'a.csv'}: has planes of 1 and of 2 rows; leave an empty line only between"
        " planes",
    )


def test_planes_that_do_not_fit_are_rejected() -> None:
    for numbers, problem in (
        ("1,2;3,4|5,6;7,8|9,10;11,12", "3×2×2 numbers do not fit the input, 2×2×2"),
        ("1,2,3,4|5,6,7,8", "2×1×4 numbers do not fit the input, 2×2×2"),
        ("1,2,3,4;5,6,7,8", "2×4 numbers do not fit the input, 2×2×2"),
        ("1,2;3,4|5,6", "rows have different lengths"),
    ):
        result = run("explain", "conv", "-i", "2", "-k", "1", "--in-channels", "2",
                     "--input-values", numbers)  # fmt: skip
        assert result.status == 2
        assert problem in result.err
