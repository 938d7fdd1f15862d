"""Masked convolutions against PyTorch, as `golden/make_masked.py` has it."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.numbers.products import Products
from svgconv.operations.masked_conv import MaskedConv
from svgconv.scene.marks import Path as Shape
from svgconv.scene.marks import Subpath
from svgconv.scene.plane import CELL
from tests.golden.archive import digest, read
from tests.numbers import cells, shown, value, window_sum
from tests.oracle.test_pytorch import figure, numbered

GOLDEN = read("masked")
CASES: list[dict[str, Any]] = GOLDEN["cases"]
CHANNELS: list[dict[str, Any]] = GOLDEN["channels"]


def masked(case: dict[str, Any]) -> svgconv.Figure:
    return figure("masked_conv", case["parameters"])


def counting(case: dict[str, Any]) -> tuple[tuple[bool, ...], ...]:
    operation = masked(case).operation
    assert isinstance(operation, MaskedConv)
    return operation.mask_rows


def test_every_frame_reads_what_pytorch_reads() -> None:
    for case in CASES + CHANNELS:
        units = list(product(*map(range, masked(case).operation.input_shape)))
        document = masked(case).states.to_dict()
        assert document["output"]["shape"] == case["output"], case["parameters"]
        assert [frame["reads"] for frame in document["frames"]] == [
            [list(units[flat]) for flat in reads] for reads in case["reads"]
        ], case["parameters"]


def test_values_are_pytorchs_exactly() -> None:
    for case in CASES + CHANNELS:
        made = masked(case).operation
        values = made.forward(numbered([*made.input_shape], 1), numbered([*made.weight_size], 5))
        assert values.flatten().tolist() == case["values"], case["parameters"]


def test_the_pytorch_call_reads_back() -> None:
    for case in CASES + CHANNELS:
        made = masked(case).operation
        assert svgconv.load(made.torch_call(), input_size=made.input_size).operation == made


def test_numbers_and_sums_are_pytorchs() -> None:
    for index, case in enumerate([case for case in CASES if len(case["values"]) > 1][:12]):
        view = ("flat", "oblique")[index % 2]
        size, kernel = case["parameters"]["input_size"], case["parameters"]["kernel_size"]
        numbers = {"input": numbered(size, 1), "weight": numbered(kernel, 5)}
        made = svgconv.load(
            "masked_conv",
            **masked(case).operation.parameters(),
            values=numbers,
            view=view,
            panels="none",
        )
        svg = made.svg()
        for frame, result in enumerate(case["values"]):
            now = shown(svg, frame)
            at = divmod(frame, case["output"][1])
            assert value(cells(now["output_value"], view)[at]) == result
            assert window_sum(now, view) == result, case["parameters"]
            terms, total = made.numbers.sum.line(frame).split(" = ")  # type: ignore[union-attr]
            assert terms.count("·") == sum(map(sum, counting(case)))
            factors = [term.split("·") for term in terms.split(" + ")]
            assert sum(number(a) * number(b) for a, b in factors) == number(total) == result


def number(text: str) -> float:
    return float(text.strip("()").replace("−", "-").replace(",", ""))


def test_the_shaded_cells_are_those_that_count() -> None:
    for case in CASES:
        parameters = case["parameters"]
        made = svgconv.load("masked_conv", **parameters, view="flat")
        shaded, outline = [
            mark for mark in made.scene.marks if mark.role == "window" and isinstance(mark, Shape)
        ]
        assert shaded.paint.fill
        assert not outline.paint.fill
        assert shaded.movement == outline.movement
        left, top, right, bottom = box(outline.subpaths[0])
        rows, columns = counting(case), parameters["kernel_size"][1]
        down, across = parameters["dilation"]
        assert (right - left) // CELL == across * (columns - 1) + 1
        assert (bottom - top) // CELL == down * (len(rows) - 1) + 1
        blocks = [box(path) for path in shaded.subpaths if path.closed]
        found = {
            ((y - top) // CELL, (x - left) // CELL)
            for x0, y0, x1, y1 in blocks
            for y in range(int(y0), int(y1), CELL)
            for x in range(int(x0), int(x1), CELL)
        }
        assert found == {
            (down * row, across * column)
            for row, counts in enumerate(rows)
            for column, counting in enumerate(counts)
            if counting
        }


def box(path: Subpath) -> tuple[float, float, float, float]:
    xs, ys = zip(*path.points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize(
    ("mask", "message"),
    [
        ("C", "'C' is not a mask; give A, B, or rows such as 111,110,000"),
        ("11,1", "its rows have different lengths"),
        ("11,11", "its size, 2×2, is not the kernel's, 3×3"),
        ("000,000,000", "000,000,000 masks the whole kernel; keep at least one tap"),
        ([[1, 2], [0, 1]], "is not a mask"),
        (3, "is not a mask"),
    ],
)
def test_what_is_rejected(mask: Any, message: str) -> None:
    with pytest.raises(svgconv.SvgconvError, match=r"^mask: ") as error:
        svgconv.masked_conv(5, 3, mask)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("layer", "mask", "message"),
    [
        ("2, 1", "[[[[1]]]]", "mask: its shape is not the weight's"),
        ("2, 2", "[[[[1]], [[1]]], [[[1]]]]", "mask: its shape is not the weight's"),
        ("1, 1", "[[[['a']]]]", "mask: its shape is not the weight's"),
        ("1, 2", "[[[[1]]], [[[0]]]]", "mask: it differs between channels"),
        ("2, 2", "[[[[1]], [[0]]], [[[0]], [[1]]]]", "mask: it differs between channels"),
        (
            "2, 2, groups=2",
            "[[[[1]]], [[[1]]]]",
            "groups: a masked convolution has one, not 2; use 1",
        ),
    ],
)
def test_masks_of_channels_that_are_rejected(layer: str, mask: str, message: str) -> None:
    sizes, _, groups = layer.partition(", groups")
    conv = f"nn.Conv2d({sizes}, 1{', groups' * bool(groups)}{groups})"
    call = f'nn.utils.prune.custom_from_mask({conv}, "weight", torch.tensor({mask}))'
    with pytest.raises(svgconv.SvgconvError) as error:
        svgconv.load(call, input_size=5)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"in_channels": 3, "out_channels": 4}, "3 does not divide out_channels, 4; use 1"),
        ({"in_channels": 3, "out_channels": 3, "mask": "010,111,010"}, "3 needs mask A or B"),
        ({"in_channels": 5, "out_channels": 5, "color_groups": 5}, "5 is above 4; use at most 4"),
    ],
)
def test_color_groups_that_are_rejected(given: dict[str, Any], message: str) -> None:
    with pytest.raises(svgconv.SvgconvError, match=f"^color_groups: {message}"):
        svgconv.load(
            "masked_conv", **{"input_size": 5, "kernel_size": 3, "color_groups": 3} | given
        )


def test_sums_and_partial_sums_of_channels_are_pytorchs() -> None:
    for case in CHANNELS:
        made = masked(case).operation
        weight = numbered([*made.weight_size], 5)
        given = {"input": numbered([*made.input_shape], 1).tolist(), "weight": weight.tolist()}
        parameters = made.parameters() | {"values": given, "view": "flat", "panels": "none"}
        if max(made.input_shape[0], made.output_shape[0]) > 4:
            continue  # numbers need all channels drawn
        numbers = svgconv.load("masked_conv", **parameters).numbers
        assert numbers is not None
        values = numbers.values
        assert values.weight is not None
        products = Products.of(
            made.states(), values.input, made.drawn_weight(values.weight), values.output, None
        )
        for frame, result in enumerate(case["values"]):
            terms, total = numbers.sum.line(frame).split(" = ")
            factors = [term.split("·") for term in terms.split(" + ")]
            assert sum(number(a) * number(b) for a, b in factors) == number(total) == result
            partial = [number(products.partial_texts(at)[frame]) for at in range(products.channels)]
            assert sum(partial) == result
            taps = range(math.prod(case["parameters"]["kernel_size"]))
            texts = [[products.texts(tap, at)[frame] for tap in taps] for at in range(len(partial))]
            assert [sum(map(number, filter(None, own))) for own in texts] == partial
            assert sum(text != "" for own in texts for text in own) == len(factors)


def test_each_pair_of_planes_shows_its_own_mask() -> None:
    """The centre of an input plane, red, green or blue, is shaded for the outputs that read it."""
    for mask, readers in (("A", [{1, 2}, {2}, set()]), ("B", [{0, 1, 2}, {1, 2}, {2}])):
        made = svgconv.masked_conv(
            4, 3, mask, in_channels=3, out_channels=3, color_groups=3, view="flat"
        )
        windows = [
            (mark, sum(map(area, mark.subpaths)) // CELL**2)
            for mark in made.scene.marks
            if isinstance(mark, Shape) and mark.role == "window" and mark.paint.fill
        ]
        tops = sorted({box(mark.subpaths[0])[1] for mark, _ in windows})
        assert len(tops) == 3
        shown: list[dict[int, float]] = [{}, {}, {}]
        for mark, cells_shaded in windows:
            when = mark.presence[0] if mark.presence else (True,) * 3
            for output in (at for at, there in enumerate(when) if there):
                own = shown[tops.index(box(mark.subpaths[0])[1])]
                assert output not in own
                own[output] = cells_shaded
        assert shown == [{at: 4 + (at in who) for at in range(3)} for who in readers]


def area(path: Subpath) -> float:
    left, top, right, bottom = box(path)
    return (right - left) * (bottom - top) if path.closed else 0


@pytest.mark.parametrize(
    "arguments",
    [
        'nn.ConvTranspose2d(1, 1, 1), "weight", torch.tensor([[[[1]]]])',
        'nn.Conv2d(1, 1, 1), "bias", torch.tensor([[[[1]]]])',
        'nn.Conv2d(1, 1, 1), "weight", torch.tensor([[1]])',
        'nn.Conv2d(1, 1, 1), "weight", torch.tensor([[[[1]]], [[[1]]]])',
        'nn.Conv2d(1, 1, 1), "weight"',
        '"weight"',
    ],
)
def test_calls_that_mask_nothing_are_rejected(arguments: str) -> None:
    call = f"nn.utils.prune.custom_from_mask({arguments})"
    with pytest.raises(svgconv.SvgconvError, match=r"write nn\.utils\.prune\.custom_from_mask"):
        svgconv.load(call, input_size=5)


def test_a_letter_is_its_rows() -> None:
    assert svgconv.masked_conv(5, 3, "111,100,000").operation.parameters() == {
        "input_size": 5,
        "kernel_size": 3,
    }
    rows = [[1, 1, 1], [1, 1, 0], [0, 0, 0]]
    assert svgconv.masked_conv(5, 3, rows).operation == svgconv.masked_conv(5, 3, "b").operation


def test_the_golden_data_are_the_scripts() -> None:
    assert GOLDEN["scripts_sha256"] == digest(*GOLDEN["scripts"])
    assert (len(CASES), len(CHANNELS)) == (150, 60)
    assert {case["parameters"].get("color_groups") for case in CHANNELS} == {None, 2, 3}
    assert {case["parameters"]["mask"] for case in CASES} > {"A", "B"}
    assert np.mean([case["parameters"]["mask"] in "AB" for case in CASES]) < 0.8


def test_a_color_without_taps_is_zero() -> None:
    parameters = {"input_size": 2, "kernel_size": 1, "color_groups": 3}
    parameters |= {"in_channels": 3, "out_channels": 3}
    operation = svgconv.load("masked_conv", **parameters, values=True, sum=True).operation
    numbers = np.arange(12).reshape(3, 2, 2)
    outputs = operation.forward(numbers, np.ones(operation.weight_size, dtype=int))
    assert (outputs == [0 * numbers[0], numbers[0], numbers[0] + numbers[1]]).all()
    with pytest.raises(svgconv.SvgconvError, match=r"^mask: A masks the whole kernel"):
        svgconv.masked_conv(2, 1)
