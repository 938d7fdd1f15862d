"""Hatching, style sheets for browsers, and sizes on paper."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import svgconv
from svgconv.errors import SvgconvError
from svgconv.files.canvas import page
from svgconv.files.output import Output
from svgconv.scene.hatch import Hatch, hatched
from svgconv.scene.marks import Paint, Subpath
from svgconv.scene.marks import Path as PathMark
from svgconv.scene.scene import Scene
from svgconv.states.odometer import Odometer

SQUARE = Subpath(((0, 0), (40, 0), (40, 40), (0, 40)), closed=True)


def lines_over(rise: float) -> list[Subpath]:
    mark = PathMark("input", Paint(fill="#fff", stroke="#000"), (SQUARE,))
    scene = Scene((mark,), Odometer(()), 40, 40, Paint())
    marks = hatched(scene, {"input": Hatch(rise, 0.5, Paint(stroke="#000"))}).marks
    assert [mark.role for mark in marks] == ["input", "hatch", "input"]
    assert isinstance(marks[1], PathMark)
    return list(marks[1].subpaths)


@pytest.mark.parametrize("rise", [0, 1, -1])
def test_hatching_is_parallel_evenly_spaced_and_inside(rise: float) -> None:
    levels = []
    for line in lines_over(rise):
        (x1, y1), (x2, y2) = sorted(line.points)
        assert 0 <= x1 < x2 <= 40
        assert 0 <= min(y1, y2) <= max(y1, y2) <= 40
        assert y2 - y1 == pytest.approx(-rise * (x2 - x1))
        levels.append(y1 + rise * x1)
    assert np.diff(levels) == pytest.approx(10)
    assert len(levels) == (4 if rise == 0 else 8)


def test_a_role_without_a_hatch_keeps_its_mark() -> None:
    mark = PathMark("input", Paint(fill="#fff"), (SQUARE,))
    scene = Scene((mark,), Odometer(()), 40, 40, Paint())
    assert hatched(scene, {}) == scene


def test_the_usual_file_has_no_style_sheet() -> None:
    assert "<style" not in svgconv.conv(4, 3).svg()


@pytest.mark.parametrize("options", [{"theme": "auto"}, {"theme": "print"}, {}])
def test_a_style_sheet_has_nothing_outside_media(options: dict[str, Any], tmp_path: Path) -> None:
    """cairosvg fails on `var()` in a plain rule; what stands in ``@media`` it passes over."""
    figure = svgconv.conv(4, 3, padding=1, **options)
    svg = figure.encode(".svg", custom_properties=True).decode()
    (sheet,) = re.findall(r"<style>(.*?)</style>", svg, re.S)
    assert not re.sub(r"@media [^{]+\{(\s*[^{}]+\{[^{}]*\})+\s*\}", "", sheet).strip()


@pytest.mark.parametrize("theme", ["auto", "colorblind", "print", "dark"])
def test_cairosvg_draws_the_file_with_a_style_sheet_as_without(theme: str) -> None:
    import cairosvg

    still = svgconv.conv(4, 3, padding=1, theme=theme).frame(3)
    styled = still.encode(".svg", custom_properties=True)
    plain = re.sub(rb"\s*<style>.*?</style>", b"", styled, flags=re.S)
    assert plain != styled
    one, other = (
        np.asarray(Image.open(io.BytesIO(cairosvg.svg2png(bytestring=svg))))
        for svg in (styled, plain)
    )
    assert np.array_equal(one, other)


def test_two_figures_have_style_sheets_of_their_own() -> None:
    classes = set()
    for size in (4, 5):
        svg = svgconv.conv(size, 3, theme="auto").svg()
        (name,) = re.findall(r'<svg class="([^"]+)"', svg)
        assert f".{name} .svgconv-input" in svg
        classes.add(name)
    assert len(classes) == 2


def test_compared_figures_with_different_themes_have_no_style_sheet() -> None:
    one, other = svgconv.conv(4, 3, theme="auto"), svgconv.conv(4, 3, theme="print")
    assert "<style" not in svgconv.compare(one, other).svg()
    assert "<style" in svgconv.compare(one, one).svg()


@pytest.mark.parametrize(
    ("width", "points"), [("80mm", 226.77), ("8cm", 226.77), ("2in", 144), ("100pt", 100)]
)
def test_a_width_on_paper_is_that_wide(width: str, points: float) -> None:
    from pypdf import PdfReader

    figure = svgconv.conv(4, 3)
    assert f'width="{width}"' in figure.frame(0).encode(".svg", width=width).decode()
    sheet = PdfReader(io.BytesIO(figure.encode(".pdf", width=width))).pages[0].mediabox
    assert float(sheet.width) == pytest.approx(points, abs=0.01)
    scene = figure.scene
    assert float(sheet.height) == pytest.approx(points * scene.height / scene.width, abs=0.01)


def test_pixels_of_a_size_on_paper_go_by_the_dpi() -> None:
    png = svgconv.conv(4, 3).encode(".png", width="1in", dpi=300)
    assert Image.open(io.BytesIO(png)).width == 300


def test_a_canvas_on_paper_has_the_figure_in_its_middle() -> None:
    scene = svgconv.conv(4, 3).scene
    shown = page(scene, Output(width="100mm", height="300mm"))
    x, y, width, height = shown.view
    assert shown.size == ("100mm", "300mm")
    assert height / width == pytest.approx(3)
    assert x == pytest.approx(0)
    assert width == pytest.approx(scene.width)
    assert y == pytest.approx((scene.height - height) / 2)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"width": "8 furlongs"}, r"width: '8 furlongs' is not a length; use pixels, or"),
        ({"width": "0mm"}, r"width: 0mm is out of range"),
        ({"width": "9000mm"}, r"width: 9000mm is out of range; use 1px to 5292mm"),
        ({"width": "80mm", "height": 400}, r"width: has a different unit than height"),
        ({"width": "80mm", "height": "3in"}, r"width: has a different unit than height"),
        ({"width": "80mm", "scale": 2}, r"scale: cannot be combined with width"),
    ],
)
def test_a_wrong_size_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(SvgconvError, match=complaint):
        svgconv.conv(4, 3).encode(".svg", **options)
