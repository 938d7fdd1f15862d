"""Several channels and groups against PyTorch, as `golden/make_channels.py` has it."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

import svgconv
from svgconv.figure.figure import Figure
from tests.golden.archive import digest, read
from tests.oracle.test_pytorch import numbered

GOLDEN = read("channels")
OPERATIONS = ("conv", "conv1d", "conv_transpose", "conv_transpose1d")
MOST = 4
"""The most channels that are all drawn, and have frames."""


def figure(case: dict[str, Any]) -> Figure:
    parameters = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in case["parameters"].items()
    }
    made: Figure = getattr(svgconv, case["operation"])(**parameters)
    return made


def of(operation: str, what: str = "cases") -> list[dict[str, Any]]:
    found = [case for case in GOLDEN[what] if case["operation"] == operation]
    assert found
    return found


def input_shape(case: dict[str, Any]) -> list[int]:
    return [case["parameters"]["in_channels"], *case["parameters"]["input_size"]]


def has_frames(channel: int, count: int) -> bool:
    return count <= MOST or channel < MOST - 1 or channel == count - 1


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_frame_reads_what_pytorch_reads(operation: str) -> None:
    for case in of(operation):
        document = figure(case).states.to_dict()
        assert document["input"]["shape"] == input_shape(case)
        assert document["output"]["shape"] == case["output"], case["parameters"]
        units = list(product(*map(range, input_shape(case))))
        wanted = [
            {"output": list(cell), "reads": [list(units[flat]) for flat in reads]}
            for cell, reads in zip(product(*map(range, case["output"])), case["reads"], strict=True)
            if has_frames(cell[0], case["output"][0])
        ]
        found = [
            {"output": frame["output"], "reads": frame["reads"]} for frame in document["frames"]
        ]
        assert found == wanted, case["parameters"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_window_of_a_channel_is_that_of_a_single_one(operation: str) -> None:
    """It is the same in each channel of the group, at the same output cell."""
    for case in of(operation):
        states = figure(case).states
        single = dict(case["parameters"], in_channels=1, out_channels=1, groups=1)
        alone = figure({**case, "parameters": single}).states.to_dict()
        windows = {tuple(frame["output"]): frame["window"] for frame in alone["frames"]}
        document = states.to_dict()
        assert document["input"]["cells"] == alone["input"]["cells"]
        assert document["input"]["drawn"] == alone["input"]["drawn"]
        each, groups = case["parameters"]["in_channels"], case["parameters"]["groups"]
        each //= groups
        for frame in document["frames"]:
            channel, *cell = frame["output"]
            group = channel * groups // case["output"][0]
            assert frame["window"] == [
                [number, *at]
                for number in range(group * each, (group + 1) * each)
                for at in windows[tuple(cell)]
            ]
        assert states.windows.tolist() == [frame["window"] for frame in document["frames"]]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_values_are_pytorchs_exactly(operation: str) -> None:
    for case in of(operation):
        made = figure(case).operation
        assert list(made.weight_size) == case["weight"]
        values = made.forward(numbered(input_shape(case), 1), numbered(case["weight"], 5))
        assert list(values.shape) == case["output"]
        assert values.flatten().tolist() == case["values"], case["parameters"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_pytorch_call_reads_back(operation: str) -> None:
    for case in of(operation):
        made = figure(case).operation
        assert svgconv.load(made.torch_call(), input_size=made.input_size).operation == made


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_pytorch_rejects_is_rejected(operation: str) -> None:
    for refusal in of(operation, "refusals"):
        with pytest.raises(svgconv.SvgconvError, match=r"channels|groups"):
            pytest.fail(f"{figure(refusal)}: {refusal['message']}")


def test_the_golden_data_is_made_by_the_script_and_has_much() -> None:
    assert GOLDEN["scripts_sha256"] == digest(*GOLDEN["scripts"]), "run make_channels"
    cases = [case["parameters"] for case in GOLDEN["cases"]]
    assert len(cases) >= 200
    assert sum(one["groups"] == one["in_channels"] > 1 for one in cases) >= 20
    assert sum(1 < one["groups"] < one["in_channels"] for one in cases) >= 20
    assert sum(set(one["kernel_size"]) == {1} for one in cases) >= 10
    assert sum(one["out_channels"] > MOST for one in cases) >= 20
    assert sum(one["in_channels"] > MOST for one in cases) >= 20
    assert len(GOLDEN["refusals"]) >= 32
