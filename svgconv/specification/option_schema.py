"""The JSON schema of a declared option."""

from __future__ import annotations

from typing import Any

from svgconv.options import Option


def schema_of(one: Option) -> dict[str, Any]:
    """The JSON schema of an option's value, with its help as the description."""
    return {"description": one.flag.help, **(one.schema or _derived_schema(one))}


def _derived_schema(one: Option) -> dict[str, Any]:
    if words := one.words or (one.choices and one.choices(None)):
        return {"enum": list(words)}
    if one.flag.is_yes_or_no:
        return {"type": "boolean"}
    return {"type": ["integer", "number", "string", "array"]}
