"""The legend has the colours of the figure, and cells without a number look like no number."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

import svgconv
from svgconv.figure.figure import Figure
from svgconv.scene.legend import SCALE
from svgconv.scene.marks import ChangingText, FixedText, Mark, Path
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene

SHADED_CONV = {"shade": "grey", "values": 1}
LEGENDS: list[tuple[str, dict[str, Any], str]] = [
    ("conv(5, 3)", {}, "input|window|output|this frame's output"),
    ("conv(5, 3)", {"ghost": True}, "input|window|window before|output|this frame's output"),
    ("conv(5, 3)", {"values": 1, "view": "flat"},
     "input|window|kernel|output|this frame's output"),
    ("conv(5, 3)", {"values": 1, "view": "flat", "out_channels": 2},
     "input|window|kernel 0|kernel 1|output|this frame's output"),
    ("conv(5, 3)", {"values": 1, "panels": "none", "view": "flat"},
     "input|window|output|this frame's output"),
    ("conv(4, 2, 2)", {"tint": "windows"}, "a window and its output|window|this frame's output"),
    ("conv(4, 2, 2)", {"tint": "windows", "outputs": "all", "view": "flat"},
     "a window and its output|window|this frame's output"),
    ("conv(5, 2, 2)", {"tint": "windows"},
     "a window and its output|input|window|this frame's output"),
    ("conv(5, 3)", {**SHADED_CONV, "view": "flat"},
     "input 0 to 3|output 10 to 16|kernel 0 to 2|products 0 to 6|no number|window"
     "|this frame's output"),
    ("conv(4, 2, 2)", {**SHADED_CONV, "tint": "windows"},
     "input 0 to 3|output 3 to 11|kernel 0 to 2|no number|window|this frame's output"),
    ("conv(3, 2)", {**SHADED_CONV, "shade": "rgb", "in_channels": 3, "view": "flat"},
     "input 0 to 3|output 16 to 25|kernel 0 to 2|products 0 to 11|no number|window"
     "|this frame's output"),
    ("max_pool(4, 2)", {**SHADED_CONV, "padding": 1},
     "input 0 to 3|output 0 to 3|no number|window|this frame's output|largest number"),
    ("conv_transpose(3, 2)", {**SHADED_CONV, "view": "scatter"},
     "input 0 to 3|output 0 to 3|kernel 0 to 1|no number|this frame's input unit"
     "|its contribution"),
]  # fmt: skip


def legend(scene: Scene) -> list[str]:
    (words,) = [mark for mark in scene.marks[-1:] if isinstance(mark, FixedText)]
    return [text for *_, text in words.cells]


def made(call: str, **options: Any) -> Figure:
    name, _, arguments = call.rstrip(")").partition("(")
    figure: Figure = getattr(svgconv, name)(*map(int, arguments.split(",")), **options)
    return figure


@pytest.mark.parametrize(("call", "options", "entries"), LEGENDS)
def test_the_legend_names_what_is_drawn(call: str, options: dict[str, Any], entries: str) -> None:
    assert legend(made(call, **options, annotate="legend").scene) == entries.split("|")


def test_compared_figures_have_both_keys() -> None:
    """One is coloured by its numbers, and the other has the theme's colours."""
    shaded = svgconv.conv(5, 3, shade="grey", values=1, view="flat", panels="none")
    plain = svgconv.conv(5, 3, padding=1, view="flat")
    for figures in ((shaded, plain), (plain, shaded)):
        made = replace(svgconv.compare(*figures), annotate=("legend",))
        assert {"input 0 to 3", "no number", "input", "zeros", "output"} <= {*legend(made.scene)}


def texts(mark: FixedText) -> list[str]:
    return [text for *_, text in mark.cells]


def swatches(scene: Scene, plain: Scene) -> list[Mark]:
    """The marks of the legend's cells, which are below the figure."""
    return [
        mark
        for mark in scene.marks
        if isinstance(mark, Path)
        and all(point[1] > plain.height for shape in mark.subpaths for point in shape.points)
    ]


