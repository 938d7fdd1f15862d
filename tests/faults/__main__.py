"""Run every case, print a table of counts, and a command that reproduces each failure."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from svgconv.gallery import pool
from svgconv.gallery.pool import Pool
from tests.command import run
from tests.faults.at_calls import at_calls
from tests.faults.case import Case
from tests.faults.commands import NEW, Command, commands
from tests.faults.elsewhere import elsewhere
from tests.faults.guards import GUARDS


@dataclass
class Count:
    """The cases of one kind, command and format."""

    tried: int = 0
    passed: int = 0
    impossible: int = 0


Counts = dict[tuple[str, str, str], Count]


def prepare(root: Path, chosen: Sequence[Command]) -> None:
    """Import everything that the commands need, so that the copies of this process have it.

    Another user may not be able to read Python's files.
    """
    root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "SHORT", 0)
        for command in chosen:
            command.set_up(root, NEW)
            # The first run draws in this process; the second one, without a record, reads files.
            for force in (["--force"], []):
                patch.setattr(Pool, "_pays", lambda *_, force=force: not force)
                patch.setenv("XDG_CACHE_HOME", str(root / f"cache{len(force)}"))
                result = run(*command.arguments(root, NEW), *force)
                assert result.status == 0, result
    gc.freeze()


def cases(root: Path, chosen: Sequence[Command], pattern: str) -> Iterator[Case]:
    """Yield the cases whose names match a pattern such as ``*/make/gif/*``."""
    for command in chosen:
        for family in (at_calls, elsewhere):
            yield from (one for one in family(root, command) if fnmatch(one.name, pattern))


def run_all(some: Iterator[Case]) -> Counts:
    """Run cases until Ctrl-C, print the failures, and return the counts."""
    counts: Counts = defaultdict(Count)
    with suppress(KeyboardInterrupt):
        _count(some, counts)
    return counts


def _count(some: Iterator[Case], counts: Counts) -> None:
    for case in some:
        count = counts[case.kind, case.place.command.name, case.place.command.format]
        problems = case.check(case)
        if problems is None:
            count.impossible += 1
            continue
        count.tried += 1
        count.passed += not problems
        if problems:
            print(f"FAILED: python -m tests.faults --only '{case.name}'")
            print(*(f"    {line}" for line in problems), sep="\n", flush=True)


def table(counts: Counts) -> str:
    """Return the counts: a row for each command and format, a column for each kind of fault."""
    kinds = list(dict.fromkeys(kind for kind, _, _ in counts))
    rows = list(dict.fromkeys((command, format_) for _, command, format_ in counts))
    lines = [f"{'':16}" + "".join(f"{kind:>15}" for kind in kinds)]
    for row in rows:
        cells = (counts.get((kind, *row)) for kind in kinds)
        lines.append(f"{' '.join(row):16}" + "".join(f"{_cell(one):>15}" for one in cells))
    sums = [[one for (kind, *_), one in counts.items() if kind == wanted] for wanted in kinds]
    totals = [Count(*(sum(getattr(one, part) for one in some) for part in
                      ("tried", "passed", "impossible"))) for some in sums]  # fmt: skip
    return "\n".join([*lines, f"{'all':16}" + "".join(f"{_cell(one):>15}" for one in totals)])


def _cell(count: Count | None) -> str:
    if count is None:
        return ""
    parts = [f"{count.passed}/{count.tried}"] if count.tried else []
    return " ".join([*parts, *([f"({count.impossible} not here)"] if count.impossible else [])])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cases that the command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", default="*", metavar="PATTERN", help="such as '*/make/gif/*'")
    parser.add_argument("--commands", action="append", metavar="PATTERN",
                        help="such as 'make/gif'; can be repeated")  # fmt: skip
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth case")
    parser.add_argument("--without", choices=GUARDS, help="remove a guard; its cases must fail")
    options = parser.parse_args(arguments)
    if options.without:
        GUARDS[options.without].remove()
        options.only = GUARDS[options.without].only
    parts = options.only.split("/")
    named = "/".join(parts[1:3]) if len(parts) > 3 else "*"
    start = time.monotonic()
    chosen = [
        one
        for one in commands()
        if fnmatch(one.whole_name, named)
        and any(fnmatch(one.whole_name, wanted) for wanted in options.commands or ["*"])
    ]
    with TemporaryDirectory(prefix="svgconv-faults-", ignore_cleanup_errors=True) as folder:
        prepare(Path(folder) / "first", chosen)
        every = islice(cases(Path(folder) / "place", chosen, options.only), 0, None, options.every)
        counts = run_all(every)
    print(table(counts))
    tried = sum(one.tried for one in counts.values())
    failed = tried - sum(one.passed for one in counts.values())
    print(f"{tried} cases, {failed} failed, {time.monotonic() - start:.0f} s")
    return int(failed > 0 or not tried)


if __name__ == "__main__":
    sys.exit(main())
