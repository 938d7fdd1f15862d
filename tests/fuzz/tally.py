"""The counts of a run, and the table that shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.fuzz.process import Outcome
from tests.fuzz.verdict import FIGURE, REFUSALS

KINDS = (FIGURE, *REFUSALS, "other")
HEAD = ("reader", "cases", *KINDS, "failures", "slowest", "memory")


@dataclass
class Tally:
    """What became of a reader's cases.

    Attributes
    ----------
    kinds: how many drew a figure, and how many were refused, by the kind of the refusal.
    failures: how many did neither.
    seconds, memory: the most processor time of a case, and the most bytes that one added.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    seconds: float = 0
    memory: int = 0

    def add(self, outcome: Outcome, kind: str | None) -> None:
        """Count a case; its kind is None if it failed."""
        if kind is None:
            self.failures += 1
        else:
            self.kinds[kind] += 1
        self.seconds = max(self.seconds, outcome.seconds)
        self.memory = max(self.memory, outcome.memory)

    @property
    def cases(self) -> int:
        """How many cases there were."""
        return self.kinds.total() + self.failures

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.kinds + other.kinds,
            self.failures + other.failures,
            max(self.seconds, other.seconds),
            max(self.memory, other.memory),
        )


def table(tallies: dict[str, Tally]) -> str:
    """Return the counts of all readers, and their sum, in aligned columns."""
    total = sum(tallies.values(), Tally())
    rows = [HEAD, *(_row(name, one) for name, one in tallies.items()), _row("all", total)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _row(name: str, tally: Tally) -> tuple[str, ...]:
    numbers = (tally.cases, *(tally.kinds[kind] for kind in KINDS), tally.failures)
    cost = f"{tally.seconds:.2f} s", f"{tally.memory / 1e6:.0f} MB"
    return (name, *map(str, numbers), *cost)


def _line(row: Sequence[str], widths: Iterable[int]) -> str:
    name, *cells = zip(row, widths, strict=True)
    return "  ".join([name[0].ljust(name[1]), *(text.rjust(width) for text, width in cells)])
