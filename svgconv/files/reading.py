"""Files as bytes or text, or one line that says why a file cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import IO

from svgconv.errors import SvgconvError
from svgconv.files.fingerprint import note
from svgconv.specification.limits import MOST_BYTES, MOST_CALL, REMEDY

TEXT = ".txt"
"""The suffix of a file with a call, or with what Python prints of a model."""

STANDARD_INPUT = "-"

PIECE = 65_536
"""The bytes of a file's first piece."""


_no_files: ContextVar[str] = ContextVar("_no_files", default="")


@contextmanager
def without_files(reason: str) -> Iterator[None]:
    """Read no file in the context: an attempt is an error.

    Parameters
    ----------
    reason: why, for the error's line, such as ``"file_insertion_enabled is off"``.
    """
    before = _no_files.set(reason)
    try:
        yield
    finally:
        _no_files.reset(before)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open the file at ``path``, which is noted for `svgconv.files.fingerprint`.

    Raises
    ------
    SvgconvError: the file cannot be read, its name cannot exist, or no file may be read here.
    """
    if reason := _no_files.get():
        raise SvgconvError(path, f"may not be read ({reason})", "give no files")
    try:
        note(path)
        with path.open("rb") as file:
            yield file
    except OSError as error:
        remedy = "check its name" if isinstance(error, FileNotFoundError) else "give another file"
        problem = f"cannot be read ({error.strerror or error})"
        raise SvgconvError(path, problem, remedy) from None
    except ValueError as error:  # a NUL in the name
        if isinstance(error, SvgconvError):
            raise
        raise SvgconvError(path, f"cannot be read ({error})", "give another file") from None


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of the file at ``path``.

    Raises
    ------
    SvgconvError: the file cannot be read, its name cannot exist, or it has more bytes.
    """
    with opened(path) as file:
        content = b"".join(pieces(file.read, most + 1))  # no room for the most
        if len(content) > most:
            raise SvgconvError(path, f"has more than {most:,} bytes", REMEDY)
        return content


def names_text(source: str) -> bool:
    """Return whether a source is standard input or a .txt file; no call ends as its name does."""
    return source == STANDARD_INPUT or source.endswith(TEXT)


def read_call(source: str) -> str:
    """Return what standard input or a .txt file holds: a call, or a printed model.

    Raises
    ------
    SvgconvError: the file cannot be read, or is too large.
    """
    if source == STANDARD_INPUT:
        return sys.stdin.read(MOST_CALL + 1)
    return read_bytes(Path(source)).decode(errors="replace")


def pieces(read: Callable[[int], bytes], most: int = MOST_BYTES) -> Iterator[bytes]:
    """Yield the first bytes of a file, in pieces that grow.

    A parser may start again at each piece: with growing pieces its work stays linear.

    Parameters
    ----------
    read: returns up to a number of bytes, as a file does.
    """
    size = PIECE
    while most > 0 and (piece := read(min(size, most))):
        yield piece
        most -= len(piece)
        size *= 2
