"""Power-average poolings against PyTorch, as `golden/make_lp_pools.py` has them."""

from __future__ import annotations

import math
from numbers import Rational
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.numbers.exact import fractions
from tests.golden.archive import digest, read
from tests.oracle.reference import Reference, reference
from tests.oracle.test_pytorch import by_cell, figure, numbered, of, row_major, written

GOLDEN = read("lp_pools")
CASES: list[dict[str, Any]] = GOLDEN["cases"]
REFUSALS: list[dict[str, Any]] = GOLDEN["refusals"]
OPERATIONS = ("lp_pool", "lp_pool1d", "lp_pool3d")

each_operation = pytest.mark.parametrize("operation", OPERATIONS)


def inputs(case: dict[str, Any]) -> np.ndarray[Any, Any]:
    made = numbered(case["parameters"]["input_size"], 1)
    return made if case["signed"] else np.abs(made)


def as_average(operation: str, parameters: dict[str, Any]) -> Reference:
    """The drawing of the average pooling with the same windows."""
    same = {name: value for name, value in parameters.items() if name != "norm_type"}
    more = {"padding": [0] * len(same["input_size"]), "stride": same["kernel_size"]}
    name = operation.replace("lp", "avg")
    return reference(name, {"ceil_mode": False, **more, **same})


def test_the_golden_data_is_what_its_script_makes() -> None:
    assert GOLDEN["scripts_sha256"] == digest(*GOLDEN["scripts"])
    assert len(CASES) == 270
    held = [case["parameters"] for case in CASES]
    assert {str(one["norm_type"]) for one in held} == {
        "1", "2", "3", "4", "1.5", "0.5", "1.2", "7", "inf",
    }  # fmt: skip
    for name in ("ceil_mode", "padding"):
        assert sum(name in one for one in held) > 50


@each_operation
def test_every_frame_reads_what_pytorch_reads(operation: str) -> None:
    for case in of(CASES, operation):
        document = figure(operation, case["parameters"]).states.to_dict()
        assert document["output"]["shape"] == case["output"], written(case)
        assert [frame["output"] for frame in document["frames"]] == row_major(case["output"])
        assert [frame["reads"] for frame in document["frames"]] == by_cell(case), written(case)
        if "padding" not in case["parameters"]:
            wanted = as_average(operation, case["parameters"])
            assert document["input"]["cells"] == wanted.rows, written(case)
            assert [frame["window"] for frame in document["frames"]] == wanted.windows


@each_operation
def test_values_are_pytorchs_in_floats_and_in_fractions(operation: str) -> None:
    """PyTorch gives no number for a root of a negative number; fractions have an error there."""
    for case in of(CASES, operation):
        made = figure(operation, case["parameters"]).operation
        wanted = [math.nan if one is None else one for one in case["values"]]
        found = made.forward(inputs(case)).flatten().tolist()
        assert found == pytest.approx(wanted, rel=1e-14, nan_ok=True), written(case)
        if None in case["values"]:
            with pytest.raises(SvgconvError, match="gives no number, in PyTorch, too"):
                made.forward(fractions(inputs(case)))
        else:
            exact = made.forward(fractions(inputs(case))).flatten().tolist()
            assert all(isinstance(one, Rational) for one in exact)
            assert [float(one) for one in exact] == pytest.approx(wanted, rel=1e-14)


@each_operation
def test_the_pytorch_call_is_the_one_that_pytorch_computed_with(operation: str) -> None:
    for case in of(CASES, operation):
        made = figure(operation, case["parameters"]).operation
        assert made.torch_call() == case["call"]
        again = svgconv.load(case["call"], input_size=made.input_size).operation
        assert again == made, written(case)


@each_operation
def test_what_pytorch_rejects_is_rejected(operation: str) -> None:
    for refusal in of(REFUSALS, operation):
        with pytest.raises(SvgconvError) as caught:
            pytest.fail(f"{figure(operation, refusal['parameters'])}: {refusal['message']}")
        assert "\n" not in str(caught.value)
