"""What a command that writes many files says: a progress bar on terminals, and a report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from svgconv.commands.signals import cleaning_up

if TYPE_CHECKING:
    from svgconv.gallery.report import Report

Verbose = Annotated[bool, typer.Option("--verbose", help="Print a line for each file, too.")]

Advance = Callable[[str, int, int], None]
"""Called after each step with its name, the number of steps done, and the number of all."""


def say(report: Report, verbose: bool) -> None:
    """Print the totals of a build, after a line for each file if that is asked for."""
    typer.echo("\n".join(report.lines()) if verbose else report.summary)


@contextmanager
def progress() -> Iterator[Advance]:
    """Yield the function to call after every step; it draws nothing if nobody would see it."""
    if not sys.stderr.isatty():
        yield lambda name, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    # Without a thread of its own: a process with threads cannot be copied.
    console = Console(stderr=True)
    with (
        Progress(console=console, transient=True, auto_refresh=False) as bar,
        cleaning_up(bar.stop),
    ):
        task = bar.add_task("", total=None)
        last = 0.0

        def advance(name: str, done: int, total: int) -> None:
            nonlocal last
            now = monotonic()
            bar.update(
                task, description=name, completed=done, total=total, refresh=now > last + 0.1
            )
            last = now if now > last + 0.1 else last

        yield advance
