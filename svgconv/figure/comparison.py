"""Figures compared: what is said and told of several that stand beside each other on one clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.states.document import StatesDocument
from svgconv.states.odometer import Odometer, common

MOST_FIGURES = 6
CHANNELS, SLICES = "channels", "slices"
NUMBERS = ("values", "sum", "worksheet")
"""The keys that say whether a figure has numbers, and which."""
OWN = ("operation", "parameters", "view", "theme", "crop", *NUMBERS, "numbers")
"""The keys of a recipe that a figure has of its own beside others; the clock is the first one's."""


def own_recipe(recipe: Mapping[str, Any]) -> dict[str, Any]:
    """What of its recipe a figure keeps beside others.

    Raises
    ------
    SvgconvError: the figure has others beside it already.
    """
    if recipe.get("beside"):
        raise SvgconvError(
            "beside", "a figure beside another has others beside it", "put them all in one row"
        )
    return {key: recipe[key] for key in OWN if key in recipe}


def check_count(count: int) -> None:
    """Raise `SvgconvError` where so many figures are too many for a row."""
    if count > MOST_FIGURES:
        raise SvgconvError("beside", f"{count} figures are more than {MOST_FIGURES}", "use fewer")


def said(title: Sequence[str]) -> str:
    """The titles as one."""
    return "; beside it ".join(title)


def described(
    descriptions: Sequence[str],
    index: str,
    odometers: Sequence[Odometer],
    planes: Sequence[str] = (),
) -> str:
    """The descriptions as one: what is alike is said once; then how the figures go together.

    ``index`` is what their frames count.
    ``planes`` says what some have several planes for: channels, slices, both.
    """
    of_channels = ", its channel counted among those drawn" if CHANNELS in planes else ""
    fewer = ", ".join([*planes, "rows"])
    words = [
        f"All show the same {index} index{of_channels};"
        f" one with fewer {fewer} or columns waits at its last."
    ]
    if index == "output" and any(one.output_digits for one in odometers):
        words.append(
            "Where input units are stepped through, the last that hits the output is shown."
        )
    return " ".join([*dict.fromkeys(descriptions), *words])


@dataclass(frozen=True)
class Compared:
    """The ``states`` documents of figures beside each other as one: a frame has one of each.

    ``odometers`` are the figures' own readings, as they go together.
    """

    figures: Sequence[StatesDocument]
    odometers: Sequence[Odometer]

    @property
    def odometer(self) -> Odometer:
        """The readings of all figures."""
        return common(self.odometers)

    def head(self) -> dict[str, Any]:
        """The document without its frames."""
        return {"figures": [one.head() for one in self.figures]}

    def frames(self) -> Iterator[dict[str, Any]]:
        """Each frame."""
        each = [list(one.frames()) for one in self.figures]
        whole = self.odometer
        for digits in map(whole.digits, range(whole.frame_count)):
            places = [own.frame(own.nearest(digits, whole)) for own in self.odometers]
            yield {"figures": [told[at] for told, at in zip(each, places, strict=True)]}
