"""The Python-Markdown extension ``svgconv.ext.markdown``, for MkDocs, Pelican and others.

A fenced block of the language ``svgconv`` becomes the figure that `svgconv.ext.block` reads in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from svgconv.ext.block import LANGUAGE, Block
from svgconv.ext.markup import block

FENCE = re.compile(r"(`{3,}|~{3,})[ ]*(.*)")
"""The line that opens or closes a fenced block: the fence, and what follows it."""

BEFORE_OTHER_FENCES = 27
"""The priority: fenced_code and pymdownx.superfences have 25, and lines are normalized at 30."""


class FigureExtension(Extension):
    """Draws the blocks; the option ``folder`` is the folder of the files that they name."""

    def __init__(self, **options: Any) -> None:
        self.config = {"folder": [".", "The folder of the files that figures name."]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the preprocessor."""
        folder = Path(self.getConfig("folder"))
        md.preprocessors.register(Figures(md, folder), LANGUAGE, BEFORE_OTHER_FENCES)


class Figures(Preprocessor):
    """Replaces each block by its figure."""

    def __init__(self, md: Markdown, folder: Path) -> None:
        super().__init__(md)
        self.folder = folder

    def run(self, lines: list[str]) -> list[str]:
        """Return the page's lines, with figures in place of their blocks.

        Raises
        ------
        SvgconvError: the text of a block is malformed.
        """
        return [*self._replaced(lines)]

    def _replaced(self, lines: list[str]) -> Iterator[str]:
        rest = iter(lines)
        for line in rest:
            opened = FENCE.match(line)
            if opened is None:
                yield line
                continue
            inside = [*_until_closed(rest, opened[1])]
            is_closed = bool(inside) and _closes(inside[-1], opened[1])
            if is_closed and opened[2].split()[:1] == [LANGUAGE]:
                text = "\n".join([opened[2].removeprefix(LANGUAGE), *inside[:-1]])
                made = Block.read(text, self.folder)
                html = block(made.figure, made.alt, made.caption)
                yield from ("", self.md.htmlStash.store(html), "")
            else:
                yield from (line, *inside)


def _until_closed(lines: Iterator[str], fence: str) -> Iterator[str]:
    """Yield the lines after a fence, to the one that closes it."""
    for line in lines:
        yield line
        if _closes(line, fence):
            return


def _closes(line: str, fence: str) -> bool:
    found = FENCE.fullmatch(line.rstrip())
    return found is not None and not found[2] and found[1].startswith(fence)


def makeExtension(**options: Any) -> FigureExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension, as Python-Markdown asks for it."""
    return FigureExtension(**options)
