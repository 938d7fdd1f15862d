"""The files of a gallery: their contents, and whether an existing file is up to date."""

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
DEFAULT_FORMATS = ("svg", STILL, STRIP)
"""The files that a gallery has of each figure by default."""
STRIP_PANELS = 6


@dataclass(frozen=True)
class WrittenFile:
    """One file of the gallery: its path, its size in bytes, and whether this build changed it."""

    path: Path
    size: int
    changed: bool

    def line(self, width: int) -> str:
        """Return the file's line of the report; ``width`` is the width of the column of paths."""
        outcome = "wrote    " if self.changed else "unchanged"
        return f"{outcome}  {self.path!s:{width}}  {self.size:>9,} B"


@dataclass(frozen=True)
class Target:
    """One file to make of a figure: NAME.gif, NAME_still.svg, NAME_strip.svg."""

    path: Path
    figure: Figure
    format: str

    @classmethod
    def of(cls, folder: Path, name: str, figure: Figure, format_: str) -> Target:
        """Return the target for a figure's format in a gallery's folder."""
        file = f"{name}_{format_}.svg" if format_ in (STILL, STRIP) else f"{name}.{format_}"
        return cls(folder / file, figure, format_)

    @property
    def encoder(self) -> Encoder:
        """The encoder for the file's suffix."""
        return encoder_for(self.path)

    def content(self) -> bytes:
        """Return the bytes of the file."""
        if self.format == STILL:
            return self.figure.frame(0).encode(".svg")
        if self.format == STRIP:
            (sheet,) = Strip(self.figure, count=STRIP_PANELS).pages()
            return sheet.encode()
        return self.figure.encode(self.path.suffix)

    def unchanged(self) -> WrittenFile | None:
        """Return the existing file if this version made it from the same figure, or None."""
        if self.encoder.cheap or not self.path.is_file():
            return None
        if self.encoder.recipe(self.path) != self.figure.recipe_for(self.encoder):
            return None
        return WrittenFile(self.path, self.path.stat().st_size, changed=False)

    def make(self, overwrite: bool) -> WrittenFile:
        """Write the file, unless it already has these bytes."""
        return put(self.path, self.content(), self.encoder.wrote, overwrite)


def put(path: Path, content: bytes, wrote: Callable[[Path], bool], overwrite: bool) -> WrittenFile:
    """Write ``content`` to ``path``, unless the file already has these bytes."""
    changed = not path.is_file() or path.read_bytes() != content
    if changed:
        write(path, content, wrote=wrote, overwrite=overwrite)
    return WrittenFile(path, len(content), changed)


def known_formats() -> list[str]:
    """Return the names of everything that can be made of a figure."""
    return [*ENCODERS.names(), STILL, STRIP]


def file_stems(name: str) -> tuple[str, ...]:
    """Return the names, without suffixes, of all files that a figure can have."""
    return (name, f"{name}_{STILL}", f"{name}_{STRIP}")


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
