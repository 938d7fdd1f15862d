"""The exponents with which bytes, calls and memory grow with a figure's cells."""

from __future__ import annotations

import importlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress

from svgconv.errors import SvgconvError
from tests.tools.bench.measure import Bench
from tests.tools.bench.rows import Row

SIZES = (100, 200, 400)
OUTPUTS = ("svg", "still", "states")
"""What grows with the cells; pixels and the arithmetic do not."""


def rows(bench: Bench) -> Iterator[Row]:
    """Fit every operation and view in this process; a row has the largest exponent of an output.

    Calls of functions stand for time, because their number is the same in every run.
    """
    growth = importlib.import_module("tests.tools.growth")
    words = ["conv1d"] if bench.quick else []
    worst: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for case in growth.cases(words, [""]):
        if case.output not in OUTPUTS:
            continue
        with suppress(SvgconvError):  # a view that only draws small figures
            for what in ("bytes", "calls"):
                worst[what, case.output].append((growth.fitted(case, SIZES, what), case.name))
    for (what, output), found in worst.items():
        value, case_name = max(found)
        title = f"{what} of {output}, the largest of all cases"
        yield Row("growth", title, "exponent", [round(value, 3)], [], growth.MOST, case_name)
