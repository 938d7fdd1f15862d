"""The presets: the catalogue's figures as queries of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from svgconv.figure.number_needs import ARRAYS
from svgconv.figure.options import split_values
from svgconv.sources.catalogue import entries
from svgconv.sources.toml import flat_recipe
from svgconv.specification.number_texts import text_of_numbers

PAGE_KEYS = ("name", "caption", "section")
"""The keys of a catalogue entry that do not describe the figure."""


@dataclass(frozen=True)
class Preset:
    """A figure of the catalogue: its section, its caption, and its values by field."""

    section: str
    caption: str
    query: Mapping[str, str]


@cache
def presets() -> tuple[Preset, ...]:
    """Return the presets, in the order of the catalogue.

    The form has no field for compared figures, which are left out. Figures with numbers are also
    left out, unless their operation has no other figure.
    """
    single = [entry for entry in entries() if "beside" not in entry]
    without_numbers = {entry["operation"] for entry in single if "values" not in entry}
    return tuple(
        Preset(entry["section"], entry["caption"], _query(entry))
        for entry in single
        if "values" not in entry or entry["operation"] not in without_numbers
    )


def _query(entry: Mapping[str, Any]) -> dict[str, str]:
    return field_texts(
        flat_recipe({key: value for key, value in entry.items() if key not in PAGE_KEYS})
    )


def field_texts(recipe: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of each field, and the operation, for the recipe of a figure."""
    fields = {key: value for key, value in recipe.items() if key not in ("parameters", "values")}
    values = split_values(recipe["values"]) if "values" in recipe else {}
    parts = {
        key: part if key not in ARRAYS or isinstance(part, str) else text_of_numbers(part)
        for key, part in values.items()
    }
    query = fields | recipe["parameters"] | parts
    return {key: field_text(value) for key, value in query.items() if value is not None}


def field_text(value: object) -> str:
    """Return a value of a recipe as a field has it: ``[[1, 0], [1, 0]]`` becomes ``1,0,1,0``."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return ",".join(map(field_text, value))
    return str(value)
