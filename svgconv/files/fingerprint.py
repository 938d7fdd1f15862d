"""Whether a file is still the one that was read or written, mostly without reading it again."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

COARSE = 2_000_000_000
"""The coarsest clock of a file system, in nanoseconds: FAT counts times in steps of 2 seconds."""


@dataclass(frozen=True)
class Fingerprint:
    """What tells a file from another one, and from itself after a change.

    Attributes
    ----------
    size: in bytes.
    modified, changed: the times of the last change of its content, and of its content or its
        attributes, in nanoseconds. A program can reset the first one, but not the second one.
    inode: its number on the file system.
    digest: the hash of its content.
    """

    size: int
    modified: int
    changed: int
    inode: int
    digest: str = ""

    @classmethod
    def of(cls, path: str | Path, digest: str = "") -> Fingerprint | None:
        """Return the fingerprint of a file; None if it is missing, or is a pipe or a folder."""
        try:
            found = os.stat(path)
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, digest)

    @classmethod
    def from_json(cls, parts: Any) -> Fingerprint:
        """Return the fingerprint that `as_json` returned as a list."""
        size, modified, changed, inode, digest = parts
        return cls(int(size), int(modified), int(changed), int(inode), str(digest))

    def as_json(self) -> list[int | str]:
        """Return it as a list that JSON can hold."""
        return [self.size, self.modified, self.changed, self.inode, self.digest]

    def now(self, path: str | Path, noted: int) -> Fingerprint | None:
        """Return the file's present fingerprint if its content is the same, else None.

        Its content is read only if the times differ, or if they do not show every change.

        Parameters
        ----------
        noted: when this fingerprint was noted, in nanoseconds on the file system's clock. A change
            in the same tick of that clock may leave the times of a file as they were.
        """
        present = Fingerprint.of(path, self.digest)
        if present is None or present.size != self.size:
            return None
        if present == self and max(self.modified, self.changed) + COARSE < noted:
            return present
        return present if self.digest and digest_of(path) == self.digest else None


NEVER = Fingerprint(-1, 0, 0, 0)
"""The fingerprint that no file has."""


def content_digest(content: bytes) -> str:
    """Return the hash of a file's content."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def digest_of(path: str | Path) -> str:
    """Return the hash of a file's content; an empty text if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return content_digest(file.read())
    except OSError:
        return ""


_noted: ContextVar[dict[str, Fingerprint] | None] = ContextVar("_noted", default=None)


def note(path: Path) -> None:
    """Note that the file at ``path`` is about to be read, for `noting`."""
    found = _noted.get()
    if found is None:
        return
    present = Fingerprint.of(path)
    # A pipe must not be read twice, and is never the same.
    known = NEVER if present is None else replace(present, digest=digest_of(path))
    found.setdefault(os.path.abspath(path), known)


@contextmanager
def noting() -> Iterator[dict[str, Fingerprint]]:
    """Yield the fingerprints, by path, of the files that are read while a figure is described."""
    found: dict[str, Fingerprint] = {}
    before = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(before)
        if (outer := _noted.get()) is not None:
            outer.update(found)
