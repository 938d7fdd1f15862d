"""Strips: every panel is its frame's still; labels, sheets and pages are as asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

import svgconv
from svgconv.glyphs.font import width
from svgconv.scene.plane import CELL
from svgconv.states.odometer import Odometer
from svgconv.strip.representative_frames import representative_frames
from svgconv.strip.strip import Strip
from tests.command import run
from tests.stills import difference
from tests.stills import drawn as drawn_by_cairosvg

SCALE = 2


def drawn(svg: str) -> Any:
    """The SVG's pixels, two to a CSS pixel: blue, green, red and alpha."""
    return drawn_by_cairosvg(svg.encode(), "white", SCALE)


@pytest.mark.parametrize(
    "name",
    [
        "padding_strides",
        "dilation",
        "padding_strides_odd_transposed",
        "numerical_padding_strides",
        "numerical_average_pooling",
    ],
)
def test_every_panel_is_the_still_of_its_frame(name: str) -> None:
    figure = svgconv.load(name)
    strip = Strip(figure, labels="index")
    (page,) = strip.pages()
    pixels = drawn(page)
    scene, size = strip.scene, strip.plan.scale
    stills = [
        drawn(figure.frame(panel.frame).encode(".svg", scale=size).decode())
        for panel in strip.panels
    ]
    for index, still in enumerate(stills):
        left, top = (int(size * SCALE * place) for place in strip.plan.corner(index))
        width, height = (int(size * SCALE * side) for side in (scene.width, scene.height))
        panel = pixels[top : top + height, left : left + width]
        assert difference(panel, still).max() <= 2, index
        assert difference(panel, stills[index - 1]).max() > 50


def test_a_strip_of_36_frames_is_small_and_stores_nothing_twice() -> None:
    strip = Strip(svgconv.load("arbitrary_padding_no_strides"))
    (page,) = strip.pages()
    assert len(strip.panels) == 36
    assert len(page.encode()) < 40_000
    paths = re.findall(r' d="([^"]+)"', page)
    assert len(paths) == len(set(paths))
    for stride in (svgconv.load("padding_strides"), svgconv.load("dilation")):
        paths = re.findall(r' d="([^"]+)"', Strip(stride).pages()[0])
        assert len(paths) == len(set(paths))


def test_ids_are_the_strips_own_and_every_use_finds_its_own() -> None:
    pages = [Strip(svgconv.load(name)).pages()[0] for name in ("dilation", "padding_strides")]
    ids = [set(re.findall(r' id="([^"]+)"', page)) for page in pages]
    assert ids[0].isdisjoint(ids[1])
    for page, known in zip(pages, ids, strict=True):
        assert set(re.findall(r' xlink:href="#([^"]+)"', page)) == known


def test_words_are_there_and_text_is_not() -> None:
    tree = ElementTree.fromstring(Strip(svgconv.load("dilation"), count=2).pages()[0])
    assert tree.findtext("{*}title", "").endswith(": 2 frames")
    assert tree.findtext("{*}desc", "").startswith("Frames 0, 8 of 3×3, in reading order.")
    labels = [element.get("aria-label") for element in tree.iter() if element.get("aria-label")]
    assert labels == ["frame 0", "frame 8"]
    assert not list(tree.iter("{http://www.w3.org/2000/svg}text"))


def test_a_strip_reads_back_as_its_figure(tmp_path: Path) -> None:
    (path,) = Strip(svgconv.load("dilation"), count=3, page="a4").save(tmp_path / "a.svg")
    assert svgconv.load(str(path)) == svgconv.load("dilation")


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        ("number", ["frame 0", "frame 5"]),
        ("index", ["(0, 0)", "(1, 2)"]),
        ("none", ["", ""]),
        ("first|last", ["first", "last"]),
    ],
)
def test_labels(labels: str, shown: list[str]) -> None:
    strip = Strip(svgconv.load("padding_strides"), frames="0,5", labels=labels)
    assert [panel.label for panel in strip.panels] == shown
    assert (strip.plan.label > 0) == (labels != "none")


def test_a_label_is_ink_under_the_middle_of_its_panel() -> None:
    strip = Strip(svgconv.load("padding_strides"), frames="0", labels="W")
    below = drawn(strip.pages()[0])[SCALE * strip.figure.scene.height :, :, :3].min(axis=2) < 128
    columns = np.flatnonzero(below.any(axis=0))
    assert below.any()
    assert abs((columns[0] + columns[-1]) / 2 - SCALE * strip.figure.scene.width / 2) < 4
    assert not below[-1].any()


