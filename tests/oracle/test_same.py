"""Padding that PyTorch's layers lack, against those who have it.

SAME is TensorFlow's and ONNX's, as `golden/make_same.py` has them; poolings behind a padding layer
are PyTorch's, as `golden/make_padded_pools.py` has them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import svgconv
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from tests.oracle.test_pytorch import Case, numbered, row_major, written

ROOT = Path(__file__).parents[2]
GOLDEN: dict[str, Any] = {
    name: json.loads(gzip.decompress((ROOT / f"tests/golden/{name}.json.gz").read_bytes()))
    for name in ("same", "padded_pools")
}
SAME: list[Case] = GOLDEN["same"]["cases"]
CASES: list[Case] = [*SAME, *GOLDEN["padded_pools"]["cases"]]
NAMES = sorted({case["operation"] for case in CASES})


def of(name: str) -> list[tuple[Case, Operation]]:
    return [
        (case, OPERATIONS.get(name).from_parameters(case["parameters"]))
        for case in CASES
        if case["operation"] == name
    ]


@pytest.mark.parametrize("name", NAMES)
def test_frames_read_what_the_frameworks_read(name: str) -> None:
    for case, made in of(name):
        assert list(made.output_size) == case["output"], written(case)
        units = row_major(case["parameters"]["input_size"])
        reads = [[units[flat] for flat in cell] for cell in case["reads"]]
        assert [frame["reads"] for frame in made.states().frames()] == reads, written(case)


@pytest.mark.parametrize("name", NAMES)
def test_values_are_those_of_the_frameworks(name: str) -> None:
    for case, made in of(name):
        weight = numbered(case["parameters"]["kernel_size"], 5) if made.has_weight else None
        values = made.forward(numbered(case["parameters"]["input_size"], 1), weight)
        wanted = pytest.approx([float(value) for value in case["values"]], abs=6e-5)
        assert values.ravel().tolist() == wanted, written(case)


@pytest.mark.parametrize("name", NAMES)
def test_the_printed_call_computes_the_same_in_pytorch(name: str) -> None:
    """PyTorch evaluated the call when the golden data was made."""
    for case, made in of(name):
        assert made.torch_call() == case["call"], written(case)


@pytest.mark.parametrize("name", NAMES)
def test_the_call_of_keras_reads_back(name: str) -> None:
    """TensorFlow's SAME is one layer of Keras, whose numbers are in the golden data."""
    for case, made in of(name):
        if case.get("framework") == "keras":
            call = made.keras_call()
            assert call.startswith("keras.layers.")
            again = svgconv.load(call, input_size=made.input_size).operation
            assert list(again.states().frames()) == list(made.states().frames()), call
            weight = numbered(case["parameters"]["kernel_size"], 5) if made.has_weight else None
            inputs = numbered(case["parameters"]["input_size"], 1)
            assert again.forward(inputs, weight).tolist() == made.forward(inputs, weight).tolist()


@pytest.mark.parametrize("name", GOLDEN)
def test_the_golden_data_is_made_by_its_script(name: str) -> None:
    scripts = b"".join((ROOT / script).read_bytes() for script in GOLDEN[name]["scripts"])
    digest = hashlib.sha256(scripts).hexdigest()
    assert GOLDEN[name]["scripts_sha256"] == digest, f"run: python -m tests.golden.make_{name}"


def test_the_golden_data_has_both_words_in_every_operation() -> None:
    assert len(SAME) >= 400
    for name in NAMES:
        told = [(case["framework"], case["parameters"]["padding"]) for case in SAME
                if case["operation"] == name]  # fmt: skip
        for source in (("keras", "same_upper"), ("onnx", "same_upper"), ("onnx", "same_lower")):
            assert told.count(source) >= 8
        calls = {case["call"].split("(")[0] for case in SAME if case["operation"] == name}
        assert len(calls) == (1 if "transpose" in name else 2)


def test_the_golden_data_has_all_kinds_of_padded_poolings() -> None:
    for name in ("max_pool", "max_pool1d", "avg_pool", "avg_pool1d"):
        told = [case["parameters"] for case in CASES[len(SAME) :] if case["operation"] == name]
        modes = [one.get("padding_mode") for one in told]
        for mode in (None, "zeros", "reflect", "replicate", "circular"):
            assert modes.count(mode) >= 3, (name, mode)
        assert sum(one["ceil_mode"] for one in told) >= 5
        if name.startswith("avg"):
            assert sum(not one.get("count_include_pad", True) for one in told) >= 5


@pytest.mark.parametrize("word", ["same_upper", "same_lower"])
def test_a_masked_convolution_pads_as_a_convolution_does(word: str) -> None:
    parameters = {"input_size": (6, 7), "kernel_size": (3, 2), "stride": 2, "padding": word}
    masked = OPERATIONS.get("masked_conv").from_parameters(parameters)
    plain = OPERATIONS.get("conv").from_parameters(parameters)
    assert masked.output_size == plain.output_size == (3, 4)
    assert masked.torch_call().startswith(plain.torch_call().partition("nn.Conv2d")[0])
    size = {"input_size": (5, 5), "kernel_size": 3, "stride": 1}
    same, upper = (
        OPERATIONS.get("masked_conv").from_parameters({**size, "padding": one}).states()
        for one in ("same", word)
    )
    assert list(same.frames()) == list(upper.frames())
