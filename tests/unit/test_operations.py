"""Parameters, output sizes, and the guide's relationships."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.operations import OPERATIONS
from svgconv.operations.conv import Conv
from svgconv.sources.catalogue import catalogue

CATALOGUE = {
    "no_padding_no_strides": (4, 2),
    "arbitrary_padding_no_strides": (5, 6),
    "same_padding_no_strides": (5, 5),
    "full_padding_no_strides": (5, 7),
    "no_padding_strides": (5, 2),
    "padding_strides": (5, 3),
    "padding_strides_odd": (6, 3),
}


@pytest.mark.parametrize(("name", "sizes"), CATALOGUE.items())
def test_each_transposed_figure_goes_back_to_its_namesakes_size(
    name: str, sizes: tuple[int, int]
) -> None:
    there = svgconv.load(name).operation
    back = svgconv.load(f"{name}_transposed").operation
    assert (there.all_parameters()["input_size"], there.output_size) == (
        [sizes[0]] * 2,
        (sizes[1],) * 2,
    )
    assert tuple(back.all_parameters()["input_size"]) == there.output_size
    assert list(back.output_size) == there.all_parameters()["input_size"]


@pytest.mark.parametrize(
    ("name", "relationship"),
    [
        ("no_padding_no_strides", 1),
        ("arbitrary_padding_no_strides", 2),
        ("same_padding_no_strides", 3),
        ("full_padding_no_strides", 4),
        ("no_padding_strides", 5),
        ("padding_strides", 6),
        ("padding_strides_odd", 6),
        ("no_padding_no_strides_transposed", 8),
        ("arbitrary_padding_no_strides_transposed", 9),
        ("same_padding_no_strides_transposed", 10),
        ("full_padding_no_strides_transposed", 11),
        ("no_padding_strides_transposed", 12),
        ("padding_strides_transposed", 13),
        ("padding_strides_odd_transposed", 14),
        ("dilation", 15),
    ],
)
def test_each_figure_has_its_relationship_and_its_numbers_come_out(
    name: str, relationship: int
) -> None:
    operation = svgconv.load(name).operation
    (step,) = operation.steps(0)
    assert step.source == f"relationship {relationship}"
    assert step.result == operation.output_size[0]
    assert _computed(step.numbers) == step.result


def _computed(numbers: str) -> int:
    """Python's answer to the arithmetic that `explain` prints."""
    python = numbers.replace("·", "*").replace("floor", "int")
    assert set(python) <= set("0123456789+-*/() int")
    return int(eval(python, {"int": int, "__builtins__": {}}))


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("conv", {"input_size": 9, "kernel_size": 3, "padding": (1, 0, 0, 0), "stride": 2}),
        ("conv", {"input_size": 9, "kernel_size": 3, "dilation": 3, "padding": 2, "stride": 2}),
        ("conv_transpose", {"input_size": 4, "kernel_size": 3, "padding": (0, 1, 2, 2)}),
        ("conv_transpose", {"input_size": 4, "kernel_size": 3, "dilation": 3, "padding": 2}),
    ],
)
def test_arithmetic_beyond_the_guide_comes_out(
    operation: str, parameters: dict[str, object]
) -> None:
    made = OPERATIONS.get(operation).from_parameters(parameters)
    for axis, size in enumerate(made.output_size):
        (step,) = made.steps(axis)
        assert _computed(step.numbers) == step.result == size


def test_a_specification_is_immutable_and_in_its_one_true_form() -> None:
    conv = Conv(input_size=5, kernel_size="3", padding="1,2,0,1", stride=[2, 1])  # type: ignore[arg-type]
    assert (conv.input_size, conv.kernel_size, conv.stride) == ((5, 5), (3, 3), (2, 1))
    assert conv.padding == ((1, 2), (0, 1))
    with pytest.raises(dataclasses.FrozenInstanceError):
        conv.stride = (1, 1)  # type: ignore[misc]
    assert Conv.from_parameters(conv.parameters()) == conv


