"""cairosvg, imported only when something is drawn; a missing cairo library is one clear error."""

from __future__ import annotations

from typing import Any

from svgconv.errors import MissingLibraryError


def cairosvg_or_say(what: str) -> Any:
    """Return the module `cairosvg`, with its submodules loaded.

    Raises
    ------
    MissingLibraryError: the system's cairo library is missing; ``what`` needs it.
    """
    try:
        import cairosvg
        import cairosvg.parser
        import cairosvg.surface
    except OSError:
        raise MissingLibraryError(
            what,
            "needs the cairo library, which is not installed",
            "install it: apt install libcairo2 (Debian), brew install cairo (macOS),"
            " or the GTK runtime (Windows)",
        ) from None
    return cairosvg
