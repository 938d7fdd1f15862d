"""The exponents with which bytes, CPU time and memory grow with what a cost is linear in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.tools.bench.measure import Bench
from tests.tools.bench.parts import Part
from tests.tools.bench.rows import Row
from tests.tools.growth import MOST, WHAT, Growth, table

OUTPUTS = ("svg", "still", "states")
"""What is measured of every operation and view; each format is measured of one figure."""
QUICK = ["conv1d, oblique, s"]


def parts(bench: Bench) -> dict[str, Part]:
    """Return the only part: views and formats have cases of many operations."""
    return {"cases": _cases}


def _cases(bench: Bench, folder: Path) -> Iterator[Row]:
    """Measure each operation, view and format; a row has the largest exponent of its cases.

    Raises
    ------
    RuntimeError: after the rows of all others, cases could not be measured.
    """
    found: dict[str, list[Growth]] = {}
    failed = []
    for growth in table(QUICK if bench.quick else [], OUTPUTS):
        if isinstance(growth, str):
            failed.append(growth)
            continue
        operation, view, output = growth.case.split(", ")
        for kind in (f"operation {operation}", f"view {view}", f"format {output.split(' ')[0]}"):
            found.setdefault(kind, []).append(growth)
    for kind in sorted(found, key=lambda name: (name.split()[0] == "format", name)):
        for what in WHAT:
            yield _row(f"{kind}: {what}", what, found[kind])
    if failed:
        raise RuntimeError("; ".join(failed))


def _row(title: str, what: str, found: list[Growth]) -> Row:
    """Return the case that is largest beyond doubt, two errors below its exponent."""
    worst = max(found, key=lambda growth: growth.fits[what].exponent - 2 * growth.fits[what].error)
    fit = worst.fits[what]
    note = f"± {fit.error:.2f} {worst.case}"
    return Row("growth", title, "exponent", [round(fit.exponent, 3)], [], MOST, note)
