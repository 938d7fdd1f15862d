"""Run hostile cases on every reader for a time: ``python -m tests.fuzz --seconds 300 --seed 0``.

The corpus comes first, then new cases, the same ones in the same order for the same seed. A case
that fails is kept in ``tests/fuzz/found``, and ``python -m tests.fuzz FILE`` runs it alone. Move it
to ``tests/fuzz/corpus`` once it is understood.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from time import monotonic

from tests.fuzz.case import Case, corpus
from tests.fuzz.process import Outcome, preload
from tests.fuzz.reader import Reader, readers
from tests.fuzz.tally import Tally, table
from tests.fuzz.verdict import FailureError, verdict

FOUND = Path(__file__).with_name("found")


def main() -> int:
    """Run the cases that the command line asks for; return 1 if one of them failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("cases", nargs="*", type=Path, help="files of cases to run alone")
    options.add_argument("--seconds", type=float, default=300)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--reader", action="append", help="only this reader; can be repeated")
    given = options.parse_args()
    known = readers()
    preload()
    if given.cases:
        return _alone(given.cases, known)
    chosen = {name: known[name] for name in given.reader or known}
    tallies = {name: Tally() for name in chosen}
    deadline = monotonic() + given.seconds
    for case in _cases(chosen, given.seed):
        if monotonic() > deadline:
            break
        outcome = chosen[case.reader].run(case)
        tallies[case.reader].add(outcome, _judged(case, outcome))
    print(table(tallies))
    return int(any(tally.failures for tally in tallies.values()))


def _cases(chosen: Mapping[str, Reader], seed: int) -> Iterator[Case]:
    """Yield the corpus, and then cases without end, some of each reader in turn."""
    for name in chosen:
        yield from corpus(name)
    batches = {name: reader.batches(seed) for name, reader in chosen.items()}
    while True:
        for one in batches.values():
            yield from next(one)


def _judged(case: Case, outcome: Outcome) -> str | None:
    """Return the kind of a case; None if it failed, which is printed, and the case kept."""
    try:
        return verdict(case, outcome)
    except FailureError as error:
        text = case.json()
        name = (
            f"{case.reader.replace(' ', '_')}-{blake2b(text.encode(), digest_size=4).hexdigest()}"
        )
        path = FOUND / f"{name}.json"
        FOUND.mkdir(exist_ok=True)
        path.write_text(text, "ascii")
        print(f"{case.reader}: {error}\n  python -m tests.fuzz {path}", flush=True)
        return None


def _alone(paths: list[Path], known: Mapping[str, Reader]) -> int:
    """Run the cases of some files, and print what each did."""
    failed = 0
    for path in paths:
        case = Case.read(path)
        outcome = known[case.reader].run(case)
        try:
            said = verdict(case, outcome)
        except FailureError as error:
            said, failed = f"FAILS: {error}", 1
        print(f"{path}: {said}, {outcome.seconds:.2f} s, {outcome.memory / 1e6:.0f} MB")
        print(outcome.err.decode("utf-8", "backslashreplace")[:3000], end="")
    return failed


if __name__ == "__main__":
    sys.exit(main())
