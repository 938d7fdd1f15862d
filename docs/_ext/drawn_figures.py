"""The pages' figures: those of the gallery, and those that the pages' own commands draw.

A page shows ``gallery/NAME.svg`` by its relative path. Any other figure is ``_figures/NAME.svg``:
one of the page's ``sh`` blocks has the command that writes ``NAME.svg``, and the build runs it.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.writers.html5 import HTML5Translator

from svgconv.__main__ import main

FIGURE = re.compile(r"\]\((?:\.\./)*_figures/(\w+\.svg)\)")
"""A figure that a page's own command draws."""

CALM = "(prefers-reduced-motion: reduce)"
"""Readers who ask for this get the still: a browser animates an SVG in an image regardless."""


def commands(page: str) -> dict[str, list[str]]:
    """The arguments of each ``svgconv`` command of a page's ``sh`` blocks, by the file written."""
    found = {}
    for block in re.findall(r"^```sh\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["svgconv"] and "-o" in words:
                found[words[words.index("-o") + 1]] = words[1:]
    return found


def draw(app: Sphinx) -> None:
    """Draw the figures of ``_figures/``, each with its still.

    Raises
    ------
    ExtensionError: no command of the page writes the figure, or the command fails.
    """
    source = Path(app.srcdir)
    folder = source / "_figures"
    folder.mkdir(exist_ok=True)
    for path in source.rglob("*.md"):
        page = path.read_text("utf-8")
        for name in FIGURE.findall(page):
            arguments = commands(page).get(name)
            if arguments is None:
                raise ExtensionError(f"{path}: no command writes {name}")
            _run(folder, arguments, path)
            if arguments[0] == "render":
                still = ["frame", *arguments[1:], "--at", "0"]
                still[still.index(name)] = name.replace(".svg", "_still.svg")
                _run(folder, _without_playback(still), path)


PLAYBACK = ("--frame-duration", "--hold", "--plays", "--frames")


def _without_playback(arguments: list[str]) -> list[str]:
    return [
        word
        for number, word in enumerate(arguments)
        if word not in PLAYBACK and (number == 0 or arguments[number - 1] not in PLAYBACK)
    ]


def _run(folder: Path, arguments: list[str], page: Path) -> None:
    argv, here = sys.argv, Path.cwd()
    sys.argv = ["svgconv", *arguments]
    os.chdir(folder)
    try:
        main()
    except SystemExit as end:
        if end.code:
            raise ExtensionError(f"{page}: {shlex.join(arguments)} fails") from None
    finally:
        sys.argv = argv
        os.chdir(here)


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
    """Draw before the pages are read, and write images with their stills."""
    app.connect("builder-inited", draw)
    app.add_node(nodes.image, override=True, html=(visit_image, depart_image))
    return {"parallel_read_safe": True, "parallel_write_safe": False}
