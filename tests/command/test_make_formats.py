"""Galleries in several formats: new, unchanged and rejected ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import svgconv
from svgconv.gallery.page import page_files
from svgconv.strip.strip import Strip
from tests.command import run
from tests.galleries import gallery_toml

TOML = gallery_toml(
    {"one": 'figure = "no_padding_no_strides"', "two": 'figure = "dilation"'},
    'formats = ["svg", "png", "gif"]',
)


def test_the_page_links_the_formats_of_the_gallery(tmp_path: Path) -> None:
    (tmp_path / "gallery.toml").write_text(TOML)
    assert "12 written" in run("make", str(tmp_path)).out
    names = {path.name for path in tmp_path.iterdir()}
    made = {f"{name}.{suffix}" for name in ("one", "two") for suffix in ("svg", "png", "gif")}
    assert names == {*made, *page_files(["one", "two"], plain=False), "gallery.toml"}
    html = (tmp_path / "index.html").read_text("utf-8")
    assert '<a href="one.gif" download>GIF</a>' in html
    with Image.open(tmp_path / "two.gif") as image:
        assert getattr(image, "n_frames", 1) == 9


def test_unchanged_files_are_not_made_again(tmp_path: Path) -> None:
    (tmp_path / "gallery.toml").write_text(TOML)
    run("make", str(tmp_path))
    times = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.gif")}
    assert "0 written" in run("make", str(tmp_path)).out
    (tmp_path / "gallery.toml").write_text(TOML.replace('"dilation"', '"dilation"\nstride = 2'))
    report = run("make", str(tmp_path)).out
    assert "unchanged  " + str(tmp_path / "one.gif") in report
    assert (tmp_path / "one.gif").stat().st_mtime_ns == times[tmp_path / "one.gif"]
    with Image.open(tmp_path / "two.gif") as image:
        assert getattr(image, "n_frames", 1) == 4


def test_formats_on_the_command_line_override_the_file(tmp_path: Path) -> None:
    (tmp_path / "gallery.toml").write_text(TOML)
    run("make", str(tmp_path), "--formats", "svg,pdf,strip")
    suffixes = {path.suffix for path in tmp_path.iterdir()}
    assert suffixes == {".svg", ".pdf", ".html", ".css", ".js", ".toml"}
    strip = (tmp_path / "two_strip.svg").read_text("utf-8")
    assert strip == Strip(svgconv.load("dilation"), count=6).pages()[0]


@pytest.mark.parametrize(
    ("formats", "error"),
    [
        ("svg,jpeg", "--formats: 'jpeg' is unknown; "),
        ("gif", "--formats: svg is missing, and the page shows it; add svg"),
    ],
)
def test_wrong_formats(formats: str, error: str, tmp_path: Path) -> None:
    result = run("make", str(tmp_path / "new"), "--formats", formats)
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert result.err.startswith(error)
    assert not (tmp_path / "new").exists()
    (tmp_path / "gallery.toml").write_text(f"formats = {formats.split(',')}")
    result = run("make", str(tmp_path))
    assert result.status == 2
    assert result.err.startswith(f"{tmp_path / 'gallery.toml'}, {error.removeprefix('--')}")
