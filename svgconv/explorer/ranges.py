"""The ranges of an explorer: of each operation, the values of its parameters and its looks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.explorer.values import values_in
from svgconv.figure.declaration import FigureOptions
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.options import defaults, flags_of, options_of, required
from svgconv.sources.theme_files import with_theme
from svgconv.specification.phrases import value_text
from svgconv.themes import theme_for
from svgconv.views import views_of

MOST_FIGURES = 20_000
"""The most figures of one explorer, the impossible ones included."""

LOOKS = ("view", "theme", "seed")
"""What else is a control: the view, the theme, and the seed of the numbers."""

NO_NUMBERS = "none"
"""The word for figures without numbers, among the seeds."""


@dataclass(frozen=True)
class Control:
    """One control of the page.

    Attributes
    ----------
    name, help: the parameter or the option, and a line that explains it.
    values: its values, as a figure's recipe holds them.
    texts: the values as the page shows them, and as its address holds them.
    start: the place of the value that it has at first.
    """

    name: str
    help: str
    values: tuple[Any, ...]
    texts: tuple[str, ...]
    start: int = 0

    @property
    def is_numeric(self) -> bool:
        """Whether its values are whole numbers one after another, such as 3 to 7."""
        if not all(type(value) is int for value in self.values):
            return False
        first = self.values[0]
        return self.values == tuple(range(first, first + len(self.values)))


@dataclass(frozen=True)
class Ranges:
    """What an explorer shows of one operation.

    Attributes
    ----------
    operation: the operation's class.
    parameters: the controls of its parameters, in the order in which the last one changes fastest.
    looks: the controls of the view, the theme and the numbers.
    """

    operation: type[Operation]
    parameters: tuple[Control, ...]
    looks: tuple[Control, ...]

    @classmethod
    def of(cls, operation: str, table: Mapping[str, Any], folder: Path | None = None) -> Ranges:
        """Return the ranges of a table: parameters, and `LOOKS`.

        Parameters
        ----------
        folder: the folder of the theme files that the table names.

        Raises
        ------
        SvgconvError: an unknown key, a value that the operation rejects, a missing parameter, or a
            view that does not draw the operation.
        """
        kind = OPERATIONS.get(operation)
        known = options_of(kind)
        for name in table:
            if name not in known and name not in LOOKS:
                remedy = nearest(name, [*known, *LOOKS])
                raise SvgconvError(name, f"unknown parameter of {kind.name}", remedy)
        for name in required(kind):
            if name not in table:
                problem = f"missing, but required by {kind.name}"
                raise SvgconvError(name, problem, "give a range such as 1-5")
        parameters = tuple(_parameter(kind, name, table[name]) for name in known if name in table)
        return cls(kind, parameters, _looks(kind, table, folder))

    @property
    def count(self) -> int:
        """The number of combinations of the parameters."""
        return prod(len(one.values) for one in self.parameters)

    @cached_property
    def combinations(self) -> tuple[dict[str, Any], ...]:
        """The parameters of each figure, in the order of a block."""
        names = [one.name for one in self.parameters]
        return tuple(
            dict(zip(names, values, strict=True))
            for values in product(*(one.values for one in self.parameters))
        )

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The options of each block's figures; the view changes fastest."""
        names = [one.name for one in self.looks[::-1]]
        return [
            _options(dict(zip(names, values, strict=True)))
            for values in product(*(one.values for one in self.looks[::-1]))
        ]


def _options(look: Mapping[str, Any]) -> dict[str, Any]:
    """Return a view, a theme and a seed as options of a figure; no seed is no numbers."""
    numbers = {} if look["seed"] is None else {"values": look["seed"]}
    return {"view": look["view"], "theme": look["theme"], **numbers}


def _parameter(kind: type[Operation], name: str, given: object) -> Control:
    """Return the control of a parameter, at its default or in the middle of its range."""
    option = options_of(kind)[name]
    values = values_in(name, given)
    for value in values:
        option.read(name, value, kind.axes)
    default = defaults(kind).get(name)
    start = values.index(default) if default in values else len(values) // 2
    return Control(name, option.flag.help, values, _texts(name, values), start)


def _texts(name: str, values: Sequence[Any]) -> tuple[str, ...]:
    texts = tuple(map(value_text, values))
    if len({*texts}) < len(texts):
        twice = next(text for text in texts if texts.count(text) > 1)
        raise SvgconvError(name, f"{quoted(twice)} is given twice", "give each value once")
    return texts


def _looks(
    kind: type[Operation], table: Mapping[str, Any], folder: Path | None
) -> tuple[Control, ...]:
    flags = flags_of(options_of(FigureOptions))
    possible = views_of(kind)
    views = values_in("view", table.get("view", possible))
    for view in views:
        if view not in possible:
            problem = f"{quoted(view)} does not draw {kind.name}"
            raise SvgconvError("view", problem, nearest(view, possible))
    names = values_in("theme", table.get("theme", defaults(FigureOptions)["theme"]))
    themes = tuple(_theme(name, folder) for name in names)
    seeds = values_in("seed", table.get("seed", NO_NUMBERS))
    numbers = tuple(map(_seed, seeds))
    return (
        Control("view", flags["view"].help, views, _texts("view", views)),
        Control("theme", flags["theme"].help, themes, _texts("theme", tuple(map(_name, names)))),
        Control("seed", flags["seed"].help, numbers, _texts("seed", seeds)),
    )


def _theme(given: object, folder: Path | None) -> Any:
    theme = with_theme({"theme": given}, folder)["theme"]
    theme_for(theme)
    return theme


def _name(theme: object) -> str:
    return theme if isinstance(theme, str) else json.dumps(theme)


def _seed(given: object) -> int | None:
    if given == NO_NUMBERS:
        return None
    if isinstance(given, bool) or not isinstance(given, int):
        problem = f"{quoted(given)} is not a seed"
        raise SvgconvError("seed", problem, f"give whole numbers, or {NO_NUMBERS}")
    return given
