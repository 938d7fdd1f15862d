"""Numbers where figures are no windows over an input: matrix, scatter, unfold, fold, shuffles.

Every one in every frame is read back from the SVG, and is what PyTorch's golden data says, or the
sum so far that leads to it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.figure.figure import Figure
from svgconv.operations import OPERATIONS
from tests.numbers import Cell, in_cells, shown, value
from tests.oracle.test_pytorch import CASES, Case, figure, numbered, of, written
from tests.oracle.test_resample import CASES as RESAMPLED
from tests.smil import Text

MOST_FRAMES, MOST_CASES = 16, 12
Sums = dict[Cell, int]


def some(cases: list[Case]) -> list[Case]:
    """A few of few frames, of many kinds."""
    few = [case for case in cases if 1 < prod(case["output"]) <= 4 * MOST_FRAMES]
    return few[:: max(1, len(few) // MOST_CASES)][:MOST_CASES]


def places(found: list[Text], view: str) -> dict[Cell, Text]:
    """Each text by its cell on the canvas, which lies on a grid."""
    now_sums = {}
    for text in found:
        row, column = in_cells(text.pen, view)
        now_sums[round(1000 * row), round(1000 * column)] = text
    assert len(now_sums) == len(found)
    return now_sums


def on_grid(found: list[Text], whole: list[Text], view: str) -> dict[Cell, float]:
    """Each number by its cell, counted from the first of all cells, which ``whole`` has."""
    every = places(whole, view)
    top, left = (min(numbers) for numbers in zip(*every, strict=True))
    done = {}
    for (row, column), text in places(found, view).items():
        cell = (row - top) / 1000, (column - left) / 1000
        assert all(abs(at - round(at)) < 0.01 for at in cell)
        done[round(cell[0]), round(cell[1])] = value(text.said)
    return done


def frames_of(made: Figure) -> list[dict[str, list[Text]]]:
    """What each frame says; it is what its still says."""
    svg = made.svg()
    frames = [shown(svg, frame) for frame in range(made.frame_count)]
    for frame in (0, made.frame_count // 2, made.frame_count - 1):
        still = shown(made.frame(frame).svg(), 0)
        for role, found in frames[frame].items():
            assert sorted((text.said, *in_cells(text.pen, "flat")) for text in found) == [
                pytest.approx(one)
                for one in sorted((text.said, *in_cells(text.pen, "flat")) for text in still[role])
            ]
    return frames


def with_numbers(case: Case, view: str) -> tuple[Figure, Any, Any]:
    parameters = case["parameters"]
    input, weight = numbered(parameters["input_size"], 1), numbered(parameters["kernel_size"], 5)
    operation = figure(case["operation"], parameters).operation
    values = {"input": input, "weight": weight}
    sums = {"sum": view == "matrix"}
    made = svgconv.load(operation.name, **operation.parameters(), values=values, view=view, **sums)
    return made, np.atleast_2d(input), np.atleast_2d(weight)


def contributions(case: Case, unit: Cell) -> dict[Cell, Cell]:
    """By the definition: the output cells that a unit's taps fall on, and the taps."""
    parameters, output = case["parameters"], [1, *case["output"]][-2:]
    taps = [1, *parameters["kernel_size"]][-2:]
    strides, dilations = ([1, *parameters[name]][-2:] for name in ("stride", "dilation"))
    before = [0, *(sides[0] for sides in parameters["padding"])][-2:]
    falls = {}
    for row, column in product(*map(range, taps)):
        down = unit[0] * strides[0] + row * dilations[0] - before[0]
        across = unit[1] * strides[1] + column * dilations[1] - before[1]
        if 0 <= down < output[0] and 0 <= across < output[1]:
            falls[down, across] = row, column
    return falls


