"""The chunks of an animated WebP (WebP container), with lossless pictures by Pillow."""

from __future__ import annotations

import io
from struct import pack

from PIL import Image

from svgconv.encoders._dirty_rectangle import Patch

STILL, MOVING = 0x18, 0x1A
"""The features of a file: alpha and EXIF, or these and an animation."""

REPLACE = 0x02
IMAGE_DESCRIPTION = 0x010E
METHOD, EFFORT = 1, 30
"""More of either takes up to twice the time, and saves at most one byte in a hundred.

An effort of 25 or less writes half as many bytes more, because libwebp then searches less."""


def riff(chunks: list[bytes]) -> bytes:
    """Return the whole file."""
    return chunk(b"RIFF", b"WEBP" + b"".join(chunks))


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a chunk with its length, padded to an even length."""
    return name + pack("<I", len(content)) + content + bytes(len(content) % 2)


def header(width: int, height: int, features: int) -> bytes:
    """Return the header; the features are `STILL` or `MOVING`."""
    return chunk(b"VP8X", pack("<I", features) + _three(width - 1) + _three(height - 1))


def animation(plays: int | None) -> bytes:
    """Return how often the frames are shown; None repeats them for ever."""
    return chunk(b"ANIM", pack("<IH", 0, plays or 0))


def frame(patch: Patch, milliseconds: int) -> bytes:
    """Return a frame: its place at even pixels, its duration, and its pixels."""
    width, height = patch.pixels.size
    numbers = (patch.left // 2, patch.top // 2, width - 1, height - 1, milliseconds)
    control = b"".join(map(_three, numbers)) + bytes([0 if patch.over else REPLACE])
    return chunk(b"ANMF", control + picture(patch.pixels))


class _File(io.BytesIO):
    """A file with a name, by which Pillow imports the one plugin that it needs."""

    name = "picture.webp"


def picture(pixels: Image.Image) -> bytes:
    """Return the chunk of the pixels in a WebP of one picture."""
    file = _File()
    pixels.save(file, lossless=True, method=METHOD, quality=EFFORT, exact=True)
    return file.getvalue()[12:]


def words(text: str) -> bytes:
    """Return a text as EXIF's description of the picture."""
    about = Image.Exif()
    about[IMAGE_DESCRIPTION] = text
    return chunk(b"EXIF", about.tobytes())


def _three(number: int) -> bytes:
    return number.to_bytes(3, "little")
