"""The recipe that every SVG of ours carries in its metadata, read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from svgconv.errors import SvgconvError

KEY = "svgconv"
"""The recipe's key that holds the version of svgconv that wrote the file."""


def recipe_in(text: str) -> dict[str, Any] | None:
    """The recipe in an SVG's text, or None where there is none of ours."""
    try:
        tree = ElementTree.fromstring(text)
        metadata = tree.find("{http://www.w3.org/2000/svg}metadata")
        recipe = json.loads("" if metadata is None else metadata.text or "")
    except (ElementTree.ParseError, ValueError):
        return None
    return recipe if isinstance(recipe, dict) and KEY in recipe else None


def read_recipe(path: Path) -> dict[str, Any]:
    """The recipe of the SVG at ``path``.

    Raises
    ------
    SvgconvError: the file cannot be read, or holds no recipe of svgconv's.
    """
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
