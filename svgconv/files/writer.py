"""Files written whole or not at all, and never over what svgconv did not write."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from svgconv.errors import SvgconvError

TEMPORARY = ".svgconv-"
"""How the names of temporary files begin; one can be left behind by a killed process."""


def write(
    path: Path,
    content: bytes,
    *,
    wrote: Callable[[Path], bool],
    overwrite: bool = False,
) -> None:
    """Write ``content`` to a temporary file beside ``path``, then rename it there.

    Parameters
    ----------
    wrote: whether a file that is already there is svgconv's own.
    overwrite: replace it whosever it is.

    Raises
    ------
    SvgconvError: the target is somebody else's, is a folder, or cannot be written.
    """
    target = Path(os.path.realpath(path))
    check(path, wrote=wrote, overwrite=overwrite)
    with _said_plainly(path):
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # a pipe or a device, which cannot be renamed to
        else:
            _replace(target, content)


def check(path: Path, *, wrote: Callable[[Path], bool], overwrite: bool = False) -> None:
    """Refuse a target that `write` would refuse, before any work is done for it.

    Raises
    ------
    SvgconvError: the target is a folder or somebody else's.
    """
    if path.is_dir():
        raise SvgconvError(str(path), "is a folder", "give a file's name")
    if path.is_file() and not overwrite and not wrote(path):
        raise SvgconvError(
            str(path),
            "is there and was not written by svgconv",
            "give another name, or overwrite it with --force",
        )


def make_folder(folder: Path) -> None:
    """Make the folder, and those above it, where it is not there.

    Raises
    ------
    SvgconvError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SvgconvError(
            str(folder), f"cannot be made ({error.strerror})", "give another place"
        ) from None


def _replace(target: Path, content: bytes) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    # Named before it is made: Ctrl-C may come at any moment, and nothing is to stay.
    name = target.parent / f"{TEMPORARY}{os.urandom(8).hex()}"
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
def _said_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SvgconvError(
            str(path), f"cannot be written ({error.strerror or error})", "give another place"
        ) from None
