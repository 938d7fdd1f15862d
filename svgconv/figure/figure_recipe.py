"""The recipe of a figure: made from it, and made a figure again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from svgconv.errors import Name, in_place
from svgconv.figure.comparison import completed, explicit, own_recipe
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.recipe import read, recipe_of_parts, with_unrecorded
from svgconv.numbers.figure_numbers import FigureNumbers
from svgconv.options import defaults, given, options_of

Recorded = TypeVar("Recorded", bound="FigureRecipe")


class FigureRecipe(FigureOptions, ABC):
    """The methods of `Figure` that make its recipe, and a figure from one."""

    @property
    @abstractmethod
    def numbers(self) -> FigureNumbers | None:
        """The numbers in its cells and what follows from them; None without numbers."""

    @classmethod
    def from_recipe(cls: type[Recorded], recipe: Mapping[str, Any]) -> Recorded:
        """Return the figure that a recipe describes (see `recipe`).

        Raises
        ------
        SvgconvError: an unknown key, or a value that is malformed or out of range.
        """
        known = options_of(cls)
        recipe = with_unrecorded(recipe, known)
        operation, options = read(recipe, known)
        if "beside" in options:
            several = options["beside"]
            several = several if isinstance(several, (list, tuple)) else [several]
            options["beside"] = tuple(cls._beside(completed(one, recipe, known)) for one in several)
        return cls(operation, **options)

    @classmethod
    def _beside(cls: type[Recorded], recipe: Mapping[str, Any]) -> Recorded:
        with in_place(Name("beside")):
            return cls.from_recipe(recipe)

    def compared(self: Recorded) -> Recorded:
        """Return the figure as it is next to another one: without a clock of its own."""
        known = options_of(self)
        return type(self).from_recipe(own_recipe(with_unrecorded(self.plain_recipe, known), known))

    @property
    def recipe(self) -> dict[str, Any]:
        """What makes this figure again, as a file's metadata holds it; without most defaults."""
        return self._recipe(self.numbers.consequences if self.numbers else None)

    @cached_property
    def plain_recipe(self) -> Mapping[str, Any]:
        """The recipe without the numbers that follow from it, which only other programs read."""
        return self._recipe(None)

    @cached_property
    def unrecorded_defaults(self) -> dict[str, Any]:
        """What the options that old files do not record are by default, as for this figure."""
        default = defaults(self)
        names = [name for name, one in options_of(self).items() if one.unrecorded is not None]
        changed = {name: default[name] for name in names} | {"beside": ()}
        changed = {name: value for name, value in changed.items() if getattr(self, name) != value}
        plain = replace(self, **changed) if changed else self
        return {name: getattr(plain, name) for name in names}

    @cached_property
    def _drawn_recipe(self) -> dict[str, Any]:
        return self.recipe

    def _recipe(self, consequences: Mapping[str, Any] | None) -> dict[str, Any]:
        """Return the recipe with these numbers, which only other programs read."""
        options, known = given(self), options_of(self)
        compared = [
            explicit(own_recipe(one, known), options, type(self))
            for one in options.pop("beside", ())
        ]
        return recipe_of_parts(self.operation, options, consequences, compared)
