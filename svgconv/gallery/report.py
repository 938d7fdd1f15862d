"""What a build of a gallery reports: its files, and which of them it wrote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from svgconv.gallery.written_file import WrittenFile


@dataclass(frozen=True)
class Report:
    """The outcome of a build.

    Attributes
    ----------
    files: the gallery's files, written or unchanged.
    unlisted: other figures in the folder that svgconv wrote; they are kept.
    reads: the paths of the files that the gallery's figures name.
    removed: the number of files that svgconv wrote before and no page uses any more.
    """

    files: tuple[WrittenFile, ...]
    unlisted: tuple[Path, ...]
    reads: tuple[str, ...] = ()
    removed: int = 0

    @property
    def written(self) -> list[str]:
        """The names of the files that this build changed."""
        return [file.path.name for file in self.files if file.changed]

    def lines(self) -> list[str]:
        """Return the report as text: a line for each file, then the totals."""
        width = max(len(str(file.path)) for file in self.files)
        lines = [file.line(width) for file in self.files]
        lines += [f"kept       {path}, another figure" for path in self.unlisted]
        return [*lines, self.summary]

    @property
    def summary(self) -> str:
        """The totals as one line."""
        size = sum(file.size for file in self.files)
        removed = f", {self.removed} removed" if self.removed else ""
        count = len(self.unlisted)
        kept = f", {count} other{'s' * (count > 1)} kept" if count else ""
        written = f"{len(self.written)} written{removed}{kept}"
        return f"{len(self.files)} files, {size / 1000:,.1f} kB; {written}"
