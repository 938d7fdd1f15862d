"""Composited frames are the stills that cairosvg draws whole."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from numpy.typing import NDArray

import svgconv
from svgconv.figure.figure import Figure
from svgconv.files.canvas import MOST_PIXELS, Canvas, canvas, page
from svgconv.files.output import Output
from svgconv.raster.compositor import picture, pictures
from svgconv.sources.catalogue import catalogue
from tests.examples import examples
from tests.specifications import figures
from tests.stills import composed, difference, figure_of, rgba, stills
from tests.stills import size as even_size

ROUNDING = 2
MOST_DRAWN = 300_000
"""Bytes of all stills of a random figure: cairosvg takes 10 ms for a thousand."""


def placed(still: NDArray[np.uint8], paper: Canvas) -> NDArray[np.uint8]:
    """A picture in its place on a transparent canvas."""
    pixels = np.zeros((paper.height, paper.width, 4), np.uint8)
    part = pixels[paper.top :, paper.left :]
    rows, columns = (min(sides) for sides in zip(part.shape[:2], still.shape[:2], strict=True))
    part[:rows, :columns] = still[:rows, :columns]
    return pixels


def differ(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> int:
    """The largest difference, colours as they look (multiplied by alpha)."""
    assert one.shape == other.shape
    return int(np.abs(multiplied(one) - multiplied(other)).max().round())


def multiplied(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Colours multiplied by alpha, and alpha."""
    return np.concatenate([pixels[..., :3] * (pixels[..., 3:] / 255), pixels[..., 3:]], axis=2)


@pytest.mark.parametrize("name", catalogue())
def test_every_frame_of_the_catalogue(name: str) -> None:
    wanted = stills(name)
    found = composed(figure_of(name).drawing(**even_size(name)))
    for frame, (pixels, still) in enumerate(zip(found, wanted, strict=True)):
        drawn_frame = rgba(pixels)
        assert (drawn_frame[..., 3] == 255).all()
        assert difference(drawn_frame[..., :3], still).max() <= ROUNDING, frame
        assert difference(drawn_frame[..., :3], wanted[frame - 1]).max() > 20 * ROUNDING


@given(figures)
@examples(25)
def test_any_figure_with_a_transparent_background(figure: Figure) -> None:
    assume(len(figure.frame(0).svg()) * len(figure.chosen_frames) <= MOST_DRAWN)
    drawing = figure.drawing(background="transparent", width=301)
    for frame, pixels in zip(figure.chosen_frames, pictures(drawing), strict=True):
        still = picture(figure.frame(frame).drawing(background="transparent", width=301))
        expected, found = multiplied(rgba(still)), multiplied(rgba(pixels))
        assert np.abs(found - expected).max().round() <= ROUNDING
        assert pixels.width == 301


@pytest.mark.parametrize("width", [97, 200, 333, 777])
def test_any_size_and_stride(width: int) -> None:
    figure = svgconv.conv(7, (3, 2), (2, 3), 1)
    for frame, pixels in enumerate(pictures(figure.drawing(width=width))):
        still = picture(figure.frame(frame).drawing(width=width))
        assert differ(rgba(pixels), rgba(still)) <= ROUNDING


def test_sizes_are_whole_pixels_and_as_asked_for() -> None:
    figure = svgconv.load("padding_strides")
    scene = figure.scene
    assert (scene.width, scene.height) == (246, 237)
    sizes = {
        (): (492, 474),
        (("width", 100),): (100, 96),
        (("height", "100"),): (104, 100),
        (("scale", 0.5),): (123, 118),
        (("dpi", 192),): (984, 948),
        (("width", 400), ("height", 300)): (400, 300),
    }
    for options, size in sizes.items():
        paper = canvas(scene, Output(**dict(options)))  # type: ignore[arg-type]
        assert (paper.width, paper.height) == size
        assert picture(figure.drawing(**dict(options))).size == size


