"""How a figure's outputs grow: exponents of bytes, seconds, memory and calls, and their errors.

python -m tests.tools.growth                    every case, a line each
python -m tests.tools.growth conv1d oblique svg only cases whose names have all these words
"""

from __future__ import annotations

import gc
import math
import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from cProfile import Profile
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import Pool
from typing import TypeVar

import numpy as np

from svgconv.errors import SvgconvError
from svgconv.glyphs import decimals
from svgconv.numbers import numerals
from tests.tools.growth_cases import (
    OUTPUTS,
    WITH_OPTIONS,
    Case,
    FormatCase,
    cases,
    format_cases,
    without_digits,
)

MOST = 1.05
"""The largest exponent of what is linear."""
NO_GROWTH = 0.05
"""The part of a cost below which what the size adds is noise."""
ROUNDS = 8
"""How often a time is measured at most, while it seems to grow too fast."""
T = TypeVar("T")
WHAT = ("bytes", "seconds", "memory")
PEAK = """
import resource
from tests.tools.growth_cases import FormatCase
FormatCase({format!r}, {grows!r}).run({size})
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@dataclass(frozen=True)
class Fit:
    """The exponent ``p`` of ``a + b * size ** p``, and its standard error."""

    exponent: float
    error: float


@dataclass(frozen=True)
class Growth:
    """How the costs of a case grow.

    Attributes
    ----------
    case: its name.
    fits: of ``"bytes"``, ``"seconds"`` and, if the case has sizes for it, ``"memory"``.
    seconds: the CPU time of the largest size.
    """

    case: str
    fits: dict[str, Fit]
    seconds: float


def fit(sizes: Sequence[float], costs: Sequence[float]) -> Fit:
    """Return the exponent that is nearest to the costs, in proportion to each of them.

    The constant part is not negative. The error is where the squares double, divided by the
    degrees of freedom.

    >>> fit([1, 2, 4, 8, 16], [7 + 3 * size**2 for size in (1, 2, 4, 8, 16)])
    Fit(exponent=2.0, error=0.0)
    """
    y = np.asarray(costs, float)
    exponents = np.arange(1, 301) / 100
    powers = (np.asarray(sizes, float) / max(sizes)) ** exponents[:, None]
    weights = 1 / np.maximum(y, max(y.max(), 1e-12) / 100) ** 2
    one, linear, square = (np.sum(weights * powers**power, axis=1) for power in range(3))
    level, slope = np.sum(weights * y), np.sum(weights * y * powers, axis=1)
    constants = (square * level - linear * slope) / (one * square - linear**2)
    constants = np.maximum(constants, 0)
    factors = (slope - constants * linear) / square
    errors = np.sum(weights * (y - constants[:, None] - factors[:, None] * powers) ** 2, axis=1)
    best = int(np.argmin(errors))
    if factors[best] <= NO_GROWTH * y.max():
        return Fit(0.0, 0.0)
    near = errors <= errors[best] * (1 + 1 / (len(y) - 3)) + 1e-12
    low, high = exponents[near].min(), exponents[near].max()
    return Fit(float(exponents[best]), round(float(high - low) / 2, 3))


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
    """Return the exponent of what is added from size to size, for a cost without noise."""
    return added(sizes, [cost(size) for size in sizes])


def added(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """Return the exponent of the differences of costs.

    The differences of a linear cost have the exponent 1, however large its constant is.
    """
    return exponent(
        [other - one for one, other in pairwise(sizes)],
        [other - one for one, other in pairwise(costs)],
    )


def calls(run: Callable[[int], object], size: int) -> int:
    """Return how many functions are called, of Python and of C."""
    run(size)  # what is only done once, as the texts of numbers
    return counted(run, size)[1]


def counted(run: Callable[[int], T], size: int) -> tuple[T, int]:
    """Return what is made, and how many functions are called for it, of Python and of C."""
    profile = Profile(subcalls=False)
    made = profile.runcall(run, size)
    return made, sum(entry.callcount for entry in profile.getstats())


def memory(case: Case | FormatCase, size: int) -> tuple[int, int]:
    """Return in what memory is linear, and the most bytes that are in use at the same time.

    A file is made in a process of its own, which counts what libraries use; its memory is linear in
    its cells or frames. What SVG needs is counted by Python, exactly; it is linear in the bytes of
    the SVG: numbers of more digits need more memory.
    """
    if isinstance(case, FormatCase):
        code = PEAK.format(format=case.format, grows=case.grows, size=size)
        peak = int(subprocess.check_output([sys.executable, "-c", code])) * 1024
        return case.cells(size), peak
    _forget()
    gc.collect()
    tracemalloc.start()
    try:
        length = len(case.run(size))
        return length, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@dataclass(frozen=True)
class Timed:
    """The costs of a case by size.

    Attributes
    ----------
    lengths: the bytes of the outputs, with one digit for each number.
    seconds: the least CPU times of a few rounds.
    fit: of the seconds.
    """

    lengths: list[int]
    seconds: list[float]
    fit: Fit


def timed(case: Case | FormatCase, most: float = MOST) -> Timed:
    """Return the costs of a case without its memory.

    There are more rounds while the exponent is larger than ``most``: what else runs on the
    machine only adds time, and not in each round. The garbage collector is off, because its
    passes depend on what else is in memory.
    """
    best = [math.inf] * len(case.sizes)
    lengths = [0] * len(case.sizes)
    cells = [case.cells(size) for size in case.sizes]
    found = Fit(math.inf, 0)
    for done in range(ROUNDS):
        for place, size in enumerate(case.sizes):
            cost, made = _cpu(case, size)
            best[place], lengths[place] = min(best[place], cost), len(without_digits(made))
        found = fit(cells, best)
        if done and found.exponent <= most:
            break
    return Timed(lengths, best, found)


def _forget() -> None:
    """Empty the caches of texts of numbers: they would hold those of small figures alone."""
    for function in (decimals.number, numerals.numeral, numerals._meant):
        function.cache_clear()


def _cpu(case: Case | FormatCase, size: int) -> tuple[float, bytes]:
    """Return the CPU seconds of an output, and the output."""
    _forget()
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        made = case.run(size)
        return time.process_time() - start, made
    finally:
        gc.enable()


def measured(case: Case | FormatCase) -> Growth:
    """Measure a case.

    Raises
    ------
    SvgconvError: the figure of one of its sizes is not possible.
    """
    gc.freeze()
    try:
        costs = timed(case)
        peaks = [memory(case, size) for size in case.memory_sizes]
    finally:
        gc.unfreeze()
    cells = [case.cells(size) for size in case.sizes]
    fits = {"bytes": fit(cells, costs.lengths), "seconds": costs.fit}
    if peaks:
        fits["memory"] = fit([linear for linear, _ in peaks], [peak for _, peak in peaks])
    return Growth(case.name, fits, round(costs.seconds[-1], 4))


def _measured_or_not(case: Case | FormatCase) -> Growth | str | None:
    """Measure a case, or return why it failed; None if its figure is not possible."""
    try:
        return measured(case)
    except SvgconvError:
        return None
    except Exception as error:
        return f"{case.name}: {type(error).__name__}: {error}"


def growing(words: Sequence[str], outputs: Sequence[str]) -> list[Case | FormatCase]:
    """Return the cases of each operation in some outputs, and then those of formats.

    SVG has cases of each view, other outputs those of the operation's default view.
    """
    texts = [
        case
        for case in cases(words)
        if case.output in outputs
        and (case.output == "svg" or case.is_default)
        and (not case.options or case.parameters in WITH_OPTIONS.get(case.options, ()))
    ]
    texts.sort(key=lambda case: case.options)
    return [*texts, *format_cases(words)]


def table(words: Sequence[str] = (), outputs: Sequence[str] = ()) -> Iterator[Growth | str]:
    """Yield how each operation and view grows in some outputs, and then each format.

    A case that fails is a line that says why; a figure that is not possible is left out. There
    are as many processes as processors.
    """
    with Pool(os.cpu_count()) as pool:
        found = pool.imap(_measured_or_not, growing(words, outputs))
        yield from (growth for growth in found if growth is not None)


def main() -> None:
    """Print the exponents."""
    for found in table(sys.argv[1:], tuple(OUTPUTS)):
        if isinstance(found, str):
            print(f"failed: {found}", file=sys.stderr, flush=True)
            continue
        fits = (f"{what} {one.exponent:.2f} ± {one.error:.2f}" for what, one in found.fits.items())
        print(f"{found.case}: {', '.join(fits)}; {found.seconds:.3f} s", flush=True)


if __name__ == "__main__":
    main()
