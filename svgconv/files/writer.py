"""Safe writing: a file is written completely or not at all, and only svgconv's own are replaced."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from svgconv.errors import Name, SvgconvError, Words, quoted
from svgconv.files.temporary import replace


def write(
    path: Path,
    content: bytes,
    *,
    wrote: Callable[[Path], bool],
    overwrite: bool = False,
) -> int:
    """Write ``content`` to a temporary file next to ``path``, rename it, and return its inode.

    The inode of a pipe or a device, which cannot be renamed to, is 0.

    Parameters
    ----------
    wrote: returns whether an existing file is svgconv's own.
    overwrite: replace a file that svgconv did not write.

    Raises
    ------
    SvgconvError: the target is a folder, was not written by svgconv, or cannot be written.
    """
    check(path, wrote=wrote, overwrite=overwrite)
    with _as_one_line(path):
        target = os.path.realpath(path)
        present = _mode(target)
        if present is None:
            return replace(target, content, 0o666 & ~_umask())
        if not stat.S_ISREG(present):
            Path(target).write_bytes(content)
            return 0
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        return replace(target, content, present & 0o777)


def check(path: Path, *, wrote: Callable[[Path], bool], overwrite: bool = False) -> None:
    """Reject a target that `write` would reject, before any work is done for it.

    Raises
    ------
    SvgconvError: the target is a folder, was not written by svgconv, cannot be read, or has a name
        that no file can have.
    """
    with _as_one_line(path):
        os.path.realpath(path)  # fails where the current folder is gone
        present = _mode(path) or 0
        ours = not stat.S_ISREG(present) or overwrite or wrote(path)
    if stat.S_ISDIR(present):
        raise SvgconvError(path, "is a folder", "give a file's name")
    if not ours:
        remedy = Words("give another name, or use ", Name("force", "overwrite=True"))
        raise SvgconvError(path, "exists and was not written by svgconv", remedy)


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


def whole_path(path: Path) -> str:
    """Return a path from the root, without links.

    Raises
    ------
    SvgconvError: no file can have this name, or the current folder does not exist any more.
    """
    with _as_one_line(path):
        return os.path.realpath(path)


def check_folder(folder: Path) -> None:
    """Reject a folder that exists but cannot be listed or searched.

    Raises
    ------
    SvgconvError: it is a file, it may not be read, or its name is one that no folder can have.
    """
    with _as_one_line(folder):
        if _mode(folder) is not None:
            os.scandir(folder).close()
            os.stat(os.path.join(folder, "."))


def _mode(path: str | Path) -> int | None:
    """Return the type and permissions of what is at a path; None if nothing is.

    Raises
    ------
    OSError: the name is too long, a folder on its way may not be searched, and the like.
    """
    try:
        return os.stat(path).st_mode
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ENOTDIR):
            raise
        return None


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
    except ValueError as error:  # a NUL in the name
        if isinstance(error, SvgconvError):
            raise
        raise SvgconvError(quoted(str(path)), "cannot be a name", "give another path") from None