@pytest.mark.parametrize(
    ("asked", "size", "scale"),
    [
        ({"width": 395}, (395, 381), 1.5),
        ({"height": 381}, (395, 381), 1.5),
        ({"scale": 1.6}, (394, 379), 1.5),
        ({"width": 395, "height": 500}, (395, 500), 1.5),
        ({"width": 270}, (270, 260), 1),
        ({"width": 360}, (360, 347), 360 / 246),
        ({"dpi": 100}, (512, 494), 2),
    ],
)
def test_cells_are_whole_steps_apart_if_that_costs_a_tenth_at_most(
    asked: dict[str, Any], size: tuple[int, int], scale: float
) -> None:
    figure = svgconv.load("padding_strides")
    paper = canvas(figure.scene, Output(**asked))
    assert (paper.width, paper.height) == size
    assert paper.scale == pytest.approx(scale)
    margins = (paper.width - scale * 246, paper.height - scale * 237)
    assert (paper.left, paper.top) == tuple(max(0, int(margin // 2)) for margin in margins)
    ink = rgba(picture(figure.drawing(**asked)))[..., :3].min(axis=2) < 250
    assert np.flatnonzero(ink.any(axis=0))[0] - paper.left <= 5 * scale


def test_vectors_have_the_margin_of_pixels_unless_they_are_on_paper() -> None:
    figure = svgconv.load("padding_strides")
    for asked in ({"width": 395}, {"height": 381}, {"scale": 1.6}, {"dpi": 80}):
        paper = canvas(figure.scene, Output(**asked))
        assert page(figure.scene, Output(**asked)) == paper
        assert paper.left > 0
    assert page(figure.scene, Output()).view == pytest.approx((0, 0, 246, 237))
    on_paper = page(figure.scene, Output(width="80mm")).view
    assert on_paper == pytest.approx((0, 0, 246, 237))


def test_a_canvas_holds_the_figure_centred_and_whole() -> None:
    figure = svgconv.load("padding_strides")
    found = rgba(picture(figure.drawing(width=500, height=300)))
    ink = found[..., :3].min(axis=2) < 250
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    assert rows[0] > 0
    assert rows[-1] < 299
    assert abs(columns[0] - (499 - columns[-1])) <= 2


@pytest.mark.parametrize(
    "options",
    [
        {"width": 0},
        {"width": "x"},
        {"height": 100_000},
        {"scale": -1},
        {"scale": "nan"},
        {"dpi": 0},
        {"scale": 2, "width": 3},
        {"background": "mauve-ish"},
        {"background": "#12"},
        {"colors": 7},
        {"width": 20_000, "height": 20_000},
    ],
)
def test_impossible_output_is_refused(options: dict[str, Any]) -> None:
    figure = svgconv.load("padding_strides")
    with pytest.raises(svgconv.SvgconvError):
        picture(figure.drawing(**options))
    assert MOST_PIXELS < 20_000 * 20_000


def test_backgrounds() -> None:
    figure = svgconv.load("dilation")
    corner = {
        None: (255, 255, 255, 255),
        "white": (255, 255, 255, 255),
        "transparent": (0, 0, 0, 0),
        "#123": (0x11, 0x22, 0x33, 255),
        "#FDF6E3": (0xFD, 0xF6, 0xE3, 255),
    }
    for background, color in corner.items():
        found = rgba(picture(figure.drawing(background=background)))
        assert tuple(found[0, 0]) == color


def test_frames_come_as_they_are_chosen_and_memory_stays_bounded() -> None:
    figure = svgconv.load("same_padding_no_strides")
    chosen = replace(figure, frames="24,0,3-4")
    found = [rgba(pixels) for pixels in pictures(chosen.drawing())]
    for pixels, frame in zip(found, (24, 0, 3, 4), strict=True):
        assert differ(pixels, rgba(picture(figure.frame(frame).drawing()))) <= ROUNDING
    many = svgconv.conv(20, 3, padding=1).drawing(width=400)
    one_picture = rgba(picture(many)).nbytes
    tracemalloc.start()
    count = sum(1 for _ in pictures(many))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 400
    assert peak < 30 * one_picture
