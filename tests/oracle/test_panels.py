"""Every number of the kernel's, the products' and the sums' panels, read back from the SVG.

The reference lays out the windows, the golden data has PyTorch's outputs, and the products are
multiplied here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import svgconv
from svgconv.figure.figure import Figure
from svgconv.scene.marks import FixedText
from tests.moments import middle
from tests.numbers import KERNELS, cells, shown, value
from tests.oracle import test_channels as channels
from tests.oracle.reference import reference
from tests.oracle.test_masked import CASES as MASKED
from tests.oracle.test_masked import counting, masked
from tests.oracle.test_numbers import held
from tests.oracle.test_pytorch import CASES, Case, figure, numbered, of, written
from tests.panels import CELL, line, planes, ringed
from tests.smil import Text, shapes

Array = NDArray[np.int64]
OPERATIONS = ("conv", "conv_transpose", "conv1d", "conv_transpose1d")


@dataclass(frozen=True)
class Wanted:
    """What a case's panels must say.

    Attributes
    ----------
    kernels: for each output and each input that it reads, as the grid meets them, in rows.
    windows: for each output cell of a channel, the cells under the taps.
    held: the number in each drawn cell of each input; other cells hold 0.
    read: the inputs that each output reads.
    bias: a number for each output.
    """

    kernels: dict[tuple[int, int], Array]
    windows: list[list[tuple[int, int]]]
    held: list[dict[tuple[int, int], int]]
    read: list[range]
    bias: list[int]

    def products(self, output: int, number: int, cell: int) -> list[int]:
        """The products of an output's cell on an input's plane, tap by tap."""
        weights = self.kernels[output, number].ravel().tolist()
        under = [self.held[number].get(at, 0) for at in self.windows[cell]]
        return [weight * one for weight, one in zip(weights, under, strict=True)]

    @classmethod
    def of(cls, case: Case) -> Wanted:
        """Of a case in the golden data of one channel, or of several."""
        given = case["parameters"]
        inputs, outputs, groups = (
            given.get(name, 1) for name in ("in_channels", "out_channels", "groups")
        )
        transposed = case["operation"].startswith("conv_transpose")
        size, kernel = given["input_size"], given["kernel_size"]
        each, more = inputs // groups, outputs // groups
        shape = [inputs, more, *kernel] if transposed else [outputs, each, *kernel]
        weight = numbered(shape, 5)
        values = numbered([inputs, *size], 1).reshape(inputs, -1, size[-1])
        plain = single_channel(case["operation"], given)
        single = {"operation": case["operation"], "parameters": plain}
        cell_units = unit_of_cells(single)
        read = [range(o // more * each, (o // more + 1) * each) for o in range(outputs)]
        kernels = {}
        for output, number in ((o, i) for o in range(outputs) for i in read[o]):
            own = weight[number, output % more] if transposed else weight[output, number % each]
            turned = np.flip(own) if transposed else own
            kernels[output, number] = turned.reshape(-1, kernel[-1])
        windows = reference(case["operation"], plain).windows
        return cls(
            kernels,
            [[cell_of(at) for at in window] for window in windows],
            [{at: int(own[unit]) for at, unit in cell_units.items()} for own in values],
            read,
            [3 * output - 4 for output in range(outputs)],
        )


def single_channel(operation: str, given: dict[str, Any]) -> dict[str, Any]:
    """The parameters of one channel, as the reference takes them."""
    plain = {k: v for k, v in given.items() if k not in ("in_channels", "out_channels", "groups")}
    if not isinstance(plain["padding"], str):
        plain["padding"] = [
            one if isinstance(one, list) else [one, one] for one in plain["padding"]
        ]
    return plain if "transpose" in operation else {"padding_mode": "zeros", **plain}


def cell_of(at: list[int]) -> tuple[int, int]:
    """A place as row and column; one axis is a single row."""
    return (at[0], at[1]) if len(at) == 2 else (0, at[0])


def unit_of_cells(case: Case) -> dict[tuple[int, int], tuple[int, int]]:
    """The unit whose number each drawn cell holds."""
    lines = [one.cells for one in reference(case["operation"], case["parameters"]).lines]
    down, across = lines if len(lines) == 2 else ([(0, True)], lines[0])
    return {
        (r, c): (row, column)
        for (r, (row, _)), (c, (column, _)) in product(enumerate(down), enumerate(across))
        if row is not None and column is not None
    }


def made(case: Case, bias: list[int]) -> Figure:
    wanted = case["parameters"]
    several = {
        name: wanted[name] for name in ("in_channels", "out_channels", "groups") if name in wanted
    }
    shape = [several.get("in_channels", 1), *wanted["input_size"]]
    weight = case.get("weight", wanted["kernel_size"])
    values = {
        "input": numbered(shape, 1).tolist(),
        "weight": numbered(weight, 5).tolist(),
        **({"bias": bias} if bias else {}),
    }
    parameters = figure(case["operation"], case["parameters"]).operation.parameters()
    return svgconv.load(
        case["operation"], **parameters, values=values, view="flat", panels="kernel,products"
    )


def check(case: Case, wanted: Wanted, drawn: Figure, results: list[int]) -> None:
    """Compare every number of every frame; ``results`` are PyTorch's, without a bias."""
    slides = len(case["parameters"]["input_size"]) == len(wanted.held) == len(wanted.read) == 1
    svg, bias = drawn.svg(), drawn.values.bias  # type: ignore[union-attr]
    for frame, result in enumerate(results):
        now, (output, cell) = shown(svg, frame), divmod(frame, len(wanted.windows))
        assert not now["weight"]
        terms = [wanted.products(output, at, cell) for at in wanted.read[output]]
        if slides:
            check_rows(now, wanted, cell, bias is not None)
            check_moved(svg, frame, wanted, cell)
        else:
            check_planes(now, wanted, terms, bias is not None)
        added = [] if bias is None else [wanted.bias[output]]
        left, total = line(now["sum"]).replace("−", "-").split(" = ")
        summed = [sum(one) for one in terms] if len(terms) > 1 else terms[0]
        assert [int(term.strip("()")) for term in re.split(r" ?\+ ?", left)] == summed + added
        assert int(total) == result + sum(added), written(case)
        check_edge(svg, frame, output, wanted, cell)


