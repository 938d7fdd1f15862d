"""The catalogue's figures by name, and the one that describes another figure best."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from svgconv.figure.figure import Figure
from svgconv.figure.recipe import read
from svgconv.figure.snippets import Named, changes
from svgconv.operations.base import Operation
from svgconv.options import Compared, options_of
from svgconv.sources.figure_argument import named_recipes


@cache
def _recipes() -> Mapping[str, Mapping[str, Any]]:
    return named_recipes()


@cache
def _operation(name: str) -> Operation:
    """Return the operation of a figure, of which no more needs to be made."""
    operation, _ = read(_recipes()[name], options_of(Figure))
    return operation


@cache
def _named(name: str) -> Figure:
    return Figure.from_recipe(_recipes()[name])


def exactly_named(recipe: Mapping[str, Any], figure: Figure) -> Named | None:
    """Return the catalogue's name that has a figure's recipe, as it was read; None without one.

    It makes no other figure than this one.
    """
    names = (name for name, one in _recipes().items() if one == recipe)
    return next(((name, figure.plain_recipe) for name in names), None)


def nearest_named(figure: Figure) -> Named:
    """Return the name from which the figure is described in the fewest parameters and options.

    It is the operation's own name without a recipe, unless a figure of the catalogue needs fewer.
    That figure has the same operation and the same compared figures, and no option that a command
    line cannot reset.
    """
    found = [
        (name, recipe)
        for name, written in _recipes().items()
        if written["operation"] == figure.operation.name
        and ("beside" in written) == bool(figure.beside)
        and _operation(name) == figure.operation
        and (one := _named(name)).beside == figure.beside
        and _can_become(recipe := one.plain_recipe, figure)
    ]
    alone: Named = (figure.operation.name, {})
    return min([alone, *found], key=lambda one: sum(map(len, changes(figure, one[1]))))


def _can_become(recipe: Mapping[str, object], figure: Figure) -> bool:
    own = figure.plain_recipe
    _, options = changes(figure, recipe)
    return None not in options.values() and all(
        name in own or one.compared == Compared.INHERITED
        for name, one in options_of(figure).items()
        if name in recipe
    )
