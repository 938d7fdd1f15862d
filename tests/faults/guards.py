"""The guards that keep files whole, and a case that fails without each of them."""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from svgconv.commands import signals
from svgconv.files import temporary, writer
from svgconv.gallery import worker, written_file


@dataclass(frozen=True)
class Guard:
    """Something that protects files or processes.

    Attributes
    ----------
    removed: what is done instead.
    remove: removes it.
    only: the names of the cases that must fail then.
    says: what one of them says.
    """

    removed: str
    remove: Callable[[], Any]
    only: str
    says: str


def _replaced(owner: Any, name: str, by: Any) -> Callable[[], Any]:
    return lambda: patch.object(owner, name, by).start()


def _in_place(target: str, content: bytes, mode: int) -> int:
    Path(target).write_bytes(content)
    return os.stat(target).st_ino


def _by_default(number: int, frame: object) -> None:
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


def _inode_of(target: Path, content: bytes, **others: Any) -> int:
    writer.write(target, content, **others)
    return target.stat().st_ino


GUARDS = {
    "rename": Guard(
        "files are written in place", _replaced(writer, "replace", _in_place),
        "kill/render/gif/old-files/*", "neither the old nor the new"),
    "fsync": Guard(
        "files are renamed before they are on the disk",
        _replaced(writer, "replace", partial(temporary.replace, durable=False)),
        "power-cut/render/gif/*", "neither the old nor the new"),
    "clean-up": Guard(
        "SIGTERM ends the process at once",
        _replaced(signals._End, "__call__", lambda self, number, frame: _by_default(number, frame)),
        "signal/render/gif/*/TERM/*", "remains"),
    "signals": Guard(
        "SIGINT raises KeyboardInterrupt", _replaced(signals, "ENDING", ()),
        "signal/make/gif/*/INT/*/[1-4]/*", "instead of -2"),
    "lock": Guard(
        "temporary files are not locked", _replaced(temporary, "_lock", lambda descriptor: None),
        "clock/render/gif/*", "ends with status 2"),
    "removal": Guard(
        "old temporary files are kept", _replaced(temporary, "_remove_if_old", lambda item: None),
        "kill/render/gif/*", "after the next run, out/"),
    "watcher": Guard(
        "workers do not watch their parent", _replaced(worker, "_end_with_parent", lambda: None),
        "busy-workers/make/gif/*/KILL/*", "a worker remains"),
    "inode": Guard(
        "a build trusts any file of its name", _replaced(written_file, "write", _inode_of),
        "two-runs/make/gif/*/1?/after/old", "differs from an undisturbed run"),
    "age": Guard(
        "recent temporary files are removed, too, and none is locked",
        lambda: (patch.object(temporary, "OLD", 0).start(),
                 patch.object(fcntl, "LOCK_EX", fcntl.LOCK_SH).start()),
        "two-runs/render/gif/*", "ends with status 2"),
}  # fmt: skip
