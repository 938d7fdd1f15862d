"""The files of a gallery: their names, and their contents."""

from __future__ import annotations

from collections.abc import Sequence

from svgconv.encoders import ENCODERS
from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.figure.figure import Figure
from svgconv.strip.strip import Strip

STILL, STRIP = "still", "strip"
DEFAULT_FORMATS = ("svg", STILL, STRIP)
"""The files that a gallery has of each figure by default."""
STRIP_PANELS = 6


def file_name(name: str, format_: str) -> str:
    """Return the name of a figure's file: NAME.gif, NAME_still.svg, NAME_strip.svg."""
    return f"{name}_{format_}.svg" if format_ in (STILL, STRIP) else f"{name}.{format_}"


def content(figure: Figure, format_: str) -> bytes:
    """Return the bytes of a figure's file."""
    if format_ == STILL:
        return figure.frame(0).encode(".svg")
    if format_ == STRIP:
        (sheet,) = Strip(figure, count=STRIP_PANELS).pages()
        return sheet.encode()
    return figure.encode(f".{format_}")


def known_formats() -> list[str]:
    """Return the names of everything that can be made of a figure."""
    return [*ENCODERS.names(), STILL, STRIP]


def check_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """Return the formats without repetitions.

    Raises
    ------
    SvgconvError: a format is unknown, or ``svg`` is missing.
    """
    for name in formats:
        if name not in (STILL, STRIP) and name not in ENCODERS:
            remedy = nearest(name, known_formats())
            raise SvgconvError("formats", f"{quoted(name)} is unknown", remedy)
    if "svg" not in formats:
        raise SvgconvError("formats", "svg is missing, and the page shows it", "add svg")
    return tuple(dict.fromkeys(formats))
