"""The Sphinx extension: ``extensions = ["svgconv.ext.sphinx"]`` and the directive ``svgconv``.

HTML shows the animation, LaTeX the strip as PDF, and builders without pictures the description.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.directives.patches import Figure
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from svgconv.encoders import ENCODERS
from svgconv.errors import SvgconvError
from svgconv.ext.document_figure import SUFFIXES, SVG, DocumentFigure
from svgconv.ext.docutils import FigureDirective
from svgconv.ext.markup import CALM
from svgconv.files.writer import make_folder, write
from svgconv.version import VERSION

LOGGER = logging.getLogger(__name__)


class drawn(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801 - as docutils names nodes
    """A figure that becomes an image when a builder's document is complete.

    It has the image's attributes, and ``figure``, ``texts`` and ``folder``, from which
    `DocumentFigure` reads it.
    """


class picture(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """A `still`, and the image of the animation."""


class still(nodes.image):  # noqa: N801
    """The image for readers who ask for less motion."""


class SphinxFigureDirective(FigureDirective, Figure):
    """The directive, whose pictures are made for each builder."""

    def drawn(self, made: DocumentFigure, image: nodes.image) -> nodes.Node:
        """Return the node that `draw` replaces; the page depends on the figure's file."""
        file = self.folder / self.figure
        if file.suffix and os.path.isfile(file):
            self.state.document.settings.record_dependencies.add(str(file))
        given = {"figure": self.figure, "texts": self.texts, "folder": str(self.folder)}
        return drawn(image.rawsource, **{**image.attributes, **given})


def draw(app: Sphinx, document: nodes.document, name: str) -> None:
    """Replace each figure of a document by what its builder can show."""
    for node in [*document.findall(drawn)]:
        try:
            made = DocumentFigure.read(node["figure"], node["texts"], Path(node["folder"]))
            types = [one for one in SUFFIXES if one in app.builder.supported_image_types]
            if types:
                shown = _pictures(app, name, made, node, types[0])
            else:
                shown = nodes.paragraph(made.words, made.words)
        except SvgconvError as error:
            LOGGER.error(str(error), location=node)
            shown = nodes.paragraph(node["alt"], node["alt"])
        node.replace_self(shown)


def _pictures(
    app: Sphinx, name: str, made: DocumentFigure, node: drawn, media_type: str
) -> nodes.Node:
    """Return the image of a figure; for HTML, with its still."""
    own = {key: node[key] for key in node.attributes if key not in ("figure", "texts", "folder")}
    image = _image(nodes.image, app, name, made, media_type)
    image.attributes.update(own)
    image.source, image.line = node.source, node.line
    if media_type != SVG or made.is_still or app.builder.format != "html":
        return image
    return picture("", _image(still, app, name, made.calm(), media_type), image)


def _image(
    kind: type[nodes.image], app: Sphinx, name: str, made: DocumentFigure, media_type: str
) -> nodes.image:
    """Draw a figure into the folder of the environment, and return the image of the file."""
    path = Path(app.doctreedir) / "svgconv" / f"{made.name}{SUFFIXES[media_type]}"
    make_folder(path.parent)
    wrote = ENCODERS.get(path.suffix.removeprefix(".")).wrote
    write(path, made.picture(media_type), wrote=wrote)
    app.env.images.add_file(name, str(path))
    return kind("", uri=str(path), candidates={media_type: str(path)})


def visit_picture(self: HTML5Translator, node: picture) -> None:
    """Open the choice of images."""
    self.body.append("<picture>")


def depart_picture(self: HTML5Translator, node: picture) -> None:
    """Close it."""
    self.body.append("</picture>")


def visit_still(self: HTML5Translator, node: still) -> None:
    """Write the address of the still, and for whom it is."""
    url = f"{self.builder.imgpath}/{self.builder.images[node['uri']]}"
    self.body.append(f'<source media="{CALM}" srcset="{url}">')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directive and its nodes."""
    app.add_directive("svgconv", SphinxFigureDirective)
    app.add_node(drawn)
    app.add_node(picture, html=(visit_picture, depart_picture))
    app.add_node(still, html=(visit_still, None))
    app.connect("doctree-resolved", draw)
    return {"version": VERSION, "parallel_read_safe": True, "parallel_write_safe": True}
