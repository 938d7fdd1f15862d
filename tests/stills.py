"""The stills that cairosvg draws of a figure's own SVG files: the reference for pixels.

No encoder draws in this way. Several tests compare with the same stills; the scheduler lets one
process run those of a figure together, so each still is drawn once, and each frame composed once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import numpy as np
from cairosvg.parser import Tree
from cairosvg.surface import PNGSurface
from numpy.typing import NDArray
from PIL import Image

import svgconv
from svgconv.figure.figure import Figure
from svgconv.files.drawing import Drawing
from svgconv.raster.compositor import pictures

Pictures = NDArray[np.uint8]
"""(frames, height, width, 3): red, green and blue."""


MOST = 25
"""The frames of a figure that are all drawn: of more, the first and the last twelve are."""


@cache
def figure_of(name: str) -> Figure:
    """Return a figure of the catalogue with the frames that `stills` has, one second each."""
    figure = svgconv.load(name, frame_duration=1)
    count = figure.frame_count
    return figure if count <= MOST else replace(figure, frames=f"0-11,{count - 12}-{count - 1}")


@lru_cache(maxsize=1)
def stills(name: str) -> Pictures:
    """Return the stills of a figure of the catalogue, on white, in its `size`."""
    figure = figure_of(name)
    frames = [figure.frame(frame) for frame in figure.chosen_frames]
    return np.stack([_on_white(still.encode(".svg", **size(name))) for still in frames])


def size(name: str) -> dict[str, int]:
    """Return a width and a height in even numbers, as videos need.

    Few pixels are enough to tell frames apart, but a video blurs numbers and small cells.
    """
    figure = figure_of(name)
    scale = 2 if figure.values or "matrix" in name else 1
    if figure.values and figure.frame_count < 12:
        scale = 4
    sides = {"width": scale * figure.scene.width, "height": scale * figure.scene.height}
    return {side: pixels + pixels % 2 for side, pixels in sides.items()}


_composed: list[tuple[Any, list[Image.Image]]] = []


def composed(drawing: Drawing) -> Iterator[Image.Image]:
    """Yield a drawing's frames as `pictures` does, which is asked once for the drawing."""
    key = drawing.scene, drawing.frames, drawing.output
    if not _composed or _composed[0][0] != key:
        _composed[:] = [(key, list(pictures(drawing)))]
    yield from _composed[0][1]


def rgba(picture: Image.Image) -> NDArray[np.uint8]:
    """Return a picture's red, green, blue and alpha, (height, width, 4)."""
    return np.array(picture.convert("RGBA"))


def difference(one: Pictures, other: Pictures) -> Pictures:
    """Return how far apart two pictures are, of 255, in each channel of each pixel."""
    far: Pictures = np.maximum(one, other)
    far -= np.minimum(one, other)
    return far


def drawn(svg: bytes, background: str | None = None, scale: float = 1) -> Pictures:
    """Return a file as cairosvg draws it from end to end, without the detour of a PNG.

    Its channels are blue, green, red and alpha, and colours are multiplied by alpha. cairosvg
    reads what `<use>` repeats once if the file has an address, and each time if it has none.
    """
    tree = Tree(bytestring=svg, url="still.svg")
    surface = PNGSurface(tree, None, 96, scale=scale, background_color=background)
    image = surface.cairo
    image.flush()
    shape = (image.get_height(), image.get_stride() // 4, 4)
    pixels = np.frombuffer(image.get_data(), np.uint8).reshape(shape)
    return pixels[:, : image.get_width()].copy()


def _on_white(svg: bytes) -> Pictures:
    return drawn(svg, "white")[..., 2::-1].copy()
