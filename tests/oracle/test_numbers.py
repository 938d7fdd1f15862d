"""Every number in every frame, read back from the SVG, is PyTorch's."""

from __future__ import annotations

from typing import Any

import pytest

import svgconv
from svgconv.operations import OPERATIONS
from tests.numbers import cells, shown, value, window_sum
from tests.oracle.reference import reference
from tests.oracle.test_pytorch import ALONE, CASES, Case, figure, numbered, of, written

GUIDE_INPUT = "3 3 2 1 0 / 0 0 1 3 1 / 3 1 2 2 3 / 2 0 0 2 2 / 2 0 0 0 1"
GUIDE_KERNEL = "0 1 2 / 2 2 0 / 0 1 2"
GUIDE_OUTPUTS = {
    "numerical_no_padding_no_strides": "12 12 17 / 10 17 19 / 9 6 14",
    "numerical_padding_strides": "6 17 3 / 8 17 13 / 6 4 4",
    "numerical_average_pooling": "1.67 1.67 1.67 / 1 1.22 1.78 / 1.11 0.78 1.33",
    "numerical_max_pooling": "3 3 3 / 3 3 3 / 3 2 3",
}
"""As the guide prints them, its averages with a second digit, by PyTorch."""

WRITTEN = ALONE
"""The operations whose views show numbers."""


def rows(text: str) -> list[list[str]]:
    return [row.split() for row in text.split(" / ")]


def grid(lines: list[list[str]]) -> dict[tuple[int, int], str]:
    return {(r, c): text for r, row in enumerate(lines) for c, text in enumerate(row)}


@pytest.mark.parametrize("view", ["flat", "oblique"])
@pytest.mark.parametrize("name", GUIDE_OUTPUTS)
def test_the_guides_numbers(name: str, view: str) -> None:
    figure = svgconv.load(name, view=view, panels="none")
    svg = figure.svg()
    outputs = grid(rows(GUIDE_OUTPUTS[name]))
    for frame, last in enumerate(outputs):
        for now in (shown(svg, frame), shown(figure.frame(frame).svg(), 0)):
            assert cells(now["input_value"], view) == grid(rows(GUIDE_INPUT))
            done = {cell: text for cell, text in outputs.items() if cell <= last}
            assert cells(now["output_value"], view) == done
            if "pooling" not in name:
                assert cells(now["weight"], view) == grid(rows(GUIDE_KERNEL))
                assert window_sum(now, view) == value(outputs[last])
    assert frame == figure.frame_count - 1
    assert "Input: 5×5 numbers from 0 to 3." in svg, "25 numbers are too long for a description"
    assert name.endswith("pooling") or GUIDE_KERNEL in svg


def small(operation: str) -> list[Case]:
    """Some cases of few frames, of many kinds."""
    few = [case for case in of(CASES, operation) if 1 < len(case["values"]) <= 12]
    return few[:: max(1, len(few) // 10)][:10]


def held(case: Case) -> dict[tuple[int, int], tuple[int, bool]]:
    """What the drawn cells hold that hold anything but zeros, by the reference."""
    values = numbered(case["parameters"]["input_size"], 1)
    lines = [line.cells for line in reference(case["operation"], case["parameters"]).lines]
    if len(lines) == 1:
        values, lines = values[None], [[(0, True)], *lines]
    down, across = lines
    return {
        (r, c): (int(values[unit_row, unit_column]), here and there)
        for r, (unit_row, here) in enumerate(down)
        for c, (unit_column, there) in enumerate(across)
        if unit_row is not None and unit_column is not None
    }


@pytest.mark.parametrize("operation", WRITTEN)
def test_every_number_is_pytorchs(operation: str) -> None:
    for index, case in enumerate(small(operation)):
        view = ("flat", "oblique")[index % 2]
        parameters = case["parameters"]
        given: dict[str, Any] = {"input": numbered(parameters["input_size"], 1)}
        if OPERATIONS.get(operation).has_weight:
            given["weight"] = numbered(parameters["kernel_size"], 5)
        made = svgconv.load(
            operation,
            **figure(operation, parameters).operation.parameters(),
            values=given,
            view=view,
            panels="none",
        )
        svg = made.svg()
        columns = case["output"][-1]
        for frame, result in enumerate(case["values"]):
            now = shown(svg, frame)
            output = cells(now["output_value"], view)
            assert sorted(output) == [divmod(at, columns) for at in range(frame + 1)], written(case)
            for at, wanted in enumerate(case["values"][: frame + 1]):
                assert value(output[divmod(at, columns)]) == pytest.approx(wanted, abs=0.005001)
            if now["weight"]:
                assert window_sum(now, view) == result, written(case)
            drawn = cells((*now["input_value"], *now["padding_value"]), view)
            wanted_cells = held(case)
            rest = {cell: text for cell, text in drawn.items() if cell not in wanted_cells}
            if made.states.outside != "ignored_padding":
                assert set(rest.values()) <= {"0"}
                for cell, (number, _) in wanted_cells.items():
                    assert value(drawn[cell]) == number, written(case)
            else:
                assert sorted(map(value, drawn.values())) == sorted(
                    n for n, _ in wanted_cells.values()
                )
            units = [number for number, real in wanted_cells.values() if real]
            assert [value(text.said) for text in now["input_value"]] == units, written(case)
