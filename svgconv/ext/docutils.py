"""The directive ``svgconv`` of reStructuredText, and the Pelican plugin that adds it.

`svgconv.ext.sphinx` has the same directive, with a picture for each builder.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.images import Figure, Image

from svgconv.errors import SvgconvError
from svgconv.ext.document_figure import DocumentFigure, flags
from svgconv.ext.markup import picture
from svgconv.files.reading import without_files


class FigureDirective(Figure):
    """``.. svgconv:: FIGURE`` with options by their flags' names; its content is the caption.

    Attributes
    ----------
    figure, texts, folder: what `DocumentFigure.read` reads.
    """

    arguments: list[str]
    option_spec: ClassVar = {
        **Figure.option_spec,
        **dict.fromkeys(flags(), directives.unchanged),
    }
    figure: str
    texts: dict[str, str]
    folder: Path

    def run(self) -> list[nodes.Node]:
        """Return what is `drawn`; with a caption, a figure that contains it."""
        self.figure = " ".join(self.arguments[0].split())
        self.texts = {
            name: self.options.pop(name) or "" for name in flags() if name in self.options
        }
        source, _ = self.state_machine.get_source_and_line(self.lineno)
        self.folder = Path(source or "").parent
        files = self.state.document.settings.file_insertion_enabled
        try:
            with nullcontext() if files else without_files("file_insertion_enabled is off"):
                made = DocumentFigure.read(self.figure, self.texts, self.folder)
            self.options.setdefault("alt", made.figure.description)
            self.arguments = ["drawn"]
            found = super().run() if self.content else Image.run(self)
            return [self._without_images(node, made) for node in found]
        except SvgconvError as error:
            raise self.error(str(error)) from None

    def _without_images(self, node: nodes.Node, made: DocumentFigure) -> nodes.Node:
        """Return a node with what is drawn in place of its image, which has no file."""
        if isinstance(node, nodes.image):
            return self.drawn(made, node)
        for image in [*node.findall(nodes.image)]:
            image.replace_self(self.drawn(made, image))
        return node

    def drawn(self, made: DocumentFigure, image: nodes.image) -> nodes.Node:
        """Return the node of a figure, in place of an image with its attributes."""
        return nodes.raw("", picture(made, image["alt"]), format="html")


def register() -> None:
    """Add the directive; Pelican calls this for ``PLUGINS = ["svgconv.ext.docutils"]``."""
    directives.register_directive("svgconv", FigureDirective)