@pytest.mark.parametrize("operation", ["conv_transpose", "conv_transpose1d"])
def test_scattered_numbers_add_up_to_pytorchs(operation: str) -> None:
    cases = [
        case
        for case in some(of(CASES, operation))
        if prod(case["parameters"]["input_size"]) <= MOST_FRAMES
    ]
    assert len(cases) >= 6
    for case in cases:
        made, input, weight = with_numbers(case, "scatter")
        view = "flat" if operation.endswith("1d") else "oblique"
        frames = frames_of(made)
        last = (*frames[-1]["output_value"], *frames[-1]["padding_value"])
        units = list(np.ndindex(*input.shape))
        hit = {cell for unit in units for cell in contributions(case, unit)}
        sums: dict[Cell, int] = {}
        for unit, now in zip(units, frames, strict=True):
            falls = contributions(case, unit)
            for cell, tap in falls.items():
                sums[cell] = sums.get(cell, 0) + int(input[unit] * weight[tap])
            assert on_grid(now["output_value"], list(last), view) == sums, written(case)
            weights = on_grid(now["weight"], list(last), view) if falls else {}
            assert weights == {cell: weight[tap] for cell, tap in falls.items()}, written(case)
            zeros = on_grid(now["padding_value"], list(last), view)
            assert set(zeros.values()) <= {0}
            assert not set(zeros) & hit
            assert [value(text.said) for text in now["input_value"]] == input.ravel().tolist()
        whole = {**zeros, **sums}
        cells = np.ndindex(*[1, *case["output"]][-2:])
        assert [whole[cell] for cell in cells] == pytest.approx(case["values"]), written(case)
        now_sums = made.document()["frames"]
        assert (
            [now_sums[-1]["sums"][-1]] == [sums[max(falls)]] if falls else not now_sums[-1]["sums"]
        )


@pytest.mark.parametrize("operation", ["conv", "conv_transpose", "conv1d", "conv_transpose1d"])
def test_the_matrix_times_the_input_is_pytorchs_output(operation: str) -> None:
    cases = [case for case in some(of(CASES, operation)) if prod(case["output"]) <= MOST_FRAMES]
    assert len(cases) >= 5
    for case in cases:
        made, input, weight = with_numbers(case, "matrix")
        whole = frames_of(made)
        units = [value(text.said) for text in whole[0]["input_value"]]
        assert units == input.ravel().tolist()
        for now in whole:
            assert len(now["matrix_value"]) == len(whole[0]["matrix_value"])
        # The matrix is below the input, and level with the output. The kernel is on the right.
        factor, result = whole[0]["input_value"], whole[-1]["output_value"]
        x, top = in_cells(factor[0].pen, "flat")[1], in_cells(result[0].pen, "flat")[0]
        matrix = np.zeros((len(result), len(units)))
        kernel = []
        for text in whole[0]["matrix_value"]:
            row, column = in_cells(text.pen, "flat")
            if round(column - x) < len(units):
                matrix[round(row - top), round(column - x)] = value(text.said)
            else:
                kernel.append((row, column, value(text.said)))
        assert [number for *_, number in sorted(kernel)] == weight.ravel().tolist()
        assert (matrix @ units).tolist() == pytest.approx(case["values"]), written(case)
        rows = {text.pen[1]: row for row, text in enumerate(result)}
        for row, now_sums in enumerate(made.document()["frames"]):
            entries = sorted(
                (text.pen[0], value(text.said))
                for text in whole[0]["matrix_value"]
                if rows.get(text.pen[1]) == row and text.pen[0] < result[0].pen[0]
            )
            *terms, last = now_sums["sum"].replace(" = ", " + ").split(" + ")
            assert value(last) == pytest.approx(case["values"][row])
            if entries:
                assert [value(term.split("·")[0].strip("()")) for term in terms] == [
                    weight for _, weight in entries
                ], written(case)
        for frame, now in enumerate(whole):
            outputs = on_grid(now["output_value"], result, "flat")
            assert outputs == {
                (at, 0): pytest.approx(case["values"][at]) for at in range(frame + 1)
            }, written(case)


