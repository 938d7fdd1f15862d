"""Run hostile cases on every reader for a time: ``python -m tests.fuzz --seconds 300 --seed 0``.

The corpus comes first, then new cases, the same ones in the same order for the same seed. A case
that fails is kept in ``tests/fuzz/found``, and ``python -m tests.fuzz FILE`` runs it alone. Move it
to ``tests/fuzz/corpus`` once it is understood.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from tests.fuzz.case import Case, corpus
from tests.fuzz.process import preload
from tests.fuzz.run import Run, arguments
from tests.fuzz.verdict import FailureError, verdict


def main() -> int:
    """Run the cases that the command line asks for; return 1 if one of them failed."""
    parser = arguments(__doc__ or "")
    parser.add_argument("cases", nargs="*", type=Path, help="files of cases to run alone")
    options = parser.parse_args()
    preload()
    run = Run(options.reader)
    if options.cases:
        return _alone(options.cases, run)
    deadline = monotonic() + options.seconds
    for case in _cases(run, options.seed):
        if monotonic() > deadline:
            break
        run.passes(case)
    print(run.table())
    return run.status


def _cases(run: Run, seed: int) -> Iterator[Case]:
    """Yield the corpus, and then cases without end, some of each reader in turn."""
    for name in run.tallies:
        yield from corpus(name)
    batches = [run.readers[name].batches(seed) for name in run.tallies]
    while True:
        for one in batches:
            yield from next(one)


def _alone(paths: list[Path], run: Run) -> int:
    """Run the cases of some files, and print what each did."""
    failed = 0
    for path in paths:
        case = Case.read(path)
        outcome = run.readers[case.reader].run(case)
        try:
            said = verdict(case, outcome)
        except FailureError as error:
            said, failed = f"FAILS: {error}", 1
        print(f"{path}: {said}, {outcome.seconds:.2f} s, {outcome.memory / 1e6:.0f} MB")
        print(outcome.err.decode("utf-8", "backslashreplace")[:3000], end="")
    return failed


if __name__ == "__main__":
    sys.exit(main())
