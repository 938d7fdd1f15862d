"""The catalogue's figures by name, and the one that describes another figure best."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from svgconv.figure.figure import Figure
from svgconv.figure.snippets import Named, changes
from svgconv.options import Compared, options_of
from svgconv.sources.catalogue import catalogue
from svgconv.sources.figure_argument import recipe_of


@cache
def named_figures() -> Mapping[str, Figure]:
    """Return every figure of the catalogue, by its name."""
    return {name: Figure.from_recipe(recipe_of(name)) for name in catalogue()}


def nearest_named(figure: Figure) -> Named:
    """Return the catalogue's name from which the figure is described in the fewest options.

    The named figure has the same operation and the same compared figures, and no option that a
    command line cannot reset. If there is none, it is the operation's own name and no recipe.
    """
    found = [
        (name, recipe)
        for name, one in named_figures().items()
        if (one.operation, one.beside) == (figure.operation, figure.beside)
        and _can_become(recipe := one.recipe, figure)
    ]
    alone: Named = (figure.operation.name, {})
    return min(found, key=lambda one: len(changes(figure, one[1])[1]), default=alone)


def _can_become(recipe: Mapping[str, object], figure: Figure) -> bool:
    own = figure.recipe
    return all(
        name in own or one.compared == Compared.INHERITED
        for name, one in options_of(figure).items()
        if name in recipe
    )
