"""TikZ, without TeX: what is written is the scene; `make test-tex` compiles it."""

from __future__ import annotations

import re
from math import isclose
from pathlib import Path
from typing import Any

import pytest

import svgconv
from svgconv.encoders import ENCODERS
from svgconv.encoders._tikz_texts import latex
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.files.canvas import page
from svgconv.files.drawing import Drawing
from svgconv.glyphs.font import FIGURES, width
from svgconv.scene.marks import FixedText, Lines, Paint
from svgconv.scene.marks import Path as Shape
from svgconv.scene.scene import Scene
from svgconv.sources.catalogue import catalogue
from tests.encoders.read_tikz import Picture, Point, ReadPath, ReadText

TIKZ = ENCODERS.get("tikz")
CLOSE = 0.0006
"""In cells: a tenth of a pixel is thirty times as much."""
FIGURES_OF_ALL_KINDS: dict[str, dict[str, Any]] = {
    **{name: {} for name in catalogue()},
    **{theme: {"theme": theme, "values": 3} for theme in ("print", "clear", "colorblind", "dark")},
    "annotated": {"annotate": "title,legend,axes,indices", "values": 3, "in_channels": 3},
    "shaded": {"values": 3, "shade": "diverging"},
    "cropped": {"crop": "9,-4,0,2"},
}


def figure_of(name: str) -> Figure:
    options = FIGURES_OF_ALL_KINDS[name]
    figure = svgconv.conv(4, 3, padding=1, **options) if options else svgconv.load(name)
    return figure.frame(min(5, figure.frame_count - 1))


def near(one: Point, other: Point) -> bool:
    return all(isclose(a, b, abs_tol=CLOSE) for a, b in zip(one, other, strict=True))


def in_cells(points: tuple[Point, ...]) -> list[Point]:
    return [(x / 20, y / 20) for x, y in points]


def six_digits(color: str) -> str:
    digits = color[1:]
    return "#" + (digits if len(digits) == 6 else "".join(2 * one for one in digits)).upper()


def shown(drawing: Drawing) -> tuple[float, ...]:
    """The corners of what a still shows, in cells."""
    left, top, across, down = page(drawing.scene, drawing.output).view
    return tuple(round(one / 20, 4) for one in (left, top, left + across, top + down))


def check_paint(options: dict[str, str], paint: Paint, shared: Paint) -> None:
    """Compare the options of a style with a paint."""
    for key, color in (("fill", paint.fill), ("draw", paint.stroke)):
        assert options.get(key) == (None if color is None else six_digits(color))
    if paint.fill is not None:
        assert float(options.get("fill opacity", 1)) == paint.fill_opacity
    if paint.stroke is None:
        return
    numbers = {
        key: [float(one) * 20 for one in re.findall(r"([\d.]+)\\svgconvcell", value)]
        for key, value in options.items()
    }
    (drawn,) = numbers.get("line width", [shared.stroke_width])
    assert isclose(drawn, paint.stroke_width, abs_tol=0.002)
    dashes = numbers.get("dash pattern", [])
    assert len(dashes) == len(paint.dashes) * (1 + len(paint.dashes) % 2)
    for dash, wanted in zip(dashes, paint.dashes * 2, strict=False):
        assert isclose(dash, wanted, abs_tol=0.002)
    assert isclose(numbers.get("dash phase", [0])[0], paint.dash_offset, abs_tol=0.002)
    assert ("line cap" in options) == paint.round_ends


def wanted_subpaths(mark: Shape | Lines) -> list[tuple[tuple[Point, ...], bool]]:
    """The points of what is seen of a shape, and whether they are closed."""
    if isinstance(mark, Lines):
        every: list[tuple[tuple[Point, ...], bool]] = [(one, False) for one in mark.outlines]
    else:
        every = [(one.points, one.closed) for one in mark.subpaths]
    least = 2 if mark.paint.stroke else 3
    return [(points, closed) for points, closed in every if len({*points}) >= least]


def check_shape(read: ReadPath, mark: Shape | Lines, shared: Paint) -> None:
    check_paint(read.options, mark.paint, shared)
    found = zip(read.subpaths, read.closed, strict=True)
    for (points, closed), (own, is_closed) in zip(found, wanted_subpaths(mark), strict=True):
        assert closed == is_closed
        assert len(points) == len(own)
        orders = (in_cells(own), in_cells(own[::-1]) if len(own) == 2 else in_cells(own))
        assert any(all(map(near, points, order)) for order in orders)


def wanted_texts(mark: FixedText) -> list[tuple[Point, str]]:
    """The places of a mark's texts, in cells, and their LaTeX code."""
    setting, wanted = mark.setting, []
    for row, column, text in mark.cells:
        if not (inner := text.strip(" ")) or (setting.shade and not setting.shade.has_digits):
            continue
        across = setting.place[1]
        if inner != text:
            middle = width(text[: text.index(inner)]) + width(inner) / 2
            across += (middle - setting.align * width(text)) * setting.size
        down = setting.place[0] + sum(FIGURES) / 2 * setting.size
        x, y = setting.point(row + down, column + across)
        wanted.append(((x / 20, y / 20), latex(inner)))
    return wanted


