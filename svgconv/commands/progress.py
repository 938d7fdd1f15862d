"""A progress bar on standard error, if that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from svgconv.commands.signals import cleaning_up

Advance = Callable[[str, int, int], None]
"""Called after each step with its name, the number of steps done, and the number of all."""


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
