"""The files of a gallery: what is in each, and whether the one that is there is that already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from svgconv.encoders import ENCODERS, encoder_for
from svgconv.encoders.base import Encoder
from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.figure.figure import Figure
from svgconv.files.writer import write
from svgconv.strip.strip import Strip

STILL, STRIP = "still", "strip"
TEXT = ("svg", "json", STILL, STRIP)
"""Formats that are made in no time, and so are compared with what is there byte by byte."""
DEFAULT_FORMATS = ("svg", STILL, STRIP)
"""The files that a gallery has of each figure by default."""
STRIP_PANELS = 6


@dataclass(frozen=True)
class Written:
    """One file of the gallery: its size in bytes, and whether it had changed."""

    path: Path
    size: int
    changed: bool

    def line(self, width: int) -> str:
        """The file in the report, its path set in so many columns."""
        done = "wrote    " if self.changed else "unchanged"
        return f"{done}  {self.path!s:{width}}  {self.size:>9,} B"


@dataclass(frozen=True)
class Target:
    """One file that is made of a figure: NAME.gif, or NAME_still.svg and NAME_strip.svg."""

    path: Path
    figure: Figure
    format: str

    @classmethod
    def of(cls, folder: Path, name: str, figure: Figure, format_: str) -> Target:
        """The file of a format in a gallery's folder."""
        file = f"{name}_{format_}.svg" if format_ in (STILL, STRIP) else f"{name}.{format_}"
        return cls(folder / file, figure, format_)

    @property
    def encoder(self) -> Encoder:
        """The encoder of its suffix."""
        return encoder_for(self.path)

    def content(self) -> bytes:
        """What is to be in the file."""
        if self.format == STILL:
            return self.figure.frame(0).encode(".svg")
        if self.format == STRIP:
            (sheet,) = Strip(self.figure, count=STRIP_PANELS).pages()
            return sheet.encode()
        return self.figure.encode(self.path.suffix)

    def unchanged(self) -> Written | None:
        """The file as it is, if it was made of this very figure by this very version."""
        if self.format in TEXT or not self.path.is_file():
            return None
        if self.encoder.recipe(self.path) != self.figure.recipe_for(self.encoder):
            return None
        return Written(self.path, self.path.stat().st_size, changed=False)

    def make(self, overwrite: bool) -> Written:
        """Write the file, unless it is byte by byte what it is to be."""
        return put(self.path, self.content(), self.encoder.wrote, overwrite)


def put(path: Path, content: bytes, wrote: Callable[[Path], bool], overwrite: bool) -> Written:
    """Write ``content``, unless it is there already."""
    changed = not path.is_file() or path.read_bytes() != content
    if changed:
        write(path, content, wrote=wrote, overwrite=overwrite)
    return Written(path, len(content), changed)


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
        if name not in known_formats():
            remedy = nearest(name, known_formats())
            raise SvgconvError("formats", f"{quoted(name)} is unknown", remedy)
    if "svg" not in formats:
        raise SvgconvError("formats", "svg is missing, and the page shows it", "add svg")
    return tuple(dict.fromkeys(formats))
