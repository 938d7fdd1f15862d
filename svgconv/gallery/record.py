"""The record of a gallery's last build, by which the next one knows what has not changed.

It is in the user's cache, not in the gallery: it holds the times of files, which every copy and
every checkout changes. A build without a record, or with one that does not apply, draws everything.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from svgconv.files.fingerprint import COARSE, Fingerprint
from svgconv.gallery.report import Report, WrittenFile
from svgconv.version import VERSION

TOML = "gallery.toml"
MOST_RECORDS = 16
"""The records that the cache keeps, each of another gallery; the oldest ones go."""

Files = dict[str, Fingerprint]
"""Files by name or path, each as it was when it was read or written."""


@dataclass(frozen=True)
class Settings:
    """What a build makes; see `svgconv.gallery.builder.build`."""

    formats: tuple[str, ...] | None = None
    plain: bool = False
    fragment_base: str | None = None

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
    toml: `gallery.toml`; None if there is no such file.
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

    def same_toml(self) -> bool:
        """Whether `gallery.toml` is the same, or still missing."""
        path = os.path.join(self.folder, TOML)
        if self.toml is None:
            return not os.path.lexists(path)
        return all(self.holds({path: self.toml}))

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


def unchanged(folder: Path, settings: Settings) -> Report | None:
    """Return the report of a build that would write nothing; None if it might write something."""
    record = read_record(folder)
    if record is None or not record.applies(settings) or not record.same_toml():
        return None
    groups = [figure.files for figure in record.figures.values()] + [record.pages]
    before = [dict(files) for files in groups]
    same = all(all(record.holds(figure.reads)) for figure in record.figures.values())
    if not same or not all(all(record.holds(files, record.folder)) for files in groups):
        return None
    known = dict(record.others)
    try:
        unlisted = record.unlisted(folder)
    except OSError:
        return None
    if groups != before or known != record.others or _is_recent(record):
        write_record(record)
    files = tuple(
        WrittenFile(folder / name, one.size, changed=False)
        for files in groups
        for name, one in files.items()
    )
    return Report(files, unlisted, record.reads)


def _is_recent(record: Record) -> bool:
    """Whether files are as recent as the record, so that they had to be read."""
    files = [figure.files for figure in record.figures.values()] + [record.pages]
    newest = max((one.changed for group in files for one in group.values()), default=0)
    return newest + COARSE >= record.noted


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


def cache_folder() -> Path | None:
    """Return the folder of svgconv's records; None if the user has no home."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        default = home / "Library" / "Caches"
    elif sys.platform == "win32":
        default = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        default = home / ".cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or default) / "svgconv"


def record_path(folder: Path, suffix: str = ".json") -> Path | None:
    """Return the path of a gallery's record, or of its cards."""
    cache = cache_folder()
    if cache is None:
        return None
    try:
        whole = os.path.realpath(folder)
    except (OSError, ValueError):  # the current folder is gone, or no folder has such a name
        return None
    name = hashlib.blake2b(whole.encode("utf-8", "replace"), digest_size=16)
    return cache / f"{name.hexdigest()}{suffix}"


def read_record(folder: Path) -> Record | None:
    """Return the record of a gallery's last build; None if there is none that can be read."""
    path = record_path(folder)
    if path is None:
        return None
    try:
        noted = path.stat().st_mtime_ns
        table = json.loads(path.read_bytes())
        record = _from_json(table, noted)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return record if record.folder == os.path.realpath(folder) else None


def _from_json(table: Mapping[str, Any], noted: int) -> Record:
    def files(group: Mapping[str, Any]) -> Files:
        return {name: Fingerprint.from_json(parts) for name, parts in group.items()}

    toml = table["toml"]
    return Record(
        folder=str(table["folder"]),
        settings=str(table["settings"]),
        code=str(table["code"]),
        modules=files(table["modules"]),
        toml=None if toml is None else Fingerprint.from_json(toml),
        figures={
            name: RecordedFigure(str(digest), files(reads), files(made))
            for name, (digest, reads, made) in table["figures"].items()
        },
        pages=files(table["pages"]),
        others={
            name: (Fingerprint.from_json(parts), bool(ours))
            for name, (parts, ours) in table["others"].items()
        },
        noted=noted,
    )


def write_record(record: Record, cards: str | None = None) -> None:
    """Write the record, and the cards if they are given; nothing where the cache is read-only."""

    def files(group: Files) -> dict[str, Any]:
        return {name: one.as_json() for name, one in group.items()}

    path, cards_path = record_path(Path(record.folder)), record_path(Path(record.folder), ".cards")
    if path is None or cards_path is None:
        return
    table = {
        "folder": record.folder,
        "settings": record.settings,
        "code": record.code,
        "modules": files(record.modules),
        "toml": record.toml.as_json() if record.toml else None,
        "figures": {
            name: [one.digest, files(one.reads), files(one.files)]
            for name, one in record.figures.items()
        },
        "pages": files(record.pages),
        "others": {name: [one.as_json(), ours] for name, (one, ours) in record.others.items()},
    }
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if cards is not None:
            _put(cards_path, cards)
        _put(path, json.dumps(table))
        _keep_newest(path.parent)


def _put(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        temporary.write_text(text, "utf-8")
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _keep_newest(cache: Path) -> None:
    """Remove the oldest records, and what a killed process left."""
    items = sorted(os.scandir(cache), key=lambda item: item.stat().st_mtime_ns)
    for item in items[: -2 * MOST_RECORDS]:
        os.unlink(item.path)
