"""A pasted FIGURE as the texts of the form's fields. It is never read as the name of a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.figure.figure import Figure
from svgconv.figure.recipe import with_unrecorded
from svgconv.options import options_of
from svgconv.serve.presets import field_texts
from svgconv.sources.figure_argument import recipe_in_words
from svgconv.sources.references import counted
from svgconv.specification.limits import parsed_within_limits

PASTED = "figure"
"""The name of a pasted text in a query."""
REMEDY = "paste a call such as nn.Conv2d(1, 1, 3), a printed model, a name or a recipe"
NOT_OPTIONS = ("svgconv", "numbers", "output", "name")
"""What a recipe has besides the figure: a version, numbers that follow, the file's size, a name."""


def texts_of(pasted: str) -> dict[str, str]:
    """Return the texts of the fields for a call, a printed model, a name, or a recipe as JSON.

    Raises
    ------
    SvgconvError: it is none of these, or has something for which the form has no field.
    """
    pasted = pasted.strip()
    with counted():
        recipe = _recipe(pasted)
    if recipe.get("beside"):
        raise SvgconvError(PASTED, "compared figures have no fields", "paste one of them")
    if not isinstance(recipe.get("theme", ""), str):
        raise SvgconvError(PASTED, "a table of colours has no field", "use svgconv render")
    return field_texts(recipe)


def _recipe(pasted: str) -> Mapping[str, Any]:
    if pasted.startswith("{"):
        return _recipe_in_json(pasted)
    found = recipe_in_words(pasted, {})
    if found is None:
        raise SvgconvError(PASTED, f"{quoted(pasted)} is not a figure", REMEDY)
    return {"parameters": {}, **found}


def _recipe_in_json(pasted: str) -> Mapping[str, Any]:
    try:
        recipe = parsed_within_limits(PASTED, json.loads, pasted)
    except json.JSONDecodeError as error:
        raise SvgconvError(PASTED, f"is not JSON ({error})", REMEDY) from None
    if not isinstance(recipe.get("parameters"), Mapping) or "operation" not in recipe:
        raise SvgconvError(PASTED, "is not a recipe of svgconv", REMEDY)
    meant = with_unrecorded(recipe, options_of(Figure))
    return {key: value for key, value in meant.items() if key not in NOT_OPTIONS}
