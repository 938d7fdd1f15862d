"""The recipe in a file that svgconv wrote, written and read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.files.fingerprint import note

KEY = "svgconv"
"""The recipe's key that holds the version of svgconv that wrote the file."""


def recipe_json(recipe: Mapping[str, Any]) -> str:
    """Return a recipe as compact JSON in ASCII, which every file format can hold."""
    return json.dumps(recipe, separators=(",", ":"))


def recipe_from_json(text: str | bytes) -> dict[str, Any] | None:
    """Return the recipe in a text from a file; None if it is not a recipe of svgconv."""
    try:
        recipe = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return recipe if isinstance(recipe, dict) and KEY in recipe else None


def recipe_in(text: str) -> dict[str, Any] | None:
    """Return the recipe in an SVG's text; None if it has no recipe of svgconv."""
    from xml.etree import ElementTree

    try:
        tree = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        return None
    metadata = tree.find("{http://www.w3.org/2000/svg}metadata")
    return recipe_from_json("" if metadata is None else metadata.text or "")


def read_recipe(path: Path) -> dict[str, Any]:
    """Return the recipe of the SVG at ``path``.

    Raises
    ------
    SvgconvError: the file cannot be read, or svgconv did not write it.
    """
    note(path)
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise SvgconvError(str(path), f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise SvgconvError(str(path), "is not text", "give an SVG that svgconv wrote") from None
    recipe = recipe_in(text)
    if recipe is None:
        raise SvgconvError(
            str(path), "holds no svgconv recipe", "give an SVG that svgconv wrote, or a name"
        )
    return recipe
