"""A record counts only for the same code, settings, folder and files, and the cache is bounded."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from svgconv.files.fingerprint import COARSE, Fingerprint, digest_of, note, noting
from svgconv.gallery import record
from svgconv.gallery.record import Settings
from svgconv.gallery.record_cache import MOST_RECORDS, record_path, unchanged
from tests.command import run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "settings",
    [
        Settings(("svg",)),
        Settings(plain=True),
        Settings(fragment_base=""),
        Settings(("svg", "png")),
    ],
)
def test_other_settings_are_another_build(settings: Settings, folder: Path) -> None:
    assert unchanged(folder, Settings()) is not None
    assert unchanged(folder, settings) is None


@pytest.mark.parametrize("what", ["VERSION", "code", "recent code", "module", "damage", "place"])
def test_a_record_of_other_code_or_none_is_no_record(
    what: str, folder: Path, monkeypatch: pytest.MonkeyPatch, drawn: list[str]
) -> None:
    path = record_path(folder)
    assert path is not None
    table = json.loads(path.read_text())
    if what == "VERSION":
        monkeypatch.setattr(record, "VERSION", "99")
    elif what == "code":
        table["code"] = "0"
    elif what == "recent code":
        os.utime(path, ns=(0, 0))
    elif what == "module":
        known = next(name for name in table["modules"] if "numpy" in name)
        table["modules"][known][0] += 1
    elif what == "place":
        table["folder"] = "/elsewhere"
    text = json.dumps(table)[: 300 if what == "damage" else None]
    before = path.stat()
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert unchanged(folder, Settings()) is None
    assert "0 written" in run("make", "gallery").out
    assert drawn == ["plain", "coloured", "numbers", "other"], "PNG has the recipe"


def test_a_file_as_recent_as_the_record_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"new")
    present = Fingerprint.of(path)
    assert present is not None
    other, same = replace(present, digest="of old"), replace(present, digest=digest_of(path))
    noted = max(present.modified, present.changed)
    for time in (noted, noted + COARSE):
        assert (other.now(path, time), same.now(path, time)) == (None, same)
    assert other.now(path, noted + COARSE + 1) == other
    assert replace(other, changed=1).now(path, noted + COARSE + 1) is None


def test_a_pipe_is_not_read_and_never_the_same(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    path = tmp_path / "pipe.svg"
    os.mkfifo(path)
    with noting() as files:
        note(path)
    assert files[str(path)].now(path, 0) is None


def test_without_a_cache_everything_is_drawn(
    folder: Path, monkeypatch: pytest.MonkeyPatch, drawn: list[str]
) -> None:
    (folder / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "file"))
    for _ in range(2):
        assert "0 written" in run("make", "gallery").out
    assert len(drawn) == 8


def test_the_cache_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = record_path(folder)
    assert path is not None
    for number in range(100):
        (path.parent / f"{number}.json").write_text("")
    (folder / "plain.svg").unlink()
    run("make", "gallery")
    assert len(list(path.parent.iterdir())) <= 2 * MOST_RECORDS
    assert unchanged(folder, Settings()) is not None
