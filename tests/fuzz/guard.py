"""An audit hook: it notes each file, process and connection that a case must not open."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from svgconv.files.temporary import NAME

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir",
    "os.symlink", "os.truncate", "os.utime", "shutil.rmtree", "shutil.move", "shutil.copyfile",
}  # fmt: skip
"""The events that change the files that their arguments name."""
LISTS = {"os.listdir", "os.scandir"}
FORBIDDEN = (
    "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile",
    "os.kill", "pty.", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethost",
    "socket.send", "urllib.", "http.client.", "ftplib.", "smtplib.", "webbrowser.", "ctypes.dlopen",
)  # fmt: skip
"""The beginnings of events that start a process or a connection, or load a library."""
DEVICES = ("/dev/null", "/dev/urandom")


class Guard:
    """Notes what a case opens although nothing names it, and prevents what it may not change.

    Parameters
    ----------
    folder: the current folder, whose files may be opened if they are named.
    own: other folders that may be changed: for temporary files, and the cache.
    named: all that the command line, and the TOML files that it names, say.
    """

    def __init__(self, folder: str, own: Iterable[str], named: bytes) -> None:
        self.breaches: list[str] = []
        self._folder, self._own, self._named = folder, tuple(own), named
        roots = {sys.prefix, sys.base_prefix, os.path.dirname(os.__file__), *sys.path}
        self._code = tuple(os.path.realpath(root) for root in sorted(roots) if root)
        self._busy = False

    def install(self) -> None:
        """Watch from now on; a hook cannot be removed."""
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            if event == "open":
                self._opened(arguments[0], writes=bool((arguments[2] or 0) & WRITING))
            elif event in CHANGES:
                folder = arguments[-1] if isinstance(arguments[-1], int) else -1
                for path in arguments:
                    self._opened(path, writes=True, folder=folder)
            elif event in LISTS:
                self._opened(arguments[0], writes=False)
            elif event.startswith(FORBIDDEN):
                self.breaches.append(f"{event} {arguments!r}"[:300])
                raise PermissionError(13, "Permission denied")
        finally:
            self._busy = False

    def _opened(self, path: Any, *, writes: bool, folder: int = -1) -> None:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return  # a file's number
        text = os.fsdecode(path)
        if folder >= 0:
            text = os.path.join(os.readlink(f"/proc/self/fd/{folder}"), text)
        if "\0" in text or text in DEVICES:
            return
        try:
            whole = os.path.join(os.path.realpath(os.path.dirname(text) or "."), Path(text).name)
        except OSError:
            return
        if _inside(whole, self._own) or (not writes and _inside(whole, self._code)):
            return
        if not self._is_named(whole):
            self.breaches.append(f"{'writes' if writes else 'reads'} {text}"[:300])
        if writes and not _inside(whole, (self._folder,)):
            raise PermissionError(13, "Permission denied", text)

    def _is_named(self, path: str) -> bool:
        """Return whether a file, or the folder that it is in, is named."""
        if path == self._folder or NAME.fullmatch(Path(path).name):
            return True
        inside = _inside(path, (self._folder,))
        parts = os.path.relpath(path, self._folder).split("/") if inside else [Path(path).name]
        return any(os.fsencode(part) in self._named for part in parts if part)


def _inside(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(f"{folder}{os.sep}") for folder in folders)
