"""PDF: vectors, one page for each shown frame, so that LaTeX and Beamer step through them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from svgconv.encoders.base import Encoder
from svgconv.encoders.svg import still_page
from svgconv.files.drawing import Drawing


def encode(drawing: Drawing) -> bytes:
    """The drawing's pages; a page has the figure's size, 96 pixels to an inch."""
    from svgconv.encoders._pdf_pages import pdf

    drawing.output.check_frames(len(drawing.frames))
    return pdf(_pages(drawing), drawing.title, json.dumps(drawing.full_recipe))


def _pages(drawing: Drawing) -> Iterator[str]:
    for frame in drawing.frames:
        yield still_page(drawing, frame)


def recipe(path: Path) -> dict[str, Any] | None:
    """The recipe among the PDF's keywords."""
    from svgconv.encoders._pdf_pages import recipe_in_pdf

    return recipe_in_pdf(path)


ENCODER = Encoder("PDF: vectors, one page a frame", encode, recipe)
