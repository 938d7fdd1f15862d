"""The records in the user's cache: one for each gallery, written after every build."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from svgconv.files.fingerprint import COARSE, Fingerprint
from svgconv.files.temporary import remove_old, replace
from svgconv.gallery.record import Files, Record, RecordedFigure, Settings
from svgconv.gallery.report import Report
from svgconv.gallery.written_file import WrittenFile

MOST_RECORDS = 16
"""The records that the cache keeps, each of another gallery; the oldest ones go."""


def unchanged(folder: Path, settings: Settings) -> Report | None:
    """Return the report of a build that would write nothing; None if it might write something."""
    record = read_record(folder)
    if record is None or not record.applies(settings) or not record.same_sources():
        return None
    remove_old(record.folder)
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

    def one_or_none(parts: Any) -> Fingerprint | None:
        return None if parts is None else Fingerprint.from_json(parts)

    return Record(
        folder=str(table["folder"]),
        settings=str(table["settings"]),
        code=str(table["code"]),
        modules=files(table["modules"]),
        toml=one_or_none(table["toml"]),
        explorer=one_or_none(table["explorer"]),
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
        "explorer": record.explorer.as_json() if record.explorer else None,
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
            replace(str(cards_path), cards.encode(), 0o600, durable=False)
        replace(str(path), json.dumps(table).encode(), 0o600, durable=False)
        _keep_newest(path.parent)


def _keep_newest(cache: Path) -> None:
    """Remove the oldest records."""
    items = sorted(os.scandir(cache), key=lambda item: item.stat().st_mtime_ns)
    for item in items[: -2 * MOST_RECORDS]:
        os.unlink(item.path)
