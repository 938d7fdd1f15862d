"""Large layers: the window, the output cell and the beam are seen in every format, and move.

Each of them has a line of a colour that nothing else has, and is found by it in the finished file.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cairosvg
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import svgconv
from svgconv.figure.figure import Figure
from svgconv.files.output import Output
from svgconv.scene.marks import Path as Mark
from tests.command import run

COLOURS = {"window": (255, 0, 255), "active": (0, 255, 0), "beam": (255, 0, 0), "lens": (0, 0, 255)}
LEAST = {"window": 128, "active": 128, "beam": 80, "lens": 60}
"""The least saturation, of 255: beams and the lens have thinner lines."""
THEME = {
    "line": {"stroke": "#888"},
    "input": {"fill": "#ddd"},
    "output": {"fill": "#ccc"},
    "window": {"fill": "#555", "stroke": "#f0f"},
    "active": {"fill": "#555", "stroke": "#0f0"},
    "beam": {"stroke": "#f00"},
    "beam_body": {"fill": "#fff", "stroke": "#f00"},
    "lens": {"fill": "#fff", "stroke": "#00f"},
}
LAYERS: dict[int, dict[str, Any]] = {
    16: {"kernel_size": 3, "padding": 1},
    64: {"kernel_size": 3, "padding": 1},
    224: {"kernel_size": 7, "stride": 2, "padding": 3},
}
WIDTHS = {16: (300, 600), 64: (300, 600), 224: (300, 600)}
Pixels = NDArray[np.uint8]


def layer(size: int, **options: Any) -> Figure:
    figure: Figure = svgconv.conv(size, theme=THEME, **LAYERS[size], **options)
    return figure


def as_svg(figure: Figure, frame: int, width: int, path: Path) -> Pixels:
    drawn = figure.frame(frame).encode(".svg", width=width)
    return opened(cairosvg.svg2png(drawn, background_color="white"))


def as_png(figure: Figure, frame: int, width: int, path: Path) -> Pixels:
    return opened(figure.frame(frame).encode(".png", width=width))


def as_gif(figure: Figure, frame: int, width: int, path: Path) -> Pixels:
    chosen = replace(figure, frames=f"0,{frame}")
    with Image.open(io.BytesIO(chosen.encode(".gif", width=width))) as image:
        image.seek(1)
        return np.array(image.convert("RGB"))


def as_pdf(figure: Figure, frame: int, width: int, path: Path) -> Pixels:
    figure.frame(frame).save(path / "a.pdf", width=width, overwrite=True)
    subprocess.run(["pdftoppm", "-r", "96", "-png", path / "a.pdf", path / "p"], check=True)
    return opened(next(path.glob("p*.png")).read_bytes())


FORMATS: list[Callable[[Figure, int, int, Path], Pixels]] = [as_svg, as_png, as_gif, as_pdf]


def opened(content: bytes) -> Pixels:
    with Image.open(io.BytesIO(content)) as image:
        return np.array(image.convert("RGB"))


def places(pixels: Pixels, name: str) -> NDArray[np.intp]:
    """The rows and columns of the pixels that have a colour's hue, mixed with at most half grey."""
    has = np.array(COLOURS[name]) > 0
    hue = pixels.astype(int) - pixels.min(axis=2, keepdims=True)
    on, off = hue[..., has].min(axis=2), hue[..., ~has].max(axis=2)
    return np.argwhere((on >= LEAST[name]) & (off <= on / 3))


def extent(found: NDArray[np.intp]) -> tuple[int, int]:
    rows, columns = (found.max(axis=0) - found.min(axis=0) + 1).tolist()
    return rows, columns


@pytest.mark.parametrize("size", LAYERS)
@pytest.mark.parametrize("draw", FORMATS)
def test_what_matters_is_seen_and_moves(
    size: int, draw: Callable[..., Pixels], tmp_path: Path
) -> None:
    figure = layer(size, lens=False)
    last = figure.frame_count - figure.odometer.shape[-1] // 2
    for width in WIDTHS[size]:
        first, other = (draw(figure, frame, width, tmp_path) for frame in (1, last))
        assert first.shape[1] == width
        for name in ("window", "active", "beam"):
            one, two = places(first, name), places(other, name)
            assert min(*extent(one), *extent(two)) >= 2, (width, name)
            assert np.abs(one.mean(axis=0) - two.mean(axis=0)).max() > 5, (width, name)


