"""A page of SVG text as PNG, such as a strip, drawn by cairosvg."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from svgconv.files.cairo import cairosvg_or_say
from svgconv.svg.recipe import KEY


def page_png(page: str, scale: float, dpi: float, recipe: Mapping[str, Any]) -> bytes:
    """Return a page on a white ground as PNG, with its recipe in a text chunk.

    Parameters
    ----------
    page: SVG text.
    scale: pixels to a CSS pixel.
    dpi: pixels to an inch, as the file states it.

    Raises
    ------
    MissingLibraryError: the cairo library is missing.
    """
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    cairosvg = cairosvg_or_say("png")
    drawn = cairosvg.svg2png(page.encode(), scale=scale, background_color="white")
    about = PngInfo()
    about.add_itxt(KEY, json.dumps(recipe, ensure_ascii=False))
    file = io.BytesIO()
    with Image.open(io.BytesIO(drawn), formats=["PNG"]) as image:
        image.convert("RGB").save(file, "PNG", pnginfo=about, dpi=(dpi, dpi))
    return file.getvalue()