def test_the_representative_frames_frames() -> None:
    grid = Odometer((3, 4))
    assert representative_frames(grid, 1) == (0,)
    assert representative_frames(grid, 2) == (0, 11)
    assert representative_frames(grid, 4) == (0, 4, 8, 11)
    assert representative_frames(grid, 6) == (0, 2, 4, 6, 8, 11)
    assert representative_frames(grid, 99) == tuple(range(12))
    many = representative_frames(Odometer((50, 50)), 7)
    assert len(set(many)) == 7
    assert all(frame % 50 == 0 for frame in many[1:-1])


def test_pages_hold_what_fits_at_a_size_that_prints_well() -> None:
    strip = Strip(svgconv.load("full_padding_no_strides"), page="a4")
    plan, pages = strip.plan, strip.pages()
    assert plan.columns == 3
    assert len(pages) == -(-49 // (plan.columns * plan.rows)) > 1
    for page in pages:
        tree = ElementTree.fromstring(page)
        assert (tree.get("width"), tree.get("height")) == ("210mm", "297mm")
    unit = 210 / plan.width
    assert 50 < unit * strip.figure.scene.width < 65
    assert unit * plan.label > 2.1
    beams = min(mark.paint.stroke_width for mark in strip.figure.scene.marks)
    assert unit * beams / 25.4 * 72 >= 0.25
    x, y = plan.corner(plan.columns * plan.rows - 1)
    assert x + strip.figure.scene.width <= plan.width - 14 / unit
    assert y + strip.figure.scene.height <= plan.height - 14 / unit


def test_cells_of_wide_figures_are_large_enough_to_write_into() -> None:
    for figure in (
        svgconv.conv(5, 3, view="flat", values=1, worksheet=True),
        svgconv.conv(12, 3, view="flat", values=1),
        svgconv.conv(4, 3),
    ):
        plan = Strip(figure, page="a4").plan
        millimetres = 210 / plan.width * CELL
        assert millimetres >= 4 or plan.columns == 1
        assert plan.columns == 3 or figure.values is not None


def test_pdf_has_all_pages_and_png_and_svg_a_file_each(tmp_path: Path) -> None:
    strip = Strip(svgconv.load("full_padding_no_strides"), page="150x100mm", columns=3)
    count = len(strip.pages())
    (path,) = strip.save(tmp_path / "a.pdf")
    reader = PdfReader(path)
    assert len(reader.pages) == count > 1
    size = reader.pages[0].mediabox
    assert float(size.width) == pytest.approx(150 / 25.4 * 72, abs=0.5)
    assert not any(page.images for page in reader.pages)
    names = [path.name for path in replace(strip, dpi=100).save(tmp_path / "a.png")]
    assert names == [f"a_{number}.png" for number in range(1, count + 1)]
    with Image.open(tmp_path / "a_1.png") as image:
        assert image.width == pytest.approx(150 / 25.4 * 100, abs=1)
    assert strip.save(tmp_path / "a.pdf") == [path]


def test_the_same_strip_gives_the_same_bytes() -> None:
    for _ in "twice":
        pages = {Strip(svgconv.load("dilation"), page="letter").pages()[0] for _ in range(2)}
        assert len(pages) == 1


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--frames", "9"], "--frames: 9 does not exist; use -9 to 8"),
        (
            ["--frames", "1", "--count", "2"],
            "--count: cannot be combined with --frames; give one of the two",
        ),
        (["--count", "0"], "--count: 0 is out of range; use 1 to 1,000"),
        (["--columns", "x"], "--columns: 'x' is not a whole number; give one number"),
        (["--labels", "a|b"], "--labels: 'a|b' has 2 texts for 9 panels"),
        (["--page", "a5"], "--page: 'a5' is not a page; use a4, letter, or one such as 150x200mm"),
        (
            ["--page", "a4", "--margin", "101"],
            "--margin: 101 mm leave too little room on a4; use a smaller margin",
        ),
        (["--labels", "漢|" * 8 + "漢"], "--labels: the font has no '漢'"),
    ],
)
def test_wrong_input(flags: list[str], said: str, tmp_path: Path) -> None:
    result = run("strip", "padding_strides", *flags, "-o", str(tmp_path / "a.svg"))
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert result.err.startswith(said)
    assert list(tmp_path.iterdir()) == []
    assert run("strip", "dilation", "-o", str(tmp_path / "a.gif")).status == 2


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    assert run("strip", "dilation", "--count", "4", "--columns", "2", "-o", str(path)).status == 0
    expected = Strip(svgconv.load("dilation"), count=4, columns=2)
    assert path.read_text("utf-8") == expected.pages()[0]


