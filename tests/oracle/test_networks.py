"""Whole networks against PyTorch, as `golden/make_networks.py` has them: shapes, weights,
multiplications and receptive fields.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

import svgconv
from svgconv.operations._layer_table import Row
from svgconv.operations._network import reads_after
from svgconv.operations._spans import span_of
from svgconv.operations.stack import Stack
from svgconv.specification.sizes import LINE_NAMES
from tests.golden.archive import digest, read

DATA = read("networks")
CASES: dict[str, dict[str, Any]] = {case["name"]: case for case in DATA["cases"]}


def network(case: dict[str, Any]) -> Stack:
    made = svgconv.stack(case["layers"], case["input_shape"][1:]).operation
    assert isinstance(made, Stack)
    return made


def rows(case: dict[str, Any]) -> tuple[Row, ...]:
    return network(case).table[1:]


def test_the_data_is_the_scripts() -> None:
    assert DATA["scripts_sha256"] == digest(*DATA["scripts"])
    assert len(CASES) == 13


@pytest.mark.parametrize("name", CASES)
def test_every_layer_has_pytorchs_shape_and_weights(name: str) -> None:
    case = CASES[name]
    assert list(network(case).table[0].shape) == case["input_shape"]
    assert [list(row.shape) for row in rows(case)] == case["shapes"]
    assert [row.weights for row in rows(case)] == case["weights"]
    assert [row.multiplications for row in rows(case)] == case["multiplications"]


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name]["field"]])
def test_the_receptive_field_is_what_gradients_measure(name: str) -> None:
    case = CASES[name]
    field = network(case).table[case["planes"]].field
    assert field is not None
    assert [[one.size, one.stride, one.start] for one in field] == case["field"]


@pytest.mark.parametrize("name", CASES)
def test_a_network_reads_back_from_all_its_forms(name: str) -> None:
    made = network(CASES[name])
    size = made.input_size
    assert Stack.from_parameters(made.parameters()) == made
    again = svgconv.stack(_sizeless(made), size).operation
    assert isinstance(again, Stack)
    # the texts differ: tables have every parameter
    assert [replace(row, layer="") for row in again.table] == [
        replace(row, layer="") for row in made.table
    ]
    if name != "PixelCNN":  # PyTorch writes a masked layer as a call with a layer in it
        assert svgconv.load(made.torch_call(), input_size=size).operation == made


BRANCHED: dict[str, dict[str, Any]] = {case["name"]: case for case in DATA["branched"]}


@pytest.mark.parametrize("name", BRANCHED)
def test_paths_have_pytorchs_shape_and_cost(name: str) -> None:
    case = BRANCHED[name]
    table = network(case).table
    assert list(table[-1].shape) == case["shape"]
    assert sum(row.weights for row in table) == case["weights"]
    assert sum(row.multiplications for row in table) == case["multiplications"]


@pytest.mark.parametrize("name", BRANCHED)
def test_an_output_reads_the_union_over_its_paths(name: str) -> None:
    case = BRANCHED[name]
    made = network(case)
    varies = made.receptive_field is None
    assert varies == (name in ("U-Net", "U-Net with a crop", "unlike edges"))
    for axis, wanted in enumerate(case["reads"]):
        own = [1 << unit for unit in range(made.input_size[axis])]
        found = reads_after(made.network, axis, own)
        assert [[at for at in range(len(own)) if bits >> at & 1] for bits in found] == wanted
        if made.receptive_field is not None:
            field, middle = made.receptive_field[axis], len(wanted) // 2
            start = field.start + middle * field.stride
            assert (start, start + field.size - 1) == (wanted[middle][0], wanted[middle][-1])
        else:
            counts = sorted({len(units) for units in wanted})
            words = " to ".join(map(str, dict.fromkeys([counts[0], counts[-1]])))
            (read,) = (line for line in made.remarks() if line.startswith("each output reads "))
            assert re.search(rf"(^|\s){words} {LINE_NAMES[len(made.input_size)][axis]}", read)
        assert made.states().axes[axis].reads == wanted


@pytest.mark.parametrize("name", BRANCHED)
def test_the_sizes_of_fields_are_those_of_what_outputs_read(name: str) -> None:
    """Far from the edges; at an edge, a part of a field can be padding."""
    case = BRANCHED[name]
    made = network(case)
    spans = made.table[-1].spans
    assert spans is not None
    for along, wanted, units in zip(spans, case["reads"], made.input_size, strict=True):
        for at, line in enumerate(wanted):
            found = span_of(along, at)
            assert found is not None
            assert found[0] <= line[0] <= line[-1] <= found[1]
            assert 0 in line or found[0] == line[0]
            assert units - 1 in line or found[1] == line[-1]


@pytest.mark.parametrize("name", BRANCHED)
def test_paths_read_back_from_their_text(name: str) -> None:
    made = network(BRANCHED[name])
    assert Stack.from_parameters(made.parameters()) == made
    again = svgconv.stack(_sizeless(made), made.input_size).operation
    assert isinstance(again, Stack)
    assert [row.shape for row in again.table] == [row.shape for row in made.table]


def _sizeless(made: Stack) -> list[Any]:
    return [
        {key: value for key, value in layer.items() if key != "input_size"}
        if isinstance(layer, dict)
        else layer
        for layer in made.all_parameters()["layers"]
    ]
