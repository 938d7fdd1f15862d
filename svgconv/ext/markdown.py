"""The Python-Markdown extension ``svgconv.ext.markdown``, for MkDocs, Pelican and others.

A fenced block of the language ``svgconv`` becomes the figure that `svgconv.ext.block` reads in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from markdown import Extension, Markdown
from markdown.extensions.attr_list import get_attrs
from markdown.preprocessors import Preprocessor

from svgconv.errors import in_place
from svgconv.ext.block import LANGUAGE, Block
from svgconv.ext.markup import block

FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})[ ]*(.*)")
"""The line that opens or closes a fenced block: the fence, and what follows it.

No backtick follows a fence of backticks: such a line has code within its text.
"""

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
        bare = [at for at, line in enumerate(lines) if (one := FENCE.match(line)) and not one[2]]
        at, numbers, unclosed = 0, count(1), dict[str, int]()
        while at < len(lines):
            end = _end(lines, at, bare, unclosed)
            header = _header(lines[at]) if end > at else None
            if header is None:
                yield from lines[at : end + 1]
            else:
                identifier, figure, options = header
                text = "\n".join([figure, *lines[at + 1 : end], *options])
                made = Block.read(text, self.folder, next(numbers))
                with in_place(made.place):
                    html = block(made.figure, made.alt, made.caption, identifier)
                yield from ("", self.md.htmlStash.store(html), "")
            at = end + 1


def _end(lines: Sequence[str], at: int, bare: Sequence[int], unclosed: dict[str, int]) -> int:
    """Return the place of the line that closes a fence; its own if it is none, or not closed.

    Parameters
    ----------
    at: the place of the line that may open a block.
    bare: the places of all fences that nothing follows, in their order.
    unclosed: the length of the shortest fence of each character that was not closed, to which the
        result adds: no later one that is as long is closed, so none has to look for its end.
    """
    opened = FENCE.match(lines[at])
    if opened is None or len(opened[1]) >= unclosed.get(opened[1][0], len(opened[1]) + 1):
        return at
    for place in range(bisect_right(bare, at), len(bare)):
        if lines[bare[place]].startswith(opened[1]):
            return bare[place]
    unclosed[opened[1][0]] = len(opened[1])
    return at


def _header(line: str) -> tuple[str, str, list[str]] | None:
    """Return the identifier of a figure's block, its FIGURE and options; None for other blocks.

    Parameters
    ----------
    line: the fence, and after it ``svgconv FIGURE`` or attributes such as
        ``{.svgconv #name view=flat}``.
    """
    found = FENCE.match(line)
    text = found[2].strip() if found else ""
    if not (text.startswith("{") and text.endswith("}")):
        language, _, figure = text.removeprefix(".").partition(" ")
        return ("", figure, []) if language == LANGUAGE else None
    attributes = [(name, value) for name, value in get_attrs(text[1:-1])]
    if (".", LANGUAGE) not in attributes:
        return None
    identifier = dict(attributes).get("id") or ""
    # A word alone is an attribute without a value; some versions repeat the word.
    texts = [(name, "" if value == name else value or "") for name, value in attributes]
    return identifier, "", [f"{name}: {text}" for name, text in texts if name not in (".", "id")]


def makeExtension(**options: Any) -> FigureExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension, as Python-Markdown asks for it."""
    return FigureExtension(**options)
