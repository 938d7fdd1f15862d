"""The blocks that a GIF is made of (GIF89a), with Pillow's LZW."""

from __future__ import annotations

from struct import pack

import numpy as np
from numpy.typing import NDArray

from svgconv.encoders._iso_boxes import Box

END = b";"
KEEP, CLEAR_AFTER = 1, 2
"""What happens to a frame's box when its time is over."""


def header(width: int, height: int, colors: NDArray[np.uint8], bits: int) -> bytes:
    """The file's beginning with its one palette."""
    table = colors.tobytes().ljust(3 << bits, b"\0")
    return b"GIF89a" + pack("<HHBBB", width, height, 0xF0 | bits - 1, 0, 0) + table


def loop(plays: int | None) -> bytes:
    """How often the frames are shown, as browsers read it; None is for ever."""
    if plays == 1:
        return b""
    return b"!\xff\x0bNETSCAPE2.0" + pack("<BBHB", 3, 1, plays - 1 if plays else 0, 0)


def comment(text: str) -> bytes:
    """A text for those who look into the file."""
    content = text.encode("ascii")
    parts = [content[start : start + 255] for start in range(0, len(content), 255)]
    return b"!\xfe" + b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


def frame(
    indices: NDArray[np.uint8], box: Box, bits: int, delay: int, clear: int, after: int
) -> bytes:
    """One frame: the palette's indices of its box.

    Parameters
    ----------
    delay: hundredths of a second.
    clear: the index that paints nothing.
    after: `KEEP` or `CLEAR_AFTER`.
    """
    from PIL import Image

    control = b"!\xf9" + pack("<BBHBB", 4, after << 2 | 1, delay, clear, 0)
    rows, columns = box
    height, width = indices.shape
    place = b"," + pack("<HHHHB", columns.start, rows.start, width, height, 0)
    data = Image.fromarray(indices).tobytes("gif", "L", bits, 0)
    return control + place + bytes([bits]) + data + b"\0"
