"""GIF: one palette, and only the changes of each frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from svgconv.encoders._delays import hundredths
from svgconv.encoders.base import SIZE, TIMING, Encoder
from svgconv.errors import SvgconvError
from svgconv.files.canvas import canvas
from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import recipe_from_json, recipe_json

MOST_PLAYS = 65_536


def encode(drawing: Drawing) -> bytes:
    """Return a drawing as a GIF, with its recipe as a comment."""
    from svgconv.encoders._frame_differences import Changes
    from svgconv.encoders._gif_blocks import END, comment, header, loop
    from svgconv.encoders._gif_frames import frames
    from svgconv.encoders._gif_palette import palette

    _check_plays(drawing.plays)
    delays = [0] if drawing.still else [hundredths(duration) for duration in drawing.durations]
    paper = canvas(drawing.scene, drawing.output)
    changes = Changes(drawing)
    colors = palette(changes, drawing.output.colors)
    return b"".join(
        [
            header(paper.width, paper.height, colors.colors, colors.bits),
            b"" if drawing.still else loop(drawing.plays),
            comment(recipe_json(drawing.full_recipe)),
            *frames(changes, colors, paper, delays, full=drawing.output.full_frames),
            END,
        ]
    )


def _check_plays(plays: int | None) -> None:
    if plays is not None and plays > MOST_PLAYS:
        raise SvgconvError(
            "plays", f"{plays:,} is more than a GIF can hold", f"use 1 to {MOST_PLAYS:,}"
        )


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe that is the GIF's comment; None if it has none."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path, formats=["GIF"]) as image:
            return recipe_from_json(image.info.get("comment", b""))
    except (OSError, UnidentifiedImageError):
        return None


ENCODER = Encoder(
    summary="GIF: animation in up to 255 colours",
    encode=encode,
    recipe=recipe,
    media_type="image/gif",
    content="pixels",
    options=SIZE | TIMING | {"max_frames", "colors", "full_frames"},
)
