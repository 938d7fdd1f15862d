"""Strips in a size of the user's: the size of each file, readable texts, and the same errors."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

import svgconv
from svgconv.errors import SvgconvError
from svgconv.files.canvas import canvas, css_pixels
from svgconv.strip.strip import Strip
from tests.command import run

ANNOTATED = svgconv.conv(6, 3, annotate="title,legend,axes,indices,frame")
NUMBERS = svgconv.conv(5, 3, values=1, view="flat", panels="none")
PLAIN = svgconv.load("padding_strides")


def png(strip: Strip) -> Image.Image:
    (content,) = strip.encode(".png")
    return Image.open(io.BytesIO(content))


def points(strip: Strip) -> tuple[float, float]:
    (content,) = strip.encode(".pdf")
    box = PdfReader(io.BytesIO(content)).pages[0].mediabox
    return float(box.width), float(box.height)


@pytest.mark.parametrize(
    ("size", "svg", "pixels", "paper"),
    [
        ({"width": 500}, ("500", "531"), (500, 531), (375, 398.25)),
        ({"height": "300"}, ("261", "300"), (261, 300), (195.75, 225)),
        ({"width": 700, "height": 120}, ("700", "120"), (700, 120), (525, 90)),
        ({"width": "80mm"}, ("80mm", "87.5mm"), (945, 1034), (226.77, 248.03)),
        ({"width": "3in", "dpi": 100}, ("3in", "3.293in"), (300, 329), (216, 237.1)),
        ({"scale": 1}, ("768", "795"), (768, 795), (576, 596.25)),
        ({"dpi": 48}, ("384", "398"), (384, 398), (288, 298.5)),
        ({}, ("768", "795"), (2400, 2484), (576, 596.25)),
    ],
)
def test_every_format_has_the_size(
    size: dict[str, Any], svg: tuple[str, str], pixels: tuple[int, int], paper: tuple[float, float]
) -> None:
    strip = PLAIN.strip(columns=3, **size)
    root = ElementTree.fromstring(strip.pages()[0])
    assert (root.attrib["width"], root.attrib["height"]) == svg
    made = png(strip)
    assert made.size == pixels
    resolution = size.get("dpi", 300 if svg[0].endswith("mm") or not size else None)
    assert made.info.get("dpi", (None,))[0] == (resolution and pytest.approx(resolution, abs=0.1))
    assert points(strip) == pytest.approx(paper, abs=0.02)


def test_panels_are_centred_and_have_whole_steps() -> None:
    strip = PLAIN.strip(columns=3, width=840, height=900)
    shown = canvas(strip.plan, strip)
    assert (shown.scale, shown.left, shown.top) == (1, 36, 52)
    ink = png(strip).convert("L").point(lambda grey: 255 * (grey < 250)).getbbox()
    assert ink
    assert abs(ink[0] + ink[2] - 840) <= 6


def test_a_width_and_a_height_choose_the_columns() -> None:
    for size, columns in (((900, 120), 9), ((100, 900), 1), ((400, 400), 3)):
        assert PLAIN.strip(width=size[0], height=size[1]).plan.columns == columns
    assert PLAIN.strip(width=900, height=120, columns=2).plan.columns == 2


@pytest.mark.parametrize("figure", [ANNOTATED, NUMBERS])
@pytest.mark.parametrize(
    "size",
    [
        {"width": 600},
        {"width": 300},
        {"width": 170, "height": 170},
        {"height": 250},
        {"width": "80mm"},
        {"scale": 0.7},
        {"dpi": 70},
        {"width": "120mm", "dpi": 200, "text_size": "9pt"},
        {"page": "a4", "text_size": "9pt"},
        {"text_size": "15px"},
    ],
)
def test_texts_have_their_least_size_in_every_size(
    figure: svgconv.Figure, size: dict[str, Any]
) -> None:
    strip = figure.strip(count=4, **size)
    assert strip.least_text == {"9pt": 12, "15px": 15}.get(
        size.get("text_size", ""), 8 if size.get("width") == "80mm" else 10
    )
    scale = strip.plan.scale if strip.page else css_pixels(strip.plan, strip)
    assert scale * strip.scene.smallest_text >= 0.999 * strip.least_text
    assert strip.plan.label * scale >= 0.999 * strip.least_text or "labels" in strip.left_out[-1]


def test_a_narrow_strip_has_fewer_columns_if_texts_then_fit() -> None:
    assert ANNOTATED.strip(count=6).plan.columns == 4
    narrow = ANNOTATED.strip(count=6, width=340)
    assert (narrow.plan.columns, narrow.left_out) == (2, ())
    assert ANNOTATED.strip(count=6, width=340, columns=3).left_out
    # Texts of the natural size do not fit in a column, but larger ones of a smaller panel do.
    narrower = ANNOTATED.strip(count=6, width=180)
    assert (narrower.plan.columns, narrower.left_out) == (1, ())
    narrowest = ANNOTATED.strip(count=6, width=60)
    assert narrowest.plan.columns == 4
    assert narrowest.left_out


@pytest.mark.parametrize(
    ("flags", "problem"),
    [
        ("--width 0", "--width: 0 is out of range; use 1 to 20,000"),
        ("--height 5x", "--height: '5x' is not a length; use pixels, or a length such as 80mm"),
        ("--scale 101", "--scale: 101 is out of range; use 0.001 to 100"),
        ("--dpi 0", "--dpi: 0 is out of range; use 0.001 to 10,000"),
        ("--text-size 101", "--text-size: '101' is not a size of texts"),
        ("--width 5 --scale 2", "--scale: cannot be combined with --width; give the size in one"),
        ("--scale 2 --dpi 96", "--scale: cannot be combined with --dpi; give the size in one way"),
        ("--height 50 --dpi 96", "--dpi: cannot be combined with --height; give the size in one"),
        ("--width 50 --height 5mm", "--width: has a different unit than --height; use one unit"),
        ("--scale 100", "image size: "),
    ],
)
def test_the_sizes_of_a_strip_have_the_errors_of_a_figure(
    flags: str, problem: str, tmp_path: Path
) -> None:
    for command in ("strip", "render"):
        figure = ("conv", "-i", "60", "-k", "3", "--frames", "0,1")
        result = run(command, *figure, *flags.split(), "-o", str(tmp_path / "a.png"))
        assert (result.status, result.err.count("\n")) == (2, 1)
        assert result.err.startswith(problem), result.err
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("flags", ["--page a4 --dpi 10000", "--dpi 10000", "--scale 100"])
def test_a_png_of_too_many_pixels_is_rejected(flags: str, tmp_path: Path) -> None:
    result = run("strip", "dilation", *flags.split(), "-o", str(tmp_path / "a.png"))
    assert result.status == 2
    assert result.err.startswith("image size: ")
    assert result.err.endswith("; use a smaller --width, --scale or --dpi\n")


def test_a_side_that_cairo_cannot_draw_is_rejected(tmp_path: Path) -> None:
    """It was an error of cairo's, although the picture has few pixels."""
    target = str(tmp_path / "a.png")
    long = run("render", "conv1d", "-i", "3000", "-k", "3", "--scale", "1", "-o", target)
    assert long.err == (
        "image size: 60,008×88 pixels have a side of more than 32,767;"
        " use a smaller --width, --scale or --dpi\n"
    )


