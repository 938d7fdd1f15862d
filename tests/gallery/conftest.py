"""A gallery that names files of every kind, and which of its figures are drawn again."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

import svgconv
from svgconv.files.fingerprint import COARSE
from svgconv.gallery.jobs import Drawn, Job
from svgconv.gallery.pool import Pool
from svgconv.gallery.record_cache import record_path
from tests.command import run
from tests.galleries import gallery_toml

TOML = gallery_toml(
    {
        "plain": 'figure = "dilation"',
        "coloured": 'figure = "dilation"\ntheme = "theme.toml"',
        "numbers": 'figure = "dilation"\nvalues = {input = "input.csv", weight = "weight.npy"}',
        "other": 'figure = "other.svg"',
    },
    'formats = ["svg", "still", "png"]',
)
FILES = [f"{name}{end}" for name in ("plain", "coloured", "numbers", "other")
         for end in (".svg", "_still.svg", ".png")]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gallery that names files of every kind, built a while ago."""
    monkeypatch.chdir(tmp_path)
    gallery = tmp_path / "gallery"
    gallery.mkdir()
    (gallery / "gallery.toml").write_text(TOML)
    (gallery / "theme.toml").write_text('[input]\nfill = "#ff0000"\n')
    (gallery / "input.csv").write_text("\n".join([",".join("1" * 7)] * 7))
    np.save(gallery / "weight.npy", np.ones((3, 3)))
    svgconv.load("padding_strides").save(tmp_path / "other.svg")
    with monkeypatch.context() as patch:
        patch.setattr(Pool, "_pays", lambda *_: False)  # processes take longer than a small gallery
        assert run("make", "gallery").status == 0
    age(gallery)
    return gallery


def age(folder: Path) -> None:
    """Make the record older than any file's clock is coarse."""
    path = record_path(folder)
    assert path is not None
    later = path.stat().st_mtime_ns + 2 * COARSE
    os.utime(path, ns=(later, later))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the figures that are drawn from now on."""
    names: list[str] = []
    run_job = Job.run

    def counted(job: Job) -> Drawn:
        result = run_job(job)
        if any(result.contents.values()):
            names.append(job.name)
        return result

    monkeypatch.setattr(Job, "run", counted)
    monkeypatch.setattr(Pool, "_pays", lambda *_: False)
    return names


def forget(folder: Path) -> None:
    """Remove the record of the last build."""
    path = record_path(folder)
    assert path is not None
    path.unlink()