@pytest.mark.parametrize(
    ("flags", "file", "files"),
    [
        ("--key --worksheet --frames 0", "a.svg", 2),
        ("--key --worksheet --frames 0 --dpi 30", "a.png", 2),
        ("--key --worksheet --frames 0", "a.pdf", 1),
        ("--page 60x90mm --margin 5 --columns 1", "a.svg", 9),
        ("", "a.svg", 1),
    ],
)
def test_the_command_names_the_files_if_there_are_several(
    flags: str, file: str, files: int, tmp_path: Path
) -> None:
    result = run("strip", "dilation", *flags.split(), "-o", str(tmp_path / file))
    assert (result.status, result.err) == (0, "")
    written = sorted(map(str, tmp_path.iterdir()))
    assert len(written) == files
    assert result.out.splitlines() == (written if files > 1 else [])


@pytest.mark.parametrize("page", ["5000x5000mm", "20x20mm"])
def test_pages_of_every_size(page: str) -> None:
    strip = Strip(svgconv.conv(1, 1), page=page, margin=1)
    tree = ElementTree.fromstring(strip.pages()[0])
    assert tree.get("width") == page.partition("x")[0] + "mm"


ALL = "title,legend,axes,indices,frame"
PAPER, SCREEN = 6 / 72 * 25.4, 10


@pytest.mark.parametrize("page", [None, "a4", "60x90mm", "a4 of many"])
@pytest.mark.parametrize(
    "figure",
    [
        svgconv.conv(6, 3, annotate=ALL),
        svgconv.conv(5, 3, values=1, view="flat", panels="none"),
        svgconv.conv(6, 3, values=1, sum=True),
        svgconv.load("conv1d", input_size=3, kernel_size=2),
    ],
)
def test_texts_of_a_strip_can_be_read(page: str | None, figure: svgconv.Figure) -> None:
    """Texts and labels have 10 pixels on a sheet, and 6 points on paper, or are left out."""
    columns = 12 if page == "a4 of many" else None
    strip = Strip(figure, count=12, page=page and page.split()[0], columns=columns)
    least = SCREEN if page is None else PAPER * 96 / 25.4
    assert strip.plan.scale * strip.scene.smallest_text >= 0.99 * least
    assert not strip.plan.label or strip.plan.scale * strip.plan.label >= 0.999 * least
    assert strip.plan.label or (columns and strip.left_out)


def test_what_a_strip_leaves_out_is_named_in_one_line(tmp_path: Path) -> None:
    path = str(tmp_path / "a.pdf")
    figure = ("conv", "-i5", "-k3", "--values", "--view", "flat", "--panels", "none", "-o", path)
    assert run("strip", *figure).err == ""
    page = ("--page", "80x80mm", "--columns", "9")
    assert run("strip", *figure, *page).err == (
        "--page: no room at 6pt for the input's numbers, the output's numbers, weights and the"
        " labels of panels; use a larger page, fewer columns or shorter labels\n"
    )


@pytest.mark.parametrize("size", [5, 8])
def test_a_worksheet_on_a_page_has_its_weights(size: int) -> None:
    """Without them nobody could fill it in."""
    sheet = svgconv.conv(size, 3, values=1, worksheet=True)
    strip = Strip(sheet, page="a4")
    assert strip.left_out == ()
    assert "weight" in {mark.role for mark in strip.scene.marks}
    assert strip.plan.columns < 3


def test_labels_never_touch() -> None:
    for text, shown in (("short", True), ("a label of many words that is very long", False)):
        strip = Strip(svgconv.conv(4, 3), frames="0,1", labels=f"{text}|{text}")
        assert (strip.plan.label > 0) == shown
        if shown:
            assert width(text) * strip.plan.label < strip.plan.across
