"""How a figure's outputs grow with one of its axes: exponents of time, calls, memory and bytes.

    python -m tests.tools.growth                    every case, a line each; the worst ones last
    python -m tests.tools.growth conv1d oblique svg only cases whose names have all these words

A case is an operation, a view and an output. Its figure grows along its last axis, so its cells,
its frames and its axes grow alike, and every cost promises to be linear. The exponent is the slope
of a line through the logarithms of the costs.
"""

from __future__ import annotations

import gc
import json
import math
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

from svgconv.figure.figure import Figure
from svgconv.operations import OPERATIONS
from svgconv.states.document import json_pieces
from svgconv.views import views_of

MOST = 1.05
"""The largest exponent of what is linear."""

OFFSET = "0.5,0.25"
CHANNELS = {"in_channels": 2, "out_channels": 2}
CAUSAL = 'Conv1d(k=2, d=2, p="causal") > Conv1d(k=2)'
KERNEL = {"kernel_size": 3, "padding": 1}
PARAMETERS: Mapping[str, Callable[[int], dict[str, Any]]] = {
    "adaptive_avg_pool": lambda n: {"input_size": (3, n), "output_size": (2, n // 2 + 1)},
    "adaptive_avg_pool1d": lambda n: {"input_size": n, "output_size": n // 2 + 1},
    "adaptive_max_pool": lambda n: {"input_size": (3, n), "output_size": (2, n // 2 + 1)},
    "adaptive_max_pool1d": lambda n: {"input_size": n, "output_size": n // 2 + 1},
    "avg_pool": lambda n: {"input_size": (4, n), **KERNEL},
    "avg_pool1d": lambda n: {"input_size": n, **KERNEL},
    "avg_pool3d": lambda n: {"input_size": (3, 3, n), "kernel_size": 2},
    "conv": lambda n: {"input_size": (4, n), **KERNEL},
    "conv1d": lambda n: {"input_size": n, **KERNEL},
    "conv3d": lambda n: {"input_size": (2, 2, n), **KERNEL},
    "conv_transpose": lambda n: {"input_size": (3, n), **KERNEL, "stride": 2},
    "conv_transpose1d": lambda n: {"input_size": n, **KERNEL, "stride": 2},
    "conv_transpose3d": lambda n: {"input_size": (2, 2, n), "kernel_size": 2},
    "deform_conv": lambda n: {"input_size": (3, n), "kernel_size": 1, "offset": OFFSET},
    "fold": lambda n: {"output_size": (3, n), "kernel_size": 2},
    "masked_conv": lambda n: {"input_size": (4, n), **KERNEL, "mask": "B"},
    "max_pool": lambda n: {"input_size": (4, n), **KERNEL},
    "max_pool1d": lambda n: {"input_size": n, **KERNEL},
    "max_pool3d": lambda n: {"input_size": (3, 3, n), "kernel_size": 2},
    "pixel_shuffle": lambda n: {"input_size": (2, n), "upscale_factor": 2},
    "pixel_unshuffle": lambda n: {"input_size": (4, 2 * n), "downscale_factor": 2},
    "stack": lambda n: {"input_size": (4, n), "layers": "Conv2d(k=3, p=1) > MaxPool2d(2)"},
    "unfold": lambda n: {"input_size": (3, n), "kernel_size": 2},
    "upsample": lambda n: {"input_size": (3, n), "scale_factor": 2, "mode": "bilinear"},
}  # fmt: skip
"""The parameters of each operation whose last axis has ``n`` units."""
MORE: Mapping[str, Callable[[int], dict[str, Any]]] = {
    "conv1d reflect": lambda n: {"input_size": n, **KERNEL, "padding_mode": "reflect"},
    "conv1d circular": lambda n: {"input_size": n, **KERNEL, "padding_mode": "circular"},
    "conv1d dilation": lambda n: {"input_size": n, "kernel_size": 3, "dilation": 2, "stride": 3},
    "conv channels": lambda n: {"input_size": (2, n), "kernel_size": 2, **CHANNELS},
    "conv_transpose outputs": lambda n: {"input_size": (2, n), "kernel_size": 2, "stride": 2},
    "upsample nearest": lambda n: {"input_size": (2, n), "scale_factor": 1.5},
    "stack1d": lambda n: {"input_size": n, "layers": CAUSAL},
}  # fmt: skip
"""More parameters, by an operation's name and a word; ``stack1d`` is a stack of one axis."""
OPTIONS: Mapping[str, dict[str, Any]] = {
    "": {},
    " numbers": {"values": 1},
    " sum": {"values": 1, "sum": True},
    " hold": {"hold": 1},
}
"""Options of a figure, by the word that a case's name has for them."""


def explain(figure: Figure) -> bytes:
    """The arithmetic."""
    return figure.explain().encode()


def states(figure: Figure) -> bytes:
    """The states document, piece by piece; only its length is kept."""
    return b" " * sum(len(piece) for piece in json_pieces(figure.states_document))


OUTPUTS: Mapping[str, Callable[[Figure], bytes]] = {
    "svg": lambda figure: figure.encode(".svg"),
    "still": lambda figure: figure.frame(figure.frame_count // 2).encode(".svg"),
    "states": states,
    "explain": explain,
    "png": lambda figure: figure.encode(".png"),
}


@dataclass(frozen=True)
class Case:
    """An operation with a view and options, and an output of it."""

    parameters: str
    view: str
    options: str
    output: str

    @property
    def name(self) -> str:
        """What it is called: ``conv1d, oblique, svg``."""
        return f"{self.parameters}{self.options}, {self.view}, {self.output}"

    def figure(self, size: int) -> Figure:
        """The figure whose last axis has ``size`` units."""
        operation = "stack" if self.parameters == "stack1d" else self.parameters.split(" ")[0]
        parameters = {**PARAMETERS, **MORE}[self.parameters](size)
        recipe = {"operation": operation, "parameters": parameters, "view": self.view}
        return Figure.from_recipe({**recipe, **OPTIONS[self.options]})

    def run(self, size: int) -> bytes:
        """Make the figure and its output."""
        return OUTPUTS[self.output](self.figure(size))


def cases(words: Sequence[str] = (), options: Iterable[str] = OPTIONS) -> Iterator[Case]:
    """Yield every case whose name has all words; ``options`` are the words of `OPTIONS`."""
    for parameters in (*PARAMETERS, *MORE):
        name = "stack" if parameters == "stack1d" else parameters.split(" ")[0]
        for view in views_of(OPERATIONS.get(name)):
            if name == "stack" and (parameters == "stack1d") == (view == "planes"):
                continue
            for option in options:
                for output in OUTPUTS:
                    case = Case(parameters, view, option, output)
                    if all(word in case.name for word in words):
                        yield case


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return the slope of the line through the logarithms, by least squares.

    >>> round(exponent([1, 2, 4], [3, 12, 48]), 6)
    2.0
    """
    xs, ys = [math.log(size) for size in sizes], [math.log(max(cost, 1e-9)) for cost in costs]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((one - x) * (other - y) for one, other in zip(xs, ys, strict=True))
    return above / sum((one - x) ** 2 for one in xs)


def growth(sizes: Sequence[int], cost: Callable[[int], float]) -> float:
    """Return the exponent of what is added from size to size, without what any size costs.

    The differences of a linear cost have the exponent 1, however large its constant is.
    """
    costs = [cost(size) for size in sizes]
    return exponent(*_differences(sizes, costs))


def _differences(sizes: Sequence[int], costs: Sequence[float]) -> tuple[list[float], list[float]]:
    return (
        [other - one for one, other in pairwise(sizes)],
        [other - one for one, other in pairwise(costs)],
    )


def calls(run: Callable[[int], object], size: int) -> int:
    """Return how many functions are called, of Python and of C."""
    count = 0

    def profile(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    run(size)  # what is only done once, as the texts of numbers
    sys.setprofile(profile)
    try:
        run(size)
    finally:
        sys.setprofile(None)
    return count


def memory(run: Callable[[int], object], size: int) -> int:
    """Return the largest number of bytes that are in use at the same time."""
    run(8)
    gc.collect()
    tracemalloc.start()
    try:
        run(size)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def seconds(run: Callable[[int], object], size: int, times: int = 2) -> float:
    """Return the least CPU time of a few runs."""
    best = math.inf
    for _ in range(times):
        start = time.process_time()
        run(size)
        best = min(best, time.process_time() - start)
    return best


@cache
def fitted(case: Case, sizes: tuple[int, ...], what: str) -> float:
    """Return the exponent of ``"bytes"``, ``"calls"``, ``"memory"`` or ``"seconds"``."""
    measures: dict[str, Callable[[int], float]] = {
        "bytes": lambda size: len(case.run(size)),
        "calls": lambda size: calls(case.run, size),
        "memory": lambda size: memory(case.run, size),
        "seconds": lambda size: seconds(case.run, size),
    }
    return growth(sizes, measures[what])


def table(words: Sequence[str], sizes: tuple[int, ...]) -> list[dict[str, Any]]:
    """Return a row for each case: its name, its exponents, and the seconds of the largest size."""
    rows = []
    for case in cases(words):
        row: dict[str, Any] = {"case": case.name}
        try:
            times = [seconds(case.run, size) for size in sizes]
            sums = [len(case.run(size)) for size in sizes]
        except Exception as error:
            row["error"] = f"{type(error).__name__}: {error}"
        else:
            row["seconds"] = exponent(*_differences(sizes, times))
            row["bytes"] = exponent(*_differences(sizes, sums))
            row["largest"] = times[-1]
        rows.append(row)
        print(json.dumps(row), flush=True)
    return rows


def main() -> None:
    """Print the exponents."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    given = [word for word in sys.argv if word.startswith("--sizes=")]
    sizes = given[-1].removeprefix("--sizes=") if given else "500,1000,2000,4000"
    rows = table(words, tuple(map(int, sizes.split(","))))
    Path("growth.json").write_text(json.dumps(rows, indent=1), "utf-8")
    print("\nthe worst:")
    for row in sorted(rows, key=lambda row: -row.get("seconds", 9))[:25]:
        print(row)


if __name__ == "__main__":
    main()
