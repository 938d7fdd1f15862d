"""The chunks of an animated PNG (PNG third edition)."""

from __future__ import annotations

import zlib
from struct import pack

import numpy as np

from svgconv.encoders._dirty_rectangle import Patch
from svgconv.raster.painter import Pixels

SIGNATURE = b"\x89PNG\r\n\x1a\n"
EIGHT_BITS, WITH_ALPHA = 8, 6
LEVEL = 8
"""Of zlib: 9 takes twice the time for one byte in a hundred."""


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk with its length and its checksum."""
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))


def header(width: int, height: int) -> bytes:
    """The size, and that pixels are red, green, blue and alpha."""
    return chunk(b"IHDR", pack(">IIBBBBB", width, height, EIGHT_BITS, WITH_ALPHA, 0, 0, 0))


def animation(frames: int, plays: int | None) -> bytes:
    """How many frames there are, and how often they are shown; None is for ever."""
    return chunk(b"acTL", pack(">II", frames, plays or 0))


def words(key: str, text: str) -> bytes:
    """A text for those who look into the file."""
    return chunk(b"tEXt", key.encode("ascii") + b"\0" + text.encode("latin-1", "replace"))


def frame(index: int, patch: Patch, duration: tuple[int, int]) -> bytes:
    """A frame: where it lies, how long it is shown, and its pixels.

    Parameters
    ----------
    duration: a fraction of a second.
    """
    height, width, _ = patch.pixels.shape
    number = max(0, 2 * index - 1)
    control = pack(
        ">IIIIIHHBB", number, width, height, patch.left, patch.top, *duration, 0, int(patch.over)
    )
    content = _compressed(patch.pixels)
    data = chunk(b"fdAT", pack(">I", number + 1) + content) if index else chunk(b"IDAT", content)
    return chunk(b"fcTL", control) + data


def end() -> bytes:
    """The file's end."""
    return chunk(b"IEND", b"")


def _compressed(pixels: Pixels) -> bytes:
    """Rows as they are: filters hinder where most neighbours are equal."""
    rows = pixels.reshape(len(pixels), -1)
    return zlib.compress(np.pad(rows, ((0, 0), (1, 0))).tobytes(), LEVEL)
