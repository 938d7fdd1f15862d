"""What a FIGURE argument can be: a name, a PyTorch call, a TOML file, or an SVG of our own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.figure.comparison import NUMBERS
from svgconv.operations import OPERATIONS
from svgconv.sources.catalogue import catalogue
from svgconv.sources.own_theme import with_theme
from svgconv.sources.toml import FIGURE_KEYS, flat_recipe, read_toml
from svgconv.sources.torch_call import torch_recipe
from svgconv.sources.values import changed_values, with_files
from svgconv.svg.recipe import read_recipe
from svgconv.views import views_of

WRITTEN_OUT = ("sum", "worksheet")
"""The options that mean nothing without numbers."""


def recipe_of(figure: str, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The recipe that a FIGURE says, with ``changes`` made to it.

    Parameters
    ----------
    figure: a name of the catalogue; an operation's name; a PyTorch call such as
        ``"nn.Conv2d(1, 1, 3, stride=2)"``; the path of a TOML file or of an SVG by svgconv.
    changes: parameters and figure options by name, which go before what the figure says.

    Raises
    ------
    SvgconvError: the figure is none of these, or is malformed.
    """
    if not isinstance(figure, str):
        problem = f"{quoted(figure)} is not a text"
        raise SvgconvError("figure", problem, "give a name, a call or a file")
    recipe = _said(figure)
    parameters = recipe.get("parameters", {})
    if not isinstance(parameters, Mapping):
        raise SvgconvError("parameters", f"{quoted(parameters)} is not a table of parameters")
    parameters = dict(parameters)
    changes = with_theme(changes or {})
    if "values" in changes:
        changes["values"] = changed_values(recipe.get("values"), changes["values"])
        if changes["values"] is False:
            recipe = {key: said for key, said in recipe.items() if key not in WRITTEN_OUT}
    for key, value in changes.items():
        (recipe if key in FIGURE_KEYS else parameters)[key] = value
    return _with_neighbours({**recipe, "parameters": parameters})


def _with_neighbours(recipe: dict[str, Any]) -> dict[str, Any]:
    """The recipe, what stands beside it as recipes too."""
    beside = recipe.get("beside", [])
    several = beside if isinstance(beside, (list, tuple)) else [beside]
    if not several:
        return recipe
    return {**recipe, "beside": [_neighbour(one, recipe) for one in several]}


def recipe_of_table(table: Mapping[str, Any]) -> dict[str, Any]:
    """A recipe as it is, or the recipe of a flat table."""
    return dict(table) if "parameters" in table else table_recipe(table)


def _json(text: str) -> dict[str, Any]:
    try:
        return dict(json.loads(text))
    except ValueError as error:
        raise SvgconvError("beside", f"is not JSON ({error})", "name a figure") from None


def _neighbour(said: object, first: Mapping[str, Any]) -> Mapping[str, Any]:
    """The recipe of a figure beside another, whose view, theme, numbers and input size it has.

    What it says itself goes before these. A view that does not draw it is not taken over, nor are
    the weights where it has none.

    ``said`` is a FIGURE, a table as TOML has it, or a recipe.
    """
    if isinstance(said, Mapping):
        recipe = recipe_of_table(said)
    elif isinstance(said, str):
        recipe = recipe_of_table(_json(said)) if said.startswith("{") else recipe_of(said)
    else:
        raise SvgconvError("beside", f"{quoted(said)} is not a figure", "name one, or call PyTorch")
    parameters = recipe.get("parameters", {})
    size = {"input_size": first["parameters"].get("input_size")}
    looks = {key: first[key] for key in ("view", "theme", *NUMBERS) if key in first}
    operation = OPERATIONS.get(str(recipe.get("operation", "")))
    if looks.get("view") not in views_of(operation):
        looks.pop("view", None)
    if isinstance(values := looks.get("values"), Mapping) and not operation.has_weight:
        looks["values"] = {key: said for key, said in values.items() if key != "weight"}
    if "input_size" not in parameters and size["input_size"] is not None:
        parameters = {**size, **parameters}
    return {**looks, **recipe, "parameters": parameters}


def name_of(figure: str) -> str:
    """What the files of a FIGURE are called: its name, its file's name, nothing for a call."""
    if "(" in figure:
        return ""
    return Path(figure).stem if figure.endswith((".svg", ".toml")) else figure


def _said(figure: str) -> dict[str, Any]:
    if "(" in figure:
        return torch_recipe(figure)
    if figure.endswith(".svg"):
        return read_recipe(Path(figure))
    if figure.endswith(".toml"):
        return table_recipe(read_toml(Path(figure)), Path(figure).parent)
    if figure in (named := catalogue()):
        return dict(named[figure])
    if figure in (operations := OPERATIONS.names()):
        return {"operation": figure}
    raise SvgconvError(
        "figure", f"{quoted(figure)} is not known", nearest(figure, [*named, *operations])
    )


def table_recipe(table: Mapping[str, Any], folder: Path | None = None) -> dict[str, Any]:
    """The recipe of a TOML table: ``figure`` or ``operation``, then parameters and options.

    A theme in a file of its own, and values in theirs, are looked for from ``folder`` on.
    """
    table = with_files(with_theme(table, folder), folder)
    if "figure" in table:
        changes = {key: value for key, value in table.items() if key != "figure"}
        if "operation" in changes:
            raise SvgconvError("operation", "stands beside figure", "give one of the two")
        return recipe_of(str(table["figure"]), changes)
    if "operation" not in table:
        raise SvgconvError("operation", "missing", "give operation or figure")
    return _with_neighbours(flat_recipe(table))
