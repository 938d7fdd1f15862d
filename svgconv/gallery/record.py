"""The record of a gallery's last build, by which the next one knows what has not changed.

It is in the user's cache, not in the gallery: it holds the times of files, which every copy and
every checkout changes. A build without a record, or with one that does not apply, draws everything.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from svgconv.files.fingerprint import COARSE, Fingerprint
from svgconv.version import VERSION

TOML = "gallery.toml"

EXPLORER_PAGE = "explore/index.html"
"""The page of an explorer next to a gallery's page, from the gallery's folder."""

Files = dict[str, Fingerprint]
"""Files by name or path, each as it was when it was read or written."""


@dataclass(frozen=True)
class Settings:
    """What a build makes; see `svgconv.gallery.builder.build`.

    Attributes
    ----------
    only: the sections and figures to make, in the words of `Gallery.only`; None for all.
    is_given: whether the gallery is another one than the folder's.
    explored: what an explorer shows; "" for a gallery.
    """

    formats: tuple[str, ...] | None = None
    plain: bool = False
    fragment_base: str | None = None
    only: tuple[str, ...] | None = None
    is_given: bool = False
    explored: str = ""

    @property
    def digest(self) -> str:
        """The hash of the settings."""
        return hashlib.blake2b(json.dumps(asdict(self)).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class RecordedFigure:
    """One figure: the hash of its table, the files that the table names, and those made of it."""

    digest: str
    reads: Files
    files: Files


@dataclass
class Record:
    """The last build of a gallery.

    Attributes
    ----------
    folder: the gallery's folder, as a path without links.
    settings: the hash of the build's settings.
    code, modules: the hash of svgconv's own files; the files of other packages that it used.
    toml, explorer: `gallery.toml`, and the page of an explorer; None if there is no such file.
    figures: the gallery's figures, by name, in the order of the page.
    pages: the page's own files.
    others: other SVG files in the folder, and whether svgconv wrote them.
    noted: when the record was written, in nanoseconds on its file system's clock.
    """

    folder: str
    settings: str
    code: str
    modules: Files = field(default_factory=dict)
    toml: Fingerprint | None = None
    explorer: Fingerprint | None = None
    figures: dict[str, RecordedFigure] = field(default_factory=dict)
    pages: Files = field(default_factory=dict)
    others: dict[str, tuple[Fingerprint, bool]] = field(default_factory=dict)
    noted: int = 0

    def applies(self, settings: Settings) -> bool:
        """Whether the same code made it with the same settings."""
        return (
            self.settings == settings.digest
            and self.code == code_digest(self.noted)
            and all(self.holds(self.modules))
        )

    def holds(self, files: Files, folder: str = "") -> Iterator[bool]:
        """Yield whether each of the files is the same; a new fingerprint replaces its old one."""
        for name, known in files.items():
            present = known.now(os.path.join(folder, name), self.noted)
            if present is not None:
                files[name] = present
            yield present is not None

    @property
    def reads(self) -> tuple[str, ...]:
        """The paths of the files that the figures name."""
        paths = (path for figure in self.figures.values() for path in figure.reads)
        return tuple(dict.fromkeys(paths))

    def same_sources(self) -> bool:
        """Whether `gallery.toml` and the explorer's page are the same, or still missing."""
        return self._same(TOML, self.toml) and self._same(EXPLORER_PAGE, self.explorer)

    def _same(self, name: str, known: Fingerprint | None) -> bool:
        path = os.path.join(self.folder, name)
        return not os.path.lexists(path) if known is None else all(self.holds({path: known}))

    def unlisted(self, folder: Path) -> tuple[Path, ...]:
        """Return the folder's SVG files that svgconv wrote and the gallery does not list."""
        listed = {name for figure in self.figures.values() for name in figure.files}
        names = (item.name for item in os.scandir(folder) if item.name.endswith(".svg"))
        others = {}
        for name in sorted(set(names) - listed):
            known = self.others.get(name)
            present = known[0].now(folder / name, self.noted) if known else None
            if present is None or known is None:
                from svgconv.encoders.svg import recipe

                present = Fingerprint.of(folder / name)
                if present is None:
                    continue
                known = present, recipe(folder / name) is not None
            others[name] = present, known[1]
        self.others = others
        return tuple(folder / name for name, (_, ours) in others.items() if ours)


def code_digest(noted: int = 0) -> str:
    """Return the hash of svgconv's own files, by their sizes and times, and of Python's version.

    Parameters
    ----------
    noted: the time of the record that it is compared with, in nanoseconds; a file that is as recent
        as it makes the hash differ, because the file may have changed since.
    """
    root = os.path.dirname(os.path.dirname(__file__))
    parts = [VERSION, sys.version, sys.executable, root]
    for path, found in sorted(_code(root)):
        if noted and max(found.st_mtime_ns, found.st_ctime_ns) + COARSE >= noted:
            return ""
        parts.append(f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}")
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _code(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    for item in os.scandir(folder):
        if item.is_dir():
            if item.name != "__pycache__":
                yield from _code(item.path)
        else:
            yield item.path, item.stat()


def loaded_modules() -> frozenset[str]:
    """Return the files of all imported modules that are neither Python's own nor svgconv's."""
    python = os.path.dirname(os.__file__) + os.sep
    own = os.path.dirname(os.path.dirname(__file__)) + os.sep
    files = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    return frozenset(
        path
        for path in files
        if path
        and not path.startswith(own)
        and (not path.startswith(python) or "site-packages" in path)
    )


def fingerprints(paths: Iterable[str]) -> Files:
    """Return the fingerprints of files, by their paths, without those that do not exist."""
    found = {path: Fingerprint.of(path) for path in sorted(paths)}
    return {path: one for path, one in found.items() if one is not None}
