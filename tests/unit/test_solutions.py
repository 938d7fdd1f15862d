"""The inverse question has right, complete and well-ordered answers."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import svgconv
from tests.command import run

FIRST = {
    ("conv", 28, 14): "nn.Conv2d(1, 1, 3, stride=2, padding=1)",
    ("conv", 32, 32): "nn.Conv2d(1, 1, 3, padding=1)",
    ("conv", 224, 112): "nn.Conv2d(1, 1, 3, stride=2, padding=1)",
    ("conv", (28, 32), (14, 16)): "nn.Conv2d(1, 1, 3, stride=2, padding=1)",
    ("conv", (28, 32), (14, 32)): "nn.Conv2d(1, 1, 3, stride=(2, 1), padding=1)",
    ("conv", 7, 1): "nn.Conv2d(1, 1, 7)",
    ("conv1d", 16000, 3199): "nn.Conv1d(1, 1, 7, stride=5)",
    ("conv3d", 8, 4): "nn.Conv3d(1, 1, 3, stride=2, padding=1)",
    ("conv_transpose", 14, 28): "nn.ConvTranspose2d(1, 1, 4, stride=2, padding=1)",
    ("conv_transpose", 1, 4): "nn.ConvTranspose2d(1, 1, 4)",
    ("conv_transpose", 4, 28): "nn.ConvTranspose2d(1, 1, 7, stride=7)",
    ("max_pool", 28, 14): "nn.MaxPool2d(2)",
    ("max_pool", (28, 30), (14, 10)): "nn.MaxPool2d(3, stride=(2, 3), padding=1)",
    ("avg_pool", 7, 1): "nn.AvgPool2d(7)",
    ("max_pool", 25, 12): "nn.MaxPool2d(2)",
}


def calls(operation: str, before: Any, after: Any, **parameters: object) -> list[str]:
    figures = svgconv.solve(operation, before, after, 1000, parameters)
    return [figure.operation.torch_call() for figure in figures]


@pytest.mark.parametrize(("question", "call"), FIRST.items())
def test_the_most_common_answer_comes_first(question: tuple[str, Any, Any], call: str) -> None:
    assert calls(*question)[0] == call


@pytest.mark.parametrize("question", FIRST)
def test_every_answer_is_right_and_comes_once(question: tuple[str, Any, Any]) -> None:
    found = svgconv.solve(*question, 1000)
    after = (
        question[2]
        if isinstance(question[2], tuple)
        else (question[2],) * len(found[0].operation.output_size)
    )
    assert {figure.operation.output_size for figure in found} == {after}
    texts = [figure.operation.torch_call() for figure in found]
    assert len({*texts}) == len(texts)
    for text in texts[:5]:
        assert svgconv.load(text, input_size=question[1]).operation.output_size == after


@pytest.mark.parametrize(("before", "after"), [(9, 4), (10, 5), (12, 12), (5, 1)])
def test_no_answer_is_missing(before: int, after: int) -> None:
    """Every convolution in the range that is searched has PyTorch's size or is not listed."""
    expected = {
        (k, s, p, d)
        for k, s, p, d in product(range(1, 12), range(1, 9), range(6), (1, 2, 3))
        if p <= d * (k - 1)
        and before + 2 * p - d * (k - 1) > 0
        and (before + 2 * p - d * (k - 1) - 1) // s + 1 == after
        and (after > 1 or s == 1)
    }
    found = {
        tuple(parameters[name][0] for name in ("kernel_size", "stride", "padding", "dilation"))
        for figure in svgconv.solve("conv", before, after, most=10_000)
        for parameters in [figure.operation.all_parameters()]
        if parameters["kernel_size"][0] < 12
    }
    assert found == expected