def test_same_padding_puts_the_odd_cell_after() -> None:
    conv = Conv(input_size=5, kernel_size=(4, 3), padding="same", dilation=(1, 2))  # type: ignore[arg-type]
    assert conv.sides == ((1, 2), (2, 2))
    assert conv.output_size == (5, 5)
    assert Conv.from_parameters({**conv.parameters(), "kernel_size": 5}).output_size == (5, 5)


def test_unread_rows_and_columns_are_described() -> None:
    odd = svgconv.load("padding_strides_odd").operation
    assert odd.remarks() == [
        "the padded input's last row is never read",
        "the padded input's last column is never read",
    ]


@pytest.mark.parametrize("name", list(catalogue()))
def test_the_pytorch_call_reads_back(name: str) -> None:
    operation = svgconv.load(name).operation
    own: dict[str, Any] = {"input_size": operation.all_parameters()["input_size"]}
    if name == "im2col_channels":  # PyTorch's layer does not name the channels of its input
        own["in_channels"] = 2
    again = svgconv.load(operation.torch_call(), **own)
    if name in {"deformable", "compare_same_upper_lower"}:  # the call has numbers for a word
        assert again.operation.torch_call() == operation.torch_call()
        assert list(again.states.frames()) == list(operation.states().frames())
    else:
        assert again.operation == operation


def test_a_crop_is_described_and_drawn() -> None:
    cropped = svgconv.conv_transpose(input_size=3, kernel_size=2, stride=2, padding=2)
    document = cropped.states.to_dict()
    assert document["input"] == {"shape": [3, 3], "drawn": [3, 3], "cells": ["...", ".#.", "..."]}
    assert [frame["reads"] for frame in document["frames"]] == [[[1, 1]]] * 4
    assert "cropped by 1 at the top" in "\n".join(cropped.operation.explanation())


def test_the_contracts_example() -> None:
    document = svgconv.load("padding_strides_odd_transposed").states.to_dict()
    assert document["operation"] == "conv_transpose"
    assert document["input"]["shape"] == [3, 3]
    assert document["input"]["drawn"] == [8, 8]
    assert document["input"]["cells"][:2] == ["........", ".#.#.#.."]
    assert document["output"] == {"shape": [6, 6]}
    assert document["frames"][0]["window"][:2] == [[0, 0], [0, 1]]
    assert document["frames"][0]["reads"] == [[0, 0]]


def test_values_are_computed_as_pytorch_does() -> None:
    numbers = np.arange(9).reshape(3, 3)
    weight = np.array([[1, 2], [3, 4]])
    conv = svgconv.conv(3, 2, stride=2, padding=(1, 0)).operation
    assert conv.forward(numbers, weight).tolist() == [[4], [57]]
    up = svgconv.conv_transpose((1, 2), 2, stride=2).operation
    assert up.forward(np.array([[1, 5]]), weight).tolist() == [[1, 2, 5, 10], [3, 4, 15, 20]]
    with pytest.raises(svgconv.SvgconvError, match="weight: its shape, 3×3, is not 2×2"):
        conv.forward(numbers, numbers)
    with pytest.raises(svgconv.SvgconvError, match="weight: missing"):
        conv.forward(numbers)


def test_one_axis_has_coordinates_of_one_number_and_one_row_of_cells() -> None:
    figure = svgconv.load("nn.Conv1d(1, 1, 3, stride=2, padding=1)", input_size=6)
    assert figure == svgconv.conv1d(6, 3, 2, 1)
    document = figure.states.to_dict()
    assert document["input"] == {"shape": [6], "drawn": [8], "cells": [".######."]}
    assert document["output"] == {"shape": [3]}
    assert document["frames"][0] == {"output": [0], "window": [[0], [1], [2]], "reads": [[0], [1]]}
    assert svgconv.conv1d(6, 3, padding=(2, 0)).operation.all_parameters()["padding"] == [[2, 0]]
    up = svgconv.conv_transpose1d(3, 2, stride=2, padding=(0, 1)).operation
    assert (up.output_size, up.torch_call()) == (
        (5,),
        "nn.ConvTranspose1d(1, 1, 2, stride=2)(x)[..., :-1]",
    )
    values = svgconv.conv1d((5,), "2").operation.forward(np.arange(5), np.array([1, 10]))
    assert values.tolist() == [10, 21, 32, 43]
