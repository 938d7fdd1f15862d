"""A drawing: everything that encoders need to know of a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from svgconv.files.output import Output
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme


@dataclass(frozen=True)
class Drawing:
    """All that an encoder needs of a figure.

    Attributes
    ----------
    scene: what is drawn.
    title, description: words for those who cannot see it.
    recipe: the specification, view, theme and svgconv's version, to be kept in the file.
    frames: the frames that are shown, in this order; one of them for a still.
    durations: seconds for which each of them is shown.
    plays: how often they are shown before the last one stays; None is for ever.
    glides: whether marks glide from frame to frame in an SVG, and then rest.
    poster: the frame that the base values of an animated SVG show; None for the first one.
    still: whether this is one frame that stands for itself, with nothing to move.
    theme: the theme whose style sheet an SVG has, where it has one.
    output: the size, the background, and what only some formats know.
    states: the figure's ``states`` document, for formats that hold it.
    key: returns the drawing of a worksheet's answer key.
    shared: what encoders made of the drawing for its other files.
    """

    scene: Scene
    title: str
    description: str
    recipe: Mapping[str, Any]
    frames: tuple[int, ...]
    durations: tuple[Decimal, ...]
    plays: int | None = None
    glides: bool = False
    poster: int | None = None
    still: bool = False
    theme: Theme | None = None
    output: Output = field(default_factory=Output)
    states: Callable[[], Mapping[str, Any]] = dict
    key: Callable[[], Drawing] | None = None
    shared: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def full_recipe(self) -> dict[str, Any]:
        """The recipe of a file: the figure's, with the output's options that are not defaults."""
        chosen = self.output.chosen
        return {**self.recipe, **({"output": chosen} if chosen else {})}