def check_planes(
    now: dict[str, list[Text]], wanted: Wanted, terms: list[list[int]], biased: bool
) -> None:
    """Compare the kernels and the products of panels in columns."""
    for number, role in enumerate(KERNELS[: len(wanted.read)]):
        kernels = [wanted.kernels[number, at].tolist() for at in wanted.read[number]]
        own = [[[wanted.bias[number]]]] * biased
        assert sorted(map(numbers, planes(now[role]))) == sorted([*kernels, *own])
    rows = wanted.kernels[0, 0].shape
    panels = [np.reshape(one, rows).tolist() for one in terms]
    panels += [[[sum(one)]] for one in terms] if len(terms) > 1 else []
    assert list(map(numbers, planes(now["product_value"]))) == panels


def check_rows(now: dict[str, list[Text]], wanted: Wanted, cell: int, biased: bool) -> None:
    """Compare the weights and the products below the cells of the window, for one axis."""
    left = min(text.pen[0] for text in (*now["input_value"], *now["padding_value"]))
    under = [left + CELL * column for _, column in wanted.windows[cell]]
    weights = wanted.kernels[0, 0].ravel().tolist()
    for role, row in (("kernel_value", weights), ("product_value", wanted.products(0, 0, cell))):
        found = sorted((text.pen[0], int(value(text.said))) for text in now[role])
        if role == "kernel_value" and biased:
            assert found.pop()[1] == wanted.bias[0]
        assert [number for _, number in found] == row
        assert [place for place, _ in found] == pytest.approx(under, abs=0.01)


def check_moved(svg: str, frame: int, wanted: Wanted, cell: int) -> None:
    """The cells of the kernel and of the products are below those of the window."""
    now = shown(svg, frame)
    drawn = [text.pen[0] for text in (*now["input_value"], *now["padding_value"])]
    left = min(drawn)
    places = {column for _, column in wanted.windows[cell]}
    for role in ("kernel", "product"):
        found = [
            line
            for one in shapes(svg, middle(svg, frame))
            if one.role == f"svgconv-{role}" and one.fill
            for line in one.polylines
            if len(line) > 2
        ]
        top = min(y for line in found for _, y in line)
        columns = {column for _, column in ringed(found, (left, top)) if column < len(drawn)}
        assert columns == places, role


