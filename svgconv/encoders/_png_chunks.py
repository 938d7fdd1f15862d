"""The chunks of an animated PNG (PNG third edition)."""

from __future__ import annotations

import zlib
from struct import pack

from PIL import Image, ImageChops

from svgconv.encoders._dirty_rectangle import Patch, changes

SIGNATURE = b"\x89PNG\r\n\x1a\n"
EIGHT_BITS, COLORS, COLORS_AND_ALPHA = 8, 2, 6
NO_FILTER = b"\0"
LEVEL = 5
"""The level of zlib: 7 takes half as much time again, and saves five bytes in a hundred."""


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a chunk with its length and its checksum."""
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))


def header(width: int, height: int, *, alpha: bool) -> bytes:
    """Return the header of a picture with red, green and blue, and with alpha or without."""
    kind = COLORS_AND_ALPHA if alpha else COLORS
    return chunk(b"IHDR", pack(">IIBBBBB", width, height, EIGHT_BITS, kind, 0, 0, 0))


def transparent(grey: int) -> bytes:
    """Return the statement that pixels of a grey are transparent, in pictures without alpha."""
    return chunk(b"tRNS", pack(">HHH", grey, grey, grey))


def greys(pixels: Image.Image) -> set[int]:
    """Return the greys of the pixels that are seen, 0 to 255."""
    red, green, blue, alpha = pixels.convert("RGBA").split()
    grey = changes(Image.merge("RGB", (red, red, red)), Image.merge("RGB", (red, green, blue)))
    counts = red.histogram(ImageChops.darker(ImageChops.invert(grey), alpha))
    return {level for level, count in enumerate(counts) if count}


def keyed(pixels: Image.Image, grey: int) -> Image.Image:
    """Return pixels without alpha, with a grey instead of what is transparent."""
    if pixels.mode == "RGB":
        return pixels
    shown = Image.new("RGB", pixels.size, (grey, grey, grey))
    shown.paste(pixels, mask=pixels)
    return shown


def animation(frames: int, plays: int | None) -> bytes:
    """Return the animation's number of frames, and of plays; None repeats it for ever."""
    return chunk(b"acTL", pack(">II", frames, plays or 0))


def words(key: str, text: str) -> bytes:
    """Return a text with a key."""
    return chunk(b"tEXt", key.encode("ascii") + b"\0" + text.encode("latin-1", "replace"))


def frame(index: int, patch: Patch, pixels: Image.Image, duration: tuple[int, int]) -> bytes:
    """Return a frame: its place, its duration and its pixels.

    Parameters
    ----------
    index: the frame's index in the animation.
    pixels: those of the patch, or the ones that `keyed` made of them.
    duration: the numerator and denominator of its seconds.
    """
    width, height = pixels.size
    number = max(0, 2 * index - 1)
    control = pack(
        ">IIIIIHHBB", number, width, height, patch.left, patch.top, *duration, 0, int(patch.over)
    )
    content = _compressed(pixels)
    data = chunk(b"fdAT", pack(">I", number + 1) + content) if index else chunk(b"IDAT", content)
    return chunk(b"fcTL", control) + data


def end() -> bytes:
    """Return the end of the file."""
    return chunk(b"IEND", b"")


def _compressed(pixels: Image.Image) -> bytes:
    """Return rows without a filter, because most neighbouring pixels are equal."""
    content = pixels.tobytes()
    width = len(content) // pixels.height
    rows = (content[start : start + width] for start in range(0, len(content), width))
    return zlib.compress(b"".join([NO_FILTER + row for row in rows]), LEVEL)
