"""The JSON schema of `explore.toml`, derived from the tables and the options that read it."""

from __future__ import annotations

from typing import Any

from svgconv.explorer.explored import FILE
from svgconv.explorer.ranges import LOOKS
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.parameters import parameters
from svgconv.figure.schema import DRAFT, figure_keys
from svgconv.options import flags_of, options_of

RANGE = {"type": ["integer", "number", "string", "boolean", "array"]}
"""The schema of what `svgconv.explorer.values.values_in` reads."""

THEMES = {"type": ["string", "array", "object"]}


def explorer_schema() -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of `explore.toml`."""
    schema = FILE.schema()
    operations = schema["properties"]["operations"]
    operations["minItems"] = 1
    del operations["default"]
    operation = operations["items"]
    flags = flags_of(parameters()) | flags_of(options_of(FigureOptions))
    operation["properties"] = {
        "operation": figure_keys()["operation"],
        **{name: {"description": flags[name].help, **RANGE} for name in (*parameters(), *LOOKS)},
    }
    operation["properties"]["theme"] |= THEMES
    operation["additionalProperties"] = False
    return {
        "$schema": DRAFT,
        "title": "An explorer of svgconv",
        **schema,
        "required": ["operations"],
    }