def check_text(read: ReadText, place: Point, code: str, mark: FixedText) -> None:
    assert near(read.place, place)
    assert read.code == code
    if mark.setting.shade is None:
        assert read.options["text"] == six_digits(str(mark.paint.fill))
    sides = {0: "base west", 0.5: "base", 1: "base east"}
    assert read.options.get("anchor", "base") in {sides[mark.setting.align], "base"}
    scale = float(read.options["scale"].removesuffix("*\\svgconvem"))
    (a, b), (c, d) = mark.setting.column, mark.setting.row
    matrix = read.options.get("cm", "{1,0,0,1,(0,0)}")
    drawn = [scale * float(one) for one in matrix[1:].split(",")[:4]]
    for one, other in zip(drawn, (a, -b, -c, d), strict=True):
        assert isclose(one, mark.setting.size * other / 20, abs_tol=CLOSE)


def check(picture: Picture, scene: Scene) -> None:
    """Compare a picture with the scene at its frame: every shape and text, in drawing order."""
    shapes = [one for one in scene.marks if isinstance(one, Lines | Shape)]
    seen = [one for one in shapes if wanted_subpaths(one)]
    for read, shape in zip(picture.paths, seen, strict=True):
        check_shape(read, shape, scene.paint)
    marks = [mark for mark in scene.marks if isinstance(mark, FixedText)]
    wanted = [(place, code, mark) for mark in marks for place, code in wanted_texts(mark)]
    for text, (place, code, mark) in zip(picture.texts, wanted, strict=True):
        check_text(text, place, code, mark)


@pytest.mark.parametrize("name", FIGURES_OF_ALL_KINDS)
def test_a_picture_is_the_scene(name: str) -> None:
    drawing = figure_of(name).drawing()
    picture = Picture(TIKZ.file(drawing).decode())
    scene = drawing.scene.at(drawing.frames[0])
    assert picture.clip == shown(drawing)
    check(picture, scene)


def test_a_picture_of_another_frame_differs() -> None:
    drawing = svgconv.load("padding_strides").frame(4).drawing()
    with pytest.raises(AssertionError):
        check(Picture(TIKZ.file(drawing).decode()), drawing.scene.at(5))


def test_a_grid_is_a_loop_and_a_row_of_numbers_too() -> None:
    text = svgconv.conv(4, 3, values=3, view="flat").frame(0).encode(".tikz").decode()
    assert r"foreach \i in {0,...,2} {(.2,2.15+\i) -- ++(4,0)}" in text
    assert re.search(r"\\foreach \\t \[count=\\j from 0\] in \{\d,\d,\d,\d\} \\node\[", text)


@pytest.mark.parametrize(
    ("output", "cell"),
    [
        ({}, "30bp"),
        ({"width": "80mm"}, "6.50407mm"),
        ({"height": "200pt"}, "16.87764bp"),
        ({"scale": 1}, "15bp"),
        ({"width": 400, "height": 300}, "18.98734bp"),
    ],
)
def test_it_has_the_size_of_the_still(output: dict[str, object], cell: str) -> None:
    drawing = svgconv.load("padding_strides").frame(4).drawing(**output)
    picture = Picture(TIKZ.file(drawing).decode())
    assert (picture.cell, picture.clip) == (cell, shown(drawing))


def test_what_tex_cannot_hold_is_one_line() -> None:
    with pytest.raises(SvgconvError, match=r"image size: 2\d\d inches are more than TeX's 227"):
        svgconv.conv((3, 600), 3, view="flat").encode(".tikz", scale=1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("50% of $x_1 & #2 {~^}", r"50\% of \$x\_1 \& \#2 \{\textasciitilde{}\textasciicircum{}\}"),
        ("a\\b", r"a\textbackslash{}b"),
        ("−3·x² ≈ 2×4", r"$-$3$\cdot$x$^2$ $\approx$ 2$\times$4"),
        ("Größe", "Größe"),
    ],
)
def test_latex_prints_every_letter(text: str, code: str) -> None:
    assert latex(text) == code


def test_a_title_of_others_is_a_comment(tmp_path: Path) -> None:
    figure = svgconv.conv(4, 3, heading="100% {of} \\it", annotate="title")
    path = figure.save(tmp_path / "figure.tikz")
    first, second, *lines = path.read_text("utf-8").splitlines()
    assert first.startswith("% Written by svgconv: ")
    assert second.startswith('% {"svgconv":')
    assert r"{100\% \{of\} \textbackslash{}it}" in "\n".join(lines)
    assert svgconv.load(path).encode(".tikz") == path.read_bytes()


def test_files_of_others_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "figure.tikz"
    for text in ("", "mine", "% Written by svgconv: \n% {}", "% Written by svgconv: \nmine"):
        path.write_text(text, "utf-8")
        assert TIKZ.found_recipe(path) is None
