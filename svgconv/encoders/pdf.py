"""PDF: vectors, with one page for each frame, so that LaTeX and Beamer can step through them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from svgconv.encoders.base import SIZE, Encoder
from svgconv.encoders.svg import still_page
from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import recipe_from_json


def encode(drawing: Drawing) -> bytes:
    """Return a drawing as pages of the figure's size, with 96 pixels to an inch."""
    from svgconv.encoders._pdf_pages import pdf

    drawings = [drawing]
    if drawing.output.key and drawing.key is not None:
        drawings.append(drawing.key())
    drawing.output.check_frames(sum(len(one.frames) for one in drawings))
    return pdf(_pages(drawings), drawing.title, json.dumps(drawing.full_recipe))


def _pages(drawings: Sequence[Drawing]) -> Iterator[str]:
    for drawing in drawings:
        for frame in drawing.frames:
            yield still_page(drawing, frame)


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe that is the PDF's keywords; None if they are something else."""
    from mmap import ACCESS_READ, mmap

    from svgconv.encoders._pdf_keywords import keywords_in_pdf

    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return recipe_from_json(keywords_in_pdf(data) or "")


ENCODER = Encoder(
    summary="PDF: vectors, one page for each frame",
    encode=encode,
    recipe=recipe,
    media_type="application/pdf",
    content="vectors",
    options=SIZE | {"frames", "max_frames", "key"},
)
