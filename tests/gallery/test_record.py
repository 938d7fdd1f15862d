"""A build draws what changed and nothing else, and no change goes unnoticed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.files.writer import write
from svgconv.gallery.jobs import Drawn, Job
from svgconv.gallery.pool import Pool
from svgconv.gallery.record import Settings
from svgconv.gallery.record_cache import read_record, record_path, unchanged
from tests.command import run
from tests.gallery.conftest import FILES, TOML, age, forget

pytestmark = pytest.mark.slow


def test_a_second_run_reads_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> str:
        raise AssertionError("a file is read")

    monkeypatch.setattr("svgconv.files.fingerprint.digest_of", never)
    report = unchanged(Path("gallery"), Settings())
    assert report is not None
    assert (len(report.files), report.written, report.unlisted) == (20, [], ())
    assert [file.size for file in report.files] == [
        file.path.stat().st_size for file in report.files
    ]


def test_its_report_is_that_of_a_whole_build(folder: Path) -> None:
    short = run("make", "gallery").out
    forget(folder)
    assert run("make", "gallery").out == short


def edit(path: Path) -> None:
    """Change a byte, and put size and time back."""
    before = path.stat()
    content = path.read_bytes()
    path.write_bytes(content[:-2] + b"~" + content[-1:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


@pytest.mark.parametrize("damage", [edit, Path.unlink, lambda path: os.truncate(path, 300)])
def test_a_damaged_file_is_made_again(
    damage: Callable[[Path], object], folder: Path, drawn: list[str]
) -> None:
    """One gallery, whose files are damaged one after the other: each build leaves it whole."""
    for name in [*FILES, "index.html", "gallery.css", "gallery.js"]:
        path = folder / name
        whole = path.read_bytes()
        damage(path)
        drawn.clear()
        result = run("make", "gallery", "--force") if not _ours(path) else run("make", "gallery")
        assert (result.status, path.read_bytes() == whole) == (0, True), (name, result.err)
        assert "1 written" in result.out, name
        if _ours(path) and name in FILES and "--force" not in result.out:
            assert len(drawn) <= 9, name
        age(folder)


def _ours(path: Path) -> bool:
    if not path.exists():
        return True
    from svgconv.encoders import encoder_for
    from svgconv.gallery.page_parts import written_by_svgconv

    if path.suffix in (".svg", ".png"):
        return encoder_for(path).wrote(path)
    return written_by_svgconv(path)


def test_only_the_damaged_figure_is_drawn(folder: Path, drawn: list[str]) -> None:
    (folder / "plain.svg").unlink()
    assert "1 written" in run("make", "gallery").out
    assert drawn == ["plain"]


def test_a_file_that_another_build_replaces_meanwhile_is_made_again(folder: Path) -> None:
    path = folder / "plain.svg"

    def both(target: Path, content: bytes, **others: Any) -> int:
        inode = write(target, content, **others)
        svgconv.load("padding_strides").save(path)
        return inode

    path.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("svgconv.gallery.written_file.write", both)
        assert "1 written" in run("make", "gallery").out
    age(folder)
    assert "1 written" in run("make", "gallery").out


def test_a_file_that_another_build_replaces_after_it_was_read_is_made_again(folder: Path) -> None:
    run_job, path = Job.run, folder / "plain.png"

    def both(job: Job) -> Drawn:
        result = run_job(job)
        if path.name in result.contents:
            svgconv.load("padding_strides").save(path)
        return result

    forget(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pool, "_pays", lambda *_: False)
        patch.setattr(Job, "run", both)
        assert "1 written" in run("make", "gallery").out, "its size is on the page"
    age(folder)
    assert "2 written" in run("make", "gallery").out


CHANGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "theme": (lambda folder: (folder / "theme.toml").write_text('[input]\nfill = "#00ff00"\n'),
              ["coloured", "coloured"]),
    "csv": (lambda folder: (folder / "input.csv").write_text("\n".join([",".join("2" * 7)] * 7)),
            ["numbers", "numbers"]),
    "npy": (lambda folder: np.save(folder / "weight.npy", 2 * np.ones((3, 3))),
            ["numbers", "numbers"]),
    "svg": (lambda folder: svgconv.load("dilation").save(folder.parent / "other.svg"),
            ["other", "other"]),
    "toml": (lambda folder: (folder / "gallery.toml").write_text(
        TOML.replace('figure = "dilation"', 'figure = "dilation"\nstride = 2', 1)),
             ["plain", "plain"]),
    "caption": (lambda folder: (folder / "gallery.toml").write_text(
        TOML.replace('name = "plain"', 'name = "plain"\ncaption = "C"', 1)), ["plain"]),
    "title": (lambda folder: (folder / "gallery.toml").write_text(f'title = "T"\n{TOML}'), []),
    "formats": (lambda folder: (folder / "gallery.toml").write_text(
        TOML.replace('"still", ', '')), ["plain", "coloured", "numbers", "other"]),
    "new figure": (lambda folder: (folder / "gallery.toml").write_text(
        f'{TOML}[[sections.figures]]\nname = "new"\nfigure = "dilation"\n'), ["new", "new"]),
    "times": (lambda folder: list(map(Path.touch, folder.iterdir())), []),
    "copies": (lambda folder: [(shutil.copy(path, "x"), shutil.move("x", path))
                               for path in folder.iterdir()], []),
}  # fmt: skip
"""What changes, and the figures that are drawn again: one time for SVG, another one for PNG."""


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_draws_what_it_concerns_and_nothing_else(
    change: str, folder: Path, drawn: list[str]
) -> None:
    make_it, expected = CHANGES[change]
    make_it(folder)
    assert run("make", "gallery").status == 0
    assert drawn == expected
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    forget(folder)
    assert run("make", "gallery", "--force").status == 0
    assert made == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_gallery_file_that_appears_or_goes_is_noticed(folder: Path) -> None:
    (folder / "gallery.toml").unlink()
    assert unchanged(folder, Settings()) is None
    known = read_record(folder)
    assert known is not None
    catalogue = replace(known, toml=None)
    assert catalogue.same_sources()
    (folder / "gallery.toml").write_text(TOML)
    assert not catalogue.same_sources()


def test_an_explorer_that_appears_or_changes_is_noticed(folder: Path) -> None:
    page = folder / "explore" / "index.html"
    page.parent.mkdir()
    for text in ("one", "two"):
        page.write_text(text, "utf-8")
        assert unchanged(folder, Settings()) is None
        assert run("make", "gallery").status == 0
        assert unchanged(folder, Settings()) is not None


WATCHED = """
import json, os, sys
opened = []
sys.addaudithook(lambda event, arguments: event == "open" and opened.append(arguments[0]))
import svgconv.__main__
try:
    svgconv.__main__.main()
