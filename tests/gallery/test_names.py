"""A gallery's names and texts are checked before anything is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.command import run
from tests.galleries import gallery_toml

CONV = 'operation = "conv"\ninput_size = 5\nkernel_size = 3'
GALLERIES = {
    ("x", "x_still"): "would be the same file",
    ("x", "X"): "would be the same file",
    ("all",): "is an id that the page uses",
    ("x", "x.use"): "is an id that the page uses",
    ("con",): "is a device on Windows",
    ("NUL.a",): "is a device on Windows",
    ("a.",): "is not a portable file name",
    ("a" * 250,): "has 250 letters",
}


@pytest.mark.parametrize("names", GALLERIES)
def test_a_gallerys_names_are_checked_before_anything_is_written(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "gallery.toml").write_text(gallery_toml(dict.fromkeys(names, CONV)), "utf-8")
    result = run("make", str(tmp_path))
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert GALLERIES[names] in result.err
    assert os.listdir(tmp_path) == ["gallery.toml"]


UNSEEN = [
    "\\u0000",
    "\\u0007",
    "\\u202e",
    "\\u2066",
    "\\u2069",
    "\\u2069\\u2066",
    "\\u2067\\u2068\\u2069",
]


@pytest.mark.parametrize("letter", UNSEEN)
def test_a_caption_has_no_letters_that_nobody_sees(letter: str, tmp_path: Path) -> None:
    figures = {"x": f'caption = "a{letter}b"\n{CONV}'}
    (tmp_path / "gallery.toml").write_text(gallery_toml(figures), "utf-8")
    result = run("make", str(tmp_path))
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert "contains the invisible character U+" in result.err


def test_a_caption_from_right_to_left_isolates_words(tmp_path: Path) -> None:
    caption = "\u2067\u05e7\u05d5\u05df \u2066conv\u2069\u2069 \u2068a\u2069"
    figures = {"x": f'caption = "{caption}"\n{CONV}'}
    (tmp_path / "gallery.toml").write_text(gallery_toml(figures), "utf-8")
    assert run("make", str(tmp_path)).status == 0
    assert caption in (tmp_path / "index.html").read_text("utf-8")
