"""The partial sums: an output's sum so far, in the scatter view and in fold."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tests.truth.case import Case


def applies(case: Case) -> bool:
    """Return whether the figure has partial sums."""
    return case.scatters or case.specification.kind == "fold"


def check(case: Case) -> Iterator[str]:
    """Yield each frame whose sums so far are not the exact ones."""
    added = _added(case)
    so_far = [*case.bias] or [Fraction(0)] * len(case.output)
    for number, frame in enumerate(case.document["frames"]):
        for output, amount in added[number]:
            so_far[output] += amount
        cells = frame["writes"] if case.scatters else frame["output"]
        under = [case.flat(cell, case.truth.output_shape) for cell in cells if cell is not None]
        wanted = [float(so_far[output]) for output in under]
        if [float(one) for one in frame["sums"]] != wanted:
            yield f"frame {number} has the sums {frame['sums']}, exactly {wanted}"


def _added(case: Case) -> list[list[tuple[int, Fraction]]]:
    """What each frame adds to which outputs."""
    count = len(case.document["frames"])
    added: list[list[tuple[int, Fraction]]] = [[] for _ in range(count)]
    if case.scatters:
        for output, pairs in enumerate(case.truth.taps):
            for tap, unit in pairs:
                added[unit].append((output, case.weight[tap] * case.input[unit]))
        return added
    columns = case.truth.input_shape[1]
    for output, entries in enumerate(case.coefficients):
        for entry, _ in entries:
            added[entry % columns].append((output, case.input[entry]))
    return added
