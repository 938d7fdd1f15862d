"""Real networks against PyTorch, as `golden/make_models.py` has them.

They are traced, in ONNX and printed.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import svgconv
from svgconv.gallery.networks import Network
from svgconv.models.base import Model
from tests.models.compared import check_field, pairs
from tests.models.described import node
from tests.models.libraries import onnx_is_installed

GOLDEN = Path(__file__).parents[1] / "golden"
DATA: dict[str, Any] = json.loads(gzip.decompress((GOLDEN / "models.json.gz").read_bytes()))
CASES: dict[str, dict[str, Any]] = {case["name"]: case for case in DATA["cases"]}

WINDOWS = ("Conv1d", "Conv2d", "ConvTranspose1d", "ConvTranspose2d", "MaxPool2d", "MaskedConv2d",
           "ParametrizedConv1d")  # fmt: skip
"""The classes whose fields are compared."""

VARYING = ("U-Net", "DCGAN, generator")
"""Networks whose transposed convolutions leave no field that is the same for all outputs."""

IN_ORDER = ("VGG16", "DCGAN, generator", "DCGAN, discriminator", "wav2vec2")
"""Networks that run in the order in which they are printed."""

UNUSED = "layers.9.residual"
"""The layer of WaveNet whose output nothing reads, so that an ONNX file does not have it."""

OPERATORS = {
    "Conv": WINDOWS, "ConvTranspose": WINDOWS, "MaxPool": ("MaxPool2d",), "Gemm": ("Linear",),
}  # fmt: skip
"""The classes of PyTorch's layers that an operator stands for."""


def test_the_data_are_those_of_the_generator() -> None:
    files = ("make_models.py", "measured.py", "networks.py")
    code = b"".join((GOLDEN / file).read_bytes() for file in files)
    assert DATA["generator"] == hashlib.sha256(code).hexdigest()
    assert {*CASES} >= {"VGG16", "ResNet-18", "MobileNetV2", "U-Net", "WaveNet", "TCN", "PixelCNN"}


def traced(case: dict[str, Any]) -> Network:
    nodes = tuple(node(one) for one in case["nodes"])
    return Network(Model(case["name"], nodes, (), case["weights"]))


@pytest.mark.parametrize("name", CASES)
def test_a_run_on_shapes_has_pytorchs_numbers(name: str) -> None:
    case = CASES[name]
    network = traced(case)
    fields = 0
    for row, layer in pairs(network, case["layers"]):
        assert (row.node.name, list(row.output_shape or ())) == (row.node.name, layer["shape"])
        assert row.weights == layer["weights"], layer
        assert not row.reason or "mask" not in row.reason
        fields += check_field(row, layer, case["input_shape"][1:])
    windows = [layer for layer in case["layers"] if layer["kind"] in WINDOWS]
    if name not in VARYING:
        assert fields >= len(windows)
    assert sum(row.weights or 0 for row in network.rows) == case["weights"]
    assert all(row.is_known for row in network.rows)


@pytest.mark.parametrize("name", CASES)
def test_every_layer_with_a_window_has_a_figure_or_is_too_large(name: str) -> None:
    table = traced(CASES[name]).table()
    for row in table:
        if any(row["layer"].startswith(kind) for kind in WINDOWS):
            assert (
                row["drawn"].endswith(".svg") or "cells along an axis, more than 64" in row["drawn"]
            )


@pytest.mark.parametrize("name", CASES)
@onnx_is_installed
def test_an_onnx_file_has_pytorchs_numbers(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    path = tmp_path / "network.onnx"
    path.write_bytes(base64.b64decode(case["onnx"]))
    network = svgconv.model(str(path))
    kinds = [(row, row.node.layer.partition("(")[0]) for row in network.rows]
    rows = [row for row, kind in kinds if kind in OPERATORS]
    drawn = {kind for own in OPERATORS.values() for kind in own}
    layers = [one for one in case["layers"] if one["kind"] in drawn and one["name"] != UNUSED]
    assert len(rows) == len(layers)
    for row, layer in zip(rows, layers, strict=True):
        assert list(row.output_shape or ()) == layer["shape"], layer
        if name != "PixelCNN":  # the file's weights are masked, and nothing says so
            check_field(row, layer, case["input_shape"][1:])
        if "parametrizations" not in case["printed"]:
            assert row.weights == layer["weights"], layer
    if "parametrizations" not in case["printed"]:
        unused = sum(one["weights"] for one in case["layers"] if one["name"] == UNUSED)
        assert sum(row.weights or 0 for row in network.rows) == case["weights"] - unused
    assert all(row.is_known for row in network.rows)


@pytest.mark.parametrize("name", IN_ORDER)
def test_a_printed_network_has_pytorchs_numbers(name: str) -> None:
    case = CASES[name]
    network = svgconv.model(case["printed"], case["input_shape"])
    for row, layer in pairs(network, case["layers"]):
        assert list(row.output_shape or ()) == layer["shape"]
        assert row.weights == layer["weights"]
        check_field(row, layer, case["input_shape"][1:])


@pytest.mark.parametrize("name", sorted({*CASES} - {*IN_ORDER}))
def test_every_printed_network_has_the_weights_of_its_layers(name: str) -> None:
    case = CASES[name]
    rows = {row["name"]: row for row in svgconv.model(case["printed"], case["input_shape"]).table()}
    for layer in case["layers"]:
        if layer["kind"] not in ("MaskedConv2d", "ParametrizedConv1d"):
            assert rows[layer["name"]]["weights"] == layer["weights"], layer
