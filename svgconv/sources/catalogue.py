"""The built-in catalogue: the guide's figures and more, in the form of a gallery.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from svgconv.sources.toml import flat_recipe, parse_toml

WORDS = ("name", "caption")
"""The keys of a figure's table that are about the page, not about the figure."""

FIGURE = '[[sections.figures]]\nname = "{}"\n'
"""How a figure's table starts in the catalogue's file."""


def catalogue_text() -> str:
    """Return the catalogue as TOML, which `svgconv make` reads if a folder has no gallery.toml."""
    return Path(__file__).with_name("catalogue.toml").read_text("utf-8")


@cache
def tables() -> Mapping[str, Any]:
    """Return the tables of the catalogue, which is read once."""
    return parse_toml(catalogue_text())


@cache
def entries() -> tuple[dict[str, Any], ...]:
    """Return every figure's table, with its ``section``, in the order of the gallery."""
    return tuple(
        {**figure, "section": section["title"]}
        for section in tables()["sections"]
        for figure in section["figures"]
    )


def catalogue() -> dict[str, dict[str, Any]]:
    """Return the recipe of every figure, by its name."""
    return {entry["name"]: _recipe(entry) for entry in entries()}


def named_recipe(name: str) -> dict[str, Any] | None:
    """Return the recipe of one figure; None if the catalogue has no figure of this name.

    It reads this figure's table only, which costs a twentieth of reading all.
    """
    _, found, after = catalogue_text().partition(FIGURE.format(name))
    return _recipe(parse_toml(after.partition("\n[[")[0])) if found else None


def _recipe(entry: Mapping[str, Any]) -> dict[str, Any]:
    own = {key: value for key, value in entry.items() if key not in (*WORDS, "section")}
    return flat_recipe(own)
