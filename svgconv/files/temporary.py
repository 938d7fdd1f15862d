"""Temporary files: each has the new content of one file until it is whole, and then replaces it."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from functools import cache
from typing import Any

fcntl: Any
try:
    import fcntl
except ImportError:  # Windows, which neither renames nor removes a file that is open
    fcntl = None

NAME = re.compile(r"\.svgconv-[0-9a-f]{16}")
OLD = 24 * 60 * 60
"""Seconds after the last write to it from which a temporary file is one that a killed process left.

A file is written in one go, so even a slow network drive takes less.
"""

_unfinished: set[str] = set()


def replace(target: str, content: bytes, mode: int, *, durable: bool = True) -> int:
    """Write ``content`` to a temporary file next to ``target``, rename it, and return its inode.

    The temporary file is locked while it exists, and is removed after any error.

    Parameters
    ----------
    mode: the file's permissions.
    durable: write it to the disk before it is renamed, so that a power cut leaves a whole file.

    Raises
    ------
    OSError: the file cannot be written.
    """
    remove_old(os.path.dirname(target))
    # The name is known before the file exists, so that Ctrl-C at any moment leaves nothing behind.
    name = os.path.join(os.path.dirname(target), f".svgconv-{os.urandom(8).hex()}")
    _unfinished.add(name)
    try:
        with open(name, "xb", opener=_private) as file:
            _lock(file.fileno())
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
            os.chmod(name, mode)
            inode = os.fstat(file.fileno()).st_ino
            if fcntl is None:
                file.close()
            os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    finally:
        _unfinished.discard(name)
    return inode


def remove_unfinished() -> None:
    """Remove the temporary files that this process is writing, before it ends at once."""
    for name in list(_unfinished):
        with contextlib.suppress(OSError):
            os.unlink(name)


@cache
def remove_old(folder: str) -> None:
    """Remove what killed processes left in a folder long ago; once in each process.

    A file that is locked is kept, however old it seems: clocks jump, and a machine that sleeps
    does not write.
    """
    with contextlib.suppress(OSError), os.scandir(folder or ".") as items:
        for item in items:
            if NAME.fullmatch(item.name):
                with contextlib.suppress(OSError):
                    _remove_if_old(item)


def _remove_if_old(item: os.DirEntry[str]) -> None:
    found = item.stat(follow_symlinks=False)
    # A time in the future is from before a clock was put right.
    if not stat.S_ISREG(found.st_mode) or abs(time.time() - found.st_mtime) < OLD:
        return
    descriptor = os.open(item.path, os.O_RDWR)  # a network drive locks no other file
    try:
        _lock(descriptor)
        if fcntl is not None:
            os.unlink(item.path)
    finally:
        os.close(descriptor)
    if fcntl is None:
        os.unlink(item.path)


def _lock(descriptor: int) -> None:
    """Lock an open file until it is closed, where the file system has locks.

    Raises
    ------
    BlockingIOError: another process has locked it.
    """
    if fcntl is None:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EAGAIN):
            raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
