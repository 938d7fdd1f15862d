"""Where composing begins: the catalogue's figures as the form's fields have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from svgconv.figure.options import ARRAYS, split_values
from svgconv.sources.catalogue import entries
from svgconv.sources.toml import flat_recipe

NO_FIELDS = ("name", "caption", "section")
"""What a catalogue's entry says that is no figure's."""


@dataclass(frozen=True)
class StartingPoint:
    """A figure of the catalogue as the form has it."""

    section: str
    caption: str
    query: Mapping[str, str]


@cache
def starting_points() -> tuple[StartingPoint, ...]:
    """The catalogue's figures, but for those that stand beside others.

    Of figures with numbers, which are a field each, those whose operation has no others.
    """
    alone = [entry for entry in entries() if "beside" not in entry]
    without_numbers = {entry["operation"] for entry in alone if "values" not in entry}
    return tuple(
        StartingPoint(entry["section"], entry["caption"], _query(entry))
        for entry in alone
        if "values" not in entry or entry["operation"] not in without_numbers
    )


def _query(entry: Mapping[str, Any]) -> dict[str, str]:
    recipe = flat_recipe({key: value for key, value in entry.items() if key not in NO_FIELDS})
    fields = {key: value for key, value in recipe.items() if key not in ("parameters", "values")}
    values = split_values(recipe["values"]) if "values" in recipe else {}
    parts = {key: _rows(part) if key in ARRAYS else part for key, part in values.items()}
    query = fields | recipe["parameters"] | parts
    return {key: _written(value) for key, value in query.items()}


def _rows(array: list[list[float]]) -> str:
    """Numbers in rows as their field has them: ``1,2;3,4``."""
    return ";".join(",".join(map(str, row)) for row in array)


def _written(value: object) -> str:
    """A value of a recipe as a field has it: ``[[1, 0], [1, 0]]`` is ``1,0,1,0``."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return ",".join(map(_written, value))
    return str(value)
