"""WebP: lossless animation, smaller than APNG."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from svgconv.encoders._delays import milliseconds
from svgconv.encoders.base import SIZE, TIMING, Encoder
from svgconv.errors import SvgconvError
from svgconv.files.canvas import canvas
from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import recipe_from_json, recipe_json

LARGEST_SIDE = 16_383
MOST_PLAYS = 65_535


def encode(drawing: Drawing) -> bytes:
    """Return a drawing as a lossless WebP, with its recipe as EXIF's description of the picture."""
    from svgconv.encoders._dirty_rectangle import patches
    from svgconv.encoders._webp_chunks import (
        MOVING,
        STILL,
        animation,
        frame,
        header,
        picture,
        riff,
        words,
    )

    paper = canvas(drawing.scene, drawing.output)
    _check("image size", max(paper.width, paper.height), LARGEST_SIDE)
    _check("plays", drawing.plays or 0, MOST_PLAYS)
    delays = [milliseconds(duration) for duration in drawing.durations]
    frames = (
        frame(patch, delay) for patch, delay in zip(patches(drawing, grid=2), delays, strict=True)
    )
    about = words(recipe_json(drawing.full_recipe))
    if drawing.still:
        (patch,) = patches(drawing)
        return riff([header(paper.width, paper.height, STILL), picture(patch.pixels), about])
    start = [header(paper.width, paper.height, MOVING), animation(drawing.plays)]
    return riff([*start, *frames, about])


def _check(subject: str, value: int, most: int) -> None:
    if value > most:
        raise SvgconvError(
            subject, f"{value:,} is more than a WebP can hold", f"use at most {most:,}"
        )


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe that is the WebP's description; None if it has none."""
    from PIL import Image, UnidentifiedImageError

    from svgconv.encoders._webp_chunks import IMAGE_DESCRIPTION

    try:
        with Image.open(path, formats=["WEBP"]) as image:
            return recipe_from_json(image.getexif().get(IMAGE_DESCRIPTION, ""))
    except (OSError, UnidentifiedImageError):
        return None


ENCODER = Encoder(
    summary="WebP: lossless animation",
    encode=encode,
    recipe=recipe,
    media_type="image/webp",
    content="pixels",
    options=SIZE | TIMING | {"max_frames"},
)
