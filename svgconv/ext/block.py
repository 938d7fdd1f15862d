"""A block of code that is a figure: a FIGURE, and below it a line for each option.

::

    nn.Conv2d(1, 1, 3, stride=2)
    input-size: 5
    caption: Convolution with stride 2
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from svgconv.errors import SvgconvError, Words, in_place, quoted
from svgconv.ext.document_figure import DocumentFigure, given_twice, may_repeat

LANGUAGE = "svgconv"
"""The language of such a block of code."""

OPTION = re.compile(r":?([a-z][a-z_-]*):(?:\s+(.*))?")
"""A line that gives an option; MyST writes it with a colon before the name."""


@dataclass(frozen=True)
class Block:
    """A figure with its words.

    Attributes
    ----------
    figure: the figure.
    alt: the alternative text.
    caption: the text below it; ``""`` for none.
    place: what errors name: the number of the block, and its FIGURE.
    """

    figure: DocumentFigure
    alt: str
    caption: str
    place: str

    @classmethod
    def read(cls, text: str, folder: Path, number: int) -> Block:
        """Return the figure of a block.

        Parameters
        ----------
        text: the FIGURE, in one or more lines, and then the options, which are those of
            `DocumentFigure.read`, ``alt`` and ``caption``. An option that can be repeated has
            several lines.
        folder: the folder of the files that the text names.
        number: which of the document's blocks it is, from 1.

        Raises
        ------
        SvgconvError: the text is malformed; it names the block.
        """
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        first = next((at for at, line in enumerate(lines) if OPTION.fullmatch(line)), len(lines))
        figure = "\n".join(lines[:first])
        place = f"svgconv block {number}" + (f" ({quoted(figure)})" if figure else "")
        with in_place(place):
            return cls._read(figure, lines[first:], folder, place)

    @classmethod
    def _read(cls, figure: str, lines: Sequence[str], folder: Path, place: str) -> Block:
        options: dict[str, list[str]] = {}
        for line in lines:
            if (found := OPTION.fullmatch(line)) is None:
                remedy = "write an option as name: value"
                raise SvgconvError(Words(quoted(line)), "is not an option", remedy)
            options.setdefault(found[1], []).append(found[2] or "")
        caption = " ".join(options.pop("caption", []))
        alt = " ".join(options.pop("alt", []))
        for name, values in options.items():
            if len(values) > 1 and not may_repeat(name):
                raise given_twice(name)
        texts = {name: "\n".join(values) for name, values in options.items()}
        made = DocumentFigure.read(figure, texts, folder)
        return cls(made, alt or made.figure.description, caption, place)