@pytest.mark.parametrize(("name", "value"), [("width", 300), ("height", "80mm"), ("scale", 2)])
def test_a_page_has_its_own_size(name: str, value: Any) -> None:
    with pytest.raises(SvgconvError, match=f"^{name}: cannot be combined with page; give the size"):
        PLAIN.strip(page="a4", **{name: value})


@pytest.mark.parametrize("size", [{"width": 1}, {"height": 1}, {"dpi": 0.001, "page": "a4"}])
def test_the_smallest_strips(size: dict[str, Any]) -> None:
    strip = ANNOTATED.strip(count=2, **size)
    assert min(png(strip).size) == 1
    assert strip.pages()


def test_what_has_no_room_names_the_size(tmp_path: Path) -> None:
    figure = ("strip", "conv", "-i6", "-k3", "--annotate", "title", "-o", str(tmp_path / "a.svg"))
    assert run(*figure, "--width", "60").err == (
        "--width: no room at 10px for the title and the labels of panels;"
        " use a larger width, fewer columns or shorter labels\n"
    )
    assert run(*figure, "--width", "60", "--columns", "1").err == (
        "--width: no room at 10px for the title; use a larger width\n"
    )
    assert run(*figure, "--width", "60", "--height", "400", "--columns", "1").err == (
        "--width: no room at 10px for the title and the labels of panels;"
        " use a larger width, a larger height or shorter labels\n"
    )
    words = run(*figure, "--height", "10mm").err
    assert words.startswith("--height: no room at 6pt for the title and the labels of panels; use")
    assert words.endswith("use a larger height, more columns or shorter labels\n")
    one_row = run(*figure, "--height", "10mm", "--columns", "40").err
    assert one_row.endswith("use a larger height or shorter labels\n")
    assert run(*figure, "--width", "80mm", "--dpi", "200").err.endswith(
        "--dpi: no effect on .svg files\n"
    )
    assert run(*figure, "--dpi", "200").err == ""
    large = run(*figure, "--values", "--text-size", "90px", "--count", "2").err
    assert large.startswith("--text-size: no room at 90px for the input's numbers, ")
    assert "; use smaller texts" in large
