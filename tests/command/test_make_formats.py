"""Galleries in several formats: new, unchanged and rejected ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import svgconv
from svgconv.gallery.model import read_gallery
from svgconv.gallery.page import page_files
from svgconv.strip.strip import Strip
from tests.command import run
from tests.galleries import gallery_toml
from tests.tools.published import SIZES

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
    report = run("make", str(tmp_path), "--verbose").out
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


SECTIONS = """
[[sections]]
title = "First one"
group = "some"
[[sections.figures]]
name = "a"
figure = "dilation"
[[sections.figures]]
name = "b"
figure = "padding_strides"
[[sections]]
title = "Second"
group = "some"
[[sections.figures]]
name = "c"
figure = "dilation"
[[sections]]
title = "Third"
[[sections.figures]]
name = "d"
figure = "padding_strides"
"""


@pytest.mark.parametrize(
    ("only", "made"),
    [("a", "a"), ("d, a", "ad"), ("first ONE", "ab"), ("some", "abc"), ("Third,b", "bd")],
)
def test_only_some_figures_are_made(only: str, made: str, tmp_path: Path) -> None:
    (tmp_path / "gallery.toml").write_text(SECTIONS, "utf-8")
    result = run("make", str(tmp_path), "--only", only, "--formats", "svg")
    assert (result.status, result.err, result.out.count("\n")) == (0, "", 1)
    assert {path.stem for path in tmp_path.glob("*.svg")} == {*made}
    html = (tmp_path / "index.html").read_text("utf-8")
    assert {name for name in "abcd" if f'id="{name}"' in html} == {*made}
    assert "0 written" in run("make", str(tmp_path), "--only", only, "--formats", "svg").out
    everything = run("make", str(tmp_path), "--formats", "svg").out
    assert "0 written" not in everything
    assert {path.stem for path in tmp_path.glob("*.svg")} == {*"abcd"}


@pytest.mark.parametrize(
    ("only", "remedy"),
    [
        ("Secnd", "did you mean 'Second'?"),
        ("", "give a title, a group or a name"),
        ("a,,b", ""),
    ],
)
def test_what_is_in_no_gallery_is_named(only: str, remedy: str, tmp_path: Path) -> None:
    (tmp_path / "gallery.toml").write_text(SECTIONS, "utf-8")
    result = run("make", str(tmp_path), "--only", only)
    (line,) = result.err.splitlines()
    assert result.status == 2
    assert line.startswith("--only: ")
    assert remedy in line
    assert [path.name for path in tmp_path.iterdir()] == ["gallery.toml"]


def test_the_group_guide_has_the_published_figures() -> None:
    names = [entry.name for entry in read_gallery(Path("-")).only(["guide"]).entries]
    assert names == list(SIZES)


def test_verbose_is_a_line_for_each_file(tmp_path: Path) -> None:
    (tmp_path / "gallery.toml").write_text(SECTIONS, "utf-8")
    *files, last = run("make", str(tmp_path), "--verbose").out.splitlines()
    assert {line.split()[1] for line in files} == {str(path) for path in made(tmp_path)}
    assert {line.split()[0] for line in files} == {"wrote"}
    assert run("make", str(tmp_path)).out.splitlines() == [last.split(";")[0] + "; 0 written"]


def made(folder: Path) -> set[Path]:
    """Return the files that svgconv wrote."""
    return {path for path in folder.iterdir() if path.name != "gallery.toml"}


def test_wrong_formats_are_found_before_an_explorer_is_drawn(tmp_path: Path) -> None:
    result = run("make", str(tmp_path / "new"), "--explore", "--formats", "svg, jpeg")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("--formats: 'jpeg' is unknown; ")
    assert not (tmp_path / "new").exists()
