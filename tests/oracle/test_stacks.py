"""Stacks of layers against PyTorch, as `golden/make_stacks.py` has it: what each output reads in
every layer, and the receptive field's size, stride and start.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import pytest

import svgconv
from svgconv.operations.stack import Stack
from svgconv.states.stack import StackStates
from tests.golden.archive import digest, read

DATA = read("stacks")
CASES: list[dict[str, Any]] = DATA["cases"]


def stack(case: dict[str, Any]) -> Stack:
    """The stack, its layers as calls: PyTorch's names, everything by keyword."""
    calls = []
    for layer in case["layers"]:
        given = ", ".join(f"{key}={value}" for key, value in layer.items() if key != "module")
        ones = "1, 1, " if "Conv" in layer["module"] else ""
        calls.append(f"nn.{layer['module']}{case['axes']}d({ones}{given})")
    made = svgconv.stack(calls, tuple(case["input_size"])).operation
    assert isinstance(made, Stack)
    return made


@cache
def made_cases() -> list[tuple[dict[str, Any], Stack]]:
    """Return each case with its stack, which several tests read."""
    return [(case, stack(case)) for case in CASES]


@cache
def states_of_cases() -> list[tuple[dict[str, Any], StackStates, dict[str, Any]]]:
    """Return each case with the states of its stack, and their document."""
    found = ((case, made.states()) for case, made in made_cases())
    return [(case, states, states.to_dict()) for case, states in found]


def by_index(flat: list[int], size: list[int]) -> list[list[int]]:
    units = list(product(*map(range, size)))
    return [list(units[number]) for number in flat]


def test_the_data_is_the_scripts() -> None:
    assert DATA["scripts_sha256"] == digest(*DATA["scripts"])


def test_there_are_enough_of_every_sort() -> None:
    assert len(CASES) >= 250
    assert sum(case["field"] is not None for case in CASES) >= 150
    for axes in (1, 2):
        modules = {layer["module"] for case in CASES if case["axes"] == axes
                   for layer in case["layers"]}  # fmt: skip
        assert modules == {"Conv", "MaxPool", "AvgPool", "ConvTranspose", "AdaptiveAvgPool"}
    causal = [case for case in CASES if any(
        isinstance(p := layer.get("padding"), list) and isinstance(p[0], list) and p[0][0] > p[0][1]
        for layer in case["layers"])]  # fmt: skip
    assert len(causal) >= 50
    empty = [case for case in CASES if [] in case["reads"][0]]
    holes = [case for case in CASES if case["axes"] == 1 and any(
        row and row[-1] - row[0] >= len(row) for row in case["reads"][0])]  # fmt: skip
    assert empty
    assert len(holes) >= 20


def test_every_layer_has_pytorchs_size() -> None:
    for case, made in made_cases():
        sizes = [list(layer.output_size) for layer in made.chain]
        assert sizes == case["sizes"], case["layers"]


def test_every_frame_reads_what_pytorch_reads_in_every_layer() -> None:
    for case, _, document in states_of_cases():
        sizes = [case["input_size"], *case["sizes"]]
        cells = [list(index) for index in product(*map(range, sizes[-1]))]
        assert [frame["output"] for frame in document["frames"]] == cells
        assert [layer["input"]["shape"] for layer in document["layers"]] == sizes[:-1]
        for output, frame in enumerate(document["frames"]):
            wanted = [
                by_index(reads[output], size)
                for reads, size in zip(case["reads"], sizes[:-1], strict=True)
            ]
            assert frame["reads"] == wanted[0], (case["layers"], output)
            assert [layer["reads"] for layer in frame["layers"]] == wanted, case["layers"]


def test_the_window_is_what_the_layers_windows_cover() -> None:
    """Each layer's window is over the units that count above it, so all that it reads is lit."""
    for case, states, document in states_of_cases():
        for frame in document["frames"]:
            for layer, head, level in zip(
                frame["layers"], document["layers"], states.layers, strict=True
            ):
                cells = head["input"]["cells"]
                units = [axis.units.tolist() for axis in level.axes]
                lit = [
                    [held[at] for held, at in zip(units, cell, strict=True)]
                    for cell in layer["window"]
                    if cells[[0, *cell][-2]][cell[-1]] == "#"
                ]
                assert lit == layer["reads"], case["layers"]


def test_the_receptive_field_is_what_gradients_measure() -> None:
    for case, own in made_cases():
        made = own.receptive_field
        sizes = [case["input_size"], *case["sizes"]]
        alike = all(
            layer["module"] in ("Conv", "MaxPool", "AvgPool")
            or (layer["module"] == "AdaptiveAvgPool"
                and not any(i % n for i, n in zip(below, layer["output_size"], strict=True)))
            for layer, below in zip(case["layers"], sizes, strict=False)
        )  # fmt: skip
        assert (made is not None) == alike
        if case["field"] is not None:
            assert made is not None
            given = [[field.size, field.stride, field.start] for field in made]
            assert given == case["field"], case["layers"]


@pytest.mark.slow
def test_the_stack_reads_back_from_all_its_forms() -> None:
    for _, made in made_cases():
        size = made.input_size
        assert svgconv.load(made.torch_call(), input_size=size).operation == made
        assert Stack.from_parameters(made.parameters()) == made
        tables = [
            {key: value for key, value in layer.items() if key != "input_size"}
            for layer in made.all_parameters()["layers"]
        ]
        again = svgconv.stack(tables, size).operation
        assert again.all_parameters() == made.all_parameters()


@pytest.mark.parametrize("name", ["receptive_field", "network", "wavenet"])
def test_the_catalogues_stacks_are_stacks(name: str) -> None:
    assert isinstance(svgconv.load(name).operation, Stack)
