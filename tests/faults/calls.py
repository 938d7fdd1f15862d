"""The calls of a run that change files or talk to workers, and a fault at one of them."""

from __future__ import annotations

import builtins
import errno
import fcntl
import io
import multiprocessing.connection
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from typing import Any

FUNCTIONS = ("fsync", "chmod", "replace", "rename", "unlink", "remove", "rmdir", "mkdir")
CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
FULL = {"open", "write", "fsync", "mkdir"}
"""What needs space on a disk."""
SIGNALS = {name: getattr(signal, f"SIG{name}") for name in ("KILL", "INT", "TERM", "HUP")}
NAP, DELAY = 30, 0.01
"""Seconds for which a worker does not answer, and of a call on a slow disk."""

real_read, real_write, real_time = os.read, os.write, time.time


@dataclass(frozen=True)
class Fault:
    """What happens at one call.

    Attributes
    ----------
    act: names of signals (``"HUP+TERM"``), ``"POWER"``, the name of an error, ``"FULL"`` for all
        later calls that need space, or ``"PAUSE"``.
    role: the process: ``"parent"``, ``"worker 1"``, ``"worker 2"``.
    number: the call of this process, from 1.
    phase: ``"before"``, ``"after"``, or, for a write, ``"half"``; ``"wait"`` is when the
        process first waits for a worker.
    """

    act: str
    role: str = "parent"
    number: int = 1
    phase: str = "before"


@dataclass
class Calls:
    """Counts the calls of this process and its copies.

    Attributes
    ----------
    fault: what happens; None for nothing.
    log: where the calls are written; None for nowhere.
    control: where a pause is announced, and where its end comes from.
    slow: whether each call that changes a file takes a while.
    napping: whether workers do not answer for a while.
    clock: the seconds by which the clock is wrong, in each direction in turn.
    """

    fault: Fault | None = None
    log: int | None = None
    control: tuple[int, int] = (-1, -1)
    slow: bool = False
    napping: bool = False
    clock: float = 0
    role: str = "parent"
    count: int = 0
    forks: int = 0

    def __post_init__(self) -> None:
        self._unsafe: set[str] = set()

    def install(self) -> None:
        """Replace the functions in this process."""
        for name in FUNCTIONS:
            setattr(os, name, partial(self.step, name, getattr(os, name)))
        setattr(fcntl, "flock", partial(self.step, "flock", fcntl.flock))  # noqa: B010
        connections = multiprocessing.connection
        setattr(connections, "wait", partial(self._wait, connections.wait))  # noqa: B010
        self._replace_method(connections.Connection, "_send_bytes", "send")
        self._replace_method(connections.Connection, "_recv_bytes", "receive")
        os_open, fork, standard_open = os.open, os.fork, builtins.open

        def opened(path: Any, flags: int, *more: Any, **others: Any) -> int:
            if flags & CHANGING:
                return int(self.step("open", os_open, path, flags, *more, **others))
            return os_open(path, flags, *more, **others)

        def open_file(file: Any, mode: str = "r", *more: Any, **others: Any) -> Any:
            if not {*mode} & {*"wax+"} or isinstance(file, int):
                return standard_open(file, mode, *more, **others)
            opener = others.get("opener") or (lambda path, flags: os.open(path, flags, 0o666))
            raw = _Raw(self, file, mode.replace("b", ""), opener=opener)
            return io.BufferedWriter(raw) if "b" in mode else io.TextIOWrapper(raw, "utf-8")

        def forked() -> int:
            self.forks += 1
            process = int(self.step("fork", fork))
            if not process:
                self.role, self.count = f"worker {self.forks}", 0
            return process

        os.open, os.fork = opened, forked
        builtins.open = io.open = open_file
        directions = cycle((1, -1))

        def now() -> float:
            return real_time() + next(directions) * self.clock

        time.time = now

    def _replace_method(self, cls: Any, method: str, name: str) -> None:
        real = getattr(cls, method)
        setattr(cls, method, lambda *given: self.step(name, real, *given))

    def _wait(self, call: Callable[..., Any], *given: Any) -> Any:
        """Wait for workers. It is not counted: two of them may answer at once.

        A process that only looks whether they have answered waits, too, so that its calls have the
        same order in each run.
        """
        if not given[0]:
            return call(*given)
        if self.fault and self.fault.role == self.role and self.fault.phase == "wait":
            self._happen()
        return call(given[0])

    def step(self, name: str, call: Callable[..., Any], *given: Any, **others: Any) -> Any:
        """Make one call, with the fault if this is its moment."""
        if threading.current_thread() is not threading.main_thread():
            return call(*given, **others)
        self.count += 1
        if self.log is not None:
            real_write(self.log, f"{self.role}\t{name}\n".encode())
        if self.slow and name in {"open", "write", "fsync", "replace", "unlink", "mkdir"}:
            time.sleep(DELAY)
        fault, phase = self.fault, ""
        if fault and fault.role == self.role:
            if fault.number == self.count:
                phase = fault.phase
            if fault.act == "FULL" and fault.number <= self.count and name in FULL:
                phase = "before"
        if phase == "before":
            self._happen()
        if phase == "half":
            given = (bytes(given[0])[: len(given[0]) // 2],)
        try:
            result = call(*given, **others)
            self._note(name, *given)
        finally:
            if phase in ("half", "after"):
                self._happen()
        if self.napping and name == "receive" and self.role != "parent":
            time.sleep(NAP)
        return result

    def _note(self, name: str, *given: Any) -> None:
        """Note which files are not on the disk yet."""
        if name == "fsync":
            self._unsafe.discard(os.readlink(f"/proc/self/fd/{given[0]}"))
        elif name in ("replace", "rename") and str(given[0]) in self._unsafe:
            self._unsafe.remove(str(given[0]))
            self._unsafe.add(str(given[1]))

    def _happen(self) -> None:
        assert self.fault is not None
        act = self.fault.act
        if self.log is not None:
            real_write(self.log, f"fault\t{act}\n".encode())
        if act == "POWER":  # at worst, nothing is left of what is not on the disk yet
            for path in filter(os.path.exists, self._unsafe):
                os.truncate(path, 0)
            act = "KILL"
        if act == "PAUSE":
            real_write(self.control[0], b"p")
            real_read(self.control[1], 1)
            return
        if act == "FULL":
            act = "ENOSPC"
        if hasattr(errno, act):
            number = getattr(errno, act)
            raise OSError(number, os.strerror(number))
        for name in act.split("+"):
            os.kill(os.getpid(), SIGNALS[name])

    def written(self, path: str) -> None:
        """Note that a file has content that is not on the disk yet."""
        self._unsafe.add(path)


class _Raw(io.FileIO):
    """A file whose writes are counted."""

    def __init__(self, calls: Calls, *given: Any, **others: Any) -> None:
        self._calls = calls
        super().__init__(*given, **others)

    def write(self, data: Any) -> int:
        self._calls.written(os.path.realpath(str(self.name)))
        return int(self._calls.step("write", super().write, data))
