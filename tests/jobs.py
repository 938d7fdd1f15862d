"""Jobs for a server's processes, which import this file: so it imports little."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def sleeping(mark: str) -> int:
    """Write this process's id, and what is left in its folder, and sleep."""
    Path(tempfile.gettempdir(), "left").write_text("x")
    Path(mark).write_text(f"{os.getpid()} {tempfile.gettempdir()}")
    time.sleep(60)
    return 0


def overlapping(folder: str) -> int:
    """How many of these run now."""
    mine = Path(folder, str(os.getpid()))
    mine.write_text("")
    time.sleep(0.5)
    count = len(list(Path(folder).iterdir()))
    mine.unlink()
    return count


def greedy() -> int:
    """Take more memory than there may be."""
    return len(bytearray(5 * 2**30))


def wide() -> int:
    """Write a larger file than there may be."""
    with tempfile.TemporaryFile() as file:
        for _ in range(300):
            file.write(bytes(2**20))
    return 0


def dying() -> int:
    """End the process."""
    os._exit(3)


def dying_after_a_mark(mark: str) -> int:
    """Say that the job begins, and end the process."""
    with open(mark, "a") as file:
        file.write("begun\n")
    os._exit(3)


class Interrupting:
    """An argument whose process is interrupted while it reads the argument."""

    def __reduce__(self) -> tuple[Callable[[], str], tuple[()]]:
        return interrupt, ()


def interrupt(*_: object) -> str:
    """Interrupt this process."""
    signal.raise_signal(signal.SIGINT)
    return "read"


def nap(seconds: float) -> int:
    """Sleep a little."""
    time.sleep(seconds)
    return os.getpid()


def buggy(*_: object) -> int:
    """Fail as no job should."""
    return 1 // 0


def is_running(process: int) -> bool:
    """Whether there is such a process that is no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