@pytest.mark.parametrize(("call", "options", "entries"), LEGENDS)
def test_each_paint_of_the_legend_is_one_of_the_figure(
    call: str, options: dict[str, Any], entries: str
) -> None:
    figure = made(call, **options)
    plain, scene = figure.scene, made(call, **options, annotate="legend").scene
    fills = {(mark.role, mark.paint.fill) for mark in plain.marks}
    shades = {
        mark.setting.shade.fill(text)
        for mark in plain.marks
        if isinstance(mark, (FixedText, ChangingText)) and mark.setting.shade is not None
        for text in (mark.texts if isinstance(mark, ChangingText) else texts(mark))
        if text
    }
    found = [mark for mark in swatches(scene, plain) if mark.paint.fill is not None]
    assert found
    for mark in found:
        if mark.role != SCALE:
            assert (mark.role, mark.paint.fill) in fills
    scales = [mark.paint.fill for mark in found if mark.role == SCALE]
    assert bool(scales) == bool(shades)
    assert {*scales[::5], *scales[4::5]} <= shades


BLANK: list[tuple[str, dict[str, Any], int]] = [
    ("conv(5, 3)", {"view": "flat"}, 4),
    ("conv(5, 3)", {"view": "flat", "outputs": "all", "panels": "none"}, 4),
    ("conv(4, 3)", {"view": "flat", "worksheet": True}, 1),
    ("conv(3, 2)", {"view": "matrix"}, 1),
    ("conv(4, 3)", {"view": "flat", "out_channels": 2}, 5),
    ("max_pool(4, 2)", {"padding": 1, "view": "flat", "winners": False}, 4),
    ("unfold(4, 2)", {}, 0),
    ("fold(4, 2)", {}, 2),
    ("pixel_shuffle(2, 2)", {}, 5),
    ("pixel_unshuffle(4, 2)", {}, 0),
    ("conv_transpose1d(4, 3)", {"view": "scatter"}, 1),
]


@pytest.mark.parametrize(
    ("theme", "shade"), [("guide", "grey"), ("print", "diverging"), ("dark", "grey")]
)
@pytest.mark.parametrize(("call", "options", "frame"), BLANK)
def test_a_cell_without_a_number_looks_like_no_number(
    call: str, options: dict[str, Any], frame: int, theme: str, shade: str
) -> None:
    """A cell with a number has one colour, and one without has lines over it."""
    figure = made(call, **options, shade=shade, digits=False, theme=theme, values=2)
    scene, scale = figure.scene.at(frame), 3
    picture = Image.open(io.BytesIO(figure.frame(frame).encode(".png", scale=scale)))
    pixels, has_number = picture.convert("RGB"), set()
    for mark in scene.marks:
        if isinstance(mark, FixedText) and mark.setting.shade is not None:
            area = mark.setting.shade.area
            if area[2] - area[0] > 0.9:
                places = (mark.setting.point(row, at) for row, at, text in mark.cells if text)
                has_number |= {(round(x), round(y)) for x, y in places}
    counts = {True: 0, False: 0}
    for mark in scene.marks:
        if mark.role != "blank" or not isinstance(mark, Path) or mark.paint.fill is None:
            continue
        for shape in mark.subpaths:
            xs, ys = zip(*shape.points, strict=True)
            for x in range(round(min(xs)), round(max(xs)), CELL):
                for y in range(round(min(ys)), round(max(ys)), CELL):
                    left, top, side = scale * (x + 6), scale * (y + 6), scale * (CELL - 12)
                    cell = pixels.crop((left, top, left + side, top + side))
                    colours = cell.getcolors() or []
                    numbered = (x, y) in has_number
                    assert (len(colours) == 1) == numbered, (x, y, colours)
                    counts[numbered] += 1
    assert counts[False]
    assert counts[True] or "worksheet" in options
