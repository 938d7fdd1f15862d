"""The files for LaTeX, without LaTeX; `make test-tex` compiles them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

import svgconv
from svgconv.errors import SvgconvError
from svgconv.ext.tex import save_tex
from tests.command import run


def test_the_document_names_the_files_and_their_pages(tmp_path: Path) -> None:
    result = run("tex", "padding_strides", "-k", "4", "--plays", "2", "-o", str(tmp_path / "talk"))
    frames, strip, document = map(Path, result.out.split())
    assert (result.status, result.err) == (0, "")
    text = document.read_text("utf-8")
    assert len(PdfReader(frames).pages) == 4
    assert len(PdfReader(strip).pages) == 1
    assert r"\foreach \n in {1,...,4}{\only<\n>{\includegraphics[page=\n," in text
    assert {*re.findall(r"\{(padding_strides\w+)\}", text)} == {frames.stem, strip.stem}
    assert r"\animategraphics[controls," in text
    assert text.count(r"\begin{") == text.count(r"\end{") == 5
    assert not re.search(r"\$", text)


def test_a_poster_is_no_option(tmp_path: Path) -> None:
    result = run("tex", "padding_strides", "--poster", "1", "-o", str(tmp_path / "talk"))
    problem = "--poster: unknown option of svgconv tex; use it with svgconv render\n"
    assert (result.status, result.err) == (2, problem)
    assert not [*tmp_path.iterdir()]


def test_tikz_is_the_first_of_the_frames(tmp_path: Path) -> None:
    result = run("tex", "padding_strides", "--tikz", "--frames", "4", "-o", str(tmp_path))
    assert (result.status, result.err) == (0, "")
    *_, code, document = map(Path, result.out.split())
    assert code.read_bytes() == svgconv.load("padding_strides", frames="4").encode(".tikz")
    text = document.read_text("utf-8")
    assert r"\resizebox{!}{.75\textheight}{\input{padding_strides.tikz}}" in text
    assert r"\usepackage{tikz}" in text
    assert "tikz" not in save_tex(svgconv.conv(3, 3), tmp_path)[2].read_text("utf-8")
    wide = save_tex(svgconv.conv((3, 9), 3, view="flat"), tmp_path, tikz=True, overwrite=True)
    assert r"\resizebox{\columnwidth}{!}" in wide[-1].read_text("utf-8")


def test_the_animation_has_the_figures_seconds(tmp_path: Path) -> None:
    figure = svgconv.conv(5, 3, frame_duration=0.5, hold=1.5)
    *_, document = save_tex(figure, tmp_path)
    assert r"\animategraphics[loop,controls," in (text := document.read_text("utf-8"))
    assert "{1.5}{conv_frames}{}{}" in text  # 9 frames in 6 seconds


def test_a_still_has_one_overlay(tmp_path: Path) -> None:
    *_, document = save_tex(svgconv.conv(3, 3), tmp_path)
    assert r"\foreach \n in {1}{" in document.read_text("utf-8")


def test_latex_can_read_every_name(tmp_path: Path) -> None:
    (tmp_path / "50% of é#1.txt").write_text("nn.Conv2d(1, 1, 3)", "utf-8")
    figure = svgconv.load(tmp_path / "50% of é#1.txt", input_size=4)
    assert save_tex(figure, tmp_path)[2].name == "50-of-1.tex"


def test_only_own_documents_are_overwritten(tmp_path: Path) -> None:
    figure = svgconv.conv(4, 3)
    (tmp_path / "conv.tex").write_text("mine", "utf-8")
    with pytest.raises(SvgconvError, match=r"conv\.tex: exists and was not written by svgconv"):
        save_tex(figure, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["conv.tex"]
    before = {path: path.read_bytes() for path in save_tex(figure, tmp_path, overwrite=True)}
    assert before == {path: path.read_bytes() for path in save_tex(figure, tmp_path)}
