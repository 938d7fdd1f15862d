"""The JSON schema of `gallery.toml`, derived from the tables that read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from svgconv.figure.schema import DRAFT
from svgconv.figure.schema import figure_keys as all_figure_keys
from svgconv.gallery.model import GALLERY
from svgconv.gallery.targets import known_formats
from svgconv.sources.catalogue import catalogue


def gallery_schema(figure_keys: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of `gallery.toml`.

    Parameters
    ----------
    figure_keys: the schema of each key that says what a figure is and how it is drawn, by its
        name; None derives them from the declared options.
    """
    schema = GALLERY.schema()
    formats = schema["properties"]["formats"]
    formats["items"] = {"enum": known_formats()}
    formats["contains"] = {"const": "svg"}
    section = schema["properties"]["sections"]["items"]
    figure = section["properties"]["figures"]["items"]
    keys = all_figure_keys() if figure_keys is None else figure_keys
    figure["properties"] |= {name: dict(key) for name, key in keys.items()}
    figure["additionalProperties"] = False
    figure |= {
        "type": ["object", "string"],
        "if": {"type": "string"},
        "then": {"enum": [*catalogue()]},
        "else": {"oneOf": [{"required": ["figure"]}, {"required": ["operation"]}]},
    }
    return {"$schema": DRAFT, "title": "A gallery of svgconv", **schema}
