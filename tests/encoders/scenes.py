"""Small scenes, and what a reader of ours that is not the encoder's sees in a file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

import svgconv
from svgconv.files.drawing import Drawing
from svgconv.raster.compositor import pictures
from tests.stills import rgba

Pictures = NDArray[np.uint8]
"""(frames, height, width, 4): red, green, blue and alpha, not multiplied."""

PUBLISHED: dict[str, Any] = {"outputs": "all", "beams": "lines"}
"""The style of the published figures; the others have the default one, whose beams are bodies."""

SCENES = {
    "conv": lambda **options: svgconv.conv(4, 3, **PUBLISHED, **options),
    "padded": lambda **options: svgconv.conv(4, 3, stride=2, padding=1, **PUBLISHED, **options),
    "body": lambda **options: svgconv.conv(4, 3, **options),
    "padded body": lambda **options: svgconv.conv(4, 3, stride=2, padding=1, **options),
    "transpose": lambda **options: svgconv.conv_transpose((2, 3), 2, view="flat", **options),
}


def wanted(drawing: Drawing) -> Pictures:
    """Every shown picture, as the compositor draws it."""
    return np.stack([rgba(picture) for picture in pictures(drawing)])


@dataclass(frozen=True)
class Seen:
    """What Pillow reads: pictures, milliseconds for each, and the loop count, if there is one."""

    pictures: Pictures
    milliseconds: list[float]
    loop: int | None


def seen(content: bytes) -> Seen:
    """A moving file, read by Pillow."""
    pixels, times = [], []
    with Image.open(io.BytesIO(content)) as image:
        loop = image.info.get("loop")
        for index in range(getattr(image, "n_frames", 1)):
            image.seek(index)
            image.load()
            pixels.append(np.array(image.convert("RGBA")))
            times.append(image.info.get("duration", 0))
    return Seen(np.stack(pixels), times, loop)


def error(a: Pictures, b: Pictures) -> NDArray[np.int16]:
    """How far channels are apart, of 255."""
    return np.abs(a.astype(np.int16) - b.astype(np.int16))


def shifted(frames: Pictures) -> Pictures:
    """The same frames, each one too late."""
    return np.roll(frames, 1, axis=0)
