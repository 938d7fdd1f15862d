"""The recipe in a file that svgconv wrote, written and read back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from svgconv.files.reading import pieces
from svgconv.specification.limits import parsed_within_limits

KEY = "svgconv"
"""The recipe's key that holds the version of svgconv that wrote the file."""


VERSION = re.compile(r"\d+\.\d+")
METADATA = "http://www.w3.org/2000/svg metadata"
LATEST = 1_000_000
"""The place in an SVG, in bytes, before which its metadata start."""


def recipe_json(recipe: Mapping[str, Any]) -> str:
    """Return a recipe as compact JSON in ASCII, which every file format can hold."""
    return json.dumps(recipe, separators=(",", ":"))


def recipe_from_json(text: str | bytes) -> dict[str, Any] | None:
    """Return the recipe in a text from a file; None if it is not a recipe of svgconv."""
    try:
        text = text.decode("ascii") if isinstance(text, bytes) else text
        return complete(parsed_within_limits("recipe", json.loads, text))
    except ValueError:
        return None


def complete(recipe: Any) -> dict[str, Any] | None:
    """Return a recipe if it has all that every recipe has; None if it is something else.

    Whether svgconv may replace a file depends on this alone.
    """
    if not isinstance(recipe, dict):
        return None
    version, operation = recipe.get(KEY), recipe.get("operation")
    is_version = isinstance(version, str) and VERSION.match(version) is not None
    named = isinstance(operation, str) and operation != ""
    return recipe if is_version and named and isinstance(recipe.get("parameters"), dict) else None


def recipe_in(text: str) -> dict[str, Any] | None:
    """Return the recipe in an SVG's text; None if it has no recipe of svgconv."""
    return recipe_in_svg(BytesIO(text.encode("utf-8", "surrogatepass")).read)


def recipe_in_svg(read: Callable[[int], bytes]) -> dict[str, Any] | None:
    """Return the recipe in an SVG, of which no more is read; None if there is none of svgconv.

    The metadata come before the marks: a file without them is given up at `LATEST`. An entity can
    stand for gigabytes of text, and svgconv writes none: a file that declares one has no recipe.

    Parameters
    ----------
    read: returns up to a number of bytes, as a file does.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    depth, found, texts = 0, False, list[str]()

    def start(name: str, attributes: object) -> None:
        nonlocal depth, found
        depth += 1
        found = found or (depth == 2 and name == METADATA)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if found and depth == 1:
            raise _EndedError

    def add(text: str) -> None:
        if found and depth == 2:
            texts.append(text)

    def entity(*_: object) -> None:
        raise ValueError

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = add, entity
    try:
        for piece in pieces(read):
            parser.Parse(piece, False)
            if not found and parser.CurrentByteIndex > LATEST:
                return None
    except _EndedError:
        return recipe_from_json("".join(texts))
    except (expat.ExpatError, ValueError):
        return None
    return None


class _EndedError(Exception):
    """The metadata have been read."""
