"""Work in other processes: few at a time, each of them killed after a time limit."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

import anyio
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

Result = TypeVar("Result")

MOST_MEMORY = 4 * 2**30
MOST_FILE = 2**28
"""The bytes of memory that a process may reserve, and the bytes of one file that it may write."""


class OverloadError(Exception):
    """The server could not do the work; the message is shown on the page."""


@dataclass
class Workshop:
    """Runs jobs in other processes.

    Parameters
    ----------
    seconds: the time limit of one job, including its waiting time.
    at_once: the number of jobs that run at the same time.
    waiting: the number of further jobs that may wait.
    """

    seconds: float = 20
    at_once: int = field(default_factory=lambda: min(4, os.cpu_count() or 1))
    waiting: int = 8
    _limiter: CapacityLimiter | None = None
    _accepted: int = 0

    async def run(self, job: Callable[..., Result], *arguments: object) -> Result:
        """Return ``job(*arguments)`` from a process that is killed when its time is up.

        It is also killed when the caller is cancelled.

        Raises
        ------
        OverloadError: too many jobs are running, the time was up, or the process ended.
        """
        if self._accepted >= self.at_once + self.waiting:
            raise OverloadError("too many figures are being drawn; try again later")
        self._limiter = self._limiter or CapacityLimiter(self.at_once)
        self._accepted += 1
        try:
            with (
                tempfile.TemporaryDirectory(
                    prefix="svgconv-", ignore_cleanup_errors=True
                ) as folder,
                anyio.fail_after(self.seconds),
            ):
                return await to_process.run_sync(
                    _limited, folder, job, *arguments, cancellable=True, limiter=self._limiter
                )
        except TimeoutError:
            raise OverloadError(
                f"drawing takes longer than {self.seconds:g} seconds; use a smaller figure,"
                " or the command line"
            ) from None
        except (BrokenWorkerProcess, MemoryError, RecursionError, OSError):
            raise OverloadError(
                "drawing needs too much memory or disk; use a smaller figure, or the command line"
            ) from None
        finally:
            self._accepted -= 1


def _limited(folder: str, job: Callable[..., Result], *arguments: object) -> Result:
    """Run a job with limits and with its files in ``folder``; Ctrl-C is left to the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_FILE, MOST_FILE))
    return job(*arguments)
