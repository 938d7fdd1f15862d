"""Keras's layers against Keras, as `golden/make_keras.py` has it: read, computed and written."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.operations import OPERATIONS
from svgconv.operations._calls import spellings_of
from svgconv.operations._spelling import KERAS
from svgconv.operations.base import Operation
from svgconv.operations.stack import Stack

GOLDEN = Path(__file__).parents[1] / "golden"
DATA: dict[str, Any] = json.loads(gzip.decompress((GOLDEN / "keras.json.gz").read_bytes()))
CASES: list[dict[str, Any]] = DATA["cases"]
READ = [case for case in CASES if case["figure"] == case["keras"]]


def made(figure: str, case: dict[str, Any]) -> Operation:
    return svgconv.load(figure, input_size=case["size"]).operation


def reads_of(operation: Operation) -> list[list[list[int]]]:
    """The units of the input that each output unit reads, from the states' document."""
    document = operation.states().to_dict()
    if isinstance(operation, Stack):
        return [frame["layers"][0]["reads"] for frame in document["frames"]]
    return [frame["reads"] for frame in document["frames"]]


def check(operation: Operation, case: dict[str, Any]) -> None:
    """Compare an operation with what Keras computes and reads."""
    units = [list(unit) for unit in product(*map(range, case["size"]))]
    assert list(operation.output_size) == case["shape"][-len(operation.output_size) :] or (
        case["shape"] == []
    )
    wanted = [[units[number] for number in row] for row in case["reads"]]
    assert [sorted(row) for row in reads_of(operation)] == wanted
    if "output" in case and not isinstance(operation, Stack):
        weight = np.array(case["weight"]) if "weight" in case else None
        output = operation.forward(np.array(case["input"]), weight)
        assert np.allclose(output.ravel(), np.ravel(case["output"]))


def test_the_data_is_the_scripts() -> None:
    script = (GOLDEN / "make_keras.py").read_bytes()
    assert DATA["script_sha256"] == hashlib.sha256(script).hexdigest()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["figure"][:60])
def test_a_figure_computes_what_keras_computes(case: dict[str, Any]) -> None:
    check(made(case["figure"], case), case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["figure"][:60])
def test_a_figure_says_its_expression_in_keras(case: dict[str, Any]) -> None:
    operation = made(case["figure"], case)
    written = operation.keras_call()
    if case not in READ:
        assert written == case["keras"]
    again = made(written, case)
    assert (again.output_size, again.keras_call()) == (operation.output_size, written)
    assert (
        f"\n  Keras: {written}" in svgconv.load(case["figure"], input_size=case["size"]).explain()
    )


@pytest.mark.parametrize(
    "figure",
    [
        "nn.Conv2d(1, 1, 3, padding=1, padding_mode='reflect')",
        "nn.Conv2d(1, 1, 2, stride=2, dilation=2)",
        "nn.ConvTranspose2d(1, 1, 2, stride=2, dilation=2)",
        "nn.ConvTranspose2d(2, 2, 2, groups=2)",
        "nn.MaxPool2d(3, 2, 1)",
        "nn.MaxPool2d(2, dilation=2)",
        "nn.MaxPool2d(4, ceil_mode=True)",
        "nn.AvgPool2d(3, 2, 1, count_include_pad=False)",
        "nn.AvgPool2d(2, divisor_override=3)",
        "nn.Upsample(scale_factor=2, mode='bilinear', align_corners=True)",
        "nn.Upsample(scale_factor=1.5)",
        "nn.Upsample(size=7)",
        "nn.Unfold(2)",
        "nn.PixelShuffle(2)",
        "torchvision.ops.DeformConv2d(1, 1, 2)(x, offset)",
        "nn.Conv2d(1, 1, 3) > nn.MaxPool2d(3, 2, 1)",
    ],
)
def test_a_figure_that_keras_lacks_has_no_line_for_it(figure: str) -> None:
    assert "Keras" not in svgconv.load(figure, input_size=6).explain()


def test_every_spelling_of_keras_is_tried() -> None:
    calls = " ".join(case["figure"] for case in CASES)
    tried = {"".join(name) for name in re.findall(r"layers\.(\w+?)[123]D(\w*)\(", calls)}
    for operation in map(OPERATIONS.get, OPERATIONS.own_names()):
        for one in spellings_of(operation):
            assert one.library is not KERAS or re.sub("[123]D", "", one.name) in tried


def test_what_keras_rejects_has_no_call_there() -> None:
    """Its output padding is below the stride, not below the dilation."""
    figure = svgconv.conv_transpose1d(1, 1, output_padding=1, dilation=2)
    assert "Keras:" not in figure.explain()
