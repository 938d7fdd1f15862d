"""A figure of a document: given by texts, and drawn as the document's format shows it.

Every extension reads its figures here, so all of them take the same options.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from svgconv.encoders import ENCODERS
from svgconv.errors import SvgconvError, Words, nearest, quoted
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.figure import Figure
from svgconv.figure.parameters import parameters
from svgconv.files.output import Output
from svgconv.files.reading import STANDARD_INPUT
from svgconv.files.size import Size
from svgconv.options import Flag, Option, flags_of, given_options, options_of
from svgconv.sources.array_files import read_part
from svgconv.sources.figure_argument import name_of, table_recipe
from svgconv.strip.declaration import StripOptions
from svgconv.strip.strip import Strip

PANELS = 12
"""The most panels of a strip, unless an option says which frames it has, or how many."""

OF_PAGES = frozenset({"page", "margin", "key", "frames", *options_of(Size)})
"""The options of a strip that a document's own page decides, or that the figure has."""

SVG, PDF, PNG = "image/svg+xml", "application/pdf", "image/png"
"""The media types of pictures in documents, from the best one on."""


@cache
def flags() -> dict[str, Flag]:
    """Return the flag of every option of a document's figure, by its long name: ``input-size``.

    A yes-or-no flag also has a name that begins with ``no-``.
    """
    owners = (parameters(), options_of(FigureOptions), _of_strip(), _of_output())
    known = {
        name.replace("_", "-"): flag
        for options in owners
        for name, flag in flags_of(options).items()
    }
    return known | {f"no-{name}": flag for name, flag in known.items() if flag.is_yes_or_no}


def _of_strip() -> dict[str, Option]:
    return {key: one for key, one in options_of(StripOptions).items() if key not in OF_PAGES}


def _of_output() -> dict[str, Option]:
    used = ENCODERS.get("svg").options
    return {key: one for key, one in options_of(Output).items() if key in used}


@dataclass(frozen=True)
class DocumentFigure:
    """A figure of a document.

    Attributes
    ----------
    figure: the figure, or its still if the option ``at`` is given.
    output: the options of its SVG.
    layout: the options of its strip.
    """

    figure: Figure
    output: Mapping[str, Any]
    layout: Mapping[str, Any]

    @classmethod
    def read(cls, figure: str, texts: Mapping[str, str], folder: Path) -> DocumentFigure:
        """Return the figure that texts describe.

        Parameters
        ----------
        figure: a FIGURE, as on the command line.
        texts: the options by the names of `flags`; the text of a yes-or-no flag may be empty. An
            option that can be repeated has a line for each value.
        folder: the folder of the files that the texts name.

        Raises
        ------
        SvgconvError: an unknown option, or a value that is malformed or out of range. It names
            options as the texts do.
        """
        try:
            return cls._read(figure, texts, folder)
        except SvgconvError as error:

            def spell(name: str) -> str:
                return _spelled(name, figure, texts)

            is_option = not isinstance(error.subject, Words)
            subject = spell(error.subject) if is_option else error.subject
            raise error.spelled(subject, spell) from None

    @classmethod
    def _read(cls, figure: str, texts: Mapping[str, str], folder: Path) -> DocumentFigure:
        if figure == STANDARD_INPUT:
            problem = f"{quoted(figure)} is standard input, which a document does not have"
            raise SvgconvError("figure", problem, "give a name, a call or a file")
        given: dict[str, Any] = {}
        for name, text in texts.items():
            key, value = _value(name, text)
            if key in given:  # with a hyphen and an underscore, or with and without no-
                raise given_twice(name)
            given[key] = value
        layout = {key: given.pop(key) for key in _of_strip() if key in given}
        output = {key: given.pop(key) for key in _of_output() if key in given}
        own = options_of(FigureOptions)
        names = flags_of(own)
        options = given_options(own, given, lambda flag, text: read_part(flag, text, folder))
        options |= {name: value for name, value in given.items() if name not in names}
        if os.path.isfile(folder / figure) and Path(figure).suffix:
            figure = str(folder / figure)
        made = Figure.from_recipe(table_recipe({"figure": figure, **options}, folder))
        Output.of(output)  # rejects what is wrong before the document is written
        found = cls(replace(made, name=name_of(figure)), output, layout)
        if layout:
            found.strip.panels  # noqa: B018 - rejects what else is wrong
        return found

    @cached_property
    def name(self) -> str:
        """The name of its files without a suffix, which no other figure has."""
        facts = [self.figure.recipe, dict(self.output), dict(self.layout), self.figure.at]
        digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
        return f"{self.figure.stem}-{digest[:8]}"

    @property
    def is_still(self) -> bool:
        """Whether it shows one frame."""
        return len(self.figure.chosen_frames) == 1

    @property
    def words(self) -> str:
        """The title and the description, for formats without pictures."""
        return f"{self.figure.title}. {self.figure.description}"

    def svg(self) -> bytes:
        """Return the animation, or the still, as SVG."""
        return self.figure.encode(".svg", **self.output)

    def calm(self) -> DocumentFigure:
        """Return the still of the first shown frame, for readers who ask for less motion."""
        return replace(self, figure=self.figure.frame(self.figure.chosen_frames[0]))

    def print(self, suffix: str) -> bytes:
        """Return the strip of its frames, or the still, for paper: ``.pdf`` or ``.png``."""
        if self.is_still:
            return self.calm().figure.encode(suffix, **self.output)
        (content,) = self.strip.encode(suffix)
        return content

    @cached_property
    def strip(self) -> Strip:
        """Its frames next to each other: `PANELS` of them at most, unless options say more."""
        chosen: dict[str, Any] = {}
        if self.figure.frames is None and self.figure.frame_count > PANELS:
            chosen = {"count": PANELS}
        return Strip(self.figure, **{**chosen, **self.layout})

    def picture(self, media_type: str) -> bytes:
        """Return the file that a document shows if it takes pictures of this type."""
        return self.svg() if media_type == SVG else self.print(SUFFIXES[media_type])


SUFFIXES = {SVG: ".svg", PDF: ".pdf", PNG: ".png"}
"""The suffix of each type of picture."""


def _spelled(name: str, figure: str, texts: Mapping[str, str]) -> str:
    """Return an option's name as a document has it: as its text is given, or with hyphens.

    A call has names of its own for the parameters that it gives.
    """
    written = {one.replace("-", "_"): one for one in texts}
    if (own := written.get(name.replace("-", "_"))) is not None:
        return own
    if "(" in figure and name in parameters() and name != "input_size":
        return name
    return name.replace("_", "-") if name.replace("_", "-") in flags() else name


def _value(name: str, text: str) -> tuple[str, Any]:
    """Return an option's name with underscores, and its value.

    Raises
    ------
    SvgconvError: the option is unknown, or its text is missing.
    """
    name = name.replace("_", "-")
    if (flag := flags().get(name)) is None:
        raise SvgconvError(name, "unknown option", nearest(name, flags()))
    key = name.replace("-", "_")
    text = text.strip()
    if flag.is_yes_or_no and not text:
        return key.removeprefix("no_"), not name.startswith("no-")
    if not text:
        raise SvgconvError(name, "needs a value", f"write it after {name}:")
    return key, text.splitlines() if may_repeat(name) else text


def given_twice(name: str) -> SvgconvError:
    """Return the error of an option that has one value, and was given another."""
    return SvgconvError(name, "is given twice", "give it once")


def may_repeat(name: str) -> bool:
    """Whether an option may have several values, each in its line."""
    declared = options_of(FigureOptions).get(name.replace("-", "_"))
    return declared is not None and declared.repeated