def check_edge(svg: str, frame: int, output: int, wanted: Wanted, cell: int) -> None:
    """The edge, in the output's colour, is around the window on every input that it reads."""
    now = shown(svg, frame)
    drawn = [text.pen for text in (*now["input_value"], *now["padding_value"])]
    inputs = sorted({(min(x for x, _ in drawn), y) for x, y in drawn if x == min(drawn)[0]})
    rows = len(inputs) // len(wanted.held)
    role = f"svgconv-{KERNELS[output].replace('value', 'edge')}"
    right = max(x for x, _ in drawn) + 21
    found = [
        corners
        for one in shapes(svg, middle(svg, frame))
        if one.role == role
        for corners in one.polylines
        if corners[0][0] < right
    ]
    window = set(wanted.windows[cell])
    for number in range(len(wanted.held)):
        origin, low = inputs[number * rows], inputs[number * rows + rows - 1]
        here = [one for one in found if origin[1] - 1 <= min(y for _, y in one) <= low[1]]
        assert ringed(here, origin) == (window if number in wanted.read[output] else set())


def numbers(rows: list[list[str]]) -> list[list[int]]:
    return [[int(value(text)) for text in row] for row in rows]


def few(cases: list[Any], most: int) -> Iterator[Any]:
    small = [case for case in cases if 1 < len(case["values"]) <= 12]
    yield from small[:: max(1, len(small) // most)][:most]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_one_channel(operation: str) -> None:
    for index, case in enumerate(few(of(CASES, operation), 8)):
        wanted = Wanted.of(case)
        drawn = made(case, wanted.bias if index % 2 else [])
        check(case, wanted, drawn, list(map(int, case["values"])))
        assert all(held(case)[at][0] == one for at, one in wanted.held[0].items())


@pytest.mark.parametrize("operation", OPERATIONS)
def test_several_channels_and_groups(operation: str) -> None:
    drawn = [
        case
        for case in channels.of(operation)
        if max(case["parameters"]["in_channels"], case["parameters"]["out_channels"]) <= 4
        and case["parameters"]["in_channels"] * case["parameters"]["out_channels"] > 1
    ]
    for index, case in enumerate(few(drawn, 8)):
        wanted = Wanted.of(case)
        check(case, wanted, made(case, wanted.bias if index % 2 else []), list(case["values"]))


def test_a_mask_leaves_products_out() -> None:
    for case in few(MASKED, 6):
        size, kernel = case["parameters"]["input_size"], case["parameters"]["kernel_size"]
        given = {"input": numbered(size, 1).tolist(), "weight": numbered(kernel, 5).tolist()}
        drawn = svgconv.load(
            "masked_conv", **masked(case).operation.parameters(), values=given, view="flat",
            panels="kernel,products",
        )  # fmt: skip
        counted = np.array(counting(case))
        plain = {name: one for name, one in case["parameters"].items() if name != "mask"}
        wanted = Wanted.of({"operation": "conv", "parameters": plain})
        svg = drawn.svg()
        for frame, result in enumerate(case["values"]):
            now = shown(svg, frame)
            weights = numbered(kernel, 5)[counted].tolist()
            assert [value(text.said) for text in now["kernel_value"]] == weights
            each = np.array(wanted.products(0, 0, frame)).reshape(kernel)[counted].tolist()
            assert [value(text.said) for text in now["product_value"]] == each
            at = [text.pen for text in now["kernel_value"]]
            moved = {
                (round(text.pen[0] - x), round(text.pen[1] - y))
                for text, (x, y) in zip(now["product_value"], at, strict=True)
            }
            assert len(moved) == 1, "each product is at the place of its weight"
            assert line(now["sum"]).endswith(f" = {result}".replace("-", "−"))


def test_each_kernel_leaves_out_the_taps_of_its_own_mask() -> None:
    made = svgconv.masked_conv(
        4, 3, in_channels=3, out_channels=3, color_groups=3, values=True, view="flat",
        panels="kernel,products",
    )  # fmt: skip
    written = [
        [
            len(mark.cells)
            for mark in made.scene.marks
            if isinstance(mark, FixedText) and mark.role == role
        ]
        for role in KERNELS[:3]
    ]
    assert written == [[4, 4, 4], [5, 4, 4], [5, 5, 4]]


def test_the_guides_figure_in_panels() -> None:
    drawn = svgconv.load("numerical_no_padding_no_strides", panels="kernel,products")
    now = shown(drawn.svg(), 4)
    assert planes(now["kernel_value"]) == [[["0", "1", "2"], ["2", "2", "0"], ["0", "1", "2"]]]
    assert planes(now["product_value"]) == [[["0", "1", "6"], ["2", "4", "0"], ["0", "0", "4"]]]
    assert line(now["sum"]) == "0 + 1 + 6 + 2 + 4 + 0 + 0 + 0 + 4 = 17"
    assert cells(now["output_value"], "flat")[1, 1] == "17"
