"""Temporary files that killed processes left are removed, and nothing else is."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from svgconv.files import temporary
from svgconv.files.temporary import OLD, remove_old
from tests.command import run

NAME = ".svgconv-0123456789abcdef"


def left(folder: Path, age: float, name: str = NAME) -> Path:
    """A file in a folder that was last written so many seconds ago."""
    path = folder / name
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age,) * 2)
    return path


@pytest.fixture(autouse=True)
def _new_process() -> None:
    remove_old.cache_clear()


COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "render": lambda folder: ["render", "dilation", "-o", f"{folder / 'a.svg'}"],
    "frames": lambda folder: ["frames", "dilation", "-o", f"{folder}", "--format", "svg"],
    "strip": lambda folder: ["strip", "dilation", "-o", f"{folder / 'a.svg'}"],
    "make": lambda folder: ["make", f"{folder}"],
}


@pytest.mark.parametrize("age", [OLD + 60, -OLD - 60])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_next_run_removes_what_a_killed_one_left(
    command: str, age: float, small_gallery: Path
) -> None:
    path = left(small_gallery, age)
    assert run(*COMMANDS[command](small_gallery)).status == 0
    assert not path.exists()


def test_a_run_that_writes_nothing_removes_it_too(small_gallery: Path) -> None:
    assert run("make", str(small_gallery)).status == 0
    path = left(small_gallery, OLD + 60)
    remove_old.cache_clear()
    assert " 0 written" in run("make", str(small_gallery)).out
    assert not path.exists()


@pytest.mark.parametrize("age", [0, OLD - 60, 60 - OLD])
def test_a_recent_one_is_kept(age: float, tmp_path: Path) -> None:
    path = left(tmp_path, age)
    remove_old(str(tmp_path))
    assert path.exists()


def test_one_that_is_being_written_is_kept_however_old_it_seems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(name: str, target: str) -> None:
        os.utime(name, (0, 0))
        remove_old.cache_clear()
        remove_old(str(tmp_path))
        seen.append(os.path.exists(name))

    monkeypatch.setattr(os, "replace", look)
    temporary.replace(str(tmp_path / "a"), b"whole", 0o600)
    assert seen == [True]
    remove_old.cache_clear()
    remove_old(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_locked_its_age_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", flock)
    temporary.replace(str(tmp_path / "a"), b"whole", 0o600)
    old, new = left(tmp_path, OLD + 60), left(tmp_path, OLD - 60, NAME[:-1] + "0")
    remove_old.cache_clear()
    remove_old(str(tmp_path))
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.parametrize("name", [".svgconv-notes", f"{NAME}0", f"a{NAME}", NAME.upper()])
def test_other_files_are_kept(name: str, tmp_path: Path) -> None:
    path = left(tmp_path, 10 * OLD, name)
    remove_old(str(tmp_path))
    assert path.exists()


def test_links_and_folders_are_kept(tmp_path: Path) -> None:
    own = left(tmp_path, 10 * OLD, "own")
    (tmp_path / NAME).symlink_to(own)
    (tmp_path / f"{NAME[:-1]}0").mkdir()
    os.utime(tmp_path / f"{NAME[:-1]}0", (0, 0))
    os.utime(tmp_path / NAME, (0, 0), follow_symlinks=False)
    remove_old(str(tmp_path))
    assert len(list(tmp_path.iterdir())) == 3
