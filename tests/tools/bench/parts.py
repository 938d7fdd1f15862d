"""Parts of the benchmark: each is measured alone, so one that fails costs no other its rows."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from subprocess import CalledProcessError

from tests.tools.bench.measure import Bench
from tests.tools.bench.rows import Failure, Row

Part = Callable[[Bench, Path], Iterator[Row]]
"""Measures with an empty folder of its own, and yields its rows."""


def measured(group: str, parts: Mapping[str, Part], bench: Bench) -> Iterator[Row | Failure]:
    """Yield the rows of each part, and what failed.

    A part that fails with both versions is measured again with the version of now alone, for the
    rows that it did not yield.
    """
    for name, part in parts.items():
        known: set[str] = set()
        failed = yield from _rows(f"{group}: {name}", part, bench, known)
        if failed and len(bench.versions) > 1:
            alone = replace(bench, versions={"now": bench.versions["now"]})
            yield from _rows(f"{group}: {name}, without before", part, alone, known)


def _rows(
    name: str, part: Part, bench: Bench, known: set[str]
) -> Generator[Row | Failure, None, bool]:
    """Yield rows that are not known until the part ends or fails; return whether it failed."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            for row in part(bench, Path(folder)):
                if row.key not in known:
                    known.add(row.key)
                    yield row
        except Exception as error:
            yield Failure(name, _line(error))
            return True
    return False


def _line(error: Exception) -> str:
    """Return an error as one line: the last one of what a process printed, if it printed any."""
    printed = str(error.stderr or "") if isinstance(error, CalledProcessError) else ""
    lines = printed.strip().splitlines() or str(error).splitlines() or [""]
    return f"{type(error).__name__}: {lines[-1]}"
