"""The recipe as text inside a file, by which svgconv knows its own files again."""

from __future__ import annotations

import json
from typing import Any

from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import KEY


def stamp(drawing: Drawing) -> str:
    """The drawing's recipe as compact JSON of ASCII letters, which every container holds."""
    return json.dumps(drawing.full_recipe, separators=(",", ":"))


def stamped(text: str | bytes) -> dict[str, Any] | None:
    """The recipe that a text from a file is, or None where it is none of ours."""
    try:
        recipe = json.loads(text)
    except ValueError:
        return None
    return recipe if isinstance(recipe, dict) and KEY in recipe else None
