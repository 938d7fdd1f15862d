"""SVGZ: the SVG, gzipped."""

from __future__ import annotations

import gzip
from pathlib import Path

from svgconv.encoders.base import Drawing, Encoder
from svgconv.encoders.svg import encode as encode_svg
from svgconv.svg.recipe import recipe_in


def encode(drawing: Drawing) -> bytes:
    """The SVG, gzipped without a date."""
    return gzip.compress(encode_svg(drawing), mtime=0)


def wrote(path: Path) -> bool:
    """Whether the SVG inside carries a recipe of ours."""
    try:
        return recipe_in(gzip.decompress(path.read_bytes()).decode()) is not None
    except (OSError, EOFError, UnicodeDecodeError):
        return False


ENCODER = Encoder("SVG with SMIL animation, gzipped", encode, wrote)
