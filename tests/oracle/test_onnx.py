"""Operators with a window in ONNX Runtime, as `golden/make_onnx.py` has them, without the library.

What svgconv reads from an operator's attributes computes the same, from the same input units.
"""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
import pytest

from svgconv.models._onnx_operators import effect
from svgconv.models._onnx_windows import Call
from svgconv.operations._layer import Layer
from svgconv.operations.base import Operation
from tests.golden.archive import digest, read

DATA = read("onnx")
CASES: list[dict[str, Any]] = DATA["cases"]
CLOSE = 1e-6


def operation_of(case: dict[str, Any]) -> Operation:
    shape = (1, 1, *case["input_size"])
    dims = {1: (1, 1, *case["attributes"]["kernel_shape"])} if case["weight"] else {}
    output = (1, 1, *case["output_size"])
    call = Call(case["kind"], case["attributes"], [shape], output, {}, dims)
    does = effect(call)
    assert isinstance(does, Layer), (case, does)
    return does.on(tuple(case["input_size"]))


def test_the_data_is_the_scripts() -> None:
    assert DATA["scripts_sha256"] == digest(*DATA["scripts"])
    assert len(CASES) == 320


@pytest.mark.parametrize("kind", ["Conv", "ConvTranspose", "MaxPool", "AveragePool"])
def test_an_operator_computes_what_onnx_runtime_computes(kind: str) -> None:
    for case in (one for one in CASES if one["kind"] == kind):
        operation = operation_of(case)
        assert list(operation.output_size) == case["output_size"], case
        inputs = np.array(case["input"], float).reshape(case["input_size"])
        weight = None
        if case["weight"]:
            weight = np.array(case["weight"], float).reshape(case["attributes"]["kernel_shape"])
        made = operation.forward(inputs, weight).ravel().tolist()
        assert made == pytest.approx(case["output"], abs=CLOSE), case


@pytest.mark.parametrize("kind", ["Conv", "ConvTranspose", "MaxPool", "AveragePool"])
def test_an_operator_reads_what_onnx_runtime_reads(kind: str) -> None:
    for case in (one for one in CASES if one["kind"] == kind):
        size = case["input_size"]
        steps = [prod(size[axis + 1 :]) for axis in range(len(size))]
        frames = operation_of(case).states().to_dict()["frames"]
        made = [
            sorted(sum(at * step for at, step in zip(unit, steps, strict=True)) for unit in reads)
            for reads in (frame["reads"] for frame in frames)
        ]
        assert made == case["reads"], case
