"""AVIF: animation in AV1, smaller than lossless WebP."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from svgconv.encoders._delays import milliseconds
from svgconv.encoders.base import SIZE, TIMING, Encoder
from svgconv.errors import MissingLibraryError, SvgconvError
from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import recipe_from_json, recipe_json

IMAGE_DESCRIPTION = 0x010E
SETTINGS = {
    "quality": 80,
    "speed": 6,  # 7 is five times as fast, and needs twice the bytes
    "subsampling": "4:4:4",  # keeps thin coloured lines sharp
    "max_threads": 1,  # a constant, because the bytes depend on it
}
LARGEST_SIDE = 65_536


def encode(drawing: Drawing) -> bytes:
    """Return a drawing as AVIF, with its recipe as EXIF's description of the picture.

    Pillow's files repeat for ever; how often they play is written afterwards.

    Raises
    ------
    MissingLibraryError: Pillow has no AVIF encoder.
    SvgconvError: a duration is not a whole number of milliseconds.
    """
    from PIL import Image, features

    if not features.check("avif"):
        raise MissingLibraryError(
            "avif", "needs a Pillow that writes AVIF, 11.3 or later", "run pip install -U pillow"
        )
    from svgconv.encoders._animated_image import AnimatedImage
    from svgconv.encoders._avif_boxes import finished

    times = [milliseconds(duration) for duration in drawing.durations]
    image = AnimatedImage(drawing)
    if max(image.size) > LARGEST_SIDE:
        problem = f"{max(image.size):,} is more than an AVIF can hold"
        raise SvgconvError("image size", problem, f"use at most {LARGEST_SIDE:,}")
    about = Image.Exif()
    about[IMAGE_DESCRIPTION] = recipe_json(drawing.full_recipe)
    file = io.BytesIO()
    image.save(file, "AVIF", save_all=True, duration=times, exif=about, **SETTINGS)
    return finished(file.getvalue(), drawing.plays)


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe that is the AVIF's description; None if it has none."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path, formats=["AVIF"]) as image:
            return recipe_from_json(image.getexif().get(IMAGE_DESCRIPTION, ""))
    except (OSError, KeyError, UnidentifiedImageError):
        return None


ENCODER = Encoder(
    summary="AVIF: animation, a little lossy and small",
    encode=encode,
    recipe=recipe,
    media_type="image/avif",
    content="pixels",
    options=SIZE | TIMING | {"max_frames"},
)
