"""A row of the benchmark, and the report: the table's rows with the machine and the versions."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.tools.bench.measure import Machine

DIGITS = {"×": 2, "exponent": 2, "%": 1, "ms": 1}


@dataclass(frozen=True)
class Row:
    """One thing that is measured; less is better.

    Attributes
    ----------
    unit: ``×`` for a ratio, ``bytes``, ``%``, ``ms`` or ``exponent``.
    values: what each round measured; bytes are measured once.
    before: the same of the other version; empty without one.
    limit: the most that the project promises, if it promises something.
    note: what the table says after the numbers.
    """

    group: str
    name: str
    unit: str
    values: list[float]
    before: list[float] = field(default_factory=list)
    limit: float | None = None
    note: str = ""

    @property
    def now(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def key(self) -> str:
        """What identifies the row in another run."""
        return f"{self.group}: {self.name}"

    def text(self, value: float | None) -> str:
        """Return a number of this row's unit as text."""
        return "" if value is None else f"{value:,.{DIGITS.get(self.unit, 0)}f}"


@dataclass(frozen=True)
class Failure:
    """A part that could not be measured, or not to its end: its name, and the error in one line."""

    key: str
    problem: str


@dataclass(frozen=True)
class Report:
    """All rows of a run, what failed, and where it was measured."""

    machine: Machine
    rows: list[Row]
    failures: list[Failure] = field(default_factory=list)

    def add(self, found: Row | Failure) -> None:
        """Add a row, or what failed."""
        if isinstance(found, Row):
            self.rows.append(found)
        else:
            self.failures.append(found)

    def table(self) -> str:
        """Return the rows as text, in columns."""
        lines: list[tuple[str, ...]] = [("", "now", "before", "limit", "unit", "")]
        for row in self.rows:
            before = median(row.before) if row.before else None
            over = "over " if row.limit is not None and row.now > row.limit else ""
            numbers = (row.text(row.now), row.text(before), row.text(row.limit))
            lines.append((row.key, *numbers, row.unit, over + row.note))
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        texts = [
            "  ".join(
                cell.ljust(width) if place in (0, 4, 5) else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in lines
        ]
        failed = [f"{failure.key}: failed: {failure.problem}" for failure in self.failures]
        return "\n".join([*texts, *failed, *(["", self.where] if self.machine else [])])

    @property
    def where(self) -> str:
        """When, on what, at which load and with which commits it was measured, in one line."""
        known = self.machine
        loads = [known[key] for key in ("load_avg_1min", "load_after") if key in known]
        words = [str(known[key]) for key in ("date", "cpu_model_name", "platform") if key in known]
        words += [f"load {' to '.join(f'{load:.1f}' for load in loads)}"] if loads else []
        return ", ".join(words + [f"{name} {it}" for name, it in known.get("commits", {}).items()])

    def save(self, path: Path) -> None:
        """Write the report as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", "utf-8")

    @classmethod
    def read(cls, path: Path) -> Report:
        """Return the report that `save` wrote."""
        kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
        failures = [Failure(**failure) for failure in kept.get("failures", [])]
        return cls(kept["machine"], [Row(**row) for row in kept["rows"]], failures)
