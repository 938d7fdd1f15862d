"""Work in other processes: a few at a time, each of them killed after a time limit."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import anyio
from anyio import BrokenWorkerProcess, CancelScope, CapacityLimiter, to_process

from svgconv.serve.turns import Turns
from svgconv.serve.worker import has_begun, limited, packed

Result = TypeVar("Result")

BUSY = "too many figures are being drawn; try again later"
STOPPING = "the server is stopping"


class OverloadError(Exception):
    """The server could not do the work; the message is shown on the page."""


@dataclass
class Workshop:
    """Runs jobs in other processes.

    Networks take turns, so that each has the same share of the time, if it needs it.

    Parameters
    ----------
    seconds: the time limit of one job, without its waiting time.
    patience: the seconds that a job may wait.
    at_once: the number of jobs that run at the same time. One fewer of them may be long, so that
        a short job never waits for long ones.
    waiting: the number of further jobs of one network that may wait.
    """

    seconds: float = 20
    patience: float = 30
    at_once: int = field(default_factory=lambda: max(2, min(4, os.cpu_count() or 1)))
    waiting: int = 200
    _jobs: dict[CancelScope, str] = field(default_factory=dict)
    _is_stopping: bool = False

    def __post_init__(self) -> None:
        self._turns = Turns(self.at_once)
        self._long_turns = Turns(max(1, self.at_once - 1))

    @property
    def job_count(self) -> int:
        """The number of jobs that run or wait."""
        return len(self._jobs)

    async def run(
        self,
        job: Callable[..., Result],
        *arguments: object,
        network: str = "",
        long: bool = False,
        begun: anyio.Event | None = None,
    ) -> Result:
        """Return ``job(*arguments)`` from a process that is killed when its time is up.

        It is also killed when the caller is cancelled.

        Parameters
        ----------
        network: the client's network, which shares the limits.
        long: whether the job can take seconds.
        begun: set when the job does not wait any more.

        Raises
        ------
        OverloadError: too many jobs are running, the time was up, the process ended, or the
            workshop stops.
        """
        if self._is_stopping:
            raise OverloadError(STOPPING)
        if Counter(self._jobs.values())[network] >= self.at_once + self.waiting:
            raise OverloadError(BUSY)
        with CancelScope() as scope:
            self._jobs[scope] = network
            try:
                async with self._turn(network, long):
                    if begun:
                        begun.set()
                    return await self._result(job, *arguments)
            finally:
                del self._jobs[scope]
        raise OverloadError(STOPPING)

    def stop(self) -> None:
        """End all jobs; those who wait for them, and for later ones, get an `OverloadError`."""
        self._is_stopping = True
        for scope in self._jobs:
            scope.cancel()

    @asynccontextmanager
    async def _turn(self, network: str, long: bool) -> AsyncIterator[None]:
        """Wait until a job of a network may run.

        Raises
        ------
        OverloadError: the wait was too long.
        """
        async with AsyncExitStack() as stack:
            try:
                with anyio.fail_after(self.patience):
                    if long:
                        await stack.enter_async_context(self._long_turns.place(network))
                    await stack.enter_async_context(self._turns.place(network))
            except TimeoutError:
                raise OverloadError(BUSY) from None
            yield

    async def _result(self, job: Callable[..., Result], *arguments: object) -> Result:
        """Return the result of a job whose turn it is.

        Raises
        ------
        OverloadError: the time was up, or the process ended.
        """
        try:
            with anyio.fail_after(self.seconds):
                # Each idle process may have been killed without notice.
                for _ in range(self.at_once):
                    try:
                        return await self._attempt(job, *arguments)
                    except _NotBegunError:
                        continue
                return await self._attempt(job, *arguments)
        except TimeoutError:
            raise OverloadError(
                f"drawing takes longer than {self.seconds:g} seconds; use a smaller figure,"
                " or the command line"
            ) from None
        except (_NotBegunError, BrokenWorkerProcess, MemoryError, RecursionError, OSError):
            raise OverloadError(
                "drawing needs too much memory or disk; use a smaller figure, or the command line"
            ) from None

    async def _attempt(self, job: Callable[..., Result], *arguments: object) -> Result:
        """Return the result of a job in one process.

        Raises
        ------
        _NotBegunError: the process had ended before it began.
        OverloadError: the terminal's Ctrl-C reached the process before it ignored signals.
        """
        with tempfile.TemporaryDirectory(prefix="svgconv-", ignore_cleanup_errors=True) as folder:
            try:
                return await to_process.run_sync(
                    limited,
                    folder,
                    os.getpid(),
                    packed(job, *arguments),
                    cancellable=True,
                    limiter=CapacityLimiter(1),
                )
            except KeyboardInterrupt:
                raise OverloadError(STOPPING) from None
            except (BrokenWorkerProcess, ProcessLookupError):  # anyio kills a dead process
                if has_begun(Path(folder)):
                    raise
                raise _NotBegunError from None


class _NotBegunError(Exception):
    """A process ended before it began its job."""