def test_given_parameters_are_kept() -> None:
    assert calls("conv", 28, 14, kernel_size=5)[0] == "nn.Conv2d(1, 1, 5, stride=2, padding=2)"
    for call in calls("conv_transpose", 14, 28, kernel_size=3, stride=2):
        assert call.startswith("nn.ConvTranspose2d(1, 1, 3, stride=2")
    assert calls("conv", 6, 6, kernel_size=(3, 5))[0] == "nn.Conv2d(1, 1, (3, 5), padding=(1, 2))"
    assert calls("max_pool", 6, 4, ceil_mode=True, stride=2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    {
        "conv -i 28 --output-size 13 -s 9": "--output-size: conv does not give 13×13 from 28×28 "
        "with --stride 9; leave out --stride",
        "conv -i 2 --output-size 500 --in-channels 3": "--output-size: conv does not give "
        "500×500 from 2×2; choose another size",
        "conv -i 28 --output-size 13 -s 9 -k 3 -d 2": "with --kernel-size 3, --stride 9 and "
        "--dilation 2; leave out --kernel-size, --stride or --dilation",
        "unfolt -i 3 --output-size 2": "is not an operation; did you mean 'unfold'?",
        "x -i 3 --output-size 2": "use one of: avg_pool, avg_pool1d, avg_pool3d, conv,",
        "conv -i 2 --output-size 500": "--output-size: conv does not give 500×500 from 2×2; "
        "choose another size",
        "con -i 3 --output-size 2": "OPERATION: 'con' is not an operation; did you mean 'conv'?",
        "fold -i 3 --output-size 2": "OPERATION: fold has no kernel size and stride to solve for",
        "conv --output-size 2": "--input-size: missing",
        "conv -i 3": "--output-size: missing",
        "conv -i 3 --output-size x": "--output-size: 'x' is not a whole number",
        "conv -i 3 --output-size 2 --count 0": "--count: 0 is below 1",
        "conv -i 3 --output-size 2 --ceil-mode": "--ceil-mode: conv has no such parameter; "
        "it belongs to avg_pool, lp_pool and max_pool",
        "-i 3 conv --output-size 2 --layers x": "--layers: conv has no such parameter; it belongs",
        "-i 3 --output-size 2 --layers x": "--layers: unknown option of svgconv solve; see svgconv "
        "solve --help",
        "conv -i 28 --output-size 14 --count 7 -o x.svg": "--count: 7 figures are more than 6;",
    }.items(),
)
def test_what_has_no_answer_gets_one_line(arguments: str, message: str) -> None:
    answer = run("solve", *arguments.split())
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert message in answer.err


def test_the_command_lists_and_draws(tmp_path: Path) -> None:
    file = tmp_path / "pools.svg"
    shown = run("solve", *"max_pool -i 6 --output-size 3 --count 2 -o".split(), str(file))
    assert shown.out.splitlines() == ["nn.MaxPool2d(2)", "nn.MaxPool2d(3, stride=2, padding=1)"]
    assert len(svgconv.load(file).figures) == 2
    rows = json.loads(run("solve", *"conv -i 28 --output-size 14 --json".split()).out)
    assert (len(rows), rows[0]["parameters"]["kernel_size"]) == (10, [3, 3])


@pytest.mark.parametrize("most", [0, -1, "x"])
def test_a_count_of_solutions_is_checked_in_python(most: Any) -> None:
    with pytest.raises(svgconv.SvgconvError, match=r"^most: "):
        svgconv.solve("conv", 28, 14, most=most)


def test_the_help_lists_parameters_of_operations_that_it_takes() -> None:
    told = run("solve", "--help").out
    assert "--ceil-mode" in told
    assert not [
        flag for flag in ("--layers", "--mode ", "--size ", "--upscale-factor") if flag in told
    ]


def test_parameters_can_be_keywords_in_python() -> None:
    found = svgconv.solve("conv", 28, 14, kernel_size=5)
    assert found == svgconv.solve("conv", 28, 14, parameters={"kernel_size": 5})
    with pytest.raises(
        svgconv.SvgconvError, match=r"^mode: conv has no such parameter; it belongs"
    ):
        svgconv.solve("conv", 28, 14, mode="nearest")