@pytest.mark.parametrize(("size", "width"), [(64, 300), (224, 600)])
@pytest.mark.parametrize("draw", FORMATS)
def test_a_lens_follows_the_window_and_shows_its_cells(
    size: int, width: int, draw: Callable[..., Pixels], tmp_path: Path
) -> None:
    figure = layer(size)
    kernel = LAYERS[size]["kernel_size"]
    columns = figure.odometer.shape[-1]
    middles = []
    for frame in (0, columns * (columns // 2) + columns // 2):
        pixels = draw(figure, frame, width, tmp_path)
        circle = places(pixels, "lens")
        (top, left), (bottom, right) = circle.min(axis=0), circle.max(axis=0)
        middles.append(((top + bottom) / 2, (left + right) / 2))
        inside = pixels[top:bottom, left:right]
        assert min(extent(places(inside, "window"))) > 7 * kernel
        assert min(extent(places(inside, "active"))) > 7
        assert places(inside, "beam").size
    assert np.abs(np.subtract(middles[0], middles[1])).max() > width / 10


def lines(figure: Figure, role: str, **output: Any) -> int:
    marks = figure.scene_in(Output(**output)).marks
    return sum(len(m.subpaths) for m in marks if isinstance(m, Mark) and m.role == role)


def test_tiny_cells_have_a_line_at_every_tenth_only() -> None:
    figure = svgconv.conv(64, 3, outputs="all", lens=False)
    # 63 lines along rows, 63 along columns, and the block's outline.
    assert lines(figure, "input") == lines(figure, "input", width=600) == 2 * 63 + 1
    assert lines(figure, "input", width=300) == 2 * 6 + 1
    zeros = svgconv.conv(64, 3, padding=10, lens=False)
    assert lines(zeros, "zeros", width=300) == 1 + 2 * 10
    spread = svgconv.conv_transpose(40, 3, stride=2, lens=False)
    assert lines(spread, "input", width=200) == 1 + 2 * 9


@pytest.mark.parametrize("view", ["oblique", "flat"])
@pytest.mark.parametrize("width", [60, 150, 300, 600])
def test_outlines_and_beams_keep_their_width(view: str, width: int) -> None:
    figure = svgconv.conv(30, 3, padding=1, view=view)
    output = Output(width=width)
    scene = figure.scene_in(output)
    scale = width / scene.width
    widths: dict[str, list[float]] = {role: [] for role in ("window", "active", "beam_body")}
    for mark in scene.marks:
        if mark.role in widths and mark.paint.stroke is not None:
            widths[mark.role].append(scale * mark.paint.stroke_width)
    assert min(widths["active"]) >= 2
    assert max(widths["window"]) >= 2
    assert view == "flat" or min(widths["beam_body"]) >= 1


def test_published_lines_stay_thin_unless_cells_are_tiny() -> None:
    figure = svgconv.load("padding_strides")
    assert figure.scene_in(Output(width=150)) is figure.scene
    assert figure.scene_in(Output(width=20)) != figure.scene


@pytest.mark.parametrize(
    ("options", "seen"),
    [
        ({}, False),
        ({"lens": True}, True),
        ({"width": 300}, True),
        ({"width": 300, "lens": False}, False),
        ({"width": 300, "in_channels": 3}, False),
        ({"width": 300, "crop": 20}, False),
        ({"width": 300, "crop": 20, "lens": True}, True),
        ({"width": 300, "crop": -20}, True),
    ],
)
def test_when_there_is_a_lens(options: dict[str, Any], seen: bool) -> None:
    width = options.pop("width", None)
    figure = svgconv.conv(64, 3, **options)
    roles = {mark.role for mark in figure.scene_in(Output(width=width)).marks}
    assert ("lens" in roles) == seen


def test_a_crop_cuts_the_same_part_off_in_every_file() -> None:
    figure = svgconv.conv(64, 3, crop=100)
    wide, small = (figure.scene_in(Output(width=width)) for width in (1000, 300))
    assert 0 <= small.width - wide.width <= 2 * 2 * wide.width / 300
    assert small.width / small.height == pytest.approx(wide.width / wide.height, abs=0.01)


def test_the_command_line(tmp_path: Path) -> None:
    path = str(tmp_path / "a.svg")
    assert run("frame", "conv", "-i40", "-k3", "--lens", "--at", "3", "-o", path).err == ""
    assert svgconv.load(path).lens is True
    no_effect = "--lens: no effect with "
    small = run("render", "conv", "-i4", "-k3", "--lens", "-o", path).err
    assert small == (
        f"{no_effect}several planes, or windows that differ in size or are nearly as large as the"
        " input\n"
    )
    shaded = ("conv", "-i20", "-k3", "--values", "--shade", "grey", "--lens", "--at", "3")
    assert f"{no_effect}--shade\n" in run("frame", *shaded, "-o", path).err
    wrong = run("render", "conv", "-i4", "-k3", "--view", "matrix", "--lens", "-o", path)
    assert wrong.status == 2
    assert "use --view oblique or flat" in wrong.err
