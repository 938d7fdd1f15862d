"""Figures compared: what is said and told of several that stand beside each other on one clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.states.odometer import common
from svgconv.states.states import States

MOST_FIGURES = 6
OWN = ("operation", "parameters", "view", "theme", "crop")
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


def described(descriptions: Sequence[str], *, channels: bool = False) -> str:
    """The descriptions as one: what is alike is said once; ``channels`` says if any has several."""
    once = list(dict.fromkeys(descriptions))
    waits = "All show the same output index; one with fewer rows or columns waits at its last."
    if channels:
        waits = (
            "All show the same output index, its channel counted among those drawn;"
            " one with fewer channels, rows or columns waits at its last."
        )
    return " ".join([*once, waits])


def compared_states(states: Sequence[States]) -> dict[str, Any]:
    """The ``states`` documents of all figures as one: each frame has one of each figure's."""
    own = [one.plane_odometer if one.channels else one.odometer for one in states]
    odometer = common(own)
    told = [list(one.frames()) for one in states]
    frames = []
    for digits in map(odometer.digits, range(odometer.frames)):
        places = [one.frame(one.nearest(digits)) for one in own]
        frames.append({"figures": [each[at] for each, at in zip(told, places, strict=True)]})
    return {"figures": [one.head() for one in states], "frames": frames}
