"""Tasks on all processors: processes that end with their parent, and whose errors name the task.

The processes compute, and only their parent writes files: a process that is killed leaves nothing.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from svgconv.errors import LostProcessError, SvgconvError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

START_SECONDS = {"fork": 0.07, "spawn": 0.45}
"""What it costs to start a process: a copy of this one, or a new one that imports svgconv."""

PATIENCE = 5
"""Seconds for a process to end after it has nothing more to do."""


class Task(Protocol):
    """One piece of work; a process receives it by pickle."""

    @property
    def label(self) -> str:
        """What an error names: ``"figure 'x'"``."""

    @property
    def seconds(self) -> float:
        """A rough estimate of the time that it takes."""

    def prepare(self) -> None:
        """Import what it needs, before processes are copied that would each import it."""

    def run(self) -> Any:
        """Return its result."""


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
        self._workers: list[_Worker] = []

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
            result = _named(task)
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
        """Yield the results of tasks that other processes run."""
        from multiprocessing.connection import wait

        if not self._workers and self._method == "fork":
            for _, task in left:
                task.prepare()
        self._start(min(self._most, len(left)))
        if not self._workers:
            yield from ((place, _named(task)) for place, task in left)
            return
        idle, busy = list(self._workers), dict[Any, _Worker]()
        errors: dict[int, BaseException] = {}
        while True:
            while idle and left and (not errors or left[0][0] < min(errors)):
                worker = idle.pop()
                worker.begin(*left.popleft())
                busy[worker.connection] = worker
            if not busy:
                break
            for connection in wait(list(busy)):
                worker = busy.pop(connection)
                try:
                    result = worker.result()
                except (SvgconvError, MemoryError, RuntimeError) as error:
                    errors[worker.place] = error
                else:
                    yield worker.place, result
                idle.append(worker)
        if errors:
            raise errors[min(errors)]

    def _start(self, count: int) -> None:
        import multiprocessing

        context: Any = multiprocessing.get_context(self._method)
        with _blocked_signals() as before:
            while len(self._workers) < count:
                inherited = [worker.connection for worker in self._workers]
                try:
                    self._workers.append(_Worker(context, inherited, before))
                except OSError:  # no more processes: fewer of them, or this one, do the work
                    break


class _Worker:
    """A process, and its parent's end of the connection to it."""

    def __init__(self, context: Any, inherited: list[Connection], signals: set[int]) -> None:
        self.connection, other_end = context.Pipe()
        self.place, self.label = 0, ""
        kept = [*inherited, self.connection] if context.get_start_method() == "fork" else []
        self.process = context.Process(target=_work, args=(other_end, kept, signals), daemon=True)
        self.process.start()
        other_end.close()

    def begin(self, place: int, task: Task) -> None:
        """Give the process a task."""
        self.place, self.label = place, task.label
        with suppress(OSError):  # a dead process is noticed when its result is read
            self.connection.send(task)

    def result(self) -> Any:
        """Return the result of the task, or raise its error."""
        try:
            outcome, value = self.connection.recv()
        except (EOFError, OSError):
            self.process.join(PATIENCE)
            code = self.process.exitcode
            how = f"signal {-code}" if code is not None and code < 0 else f"status {code}"
            raise LostProcessError(
                self.label,
                f"the process that drew it ended ({how})",
                "it may need more memory than is available",
            ) from None
        if outcome == "done":
            return value
        raise value

    def end(self, at_once: bool) -> None:
        """End the process and wait for its end."""
        with suppress(OSError):
            self.connection.close()
        if not at_once:
            self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()


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


def _work(connection: Connection, inherited: list[Connection], signals: set[int]) -> None:
    """Run the tasks that arrive, in a process of their own, until the parent closes the connection.

    Ctrl-C and a closed terminal reach all processes; the parent decides what they mean.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, signals)
    for other in inherited:
        other.close()
    gc.freeze()  # what the parent had stays: to look through it would also copy its memory
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            task = connection.recv()
            connection.send(_outcome(task))


def _end_with_parent() -> None:
    """End this process when its parent ends, even in the middle of a task."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _outcome(task: Task) -> tuple[str, Any]:
    """Return how a task ended, and its result or its error."""
    try:
        return "done", _named(task)
    except (SvgconvError, MemoryError) as error:
        return "failed", error
    except Exception:
        import traceback

        return "failed", RuntimeError(f"{task.label}: {traceback.format_exc()}")


def _named(task: Task) -> Any:
    """Return a task's result; its errors name the task."""
    try:
        return task.run()
    except SvgconvError as error:
        raise error.within(task.label) from None
    except OSError as error:
        problem = f"cannot be drawn ({error.strerror or error})"
        raise SvgconvError(task.label, problem, "free some space, or use another format") from None
    except MemoryError:
        raise MemoryError(task.label) from None
