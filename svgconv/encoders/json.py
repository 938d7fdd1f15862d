"""JSON: the states document, as `svgconv states` prints it, and the recipe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from svgconv.encoders.base import Encoder
from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import complete


def encode(drawing: Drawing) -> bytes:
    """Return the states document with the recipe, with one line for each shown frame."""
    document = dict(drawing.states())
    frames = document.pop("frames")
    shown = ",\n".join(json.dumps(frames[frame]) for frame in drawing.frames)
    head = json.dumps({**document, "recipe": drawing.recipe}, ensure_ascii=False)
    return f'{head[:-1]}, "frames": [\n{shown}\n]}}\n'.encode()


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe in the document; None if it has none."""
    try:
        return complete(json.loads(path.read_text("utf-8"))["recipe"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


ENCODER = Encoder(
    summary="JSON: the cell states of each frame",
    encode=encode,
    recipe=recipe,
    media_type="application/json",
    content="text",
    options=frozenset({"frames"}),
    cheap=True,
)
