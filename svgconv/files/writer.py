"""Safe writing: a file is written completely or not at all, and only svgconv's own are replaced."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from svgconv.errors import SvgconvError

TEMPORARY = ".svgconv-"
"""The beginning of the names of temporary files; a killed process can leave one behind."""


def write(
    path: Path,
    content: bytes,
    *,
    wrote: Callable[[Path], bool],
    overwrite: bool = False,
) -> None:
    """Write ``content`` to a temporary file next to ``path``, and rename it.

    Parameters
    ----------
    wrote: returns whether an existing file is svgconv's own.
    overwrite: replace a file that svgconv did not write.

    Raises
    ------
    SvgconvError: the target is a folder, was not written by svgconv, or cannot be written.
    """
    target = os.path.realpath(path)
    check(path, wrote=wrote, overwrite=overwrite)
    with _as_one_line(path):
        present = _mode(target)
        if present is None:
            _replace(target, content, 0o666 & ~_umask())
        elif not stat.S_ISREG(present):
            Path(target).write_bytes(content)  # a pipe or a device, which cannot be renamed to
        elif not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        else:
            _replace(target, content, present & 0o777)


def check(path: Path, *, wrote: Callable[[Path], bool], overwrite: bool = False) -> None:
    """Reject a target that `write` would reject, before any work is done for it.

    Raises
    ------
    SvgconvError: the target is a folder, or was not written by svgconv.
    """
    present = _mode(path)
    if present is None:
        return
    if stat.S_ISDIR(present):
        raise SvgconvError(str(path), "is a folder", "give a file's name")
    if stat.S_ISREG(present) and not overwrite and not wrote(path):
        raise SvgconvError(
            str(path),
            "exists and was not written by svgconv",
            "give another name, or use --force (overwrite=True in Python)",
        )


def make_folder(folder: Path) -> None:
    """Create the folder and its parents, if they do not exist.

    Raises
    ------
    SvgconvError: the folder cannot be created.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SvgconvError(
            str(folder), f"cannot be created ({error.strerror})", "give another folder"
        ) from None


def _mode(path: str | Path) -> int | None:
    """Return the type and permissions of what is at a path; None if nothing is."""
    try:
        return os.stat(path).st_mode
    except (OSError, ValueError):
        return None


def _replace(target: str, content: bytes, mode: int) -> None:
    # The name is known before the file exists, so that Ctrl-C at any moment leaves nothing behind.
    name = os.path.join(os.path.dirname(target), f"{TEMPORARY}{os.urandom(8).hex()}")
    try:
        with open(name, "xb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def _as_one_line(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SvgconvError(
            str(path), f"cannot be written ({error.strerror or error})", "give another path"
        ) from None
