"""The built-in catalogue: the guide's figures and more, in the form of a gallery.toml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from svgconv.sources.toml import flat_recipe, parse_toml

WORDS = ("name", "caption")
"""The keys of a figure's table that are about the page, not about the figure."""


def catalogue_text() -> str:
    """Return the catalogue as TOML, which `svgconv make` reads if a folder has no gallery.toml."""
    return files("svgconv.sources").joinpath("catalogue.toml").read_text("utf-8")


@cache
def entries() -> tuple[dict[str, Any], ...]:
    """Return every figure's table, with its ``section``, in the order of the gallery."""
    return tuple(
        {**figure, "section": section["title"]}
        for section in parse_toml(catalogue_text())["sections"]
        for figure in section["figures"]
    )


def catalogue() -> dict[str, dict[str, Any]]:
    """Return the recipe of every figure, by its name."""
    return {
        entry["name"]: flat_recipe(
            {key: value for key, value in entry.items() if key not in (*WORDS, "section")}
        )
        for entry in entries()
    }
