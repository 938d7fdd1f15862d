"""The exponents with which bytes, CPU time and memory grow with what a cost is linear in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tests.tools.bench.measure import Bench
from tests.tools.bench.parts import Part
from tests.tools.bench.rows import Row
from tests.tools.growth import MOST, WHAT, Growth, table

OUTPUTS = ("svg", "still", "states")
"""What is measured of every operation and view; each format is measured of one figure."""
QUICK = ["conv1d, oblique, s"]
FORMAT = " by "
"""What only the names of formats' cases have."""


def parts(bench: Bench) -> dict[str, Part]:
    """Return the only part: views and formats have cases of many operations."""
    return {"cases": _cases}


def _cases(bench: Bench, folder: Path) -> Iterator[Row]:
    """Measure each operation, view and format; a row has the largest exponent of its cases.

    Raises
    ------
    RuntimeError: after the rows of all others, cases could not be measured.
    """
    others: dict[str, list[Growth]] = {}
    failed: list[str] = []
    every = table(QUICK if bench.quick else [], OUTPUTS)
    for operation, cases in groupby(every, key=_operation):
        measured = list(cases)
        failed += [found for found in measured if isinstance(found, str)]
        own = [found for found in measured if isinstance(found, Growth)]
        for growth in own:
            _, view, output = growth.case.split(", ")
            others.setdefault(f"view {view}", []).append(growth)
            others.setdefault(f"format {output.split(' ')[0]}", []).append(growth)
        if operation:
            yield from _rows(f"operation {operation}", own)
    for kind in sorted(others, key=lambda name: (name.split()[0] == "format", name)):
        yield from _rows(kind, others[kind])
    if failed:
        raise RuntimeError("; ".join(failed))


def _operation(found: Growth | str) -> str:
    """Return the operation of a case, with words for its parameters; "" for a case of a format."""
    name = found if isinstance(found, str) else found.case
    return "" if FORMAT in name else name.split(", ")[0]


def _rows(kind: str, found: list[Growth]) -> Iterator[Row]:
    for what in WHAT:
        if having := [growth for growth in found if what in growth.fits]:
            yield _row(f"{kind}: {what}", what, having)


def _row(title: str, what: str, found: list[Growth]) -> Row:
    """Return the case that is largest beyond doubt, two errors below its exponent."""
    worst = max(found, key=lambda growth: growth.fits[what].exponent - 2 * growth.fits[what].error)
    fit = worst.fits[what]
    note = f"± {fit.error:.2f} {worst.case}"
    return Row("growth", title, "exponent", [round(fit.exponent, 3)], [], MOST, note)
