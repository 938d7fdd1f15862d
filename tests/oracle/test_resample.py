"""Unfold, fold, upsampling and pixel shuffles against PyTorch, as `golden/make_resample.py` has it.

What each output cell reads, by which weight, what it is, and which parameters are rejected.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.numbers.numerals import numeral
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from tests.numbers import cells, shown, value

GOLDEN = Path(__file__).parents[1] / "golden"
DATA: dict[str, Any] = json.loads(gzip.decompress((GOLDEN / "resample.json.gz").read_bytes()))
CASES: list[dict[str, Any]] = DATA["cases"]
REFUSALS: list[dict[str, Any]] = DATA["refusals"]
CLOSE = 1e-6


def made(case: dict[str, Any]) -> Operation:
    return OPERATIONS.get(case["operation"]).from_parameters(case["parameters"])


def shapes(operation: Operation) -> tuple[list[int], list[int]]:
    """The input's and the output's, as the ``states`` document says them."""
    head = operation.states().head()
    return head["input"]["shape"], head["output"]["shape"]


def flat(cell: list[int], size: list[int]) -> int:
    return int(np.ravel_multi_index(cell, size))


def reads_of(operation: Operation) -> list[dict[int, float]]:
    """For each output cell the input cells that it reads and their weights, from the document."""
    document = operation.states().to_dict()
    size, output = document["input"]["shape"], document["output"]["shape"]
    padding = getattr(operation, "padding", (0, 0)) if operation.name == "unfold" else (0,) * 3
    found: list[dict[int, float]] = [{} for _ in range(prod(output))]
    for frame in document["frames"]:
        several = operation.name in ("unfold", "fold")
        outputs = frame["output"] if several else [frame["output"]] * len(frame["window"])
        weights = frame.get("weights", [1.0] * len(frame["window"]))
        read = []
        for cell, window, weight in zip(outputs, frame["window"], weights, strict=True):
            unit = [at - before for at, before in zip(window, padding, strict=False)]
            inside = all(0 <= at < most for at, most in zip(unit, size, strict=True))
            if cell is not None and inside:
                found[flat(cell, output)][flat(unit, size)] = weight
                read.append(unit)
        assert frame["reads"] == read
    return found


def test_the_data_is_the_scripts() -> None:
    script = (GOLDEN / "make_resample.py").read_bytes()
    assert DATA["script_sha256"] == hashlib.sha256(script).hexdigest()


def test_there_are_enough_of_every_sort() -> None:
    counts = dict.fromkeys(("unfold", "fold", "upsample", "pixel_shuffle", "pixel_unshuffle"), 0)
    rejected = dict(counts)
    for case in CASES:
        counts[case["operation"]] += 1
    for case in REFUSALS:
        rejected[case["operation"]] += 1
    assert sum(counts.values()) >= 600
    assert min(counts.values()) >= 25
    assert min(rejected.values()) >= 3
    given = [case["parameters"] for case in CASES if case["operation"] == "upsample"]
    for mode in ("nearest", "nearest-exact", "bilinear"):
        assert sum(one["mode"] == mode for one in given) >= 60
    assert sum(one.get("align_corners") is True for one in given) >= 50
    assert sum(bool(one.get("recompute_scale_factor")) for one in given) >= 30
    dropped = [case for case in CASES if case["operation"] == "fold" and [] in case["reads"]]
    assert dropped


def test_sizes_are_pytorchs() -> None:
    for case in CASES:
        assert shapes(made(case))[1] == case["output"], case["parameters"]


def test_every_output_reads_what_pytorch_reads_by_its_weight() -> None:
    for case in CASES:
        wanted = [dict(map(tuple, row)) for row in case["reads"]]
        for cell, (found, given) in enumerate(zip(reads_of(made(case)), wanted, strict=True)):
            assert found == pytest.approx(given, abs=CLOSE), (case["parameters"], cell)


def test_the_numbers_are_pytorchs() -> None:
    for case in CASES:
        operation = made(case)
        size, output = shapes(operation)
        numbers = [(7 * n * n + 3 * n + case["seed"]) % 23 - 11 for n in range(prod(size))]
        values = operation.forward(np.array(numbers).reshape(size))
        assert list(values.shape) == output
        if case["parameters"].get("mode") != "bilinear":
            assert values.dtype == np.array(numbers).dtype
        np.testing.assert_allclose(values.ravel(), case["values"], atol=CLOSE, rtol=0)


@pytest.mark.parametrize("index", range(len(REFUSALS)))
def test_what_pytorch_rejects_is_rejected_in_one_line(index: int) -> None:
    case = REFUSALS[index]
    with pytest.raises(svgconv.SvgconvError) as caught:
        made(case)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 140


def test_frames_are_in_the_order_of_their_odometer() -> None:
    for case in CASES:
        operation = made(case)
        document = operation.states().to_dict()
        assert len(document["frames"]) == operation.frame_count
        size = document["output"]["shape"]
        if operation.name in ("unfold", "fold"):
            entries, columns = document["output" if operation.name == "unfold" else "input"][
                "shape"
            ]
            key = "output" if operation.name == "unfold" else "window"
            for column, frame in enumerate(document["frames"]):
                assert frame[key] == [[entry, column] for entry in range(entries)]
            assert len(document["frames"]) == columns
        else:
            cells = [list(index) for index in product(*map(range, size))]
            assert [frame["output"] for frame in document["frames"]] == cells


def test_weights_sum_to_one() -> None:
    for case in CASES:
        if case["operation"] == "upsample":
            for frame in made(case).states().frames():
                assert sum(frame["weights"]) == pytest.approx(1)
                assert min(frame["weights"]) > 0


def test_the_operation_reads_back_from_its_pytorch_call() -> None:
    for case in CASES:
        operation = made(case)
        size = {} if operation.name == "fold" else {"input_size": operation.input_size}
        assert svgconv.load(operation.torch_call(), **size).operation == operation
        assert type(operation).from_parameters(operation.parameters()) == operation


def test_every_number_in_every_frame_of_upsampling_is_pytorchs() -> None:
    few = [case for case in CASES
           if case["operation"] == "upsample" and 1 < len(case["values"]) <= 12]  # fmt: skip
    assert len(few) > 50
    for index, case in enumerate(few[::4]):
        view = ("flat", "oblique")[index % 2]
        size = case["parameters"]["input_size"]
        numbers = [(7 * n * n + 3 * n + case["seed"]) % 23 - 11 for n in range(prod(size))]
        given = np.array(numbers).reshape(size).tolist()
        parameters = made(case).parameters()
        svg = svgconv.load("upsample", **parameters, values={"input": given}, view=view).svg()
        columns = case["output"][-1]
        for frame in range(len(case["values"])):
            now = shown(svg, frame)
            read = [value(text) for _, text in sorted(cells(now["input_value"], view).items())]
            assert read == numbers
            written = [value(text) for _, text in sorted(cells(now["output_value"], view).items())]
            assert written == pytest.approx(case["values"][: frame + 1], abs=0.005001)
            places = [divmod(at, columns) for at in range(frame + 1)]
            assert sorted(cells(now["output_value"], view)) == places


def test_unfold_then_fold_counts_the_windows_over_each_cell() -> None:
    for case in CASES:
        if case["operation"] == "unfold":
            unfold = made(case)
            window: Any = {k: tuple(v) for k, v in case["parameters"].items() if k != "input_size"}
            fold = svgconv.fold(tuple(unfold.input_size), **window)
            ones = np.ones(unfold.input_size, int)
            back = fold.operation.forward(unfold.forward(ones)).ravel()
            read = [unit for row in case["reads"] for unit, _ in row]
            assert back.tolist() == [read.count(unit) for unit in range(len(back))]


def test_unshuffle_undoes_shuffle() -> None:
    for case in CASES:
        if case["operation"] == "pixel_shuffle":
            shuffle = made(case)
            size, output = shapes(shuffle)
            numbers = np.arange(prod(size)).reshape(size)
            factor = case["parameters"]["upscale_factor"]
            unshuffle = svgconv.pixel_unshuffle(tuple(output), factor).operation
            np.testing.assert_array_equal(unshuffle.forward(shuffle.forward(numbers)), numbers)


def test_written_sums_have_pytorchs_weights() -> None:
    cases = [case for case in CASES if case["parameters"].get("mode") == "bilinear"]
    cases = [case for case in cases if len(case["values"]) <= 40][::4]
    assert len(cases) >= 20
    for case in cases:
        operation = made(case)
        size, _ = shapes(operation)
        numbers = [(7 * n * n + 3 * n + case["seed"]) % 23 - 11 for n in range(prod(size))]
        values: Any = {"input": np.array(numbers).reshape(size)}
        given = svgconv.Figure(operation, values=values, sum=True).document()["frames"]
        for frame, reads, wanted in zip(given, case["reads"], case["values"], strict=True):
            left, result = re.split(" [=≈] ", frame["sum"])
            assert result == numeral(frame["value"])
            assert value(result) == pytest.approx(wanted, abs=0.0051, rel=0.06)
            weights = {unit: weight for unit, weight in reads if weight > CLOSE}
            terms = [term.strip("()").split("·") for term in left.split(" + ")]
            assert [numbers[unit] for unit in sorted(weights)] == [
                value(held.strip("()")) for _, held in terms
            ], (case["parameters"], frame["sum"])
            assert [weights[unit] for unit in sorted(weights)] == pytest.approx(
                [value(weight) for weight, _ in terms], abs=0.0051
            ), (case["parameters"], frame["sum"])
            exact = sum(value(a) * value(b.strip("()")) for a, b in terms)
            if "=" in frame["sum"]:
                assert exact == pytest.approx(value(result), abs=1e-9)
