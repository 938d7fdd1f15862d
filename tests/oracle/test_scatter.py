"""The scatter view's states compared with PyTorch: a unit writes the outputs that read it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import svgconv
from tests.oracle.test_pytorch import CASES, Case, by_cell, figure, of, row_major, written

SCATTERING = ("conv_transpose", "conv_transpose1d")


def scatter(case: Case) -> svgconv.Figure:
    return figure(case["operation"], {**case["parameters"], "view": "scatter"})


@pytest.mark.parametrize("operation", SCATTERING)
def test_a_unit_writes_the_cells_that_read_it_in_pytorch(operation: str) -> None:
    for case in of(CASES, operation):
        document: dict[str, Any] = scatter(case).document()
        units = row_major(case["parameters"]["input_size"])
        readers: dict[tuple[int, ...], list[list[int]]] = {tuple(unit): [] for unit in units}
        for cell, reads in zip(row_major(case["output"]), by_cell(case), strict=True):
            for unit in reads:
                readers[tuple(unit)].append(cell)
        frames = document["frames"]
        assert [frame["input"] for frame in frames] == units, written(case)
        assert [frame["writes"] for frame in frames] == list(readers.values()), written(case)


@pytest.mark.parametrize("operation", SCATTERING)
def test_overlaps_are_the_output_of_ones_and_a_kernel_of_ones(operation: str) -> None:
    for case in of(CASES, operation):
        one = scatter(case)
        ones = np.ones(one.operation.input_size, np.int64)
        kernel = np.ones(one.operation.weight_size, np.int64)
        hits = one.document()["output"]["hits"]
        assert hits == one.operation.forward(ones, kernel).tolist(), written(case)
