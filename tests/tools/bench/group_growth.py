"""The exponents with which bytes, CPU time and memory grow with what a cost is linear in."""

from __future__ import annotations

from collections.abc import Iterator

from tests.tools.bench.measure import Bench
from tests.tools.bench.rows import Row
from tests.tools.growth import MOST, WHAT, Growth, table

OUTPUTS = ("svg", "still", "states")
"""What is measured of every operation and view; each format is measured of one figure."""
QUICK = ["conv1d, oblique, s"]


def rows(bench: Bench) -> Iterator[Row]:
    """Measure each operation, view and format; a row has the largest exponent of its cases."""
    found: dict[str, list[Growth]] = {}
    for growth in table(QUICK if bench.quick else [], OUTPUTS):
        parameters, view, output = growth.case.split(", ")
        operation, format_ = parameters.split(" ")[0], output.split(" ")[0]
        for kind in (f"operation {operation}", f"view {view}", f"format {format_}"):
            found.setdefault(kind, []).append(growth)
    for kind in sorted(found, key=lambda name: (name.split()[0] == "format", name)):
        for what in WHAT:
            yield _row(f"{kind}: {what}", what, found[kind])


def _row(title: str, what: str, found: list[Growth]) -> Row:
    """Return the case that is largest beyond doubt, two errors below its exponent."""
    worst = max(found, key=lambda growth: growth.fits[what].exponent - 2 * growth.fits[what].error)
    fit = worst.fits[what]
    note = f"± {fit.error:.2f} {worst.case}"
    return Row("growth", title, "exponent", [round(fit.exponent, 3)], [], MOST, note)
