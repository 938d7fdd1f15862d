"""Tasks on all processors: processes that end with their parent, and whose errors name the task.

The processes compute, and only their parent writes files: a process that is killed leaves nothing.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from time import perf_counter
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.gallery.worker import Task, Worker, named

START_SECONDS = {"fork": 0.07, "spawn": 0.45}
"""What it costs to start a process: a copy of this one, or a new one that imports svgconv."""

SHORT = 0.1
"""The seconds of a task that this process runs while others wait for it at most so long."""


class Pool:
    """Runs tasks, in this process if starting others would take longer.

    Parameters
    ----------
    processes: how many at most; None is one for each processor that this process may use.
    method: how processes start, ``"fork"`` or ``"spawn"``; None is what is safe here.
    """

    def __init__(self, processes: int | None = None, method: str | None = None) -> None:
        self._most = processes or processors()
        self._method = method or _safe_method()
        self._workers: list[Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for worker in self._workers:
            worker.end(at_once=kind is not None)
        self._workers = []

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
        """Yield the place and the result of each task when it is finished.

        Raises
        ------
        SvgconvError: a task raised it, with the task's label before its subject. If several tasks
            do, it is the error of the first one.
        LostProcessError: a process was killed.
        """
        left = deque(enumerate(tasks))
        expected, spent = sum(task.seconds for task in tasks), 0.0
        for done in range(len(tasks)):
            # The first task also imports what it needs.
            estimate = max(expected, spent / (done - 1) * len(left) if done > 1 else 0)
            place, task = left[0]
            # A copy of this process has what a short first task imports.
            short = not done and self._method == "fork" and task.seconds < START_SECONDS["fork"]
            if self._workers or (not short and self._pays(estimate, len(left))):
                break
            left.popleft()
            start = perf_counter()
            result = named(task)
            spent += perf_counter() - start if done else 0
            expected -= task.seconds
            yield place, result
        if left:
            yield from self._spread(left)

    def _pays(self, estimate: float, count: int) -> bool:
        """Whether starting processes takes less than half of the time that they save."""
        processes = min(self._most, count)
        return estimate * (1 - 1 / max(1, processes)) > 2 * START_SECONDS[self._method]

    def _spread(self, left: deque[tuple[int, Task]]) -> Iterator[tuple[int, Any]]:
        """Yield the results of tasks that other processes run, and this one if all are short."""
        from multiprocessing.connection import wait

        if not self._workers and self._method == "fork":
            for _, task in left:
                task.prepare()
        takes_part = all(task.seconds < SHORT for _, task in left)
        self._start(min(self._most, len(left)) - takes_part)
        errors: dict[int, BaseException] = {}
        while True:
            for most in range(1, 2 + takes_part):  # a next one, while this process runs a task
                for worker in self._workers:
                    if self._goes_on(left, errors) and worker.takes(left[0][1], most):
                        worker.begin(*left.popleft())
            busy = {worker.connection: worker for worker in self._workers if worker.begun}
            own = self._goes_on(left, errors) and (takes_part or not self._workers)
            if own:
                place, task = left.popleft()
                yield from _noted(place, partial(named, task), errors)
            elif not busy:
                break
            for connection in wait(list(busy), 0 if own else None):
                place, _ = busy[connection].begun[0]
                yield from _noted(place, busy[connection].result, errors)
        if errors:
            raise errors[min(errors)]

    @staticmethod
    def _goes_on(left: deque[tuple[int, Task]], errors: Mapping[int, BaseException]) -> bool:
        """Whether a task is left that comes before the first one with an error."""
        return bool(left) and (not errors or left[0][0] < min(errors))

    def _start(self, count: int) -> None:
        import multiprocessing

        context: Any = multiprocessing.get_context(self._method)
        with _blocked_signals() as before:
            while len(self._workers) < count:
                inherited = [worker.connection for worker in self._workers]
                try:
                    self._workers.append(Worker(context, inherited, before))
                except OSError:  # no more processes: fewer of them, or this one, do the work
                    break


def _noted(
    place: int, run: Callable[[], Any], errors: dict[int, BaseException]
) -> Iterator[tuple[int, Any]]:
    """Yield a task's place and result; add its error to ``errors`` instead, if it has one."""
    try:
        result = run()
    except (SvgconvError, MemoryError, RuntimeError) as error:
        errors[place] = error
    else:
        yield place, result


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _safe_method() -> str:
    """How processes can start: a copy of a process with threads, or on macOS, can lock up."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


@contextmanager
def _blocked_signals() -> Iterator[set[int]]:
    """Block Ctrl-C and the like until a new process has its own handlers; yield the old mask."""
    if not hasattr(signal, "pthread_sigmask"):
        yield set()
        return
    before = signal.pthread_sigmask(
        signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    )
    try:
        yield {int(one) for one in before}
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
