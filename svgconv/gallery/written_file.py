"""A file of a gallery or of an explorer, which is written only if its content is another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from svgconv.files.fingerprint import NEVER, Fingerprint, content_digest
from svgconv.files.writer import write


@dataclass(frozen=True)
class WrittenFile:
    """One file: its path, its size in bytes, and whether this build changed it.

    Attributes
    ----------
    fingerprint: of the file as it was written; `NEVER` if that is not known.
    """

    path: Path
    size: int
    changed: bool
    fingerprint: Fingerprint = field(default=NEVER, compare=False)

    @classmethod
    def put(
        cls, path: Path, content: bytes, wrote: Callable[[Path], bool], overwrite: bool
    ) -> WrittenFile:
        """Write ``content``, unless the file has these bytes.

        Parameters
        ----------
        wrote, overwrite: see `svgconv.files.writer.write`.

        Raises
        ------
        SvgconvError: the file cannot be written, or svgconv did not write the one that exists.
        """
        digest = content_digest(content)
        present = Fingerprint.of(path, digest)
        changed = present is None or not path.is_file() or path.read_bytes() != content
        if changed:
            inode = write(path, content, wrote=wrote, overwrite=overwrite)
            present = Fingerprint.of(path, digest)
            if present and present.inode != inode:  # another build has replaced it meanwhile
                present = None
        return cls(path, len(content), changed, present or NEVER)

    def line(self, width: int) -> str:
        """Return the file's line of the report; ``width`` is the width of the column of paths."""
        outcome = "wrote    " if self.changed else "unchanged"
        return f"{outcome}  {self.path!s:{width}}  {self.size:>9,} B"
