"""Signals that ask a command to end: it cleans up after all of them as after Ctrl-C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = ("SIGTERM", "SIGHUP")


@contextmanager
def interruptible() -> Iterator[None]:
    """Raise `KeyboardInterrupt` for a termination or a closed terminal, unless it is ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    known = [getattr(signal, name) for name in ENDING if hasattr(signal, name)]
    handled = [one for one in known if signal.getsignal(one) is signal.SIG_DFL]
    for one in handled:
        signal.signal(one, _interrupt)
    try:
        yield
    finally:
        for one in handled:
            signal.signal(one, signal.SIG_DFL)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
