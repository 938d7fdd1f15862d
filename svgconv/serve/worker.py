"""What a worker process does around a job: limits, and an end when the server ends."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

MOST_MEMORY = 4 * 2**30
MOST_FILE = 2**28
"""The bytes of memory that a process may reserve, and the bytes of one file that it may write."""
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end the server, which then ends its workers."""
WATCH_SECONDS = 0.5
"""How often a worker looks for the server."""


def packed(job: Callable[..., object], *arguments: object) -> bytes:
    """Return a job for `limited`, whose modules are imported only where signals are ignored."""
    return pickle.dumps((job, arguments))


def limited(folder: str, server: int, job: bytes) -> Any:
    """Return the result of a `packed` job, with limits and with its files in ``folder``.

    Parameters
    ----------
    server: the process to which the worker belongs, and without which it ends.
    """
    _belong_to(server)
    tempfile.tempdir = folder
    Path(folder, "begun").touch()
    work, arguments = pickle.loads(job)
    return work(*arguments)


def has_begun(folder: Path) -> bool:
    """Return whether a job whose files are in this folder has begun."""
    return (folder / "begun").exists()


@cache
def _belong_to(server: int) -> None:
    """Leave signals to the server, set limits, and end when the server has ended."""
    for name in SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_FILE, MOST_FILE))
    threading.Thread(target=_end_with, args=(server,), daemon=True).start()


def _end_with(server: int) -> None:
    """End this process, whatever it does, soon after the server has ended."""
    while os.getppid() == server:
        time.sleep(WATCH_SECONDS)
    if folder := tempfile.tempdir:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)
