"""The JSON schema of `gallery.toml`, derived from the tables that read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from svgconv.figure.figure import Figure
from svgconv.gallery.model import FIGURE, GALLERY
from svgconv.gallery.targets import known_formats
from svgconv.operations import OPERATIONS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def gallery_schema(figure_keys: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of `gallery.toml`.

    Parameters
    ----------
    figure_keys: the schema of each key that says what a figure is and how it is drawn, by its
        name; None derives them from the operations and from `Figure`.
    """
    schema = GALLERY.schema()
    formats = schema["properties"]["formats"]
    formats["items"] = {"enum": known_formats()}
    formats["contains"] = {"const": "svg"}
    section = schema["properties"]["sections"]["items"]
    figure = section["properties"]["figures"]["items"]
    keys = _figure_keys() if figure_keys is None else figure_keys
    figure["properties"] |= {name: dict(key) for name, key in keys.items()}
    figure["additionalProperties"] = False
    figure["oneOf"] = [{"required": ["figure"]}, {"required": ["operation"]}]
    return {"$schema": DRAFT, "title": "A gallery of svgconv", **schema}


def _figure_keys() -> dict[str, dict[str, Any]]:
    """Return what describes a figure: its source, its operation's parameters and its options."""
    keys: dict[str, dict[str, Any]] = {
        "figure": {
            "type": "string",
            "description": "A catalogue name, an operation, a PyTorch call, a TOML file or an SVG.",
        },
        "operation": {"enum": OPERATIONS.names()},
    }
    for operation in OPERATIONS.names():
        for name, flag in OPERATIONS.get(operation).flags().items():
            keys.setdefault(name, {"description": flag.help})
    for item in fields(Figure):
        if item.name not in FIGURE.keys:
            keys.setdefault(item.name, {})
    return keys
