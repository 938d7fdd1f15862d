"""JSON: the states document, as `svgconv states` prints it, and the recipe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from svgconv.encoders.base import Encoder
from svgconv.files.drawing import Drawing
from svgconv.specification.limits import MOST_BYTES, parsed_within_limits
from svgconv.svg.recipe import complete

FRAMES, END = b'"frames": [\n', b"]}"
"""The end of a document's first line, and what closes it there."""


def encode(drawing: Drawing) -> bytes:
    """Return the states document with the recipe, with one line for each shown frame."""
    document = dict(drawing.states())
    frames = document.pop("frames")
    shown = ",\n".join(json.dumps(frames[frame]) for frame in drawing.frames)
    head = json.dumps({**document, "recipe": drawing.recipe}, ensure_ascii=False)
    return f'{head[:-1]}, "frames": [\n{shown}\n]}}\n'.encode()


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe in the document; None if it has none."""
    with path.open("rb") as file:
        head = file.readline(MOST_BYTES)  # all but the frames, of which there can be a million
        whole = head[:-1] + END if head.endswith(FRAMES) else head + file.read(MOST_BYTES)
    try:
        document = parsed_within_limits(str(path), json.loads, whole.decode())
        return complete(document["recipe"])
    except (ValueError, KeyError, TypeError):
        return None


ENCODER = Encoder(
    summary="JSON: the cell states of each frame",
    encode=encode,
    recipe=recipe,
    media_type="application/json",
    content="text",
    options=frozenset({"frames"}),
    draws=False,
    cheap=True,
)
