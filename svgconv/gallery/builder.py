"""Builds a gallery: writes what changed, and only over files of its own."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from svgconv.encoders import encoder_for
from svgconv.files import check, make_folder, write
from svgconv.gallery.model import Entry, Gallery, read_gallery
from svgconv.gallery.page import GENERATOR, page

PAGE = "index.html"


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
class _Target:
    """What is to be in a file, and whether a file that is there already is svgconv's own."""

    content: Callable[[], bytes]
    wrote: Callable[[Path], bool]


@dataclass(frozen=True)
class Report:
    """What was built, and the figures of svgconv's in the folder that the gallery has no more."""

    files: tuple[Written, ...]
    left_over: tuple[Path, ...]

    def lines(self) -> list[str]:
        """The report as text: a line a file, then the sums."""
        width = max(len(str(file.path)) for file in self.files)
        lines = [file.line(width) for file in self.files]
        lines += [f"left over  {path}, which the gallery has no more" for path in self.left_over]
        changed = sum(file.changed for file in self.files)
        size = sum(file.size for file in self.files)
        return [*lines, f"{len(self.files)} files, {size / 1000:.1f} kB; {changed} written"]


def build(
    folder: Path,
    *,
    overwrite: bool = False,
    advance: Callable[[str, int, int], None] = lambda name, done, total: None,
) -> Report:
    """Write each figure's SVG and index.html into ``folder``, which is made where it is not there.

    Parameters
    ----------
    overwrite: write over files that svgconv did not write.
    advance: called with a file's name, the number done and the number of all.

    Raises
    ------
    SvgconvError: the gallery cannot be made as it is said; then nothing is written.
    """
    gallery = read_gallery(folder)
    targets = _targets(folder, gallery)
    for path, target in targets.items():
        check(path, wrote=target.wrote, overwrite=overwrite)
    make_folder(folder)
    files = []
    for done, (path, target) in enumerate(targets.items(), start=1):
        content = target.content()
        changed = not path.is_file() or path.read_bytes() != content
        if changed:
            write(path, content, wrote=target.wrote, overwrite=overwrite)
        files.append(Written(path, len(content), changed))
        advance(path.name, done, len(targets))
    return Report(tuple(files), _left_over(folder, targets))


def _targets(folder: Path, gallery: Gallery) -> dict[Path, _Target]:
    """Every file of the gallery, in the order of writing: the page comes last."""
    svg = encoder_for(Path("figure.svg"))
    targets = {
        folder / f"{entry.name}.svg": _Target(partial(_svg, entry), svg.wrote)
        for entry in gallery.entries
    }
    targets[folder / PAGE] = _Target(partial(page, gallery), _wrote_page)
    return targets


def _svg(entry: Entry) -> bytes:
    return entry.figure.encode(".svg")


def _wrote_page(path: Path) -> bool:
    return GENERATOR in path.read_text("utf-8", errors="replace")


def _left_over(folder: Path, targets: Container[Path]) -> tuple[Path, ...]:
    return tuple(
        path
        for path in sorted(folder.glob("*.svg"))
        if path not in targets and encoder_for(path).wrote(path)
    )
