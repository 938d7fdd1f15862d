"""Drawing in processes of its own: few at once, each with a time limit after which it is killed."""

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
"""Bytes that a process may reserve, and write into one file."""


class OverloadError(Exception):
    """The work was not done, for a reason that is the server's; the message is for people."""


@dataclass
class Workshop:
    """Does work in other processes.

    Parameters
    ----------
    seconds: the longest that one piece of work may take, waiting included.
    at_once: how many are done at the same time.
    waiting: how many more may wait for one to end.
    """

    seconds: float = 20
    at_once: int = field(default_factory=lambda: min(4, os.cpu_count() or 1))
    waiting: int = 8
    _limiter: CapacityLimiter | None = None
    _here: int = 0

    async def run(self, job: Callable[..., Result], *arguments: object) -> Result:
        """``job(*arguments)``, by a process that is killed when time is up or nobody waits.

        Raises
        ------
        OverloadError: too much is being done, time was up, or the process ended.
        """
        if self._here >= self.at_once + self.waiting:
            raise OverloadError("too many figures are being drawn; try again")
        self._limiter = self._limiter or CapacityLimiter(self.at_once)
        self._here += 1
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
                f"not done within {self.seconds:g} seconds; use a smaller figure,"
                " or the command line"
            ) from None
        except (BrokenWorkerProcess, MemoryError, RecursionError, OSError):
            raise OverloadError(
                "took more memory or disk than it may; use a smaller figure, or the command line"
            ) from None
        finally:
            self._here -= 1


def _limited(folder: str, job: Callable[..., Result], *arguments: object) -> Result:
    """Do the job in its process: bounded, its files in ``folder``, Ctrl-C left to the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_FILE, MOST_FILE))
    return job(*arguments)
