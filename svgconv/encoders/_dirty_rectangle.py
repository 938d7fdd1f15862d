"""Frames as rectangles laid over the frame before, for lossless formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from svgconv.encoders._iso_boxes import box_around
from svgconv.files.drawing import Drawing
from svgconv.raster.compositor import pictures, rgba
from svgconv.raster.painter import Pixels


@dataclass(frozen=True)
class Patch:
    """What a frame changes.

    Attributes
    ----------
    left, top: where it lies, in pixels.
    pixels: (height, width, 4), red, green, blue and alpha, not multiplied.
    over: whether it is laid over what is there; if not, it takes its place.
    """

    left: int
    top: int
    pixels: Pixels
    over: bool


def patches(drawing: Drawing, grid: int = 1) -> Iterator[Patch]:
    """A patch for each shown frame; the first is whole, and one that changes nothing is a pixel.

    Parameters
    ----------
    grid: left and top are multiples of it.
    """
    opaque = drawing.output.paint is not None
    before = None
    for picture in pictures(drawing):
        now = picture.view(np.uint32)[..., 0]
        if before is None:
            yield Patch(0, 0, rgba(picture), over=False)
        else:
            changed = now != before
            rows, columns = box = box_around(changed, grid)
            pixels = rgba(picture[box])
            if opaque:
                pixels[~changed[box]] = 0
            yield Patch(columns.start, rows.start, pixels, over=opaque)
        before = now.copy()
