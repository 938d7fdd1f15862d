"""The stills that cairosvg draws of a figure's own SVG files: the reference for pixels.

No encoder draws in this way. Several tests compare with the same stills; the scheduler lets one
process run those of a figure together, so each still is drawn once.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import cairosvg
import numpy as np
from numpy.typing import NDArray
from PIL import Image

import svgconv
from svgconv.figure.figure import Figure

Pictures = NDArray[np.uint8]
"""(frames, height, width, 4): red, green, blue and alpha, not multiplied."""


@lru_cache(maxsize=1)
def stills(name: str) -> Pictures:
    """Return every frame's still of a figure of the catalogue, on white, in its `size`."""
    figure = svgconv.load(name)
    frames = [figure.frame(frame) for frame in range(figure.frame_count)]
    return np.stack([drawn(still, size(name), background_color="white") for still in frames])


def drawn(still: Figure, size: dict[str, int], **options: Any) -> NDArray[np.uint8]:
    """Return a still's own SVG file as cairosvg draws it; (height, width, 4)."""
    png = cairosvg.svg2png(still.encode(".svg", **size), **options)
    with Image.open(io.BytesIO(png)) as image:
        return np.array(image.convert("RGBA"))


def size(name: str) -> dict[str, int]:
    """Return a width and a height in even numbers, as videos need.

    Numbers and small cells need more pixels than the others.
    """
    figure = svgconv.load(name)
    scale = 4 if figure.values else 1 if figure.view == "oblique" and not figure.beside else 2
    sides = {"width": scale * figure.scene.width, "height": scale * figure.scene.height}
    return {side: pixels + pixels % 2 for side, pixels in sides.items()}
