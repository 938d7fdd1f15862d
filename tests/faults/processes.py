"""A run of the command line in a copy of this process."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from svgconv.__main__ import main
from svgconv.gallery import pool
from svgconv.gallery.pool import Pool
from tests.faults.calls import Calls, Fault

LONGEST, GRACE = 120, 5
"""Seconds for a run, and for the end of its workers after that of the run itself."""
WORKERS = 2
NOBODY = 65534


@dataclass(frozen=True)
class Ended:
    """How a run ended.

    Attributes
    ----------
    status: the exit status; the negative number of the signal that ended it.
    out, err: what it printed.
    remained: whether a process of the run outlived it.
    calls: the roles and names of its calls, in their order.
    """

    status: int
    out: str
    err: str
    remained: bool
    calls: tuple[tuple[str, str], ...]

    def of(self, role: str) -> list[str]:
        """The names of the calls of one process."""
        return [name for one, name in self.calls if one == role]


class Run:
    """A run that has started.

    Parameters
    ----------
    arguments: of svgconv.
    root: its current folder, which has the folders ``cache`` and ``tmp``.
    as_nobody: as a user who owns nothing.
    others: what goes wrong, for `Calls`.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        root: Path,
        fault: Fault | None = None,
        *,
        as_nobody: bool = False,
        **others: float,
    ) -> None:
        self._out, self._log = os.memfd_create("out"), os.memfd_create("log")
        self._err, err = os.pipe()
        self._paused, announce = os.pipe()
        resume, self._resume = os.pipe()
        self.process = os.fork()
        if not self.process:
            for ours in (self._err, self._paused, self._resume):
                os.close(ours)
            calls = Calls(fault, self._log, (announce, resume), **others)  # type: ignore[arg-type]
            _become(arguments, root, calls, self._out, err, as_nobody)
        for theirs in (err, announce, resume):
            os.close(theirs)

    def paused(self) -> bool:
        """Wait for the pause; return whether there is one before the run ends."""
        return bool(os.read(self._paused, 1))

    def go_on(self) -> None:
        """End the pause."""
        os.write(self._resume, b"r")

    def ended(self) -> Ended:
        """Wait for the end of all processes, and kill those that do not end."""
        handle = os.pidfd_open(self.process)
        waiting, parts = {handle, self._err}, []
        until = time.monotonic() + LONGEST
        while self._err in waiting:
            ready, _, _ = select.select(waiting, [], [], max(0, until - time.monotonic()))
            if not ready:
                break
            if handle in ready:
                waiting.remove(handle)
                until = time.monotonic() + GRACE
            if self._err in ready:
                parts.append(os.read(self._err, 65536))
                if not parts[-1]:
                    waiting.remove(self._err)
        remained = self._err in waiting
        if remained:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process, signal.SIGKILL)
        _, status = os.waitpid(self.process, 0)
        out, log = _content(self._out), _content(self._log)
        for one in (handle, self._out, self._log, self._err, self._paused, self._resume):
            os.close(one)
        lines = (line.partition("\t") for line in log.splitlines())
        calls = tuple((role, name) for role, _, name in lines)
        err = b"".join(parts).decode()
        return Ended(os.waitstatus_to_exitcode(status), out, err, remained, calls)


def _content(descriptor: int) -> str:
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0).decode()


def _become(
    arguments: Sequence[str], root: Path, calls: Calls, out: int, err: int, as_nobody: bool
) -> NoReturn:
    """Run svgconv in this process, and end it."""
    status = 70
    try:
        os.setsid()
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.close(err)
        os.chdir(root)
        os.umask(0o022)
        os.environ |= {"XDG_CACHE_HOME": f"{root}/cache", "TMPDIR": f"{root}/tmp"}
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if as_nobody:
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
        Pool.__init__.__defaults__ = (WORKERS, "fork")
        setattr(Pool, "_pays", lambda *_: True)  # noqa: B010
        if "explore" not in arguments[0] and "--explore" not in arguments:
            setattr(pool, "SHORT", 0)  # noqa: B010 - workers draw galleries; of an explorer, some
        sys.argv = ["svgconv", *arguments]
        calls.install()
        main()
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
