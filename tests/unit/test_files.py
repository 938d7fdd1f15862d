"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import svgconv
from svgconv.files.writer import write


def _ours(path: Path) -> bool:
    return path.read_bytes().startswith(b"ours")


def test_a_file_is_replaced_only_if_it_is_ours(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write(path, b"ours 1", wrote=_ours)
    write(path, b"ours 2", wrote=_ours)
    path.write_bytes(b"yours")
    with pytest.raises(svgconv.SvgconvError, match="was not written by svgconv"):
        write(path, b"ours 3", wrote=_ours)
    assert path.read_bytes() == b"yours"
    write(path, b"ours 3", wrote=_ours, overwrite=True)
    assert [item.name for item in tmp_path.iterdir()] == ["a"]
    assert path.read_bytes() == b"ours 3"


def test_a_new_file_can_be_read_by_others_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    mask = os.umask(0o022)
    try:
        write(path, b"ours", wrote=_ours)
    finally:
        os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o640)
    write(path, b"ours 2", wrote=_ours)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.svg"
    link.symlink_to(tmp_path / "there" / "real.svg")
    svgconv.conv(4, 3).save(link)
    assert link.is_symlink()
    assert (tmp_path / "there" / "real.svg").read_text().startswith("<svg")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    write(path, b"ours", wrote=_ours)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(svgconv.SvgconvError, match="No space left"):
        write(path, b"ours 2", wrote=_ours)
    assert path.read_bytes() == b"ours"
    assert list(tmp_path.iterdir()) == [path]
