"""Dirty rectangles: the part of each frame that differs from the frame before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from PIL import Image, ImageChops

from svgconv.files.drawing import Drawing
from svgconv.raster.compositor import pictures


@dataclass(frozen=True)
class Patch:
    """The pixels of a dirty rectangle.

    Attributes
    ----------
    left, top: its corner, in pixels.
    pixels: RGB, or RGBA if some may be transparent.
    over: whether it is drawn over the frame before; if not, it replaces that part.
    """

    left: int
    top: int
    pixels: Image.Image
    over: bool


def patches(drawing: Drawing, grid: int = 1) -> Iterator[Patch]:
    """Yield a patch for each frame: the whole first frame, and a pixel if nothing changes.

    Parameters
    ----------
    grid: left and top are multiples of it.

    Raises
    ------
    MissingLibraryError: the cairo library is missing.
    SvgconvError: the drawing has more frames than the output allows.
    """
    opaque = drawing.output.paint is not None
    before: Image.Image | None = None
    for picture in pictures(drawing):
        if before is None:
            yield Patch(0, 0, picture, over=False)
        else:
            changed = changes(picture, before)
            left, top, right, bottom = changed.getbbox() or (0, 0, 1, 1)
            left, top = left - left % grid, top - top % grid
            box = left, top, right, bottom
            pixels = picture.crop(box)
            if opaque:
                pixels = _shown(pixels, changed.crop(box))
            yield Patch(left, top, pixels, over=opaque)
        before = picture


def changes(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return a mask of mode L: 255 where two pictures of the same size and mode differ, else 0."""
    channels = ImageChops.difference(one, other).split()
    return reduce(ImageChops.lighter, channels).point([0, *[255] * 255])


def _shown(pixels: Image.Image, mask: Image.Image) -> Image.Image:
    """Return RGBA pixels that are transparent black where the mask is 0."""
    shown = Image.new("RGBA", pixels.size)
    shown.paste(pixels, mask=mask)
    return shown
