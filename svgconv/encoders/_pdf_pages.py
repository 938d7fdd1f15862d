"""A PDF of SVG pages, which cairosvg draws as vectors on the pages of one cairo surface."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from svgconv.files.cairo import cairosvg_or_say
from svgconv.svg.recipe import KEY

NO_DATE = "2000-01-01T00:00:00Z"
"""cairo always writes a date, and the same figure must have the same bytes."""


def pdf(pages: Iterable[str], title: str, recipe: str) -> bytes:
    """Return pages of SVG text as PDF, with 96 pixels to an inch.

    Parameters
    ----------
    recipe: the document's keywords.

    Raises
    ------
    MissingLibraryError: the cairo library is missing.
    """
    cairosvg = cairosvg_or_say("pdf")
    cairo = cairosvg.surface.cairo
    file = io.BytesIO()
    surface = cairo.PDFSurface(file, 1, 1)
    surface.set_metadata(cairo.PDF_METADATA_TITLE, title)
    surface.set_metadata(cairo.PDF_METADATA_KEYWORDS, recipe)
    surface.set_metadata(cairo.PDF_METADATA_CREATOR, KEY)
    surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, NO_DATE)

    class OnPage(cairosvg.surface.PDFSurface):  # type: ignore[misc, name-defined]
        """A cairosvg surface that is the next page of the shared one."""

        def _create_surface(self, width: float, height: float) -> tuple[Any, float, float]:
            surface.set_size(width, height)
            return surface, width, height

    for page in pages:
        OnPage(cairosvg.parser.Tree(bytestring=page.encode()), None, 96)
        surface.show_page()
    surface.finish()
    return file.getvalue()
