"""A page of SVG text as PNG, such as a strip, drawn by cairosvg."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from svgconv.files.cairo import cairosvg_or_say
from svgconv.svg.recipe import KEY


def page_png(
    page: str, size: tuple[int, ...] | None, dpi: float | None, recipe: Mapping[str, Any]
) -> bytes:
    """Return a page on a white ground as PNG, with its recipe in a text chunk.

    Parameters
    ----------
    page: SVG text.
    size: the width and height in pixels; None for those of the SVG.
    dpi: pixels to an inch, as the file states it; None if it states nothing.

    Raises
    ------
    MissingLibraryError: the cairo library is missing.
    """
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    cairosvg = cairosvg_or_say("png")
    width, height = size or (None, None)
    drawn = cairosvg.svg2png(
        page.encode(), output_width=width, output_height=height, background_color="white"
    )
    about = PngInfo()
    about.add_itxt(KEY, json.dumps(recipe, ensure_ascii=False))
    file = io.BytesIO()
    with Image.open(io.BytesIO(drawn), formats=["PNG"]) as image:
        inch = {"dpi": (dpi, dpi)} if dpi else {}
        image.convert("RGB").save(file, "PNG", pnginfo=about, **inch)
    return file.getvalue()