def resampled(operation: str) -> list[tuple[dict[str, Any], Figure, Any]]:
    found = []
    for case in RESAMPLED:
        if case["operation"] != operation:
            continue
        made = OPERATIONS.get(operation).from_parameters(case["parameters"])
        shape, frames = made.input_shape, made.frame_count
        if not 1 < frames <= 2 * MOST_FRAMES or getattr(made, "factor", 1) > 4:
            continue
        numbers = [(7 * n * n + 3 * n + case["seed"]) % 23 - 11 for n in range(prod(shape))]
        input = np.array(numbers).reshape(shape)
        found.append((case, Figure(made, values={"input": input}), input))  # type: ignore[arg-type]
    return found[:: max(1, len(found) // MOST_CASES)][:MOST_CASES]


def test_unfold_fills_pytorchs_columns() -> None:
    cases = resampled("unfold")
    assert len(cases) >= 6
    for case, made, _ in cases:
        wanted = np.array(case["values"]).reshape(case["output"])
        frames = frames_of(made)
        for frame, now in enumerate(frames):
            assert on_grid(now["output_value"], frames[-1]["output_value"], "flat") == {
                (row, column): wanted[row, column]
                for row in range(len(wanted))
                for column in range(frame + 1)
            }, case["parameters"]


def test_folded_columns_add_up_to_pytorchs() -> None:
    cases = resampled("fold")
    assert len(cases) >= 6
    for case, made, input in cases:
        p = made.operation.all_parameters()
        frames = frames_of(made)
        size = case["output"]
        windows = list(np.ndindex(*made.odometer.shape))
        sums: Sums = {}
        never = set(np.ndindex(*size)) - {
            cell for at in windows for cell in covered(at, p) if cell is not None
        }
        for column, (at, now) in enumerate(zip(windows, frames, strict=True)):
            for entry, cell in enumerate(covered(at, p)):
                if cell is not None:
                    sums[cell] = sums.get(cell, 0) + int(input[entry, column])
            found = on_grid(now["output_value"], frames[-1]["output_value"], "flat")
            assert found == {**dict.fromkeys(never, 0), **sums}, case["parameters"]
            assert len(now["input_value"]) == input.size
        whole = [found[cell] for cell in np.ndindex(*size)]
        assert whole == pytest.approx(case["values"]), case["parameters"]


def covered(at: tuple[int, ...], p: dict[str, Any]) -> list[Cell | None]:
    """By the definition: the output cell under each of a window's cells, or None on padding."""
    cells: list[Cell | None] = []
    for tap in product(*map(range, p["kernel_size"])):
        row, column = (
            at[axis] * p["stride"][axis] + tap[axis] * p["dilation"][axis] - p["padding"][axis]
            for axis in range(2)
        )
        inside = 0 <= row < p["output_size"][0] and 0 <= column < p["output_size"][1]
        cells.append((row, column) if inside else None)
    return cells


def one_plane(cell: Cell, size: list[int], factor: int) -> tuple[int, ...]:
    return cell


def dealt(cell: Cell, size: list[int], factor: int) -> tuple[int, ...]:
    """Channel, row and column of a cell among planes a cell apart."""
    (i, row), (j, column) = (divmod(at, most + 1) for at, most in zip(cell, size[1:], strict=True))
    return i * factor + j, row, column


@pytest.mark.parametrize(
    ("operation", "index_of"), [("pixel_shuffle", one_plane), ("pixel_unshuffle", dealt)]
)
def test_shuffled_numbers_are_pytorchs(
    operation: str, index_of: Callable[[Cell, list[int], int], tuple[int, ...]]
) -> None:
    cases = resampled(operation)
    assert len(cases) >= 4
    for case, made, input in cases:
        wanted = np.array(case["values"]).reshape(case["output"])
        order = list(np.ndindex(*wanted.shape))
        factor = next(value for name, value in case["parameters"].items() if "factor" in name)
        frames = frames_of(made)
        for frame, now in enumerate(frames):
            found = on_grid(now["output_value"], frames[-1]["output_value"], "flat")
            done = {index_of(cell, case["output"], factor): text for cell, text in found.items()}
            assert done == {at: wanted[at] for at in order[: frame + 1]}, case["parameters"]
            assert sorted(value(text.said) for text in now["input_value"]) == sorted(
                input.ravel().tolist()
            )
