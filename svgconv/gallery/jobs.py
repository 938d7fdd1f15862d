"""The drawing of one figure of a gallery: its files, and its card on the page."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from svgconv.encoders import encoder_for
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.figure.recipe import operation_of
from svgconv.files.drawing import Drawing
from svgconv.gallery.card import Card
from svgconv.gallery.record import loaded_modules
from svgconv.gallery.targets import content, file_name
from svgconv.operations import OPERATIONS
from svgconv.operations._layer_calls import layer_operations
from svgconv.operations.stack import Stack
from svgconv.sources.named import exactly_named, nearest_named
from svgconv.views import VIEWS

CHEAP_SECONDS, SLOW_SECONDS = 0.004, 0.3
"""About how long a cheap format of a figure takes, and another one."""


@dataclass(frozen=True)
class Drawn:
    """What a job made.

    Attributes
    ----------
    contents: the bytes of each file by its name; None for a file that is there already.
    card: the figure's card, if it was part of the job.
    modules: the files of the modules that the job imported from other packages.
    """

    contents: Mapping[str, bytes | None]
    card: Card | None
    modules: frozenset[str]


@dataclass(frozen=True)
class Job:
    """Some formats of one figure; the figure is made once for all of them.

    Attributes
    ----------
    label: what errors name: the gallery, the section and the figure.
    name, caption, recipe: of the figure.
    formats: what to make of it.
    up_to_date: existing files that need not be made if they hold the same recipe.
    all_formats: if the card is part of the job, all formats that the gallery has of the figure.
    """

    label: str
    name: str
    caption: str
    recipe: Mapping[str, Any]
    formats: tuple[str, ...]
    up_to_date: Mapping[str, Path]
    all_formats: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """A rough estimate of the time that it takes."""
        cheap = sum(is_cheap(one) for one in self.formats)
        return CHEAP_SECONDS * (cheap + 1) + SLOW_SECONDS * (len(self.formats) - cheap)

    @cached_property
    def figure(self) -> Figure:
        """The figure."""
        return Figure.from_recipe(self.recipe)

    @cached_property
    def drawing(self) -> Drawing:
        """The figure as encoders take it: its file and its card show the same marks."""
        return self.figure.drawing()

    def prepare(self) -> None:
        """Import the operation and the view; `run` says what does not exist."""
        with suppress(SvgconvError):
            operation = operation_of(self.recipe)
            VIEWS.get(self.recipe.get("view") or operation.default_view)
            if issubclass(operation, Stack):
                layer_operations(OPERATIONS.own_names())
            if self.recipe.get("values") is not None:
                import numpy.random  # noqa: F401

    def run(self) -> Drawn:
        """Return the contents of the files, and the card.

        Raises
        ------
        SvgconvError: parameters that PyTorch rejects, or what a format cannot hold.
        """
        contents = {file_name(self.name, one): self._content(one) for one in self.formats}
        card = None
        if self.all_formats:
            sizes = {file_name(self.name, one): 0 for one in self.all_formats}
            named = exactly_named(self.recipe, self.figure) or nearest_named(self.figure)
            card = Card.of(self.name, self.caption, self.drawing, self.figure, sizes, named)
        return Drawn(contents, card, new_modules())

    def _content(self, format_: str) -> bytes | None:
        path = self.up_to_date.get(format_)
        if path is not None:
            encoder = encoder_for(path)
            if encoder.found_recipe(path) == self.figure.recipe_for(encoder):
                return None
        if format_ == "svg":
            return encoder_for(Path("figure.svg")).file(self.drawing)
        return content(self.figure, format_)


_modules: set[int] = {0}


def new_modules() -> frozenset[str]:
    """Return the files of the imported modules; none if no module is new since the last call."""
    count = len(sys.modules)
    if count in _modules:
        return frozenset()
    _modules.add(count)
    return loaded_modules()


@cache
def is_cheap(format_: str) -> bool:
    """Whether a format takes no time, so that one process makes all of them of a figure."""
    return encoder_for(Path(file_name("figure", format_))).cheap
