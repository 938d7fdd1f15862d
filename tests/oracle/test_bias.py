"""A bias in the numbers, the sums and the running sums, as `golden/make_bias.py` has it."""

from __future__ import annotations

import re
from fractions import Fraction
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.scene.marks import FixedText
from tests.command import run
from tests.golden.archive import digest, read
from tests.numbers import shown

GOLDEN = read("bias")
OPERATIONS = sorted({case["operation"] for case in GOLDEN["cases"]})


def figure(case: dict[str, Any], **options: Any) -> Figure:
    values = {
        name: np.array(case[name]).reshape(case["shapes"].get(name, -1)).tolist()
        for name in ("input", "weight", "bias")
    }
    if case["parameters"]["in_channels"] == case["parameters"]["out_channels"] == 1:
        values = {name: rows[0] if name == "input" else rows for name, rows in values.items()}
        values["weight"] = values["weight"][0][0]
    options = {"values": values, **options}
    made: Figure = getattr(svgconv, case["operation"])(**case["parameters"], **options)
    return made


def labels(figure: Figure) -> list[str]:
    """The texts around a figure."""
    marks = [mark for mark in figure.scene.marks if isinstance(mark, FixedText)]
    return [text for mark in marks if mark.role == "label" for _, _, text in mark.cells]


def flat(rows: Any) -> list[float]:
    return [one for row in rows for one in flat(row)] if isinstance(rows, list) else [rows]


def test_the_data_is_from_the_script() -> None:
    assert GOLDEN["scripts_sha256"] == digest(*GOLDEN["scripts"])


@pytest.mark.parametrize("operation", OPERATIONS)
def test_outputs_and_sums_are_pytorchs(operation: str) -> None:
    for case in (one for one in GOLDEN["cases"] if one["operation"] == operation):
        made = figure(case, sum=True)
        document = made.document()
        assert flat(document["output"]["values"]) == pytest.approx(case["output"], abs=1e-9)
        assert document["bias"]["values"] == case["bias"]
        channels = made.operation.channels
        for frame in document["frames"]:
            channel = frame["output"][0] if channels else 0
            last = re.search(r"\+ \(?([−\d.]+)\)? [=≈] ", frame["sum"])
            assert last is not None, frame["sum"]
            assert float(last[1].replace("−", "-")) == case["bias"][channel], frame["sum"]


def test_running_sums_start_from_the_bias_and_end_at_pytorchs_output() -> None:
    cases = [
        case
        for case in GOLDEN["cases"]
        if case["operation"] in ("conv_transpose", "conv_transpose1d")
        and case["parameters"]["in_channels"] == case["parameters"]["out_channels"] == 1
    ]
    assert cases
    for case in cases:
        made = figure(case, view="scatter")
        (bias,) = case["bias"]
        last = np.full(np.prod(made.document()["output"]["shape"]), bias, dtype=float)
        size = made.document()["output"]["shape"]
        for frame in made.document()["frames"]:
            for cell, total in zip(frame["writes"], frame["sums"], strict=True):
                last[np.ravel_multi_index(cell, size)] = total
        assert last.tolist() == pytest.approx(case["output"], abs=1e-9)


def test_the_figure_says_the_bias() -> None:
    made = svgconv.conv(3, 2, values={"seed": 1, "bias": -2}, sum=True)
    assert labels(made) == ["bias −2"]
    assert "Bias: −2. Output:" in made.description
    assert "The bias is added to each output cell." in made.description
    assert "  Bias:\n    −2\n" in made.explain()
    assert made.recipe["values"] == {"seed": 1, "bias": [-2]}
    two = svgconv.conv(3, 2, in_channels=1, out_channels=2, values={"bias": [0.5, 3]})
    assert labels(two) == ["bias 0.5, 3"]
    one = {"bias": 7, "input": [[1]], "weight": [[1]]}
    unwritten = svgconv.conv_transpose(1, 1, 3, output_padding=2, view="scatter", values=one)
    texts = shown(unwritten.svg(), 0)
    assert [one.said for one in texts["padding_value"]] == ["7"] * 8
    assert [one.said for one in texts["output_value"]] == ["8"]


def test_a_rounded_bias_makes_a_rounded_sum() -> None:
    numbers = {"input": [1, 2], "weight": [1]}
    lines = [
        svgconv.conv1d(2, 1, values={**numbers, "bias": bias}, sum=True).document()["frames"]
        for bias in (0.125, 0.1)
    ]
    assert [one["sum"] for one in lines[0]] == ["1·1 + 0.13 ≈ 1.13", "2·1 + 0.13 ≈ 2.13"]
    assert [one["sum"] for one in lines[1]] == ["1·1 + 0.1 = 1.1", "2·1 + 0.1 = 2.1"]
    large = {"input": [-1e9], "weight": [1], "bias": 1e9 + 0.25}
    (frame,) = svgconv.conv1d(1, 1, values=large, sum=True).document()["frames"]
    assert frame["sum"] == "(−1e9)·1 + 1e9 ≈ 0.25"


@pytest.mark.parametrize(("bias", "added"), [(2, "+ 2"), (-0.25, "− 0.25")])
def test_the_matrix_view_adds_it_before_the_equals_sign(bias: float, added: str) -> None:
    made = svgconv.conv(3, 2, view="matrix", values={"bias": bias}, sum=True)
    assert labels(made) == ["kernel", added, f"bias {added.replace('+', '').replace(' ', '')}"]
    document = made.document()
    for frame in document["frames"]:
        products, total = frame["sum"].replace("−", "-").split(" = ")
        terms = [term.strip("()").split("·") for term in products.split(" + ")]
        exact = sum(prod(map(Fraction, term)) for term in terms)
        assert exact == Fraction(total)
        assert terms[-1] == [str(bias)]


@pytest.mark.parametrize(
    ("name", "parameters", "problem"),
    [
        ("max_pool", {"values": {"bias": 1}},
         "bias_values: max_pool has no bias; leave bias_values out"),
        ("conv", {"values": {"bias": [1, 2]}},
         "bias_values: 2 numbers do not fit the bias, 1; give one number for each output channel"),
        ("conv", {"values": {"bias": 1}, "out_channels": 2},
         "bias_values: one number does not fit the bias, 2; give one number for each output"
         " channel"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_rejected(name: str, parameters: Any, problem: str) -> None:
    with pytest.raises(SvgconvError) as caught:
        svgconv.load(name, input_size=4, kernel_size=2, **parameters)
    assert str(caught.value) == problem


def test_the_command_line_takes_it(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("1.5\n-2\n")
    given = ("explain", "conv", "-i", "3", "-k", "2", "--out-channels", "2")
    lines = run(*given, "--bias-values", str(tmp_path / "b.csv")).out
    assert "  Bias:\n    1.5  −2\n" in lines
    assert run(*given, "--bias-values", "1.5,-2").out == lines


def test_a_compared_figure_inherits_it_if_it_has_one() -> None:
    first = {"operation": "conv", "parameters": {"input_size": 3, "kernel_size": 2}}
    pool = {"operation": "max_pool", "parameters": {"kernel_size": 2, "stride": 1}}
    wide = {"operation": "conv", "parameters": {"kernel_size": 1}}
    made = Figure.from_recipe({**first, "values": {"bias": 4}, "beside": [pool, wide]})
    biases = [one.values.given_bias for one in made.figures if one.values]
    assert biases == [(4,), None, (4,)]
