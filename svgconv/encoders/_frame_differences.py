"""Frame differences, in the colours of GIF: opaque ones, and one that is transparent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from svgconv.files.drawing import Drawing
from svgconv.raster.compositor import pictures

CLEAR = 1 << 24
"""The colour of a transparent pixel; the others are ``0xRRGGBB``."""

KEPT = 100_000_000
"""The most bytes of changes that are kept in memory for a second pass."""


@dataclass(frozen=True)
class Change:
    """The pixels of a frame that differ from the frame before; in the first frame, all of them.

    Attributes
    ----------
    places: their indices in the picture, row by row.
    colors: their new colours, ``0xRRGGBB`` or `CLEAR`.
    """

    places: NDArray[np.int32]
    colors: NDArray[np.uint32]

    @property
    def size(self) -> int:
        """Its size in memory, in bytes."""
        return self.places.nbytes + self.colors.nbytes


class Changes:
    """The changes of a drawing, which can be iterated repeatedly.

    They are kept in memory if they are small enough; otherwise each pass draws them again.
    """

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._kept: list[Change] | None = None

    def __iter__(self) -> Iterator[Change]:
        if self._kept is not None:
            yield from self._kept
            return
        kept: list[Change] = []
        size = 0
        for change in _drawn(self._drawing):
            size += change.size
            if size <= KEPT:
                kept.append(change)
            else:
                kept.clear()
            yield change
        if size <= KEPT:
            self._kept = kept


def _drawn(drawing: Drawing) -> Iterator[Change]:
    before: NDArray[np.uint32] | None = None
    for picture in pictures(drawing):
        now = _colors(picture)
        places = np.arange(now.size) if before is None else np.flatnonzero(now != before)
        before = now
        yield Change(places.astype(np.int32), now[places])


def _colors(picture: Image.Image) -> NDArray[np.uint32]:
    """Return the pixels as colours: opaque if alpha is at least one half, otherwise `CLEAR`."""
    if picture.mode == "RGB":
        return np.frombuffer(picture.tobytes("raw", "BGRX"), "<u4")
    pixels = np.frombuffer(picture.tobytes("raw", "BGRA"), "<u4")
    return np.where(pixels < 128 << 24, np.uint32(CLEAR), pixels & 0xFFFFFF)
