"""cairosvg, imported only when something is drawn; a missing cairo library is one clear error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from svgconv.errors import MissingLibraryError


def cairosvg_or_say(what: str) -> Any:
    """Return the module `cairosvg`, with its submodules loaded.

    Raises
    ------
    MissingLibraryError: the system's cairo library is missing; ``what`` needs it.
    """
    try:
        return _cairosvg()
    except OSError:
        raise MissingLibraryError(
            what,
            "needs the cairo library, which is not installed",
            "install it: apt install libcairo2 (Debian), brew install cairo (macOS),"
            " or the GTK runtime (Windows)",
        ) from None


def _cairosvg() -> Any:
    """Return `cairosvg`; search for cairo only if it has another name than libcairo.so.2."""
    if sys.platform == "linux" and "cairocffi" not in sys.modules:
        try:
            with _without_search():
                import cairocffi  # noqa: F401
        except OSError:
            pass
    import cairosvg
    import cairosvg.parser
    import cairosvg.surface

    return cairosvg


@contextmanager
def _without_search() -> Iterator[None]:
    """Let cairocffi load the library by its name.

    Its search runs gcc and ld, which takes longer than to draw a figure.
    """
    import ctypes.util

    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search
