"""HTML of a document's figure, with its pictures inside, so that a page needs no other file."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from svgconv.ext.document_figure import SVG, DocumentFigure

CALM = "(prefers-reduced-motion: reduce)"
"""Readers who ask for this get the still: a browser animates an SVG in an image regardless."""


def picture(made: DocumentFigure, alt: str) -> str:
    """Return the animation, with its still for readers who ask for less motion."""
    image = f'<img src="{_address(made.svg())}" alt="{escape(alt)}">'
    if made.is_still:
        return image
    still = _address(made.calm().svg())
    return f'<picture><source media="{CALM}" srcset="{still}">{image}</picture>'


def block(made: DocumentFigure, alt: str, caption: str, identifier: str = "") -> str:
    """Return a picture as a block of a page; with a caption, as a figure."""
    image = picture(made, alt)
    name = f' id="{escape(identifier)}"' if identifier else ""
    if not caption:
        return f'<p class="svgconv"{name}>{image}</p>'
    text = f"<figcaption>{escape(caption)}</figcaption>"
    return f'<figure class="svgconv"{name}>{image}{text}</figure>'


def _address(svg: bytes) -> str:
    return f"data:{SVG};base64,{b64encode(svg).decode()}"
