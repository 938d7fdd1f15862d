"""The gallery's figures on the pages: the animation, and its still for readers who ask for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from svgconv.ext.markup import CALM


def visit_image(self: HTML5Translator, node: nodes.Element) -> None:
    """Offer an animated figure's still, where there is one, to readers who ask for less motion."""
    path = Path(self.builder.srcdir) / node["uri"]
    still = path.with_name(f"{path.stem}_still.svg")
    if path.suffix == ".svg" and still.is_file():
        self.builder.images[os.path.relpath(still, self.builder.srcdir)] = still.name
        url = f"{self.builder.imgpath}/{still.name}"
        self.body.append(f'<picture><source media="{CALM}" srcset="{url}">')
        HTML5Translator.visit_image(self, node)
        self.body.append("</picture>")
    else:
        HTML5Translator.visit_image(self, node)


def depart_image(self: HTML5Translator, node: nodes.Element) -> None:
    """Close an image."""
    HTML5Translator.depart_image(self, node)


def setup(app: Sphinx) -> dict[str, Any]:
    """Write images with their stills."""
    app.add_node(nodes.image, override=True, html=(visit_image, depart_image))
    return {"parallel_read_safe": True, "parallel_write_safe": False}
