"""Dirty rectangles: the part of each frame that differs from the frame before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from svgconv.files.drawing import Drawing
from svgconv.raster.compositor import pictures, rgba
from svgconv.raster.painter import Pixels

Box = tuple[slice, slice]
"""A rectangle in a picture: its rows and its columns."""


@dataclass(frozen=True)
class Patch:
    """The pixels of a dirty rectangle.

    Attributes
    ----------
    left, top: its corner, in pixels.
    pixels: (height, width, 4), 0 to 255: red, green, blue and alpha, not multiplied by alpha.
    over: whether it is drawn over the frame before; if not, it replaces that part.
    """

    left: int
    top: int
    pixels: Pixels
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
                pixels *= changed[box][..., np.newaxis]
            yield Patch(columns.start, rows.start, pixels, over=opaque)
        before = now.copy()


def whole(shape: tuple[int, ...]) -> Box:
    """Return the box of a whole picture."""
    return slice(0, shape[0]), slice(0, shape[1])


def box_around(changed: NDArray[np.bool_], grid: int = 1) -> Box:
    """Return the smallest box around the marked pixels; one pixel if none are marked.

    Parameters
    ----------
    grid: the first row and column are multiples of it.
    """
    return _extent(changed, 1, grid), _extent(changed, 0, grid)


def _extent(changed: NDArray[np.bool_], along: int, grid: int) -> slice:
    indices = np.flatnonzero(changed.any(axis=along))
    if not len(indices):
        return slice(0, 1)
    first, last = int(indices[0]), int(indices[-1])
    return slice(first - first % grid, last + 1)
