"""Watches a gallery: builds it again when a file changes that the gallery depends on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from svgconv.errors import SvgconvError
from svgconv.files.fingerprint import Fingerprint, noting
from svgconv.gallery.record import EXPLORER_PAGE, TOML
from svgconv.gallery.report import Report

EVERY = 0.05
"""Seconds between looks at the files; a look takes a few microseconds for each of them."""
SETTLED = 0.02
"""Seconds for which a file stays the same before it is read: an editor may write it in parts."""
LONGEST = 3
"""The most names of files in a line."""

Build = Callable[[], Report]
"""Builds the gallery; raises `SvgconvError` where it cannot."""


def watch(
    folder: Path,
    build: Build,
    prepare: Callable[[], None],
    say: Callable[[str], None],
    complain: Callable[[str], None],
) -> None:
    """Build the gallery now, and again after every change, until the process ends.

    Parameters
    ----------
    build: builds the gallery and returns its report.
    prepare: called once, after the first build: what makes the next build take less time.
    say: prints a line about a build: what changed, and which files were written.
    complain: prints the line of an error, after which the files are watched as before.
    """
    always = tuple(os.path.abspath(folder / name) for name in (TOML, EXPLORER_PAGE))
    watched = always
    changed = ""
    while True:
        # What changes during the build is different from this, and is built next.
        before = _look(watched)
        with noting() as read:
            try:
                report = build()
            except SvgconvError as error:
                complain(str(error))
                named = {**dict.fromkeys(watched), **read}
            else:
                say(line(changed, report))
                named = {**dict.fromkeys((*always, *report.reads))}
        watched = tuple(named)
        before = {path: before[path] if path in before else Fingerprint.of(path) for path in named}
        if not changed:
            with suppress(SvgconvError, OSError, MemoryError):  # builds say it
                prepare()
        changed = _wait(before)


def line(changed: str, report: Report) -> str:
    """Return the line about a build: ``gallery.toml changed; wrote a.svg, index.html``."""
    written = report.written
    names = ", ".join(written[:LONGEST])
    if len(written) > LONGEST:
        names += f" and {len(written) - LONGEST} more"
    result = f"wrote {names}" if written else "nothing to write"
    return f"{changed} changed; {result}" if changed else f"{result}; watching, Ctrl-C ends"


def _look(paths: tuple[str, ...]) -> dict[str, Fingerprint | None]:
    return {path: Fingerprint.of(path) for path in paths}


def _wait(before: dict[str, Fingerprint | None]) -> str:
    """Wait until a file changes and then stays the same for a moment; return its name."""
    paths = tuple(before)
    while (present := _look(paths)) == before:
        time.sleep(EVERY)
    changed = next(_different(before, present))
    for _ in range(int(1 / SETTLED)):
        time.sleep(SETTLED)
        if (again := _look(paths)) == present:
            break
        present = again
    return os.path.basename(changed)


def _different(
    before: dict[str, Fingerprint | None], present: dict[str, Fingerprint | None]
) -> Iterator[str]:
    return (path for path in before if before[path] != present[path])
