"""Compares two runs: which rows are worse by more than noise, by pyperf's t-test."""

from __future__ import annotations

from statistics import median

from pyperf._utils import is_significant

from tests.tools.bench.rows import Report, Row

LEAST = 0.05
"""The relative change below which a significant difference is not reported."""


def worse(now: Report, earlier: Report) -> list[str]:
    """Return a line for each row that is worse than in the earlier run."""
    known = {row.key: row for row in earlier.rows}
    return [
        f"{row.key}: {row.text(row.now)} {row.unit}, {row.text(known[row.key].now)} before"
        for row in now.rows
        if row.key in known and _is_worse(row, known[row.key])
    ]


def _is_worse(row: Row, before: Row) -> bool:
    if row.unit == "bytes":
        return row.now > before.now
    if row.now <= before.now * (1 + LEAST):
        return False
    return differ(row.values, before.values)


def differ(one: list[float], other: list[float]) -> bool:
    """Whether two samples differ significantly: 95 %, two-tailed.

    Samples without any spread differ if their values do.
    """
    count = min(len(one), len(other))
    one, other = one[:count], other[:count]
    if count < 2 or len(set(one)) == len(set(other)) == 1:
        return median(one) != median(other)
    return bool(is_significant(one, other)[0])
