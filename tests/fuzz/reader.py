"""A reader of input, with the cases that are tried on it."""

from __future__ import annotations

import hashlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import count

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.fuzz.case import Case, corpus
from tests.fuzz.checks import figure_problem, on_command_line
from tests.fuzz.mutations import damaged_case, weighted
from tests.fuzz.process import Check, Command, Outcome, outcome_of

BATCH = 20
"""The cases that are made at a time, and run before the next reader's."""
LARGEST_SEED = 100_000
"""The bytes up to which a case of the corpus is the start of others."""


@dataclass(frozen=True)
class Reader:
    """Something that reads input.

    Attributes
    ----------
    name: its name, also that of its folder in the corpus.
    cases: makes cases; the reader's name is filled in.
    command: runs the words of a case.
    check: looks at what a case made.
    """

    name: str
    cases: SearchStrategy[Case]
    command: Command = on_command_line
    check: Check = figure_problem

    def batches(self, seed_: int) -> Iterator[list[Case]]:
        """Yield cases without end: the same ones in the same order for the same seed."""
        for number in count():
            yield self._batch(f"{self.name} {seed_} {number}")

    @property
    def all_cases(self) -> SearchStrategy[Case]:
        """New cases, and one in eight that is a case of the corpus with other damage."""
        known = [case for case in corpus(self.name) if case.size < LARGEST_SEED]
        return weighted((7, self.cases), (1, damaged_case(known))) if known else self.cases

    def _batch(self, key: str) -> list[Case]:
        made: list[Case] = []

        @seed(int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big"))
        @settings(
            max_examples=BATCH,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(self.all_cases)
        def collect(case: Case) -> None:
            made.append(case)

        collect()
        return made

    def run(self, case: Case) -> Outcome:
        """Run a case in a process of its own."""
        return outcome_of(case, self.command, self.check)


def readers() -> dict[str, Reader]:
    """Return all readers by name, in order: each file in ``readers`` has some."""
    package = import_module("tests.fuzz.readers")
    modules = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    found = [
        reader for name in modules for reader in import_module(f"{package.__name__}.{name}").READERS
    ]
    return {reader.name: reader for reader in found}