except SystemExit:
    print(json.dumps([os.path.abspath(path) for path in opened if isinstance(path, str)]))
"""


def test_every_file_that_a_build_opens_is_in_the_record(folder: Path) -> None:
    forget(folder)
    process = subprocess.run(
        [sys.executable, "-c", WATCHED, "make", "gallery"], capture_output=True, check=True
    )
    opened = set(filter(os.path.exists, json.loads(process.stdout.splitlines()[-1])))
    known = read_record(folder)
    assert known is not None
    made = {name for figure in known.figures.values() for name in figure.files}
    reads = {path for figure in known.figures.values() for path in figure.reads}
    noted = {
        *(str(folder / name) for name in (*made, *known.pages, "gallery.toml")),
        *reads,
        *known.modules,
    }
    assert len(reads) == 4
    cache = record_path(folder)
    assert cache is not None
    roots = (str(Path(svgconv.__file__).parent), os.path.dirname(os.__file__), str(cache.parent))
    unknown = {
        path
        for path in opened - noted
        if not path.startswith(("/proc", "/sys", "/dev", "/etc", "/usr", "/lib"))
        and not path.endswith((".pyc", ".pth", "entry_points.txt", "METADATA", ".cfg"))
        and (not path.startswith(roots) or "site-packages" in path)
        and os.path.basename(path)[:9] != ".svgconv-"
    }
    assert unknown == set()
