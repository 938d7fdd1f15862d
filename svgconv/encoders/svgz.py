"""SVGZ: a gzipped SVG."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import Any

from svgconv.encoders.base import Encoder
from svgconv.encoders.svg import ENCODER as SVG
from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import recipe_in_svg


def encode(drawing: Drawing) -> bytes:
    """Return a drawing as SVG, gzipped without a date."""
    return gzip.compress(SVG.encode(drawing), mtime=0)


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe in the metadata of the SVG; None if it has none."""
    try:
        with gzip.open(path) as file:
            return recipe_in_svg(file.read)
    except (OSError, EOFError, zlib.error):
        return None


ENCODER = Encoder(
    summary="SVG with SMIL animation, gzipped",
    encode=encode,
    recipe=recipe,
    media_type="image/svg+xml",
    content="vectors",
    options=SVG.options,
)
