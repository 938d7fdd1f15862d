"""Signals that ask a command to end: it cleans up, and then ends as any program does.

Nothing is raised, because a library's callback would print an exception and go on.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl-C, a termination, a closed terminal, and Windows's Ctrl-Break."""

_clean_ups: list[Callable[[], object]] = []


@contextmanager
def ending_cleanly(status: int | None = None) -> Iterator[None]:
    """Clean up when a signal asks this process to end, unless the signal is ignored.

    Parameters
    ----------
    status: the exit status then; None ends by the same signal, as shells expect.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {}
    for one in (getattr(signal, name) for name in ENDING if hasattr(signal, name)):
        handler = signal.getsignal(one)
        if handler in (signal.SIG_DFL, signal.default_int_handler) or isinstance(handler, _End):
            before[one] = handler
            signal.signal(one, _End(status))
    if signal.SIGINT in before:  # Ctrl-C while Python ends is not worth a traceback
        atexit.register(signal.signal, signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def cleaning_up(clean_up: Callable[[], object]) -> Iterator[None]:
    """Also call ``clean_up`` before a signal ends this process."""
    _clean_ups.append(clean_up)
    try:
        yield
    finally:
        _clean_ups.remove(clean_up)


@dataclass(frozen=True)
class _End:
    """What handles a signal."""

    status: int | None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Remove what is half-written, end the workers, and end this process."""
        from multiprocessing import active_children

        from svgconv.files.temporary import remove_unfinished

        remove_unfinished()
        for worker in active_children():
            worker.kill()
            worker.join()
        for clean_up in _clean_ups:
            with suppress(Exception):
                clean_up()
        if self.status is None and sys.platform != "win32":
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        os._exit(128 + number if self.status is None else self.status)
