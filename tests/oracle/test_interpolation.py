"""Modes of upsampling against PyTorch, as `golden/make_interpolation.py` has them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.operations._sampling import cubic_weights
from svgconv.scene.marks import Path as Area
from tests.golden.archive import digest, read
from tests.oracle.test_pytorch import numbered

GOLDEN = read("interpolation")
NAMES = {1: "upsample1d", 2: "upsample", 3: "upsample3d"}
CASES = [case for case in GOLDEN["cases"] if case["axes"] in NAMES]
MODES = sorted({(case["axes"], case["parameters"]["mode"]) for case in CASES})


def figure(case: dict[str, Any], **options: Any) -> Figure:
    given = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in case["parameters"].items()
    }
    return svgconv.load(NAMES[case["axes"]], **given, **options)


def of(axes: int, mode: str) -> list[dict[str, Any]]:
    return [one for one in CASES if (one["axes"], one["parameters"]["mode"]) == (axes, mode)]


def test_the_data_is_from_the_script() -> None:
    assert GOLDEN["scripts_sha256"] == digest(*GOLDEN["scripts"])


@pytest.mark.parametrize(("axes", "mode"), MODES)
def test_numbers_and_reads_are_pytorchs(axes: int, mode: str) -> None:
    for case in of(axes, mode):
        size = case["parameters"]["input_size"]
        document = figure(case, values={"input": numbered(size, 1).tolist()}).document()
        written = np.array(document["output"]["values"], dtype=float)
        assert list(written.shape) == case["output"], case["parameters"]
        assert written.ravel().tolist() == pytest.approx(case["values"], abs=1e-8), case[
            "parameters"
        ]
        inputs = numbered(size, 1)
        for frame, reads, value in zip(
            document["frames"], case["reads"], case["values"], strict=True
        ):
            found = [int(np.ravel_multi_index(unit, size)) for unit in frame["reads"]]
            weighted = {
                unit
                for unit, weight in zip(found, frame["weights"], strict=True)
                if abs(weight) > 1e-9
            }
            assert weighted == set(reads), case["parameters"]
            each = inputs.ravel()[found]
            assert float(each @ np.array(frame["weights"])) == pytest.approx(value, abs=1e-8)


@pytest.mark.parametrize(("axes", "mode"), [one for one in MODES if "nearest" not in one[1]])
def test_written_sums_come_to_the_output(axes: int, mode: str) -> None:
    for case in of(axes, mode)[:12]:
        values = {"input": numbered(case["parameters"]["input_size"], 1).tolist()}
        made = figure(case, values=values, sum=True)
        for frame, value in zip(made.document()["frames"], case["values"], strict=True):
            text = frame["sum"].replace("−", "-")
            left, _, right = re.split(r" ([=≈]) ", text)
            assert float(right) == pytest.approx(value, abs=0.006 + abs(value) * 0.01)
            if mode == "area":
                inside, divisor = re.fullmatch(r"\((.*)\) / (\d+)", left).groups()  # type: ignore[union-attr]
                numbers = [float(one.strip("()")) for one in inside.split(" + ")]
                assert len(numbers) == int(divisor)
                assert sum(numbers) / len(numbers) == pytest.approx(value, abs=1e-6)


def test_cubic_weights_are_one_together_and_exact_at_a_unit() -> None:
    assert cubic_weights(Fraction(0)) == [0, 1, 0, 0]
    assert cubic_weights(Fraction(1, 2)) == [Fraction(n, 32) for n in (-3, 19, 19, -3)]
    for at in range(11):
        assert sum(cubic_weights(Fraction(at, 10))) == 1


@pytest.mark.parametrize("mode", ["area", "nearest"])
def test_corners_are_aligned_in_some_modes_only(mode: str) -> None:
    with pytest.raises(SvgconvError, match=f"align_corners: cannot be combined with mode {mode}"):
        svgconv.upsample(3, 2, mode=mode, align_corners=True)


def test_keras_has_other_cubic_weights_and_no_area() -> None:
    for mode in ("bicubic", "area"):
        assert svgconv.upsample(3, 2, mode=mode).operation.keras_call() == ""


def test_a_linear_mode_means_one_axis() -> None:
    for call in ("nn.Upsample(scale_factor=2, mode='linear')",
                 "F.interpolate(x, scale_factor=2, mode='linear')"):  # fmt: skip
        operation = svgconv.load(call, input_size=4).operation
        assert (operation.name, operation.output_size) == ("upsample1d", (8,))
    assert operation.torch_call() == 'nn.Upsample(scale_factor=2, mode="linear")'
    assert operation.title() == "1D upsampling: input 4, scale factor 2, linear, output 8"
    assert operation.keras_call() == ""


@pytest.mark.parametrize(
    ("call", "size", "name"),
    [
        ("nn.Upsample(scale_factor=2)", 3, "upsample"),
        ("nn.Upsample(scale_factor=2)", (3,), "upsample1d"),
        ("nn.Upsample(scale_factor=2)", "3,3,3", "upsample3d"),
        ("nn.Upsample(size=(4, 4, 4), mode='area')", 3, "upsample3d"),
        ("F.interpolate(x, scale_factor=(2,), mode='nearest-exact')", 3, "upsample1d"),
        ("nn.UpsamplingNearest2d(scale_factor=2)", 3, "upsample"),
        ("keras.layers.UpSampling1D(3)", 3, "upsample1d"),
        ("keras.layers.UpSampling3D((1, 2, 3))", 2, "upsample3d"),
    ],
)
def test_a_call_shows_its_axes(call: str, size: Any, name: str) -> None:
    made = svgconv.load(call, input_size=size).operation
    assert made.name == name
    again = svgconv.load(made.torch_call(), input_size=made.input_size).operation
    assert again.all_parameters() == made.all_parameters()
    if call.startswith("keras"):
        assert made.keras_call() == call


@pytest.mark.parametrize(
    ("layers", "names"),
    [
        ("Conv1d(k=3) > Upsample(scale_factor=2)", ["conv1d", "upsample1d"]),
        ("Upsample(scale_factor=2) > Conv1d(k=3)", ["upsample1d", "conv1d"]),
        ("Conv1d(k=3) > Upsample(scale_factor=2, mode='linear')", ["conv1d", "upsample1d"]),
        ("Upsample(scale_factor=2, mode='trilinear')", ["upsample3d"]),
        ("Conv3d(k=2) > Upsample(size=4, mode='area')", ["conv3d", "upsample3d"]),
        ("Upsample(scale_factor=2) > Upsample(scale_factor=2)", ["upsample", "upsample"]),
    ],
)
def test_a_layer_has_the_axes_of_its_stack(layers: str, names: list[str]) -> None:
    made = svgconv.stack(layers, 6)
    assert [one.name for one in made.operation.chain] == names  # type: ignore[attr-defined]
    assert svgconv.load(made.operation.torch_call(), input_size=6).operation == made.operation


def test_a_layer_of_a_path_has_the_axes_of_its_stack() -> None:
    layers = "Conv1d(k=3) > add(Upsample(scale_factor=2), Upsample(scale_factor=2))"
    assert svgconv.stack(layers, 6).operation.output_size == (8,)


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        ("nn.UpsamplingNearest2d((2, 2, 2))",
         "size: 3 numbers do not fit 2 axes; give one number, or H,W"),
        ("keras.layers.UpSampling1D(2, interpolation='bilinear')",
         "UpSampling1D: unknown argument 'interpolation'; use one of: data_format, input_shape,"
         " size"),
        ("Conv1d(k=3) > UpsamplingNearest2d(scale_factor=2)",
         "layer 2: Upsample cannot follow Conv1d; use layers with the same number of axes"),
        ("Conv3d(k=2) > Upsample(scale_factor=2) > Conv1d(k=2)",
         "layer 3: Conv1d cannot follow Conv3d; use layers with the same number of axes"),
    ],
)  # fmt: skip
def test_a_name_with_a_number_of_axes_has_no_other(call: str, problem: str) -> None:
    with pytest.raises(SvgconvError) as caught:
        svgconv.load(call, input_size=6)
    assert str(caught.value) == problem


def test_a_cell_lies_at_the_place_of_the_output() -> None:
    """Its parts on both units are their weights: 0.75 and 0.25 at output 3, which lies at 1.25."""
    made = svgconv.upsample1d(4, 2, mode="linear", view="flat")
    boxes = [
        [min(x for x, _ in area.points) / 20 for area in mark.subpaths]
        for mark in made.scene.at(3).marks
        if isinstance(mark, Area) and mark.role == "window"
    ]
    left = min(
        x for mark in made.scene.at(3).marks
        if isinstance(mark, Area) and mark.role == "input"
        for area in mark.subpaths for x, _ in area.points
    ) / 20  # fmt: skip
    assert boxes[-1] == pytest.approx([left + 1.25])
