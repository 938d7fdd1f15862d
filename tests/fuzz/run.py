"""A run of the fuzzer: its readers, the counts of their cases, and the cases that failed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from tests.fuzz.case import Case
from tests.fuzz.reader import readers
from tests.fuzz.tally import Tally, table
from tests.fuzz.verdict import FailureError, verdict

FOUND = Path(__file__).with_name("found")


def arguments(description: str) -> argparse.ArgumentParser:
    """Return a parser of the options that all runs have."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--reader", action="append", help="only this reader; can be repeated")
    return parser


class Run:
    """Judges cases, counts them, and keeps those that fail.

    Parameters
    ----------
    chosen: the names of the readers that take part; all if there are none.
    """

    def __init__(self, chosen: Sequence[str] | None = None) -> None:
        self.readers = readers()
        self.tallies = {name: Tally() for name in chosen or self.readers}

    def passes(self, case: Case) -> bool:
        """Run a case in a process of its own, and return whether it passed."""
        outcome = self.readers[case.reader].run(case)
        try:
            kind: str | None = verdict(case, outcome)
        except FailureError as error:
            kind = None
            path = _kept(case)
            print(f"{case.reader}: {error}\n  python -m tests.fuzz {path}", flush=True)
        self.tallies[case.reader].add(outcome, kind)
        return kind is not None

    def table(self) -> str:
        """Return the counts of the readers."""
        return table(self.tallies)

    @property
    def status(self) -> int:
        """The exit status: 1 if a case failed."""
        return int(any(tally.failures for tally in self.tallies.values()))


def _kept(case: Case) -> Path:
    """Write a case that failed to a file of its own, and return its path."""
    text = case.json()
    digest = blake2b(text.encode(), digest_size=4).hexdigest()
    path = FOUND / f"{case.reader.replace(' ', '_')}-{digest}.json"
    FOUND.mkdir(exist_ok=True)
    path.write_text(text, "ascii")
    return path
