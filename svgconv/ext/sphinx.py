"""The Sphinx extension: ``extensions = ["svgconv.ext.sphinx"]`` and the directive ``svgconv``.

HTML shows the animation, LaTeX the strip as PDF, and builders without pictures the description.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.images import Image
from sphinx.application import Sphinx
from sphinx.directives.patches import Figure
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from svgconv.errors import SvgconvError
from svgconv.ext.document_figure import SUFFIXES, SVG, DocumentFigure, flags
from svgconv.ext.markup import CALM
from svgconv.version import VERSION


class drawn(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801 - as docutils names nodes
    """A figure that becomes an image when a builder's document is complete.

    It has the image's attributes, and ``figure``, ``texts`` and ``folder``, from which
    `DocumentFigure` reads it.
    """


class picture(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """A `still`, and the image of the animation."""


class still(nodes.image):  # noqa: N801
    """The image for readers who ask for less motion."""


class FigureDirective(Figure, SphinxDirective):
    """``.. svgconv:: FIGURE`` with options by their flags' names; its content is the caption."""

    arguments: list[str]
    option_spec: ClassVar = {
        **Figure.option_spec,
        **dict.fromkeys(flags(), directives.unchanged),
    }

    def run(self) -> list[nodes.Node]:
        """Return an image; with a caption, a figure."""
        figure = " ".join(self.arguments[0].split())
        texts = {name: self.options.pop(name) or "" for name in flags() if name in self.options}
        folder = Path(self.get_source_info()[0]).parent
        try:
            made = DocumentFigure.read(figure, texts, folder)
        except SvgconvError as error:
            raise self.error(str(error)) from None
        if (folder / figure).suffix and (folder / figure).is_file():
            self.env.note_dependency(str(folder / figure))
        self.options.setdefault("alt", made.figure.description)
        self.arguments = ["drawn"]
        given = {"figure": figure, "texts": texts, "folder": str(folder)}
        found = super().run() if self.content else Image.run(self)
        return [_without_images(node, given) for node in found]


def _without_images(node: nodes.Node, given: dict[str, Any]) -> nodes.Node:
    """Return a node with `drawn` in place of its image, which Sphinx would look for."""
    if isinstance(node, nodes.image):
        return drawn(node.rawsource, **{**node.attributes, **given})
    for image in [*node.findall(nodes.image)]:
        image.replace_self(_without_images(image, given))
    return node


def draw(app: Sphinx, document: nodes.document, name: str) -> None:
    """Replace each figure of a document by what its builder can show."""
    for node in [*document.findall(drawn)]:
        made = DocumentFigure.read(node["figure"], node["texts"], Path(node["folder"]))
        types = [one for one in SUFFIXES if one in app.builder.supported_image_types]
        if types:
            node.replace_self(_pictures(app, name, made, node, types[0]))
        else:
            words = ". ".join(made.words)
            node.replace_self(nodes.paragraph(words, words))


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
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.picture(media_type))
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
    app.add_directive("svgconv", FigureDirective)
    app.add_node(drawn)
    app.add_node(picture, html=(visit_picture, depart_picture))
    app.add_node(still, html=(visit_still, None))
    app.connect("doctree-resolved", draw)
    return {"version": VERSION, "parallel_read_safe": True, "parallel_write_safe": True}
