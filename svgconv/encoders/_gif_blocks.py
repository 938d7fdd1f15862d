"""The blocks of a GIF (GIF89a), with Pillow's LZW compression."""

from __future__ import annotations

from struct import pack

import numpy as np
from numpy.typing import NDArray

Box = tuple[slice, slice]
"""A rectangle in a picture: its rows and its columns."""

END = b";"
KEEP, CLEAR_AFTER = 1, 2
"""The disposal methods: a frame's box stays, or is cleared after the frame."""


def header(width: int, height: int, colors: NDArray[np.uint8], bits: int) -> bytes:
    """Return the beginning of the file, with its only palette."""
    table = colors.tobytes().ljust(3 << bits, b"\0")
    return b"GIF89a" + pack("<HHBBB", width, height, 0xF0 | bits - 1, 0, 0) + table


def loop(plays: int | None) -> bytes:
    """Return the block that says how often the frames are shown; None repeats them for ever.

    Source: the Netscape application extension, as browsers read it.
    """
    if plays == 1:
        return b""
    return b"!\xff\x0bNETSCAPE2.0" + pack("<BBHB", 3, 1, plays - 1 if plays else 0, 0)


def comment(text: str) -> bytes:
    """Return a comment."""
    content = text.encode("ascii")
    parts = [content[start : start + 255] for start in range(0, len(content), 255)]
    return b"!\xfe" + b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


def frame(
    indices: NDArray[np.uint8], box: Box, bits: int, delay: int, clear: int, after: int
) -> bytes:
    """Return the blocks of one frame.

    Parameters
    ----------
    indices: (height, width), the palette's index of each pixel in the box.
    box: its place in the picture.
    bits: those of an index.
    delay: hundredths of a second.
    clear: the index that is transparent.
    after: `KEEP` or `CLEAR_AFTER`.
    """
    from PIL import Image

    control = b"!\xf9" + pack("<BBHBB", 4, after << 2 | 1, delay, clear, 0)
    rows, columns = box
    height, width = indices.shape
    place = b"," + pack("<HHHHB", columns.start, rows.start, width, height, 0)
    data = Image.fromarray(indices).tobytes("gif", "L", bits, 0)
    return control + place + bytes([bits]) + data + b"\0"
