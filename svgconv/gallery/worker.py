"""A process that runs tasks one after the other, and ends with its parent."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from svgconv.errors import LostProcessError, SvgconvError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

WAITING_BYTES = 4096
"""What a connection holds on every system while nobody receives."""

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


class Worker:
    """A process, and its parent's end of the connection to it.

    Attributes
    ----------
    begun: the places and labels of its tasks, from the one that it runs.
    """

    def __init__(self, context: Any, inherited: list[Connection], signals: set[int]) -> None:
        self.connection, other_end = context.Pipe()
        self.begun: deque[tuple[int, str]] = deque()
        kept = [*inherited, self.connection] if context.get_start_method() == "fork" else []
        self.process = context.Process(target=_work, args=(other_end, kept, signals), daemon=True)
        self.process.start()
        other_end.close()

    def takes(self, task: Task, most: int) -> bool:
        """Whether it may have one more task, of at most ``most``.

        A task that waits must fit in the connection: neither end could send while both wait for
        the other to receive.
        """
        from multiprocessing.reduction import ForkingPickler

        has = len(self.begun)
        return not has or (has < most and len(ForkingPickler.dumps(task)) < WAITING_BYTES)

    def begin(self, place: int, task: Task) -> None:
        """Give the process a task, which it runs after those that it has."""
        self.begun.append((place, task.label))
        with suppress(OSError):  # a dead process is noticed when its result is read
            self.connection.send(task)

    def result(self) -> Any:
        """Return the result of the first task that was begun, or raise its error."""
        _, label = self.begun.popleft()
        try:
            outcome, value = self.connection.recv()
        except (EOFError, OSError):
            self.process.join(PATIENCE)
            code = self.process.exitcode
            how = f"signal {-code}" if code is not None and code < 0 else f"status {code}"
            raise LostProcessError(
                label,
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
        return "done", named(task)
    except (SvgconvError, MemoryError) as error:
        return "failed", error
    except Exception:
        import traceback

        return "failed", RuntimeError(f"{task.label}: {traceback.format_exc()}")


def named(task: Task) -> Any:
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
