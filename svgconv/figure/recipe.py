"""A figure's recipe, written and read: what makes it again, defaults left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.figure.comparison import NUMBERS, own_recipe
from svgconv.numbers.values import sized
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.specification.seconds import plain_seconds
from svgconv.specification.sizes import plain
from svgconv.svg.recipe import KEY
from svgconv.version import VERSION

if TYPE_CHECKING:
    from svgconv.figure.figure import Figure

NOT_OPTIONS = ("operation", KEY, "output", "strip", "numbers")
"""Keys of a file's recipe that do not say what the figure is or how it is drawn."""

USUAL: dict[str, Any] = {
    "frame_duration": 1,
    "plays": None,
    "hold": 0,
    "shown": None,
    "crop": 0,
    "at": None,
    "values": None,
    "sum": False,
    "worksheet": False,
    "annotate": [],
    "heading": "",
    "numbers": None,
}
"""The options that a recipe leaves out where they are so."""


def written(figure: Figure) -> dict[str, Any]:
    """The recipe that makes the figure again, as the SVG's metadata holds it."""
    numbering = figure.numbering
    options = {
        "frame_duration": plain_seconds(figure.frame_duration),
        "plays": figure.plays,
        "hold": plain_seconds(figure.hold),
        "shown": figure.shown,
        "crop": plain(figure.crop),
        "at": figure.at,
        "values": figure.values and figure.values.option,
        "sum": figure.sum,
        "worksheet": figure.worksheet,
        "annotate": list(figure.annotate),
        "heading": figure.heading,
        "numbers": numbering and (numbering.consequences or None),
    }
    return {
        KEY: VERSION,
        "operation": figure.operation.name,
        "parameters": figure.operation.parameters(),
        "view": figure.view,
        "theme": figure.theme,
        **{key: value for key, value in options.items() if value != USUAL[key]},
        **({"beside": _neighbours(figure, options)} if figure.beside else {}),
    }


def _neighbours(figure: Figure, options: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The recipes of the figures beside it; what one has not as the first has, it says."""
    has = {key for key in NUMBERS if options[key]}
    return [
        {**dict.fromkeys(has - set(own), False), **own}
        for own in (own_recipe(one.recipe) for one in figure.beside)
    ]


def read(recipe: Mapping[str, Any], known: Collection[str]) -> tuple[Operation, dict[str, Any]]:
    """The operation of a recipe, and its options, which must be among ``known``.

    Raises
    ------
    SvgconvError: a key that is not known, or parameters that PyTorch refuses.
    """
    options = {key: value for key, value in recipe.items() if key not in NOT_OPTIONS}
    parameters = options.pop("parameters", {})
    if not isinstance(parameters, Mapping):
        raise SvgconvError("parameters", f"{quoted(parameters)} is not a table of parameters")
    for key in options:
        if key not in known:
            raise SvgconvError(key, "is not part of a figure", nearest(key, known))
    operation = OPERATIONS.get(str(recipe.get("operation", "")))
    parameters = sized(parameters, options.get("values"), operation)
    return operation.from_parameters(parameters), options
