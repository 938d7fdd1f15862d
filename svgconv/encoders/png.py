"""PNG: one frame as pixels."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from svgconv.encoders.base import SIZE, Encoder
from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import KEY, recipe_from_json

if TYPE_CHECKING:
    from PIL import Image


def encode(drawing: Drawing) -> bytes:
    """Return the first shown frame as PNG, with the recipe in a text chunk."""
    from svgconv.raster.compositor import picture

    return png(picture(drawing), drawing)


def png(picture: Image.Image, drawing: Drawing) -> bytes:
    """Return a picture as PNG, without alpha if all pixels are opaque."""
    from PIL.PngImagePlugin import PngInfo

    opaque = picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255)
    image = picture.convert("RGB") if opaque else picture
    about = PngInfo()
    about.add_text("Title", drawing.title)
    about.add_itxt(KEY, json.dumps(drawing.full_recipe, ensure_ascii=False))
    dpi = drawing.output.dpi
    file = io.BytesIO()
    image.save(file, "PNG", pnginfo=about, **({"dpi": (dpi, dpi)} if dpi else {}))
    return file.getvalue()


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe in the PNG's text chunk; None if it has none."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path, formats=["PNG"]) as image:
            return recipe_from_json(image.info.get(KEY, ""))
    except (OSError, UnidentifiedImageError):
        return None


ENCODER = Encoder(
    summary="PNG: one frame as pixels",
    encode=encode,
    recipe=recipe,
    media_type="image/png",
    content="pixels",
    options=SIZE | {"frames"},
    animated=False,
)
