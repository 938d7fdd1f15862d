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

import numpy as np
import pytest

import svgconv
from svgconv.files.fingerprint import COARSE, Fingerprint, digest_of, note, noting
from svgconv.gallery import record
from svgconv.gallery.jobs import Drawn, Job
from svgconv.gallery.pool import Pool
from svgconv.gallery.record import Settings
from svgconv.gallery.record_cache import MOST_RECORDS, read_record, record_path, unchanged
from tests.command import run

TOML = """
formats = ["svg", "still", "png"]
[[sections]]
title = "S"
[[sections.figures]]
name = "plain"
figure = "dilation"
[[sections.figures]]
name = "coloured"
figure = "dilation"
theme = "theme.toml"
[[sections.figures]]
name = "numbers"
figure = "dilation"
values = {input = "input.csv", weight = "weight.npy"}
[[sections.figures]]
name = "other"
figure = "other.svg"
"""
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


def test_a_second_run_reads_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> str:
        raise AssertionError("a file is read")

    monkeypatch.setattr("svgconv.files.fingerprint.digest_of", never)
    report = unchanged(Path("gallery"), Settings())
    assert report is not None
    assert (len(report.files), report.written, report.unlisted) == (19, [], ())
    assert [file.size for file in report.files] == [
        file.path.stat().st_size for file in report.files
    ]


def test_its_report_is_that_of_a_whole_build(folder: Path) -> None:
    short = run("make", "gallery").out
    forget(folder)
    assert run("make", "gallery").out == short


def forget(folder: Path) -> None:
    path = record_path(folder)
    assert path is not None
    path.unlink()


def edit(path: Path) -> None:
    """Change a byte, and put size and time back."""
    before = path.stat()
    content = path.read_bytes()
    path.write_bytes(content[:-2] + b"~" + content[-1:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


@pytest.mark.parametrize("name", [*FILES, "index.html", "gallery.css", "gallery.js"])
@pytest.mark.parametrize("damage", [edit, Path.unlink, lambda path: os.truncate(path, 300)])
def test_a_damaged_file_is_made_again(
    name: str, damage: Callable[[Path], object], folder: Path, drawn: list[str]
) -> None:
    path = folder / name
    whole = path.read_bytes()
    damage(path)
    result = run("make", "gallery", "--force") if not _ours(path) else run("make", "gallery")
    assert (result.status, path.read_bytes() == whole) == (0, True), result.err
    assert "1 written" in result.out
    if _ours(path) and name in FILES and "--force" not in result.out:
        assert len(drawn) <= 9


def _ours(path: Path) -> bool:
    if not path.exists():
        return True
    from svgconv.encoders import encoder_for
    from svgconv.gallery.page import written_by_svgconv

    if path.suffix in (".svg", ".png"):
        return encoder_for(path).wrote(path)
    return written_by_svgconv(path)


def test_only_the_damaged_figure_is_drawn(folder: Path, drawn: list[str]) -> None:
    (folder / "plain.svg").unlink()
    assert "1 written" in run("make", "gallery").out
    assert drawn == ["plain"]


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
    "title": (lambda folder: (folder / "gallery.toml").write_text(f'title = "T"{TOML}'), []),
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
    assert catalogue.same_toml()
    (folder / "gallery.toml").write_text(TOML)
    assert not catalogue.same_toml()


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


@pytest.mark.slow
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
