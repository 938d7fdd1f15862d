"""The JSON schemas of a figure's table and of its ``states`` document."""

from __future__ import annotations

from typing import Any

from svgconv.figure.declaration import FigureOptions
from svgconv.operations import OPERATIONS
from svgconv.options import defaults, options_of
from svgconv.specification.option_schema import schema_of

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def figure_keys() -> dict[str, dict[str, Any]]:
    """Return the schema of every key of a figure's table: its source, parameters and options."""
    keys: dict[str, dict[str, Any]] = {
        "figure": {
            "type": "string",
            "description": "A catalogue name, an operation, a call in PyTorch or Keras, or a file.",
        },
        "operation": {
            "enum": [*OPERATIONS.names(), *OPERATIONS.aliases()],
            "description": "What the figure shows.",
        },
    }
    for operation in map(OPERATIONS.get, OPERATIONS.names()):
        for name, one in options_of(operation).items():
            own = schema_of(one)
            known = keys.setdefault(name, own)
            if "enum" in known:  # operations can have different words, such as modes
                known["enum"] = [*dict.fromkeys([*known["enum"], *own.get("enum", ())])]
    return keys | {name: _with_default(name) for name in options_of(FigureOptions)}


def _with_default(name: str) -> dict[str, Any]:
    """Return the schema of an option, and its default, unless that depends on the figure."""
    one, default = options_of(FigureOptions)[name], defaults(FigureOptions)[name]
    return schema_of(one) | ({} if default in (None, "", ()) else {"default": one.plain(default)})


def figure_schema() -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of a figure in TOML."""
    return {
        "$schema": DRAFT,
        "title": "A figure of svgconv",
        "type": "object",
        "properties": figure_keys(),
        "oneOf": [{"required": ["figure"]}, {"required": ["operation"]}],
        "additionalProperties": False,
    }


def states_schema() -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of the document that ``svgconv states`` prints."""
    size = {"type": "array", "items": {"type": "integer", "minimum": 0}}
    numbers: dict[str, Any] = {"type": ["array", "number", "string"]}
    cells = {"type": "array", "items": size}
    part = {
        "type": "object",
        "properties": {
            "shape": size,
            "drawn": size,
            "cells": {"type": "array", "items": {"type": ["string", "array"]}},
            "values": numbers,
        },
        "required": ["shape"],
    }
    frame = {
        "type": "object",
        "properties": {
            "output": {
                "type": "array",
                "description": "The index of the output cell, or of each cell in the window.",
            },
            "input": {"description": "The index of the input unit (scatter)."},
            "window": {**cells, "description": "The drawn cells under the kernel's taps."},
            "reads": {**cells, "description": "The input units that the output cell depends on."},
            "writes": {**cells, "description": "The output cells that change (scatter)."},
            "products": {
                "type": "array",
                "description": "The window's numbers times the weights (panels).",
            },
            "sum": {"type": "string", "description": "The sum, written out."},
        },
    }
    single = {
        "type": "object",
        "properties": {
            "operation": {"type": "string"},
            "parameters": {"type": "object"},
            "input": part,
            "output": part,
            "weight": {"type": "object", "properties": {"values": numbers, "window": numbers}},
            "bias": {"type": "object", "properties": {"values": numbers}},
            "frames": {"type": "array", "items": frame},
        },
        "required": ["operation", "parameters"],
    }
    compared = {
        "type": "object",
        "properties": {"figures": {"type": "array", "items": {"$ref": "#/$defs/figure"}}},
        "required": ["figures", "frames"],
    }
    return {
        "$schema": DRAFT,
        "title": "The states of a figure",
        "$defs": {"figure": single},
        "anyOf": [
            {"$ref": "#/$defs/figure", "required": ["input", "output", "frames"]},
            compared,
        ],
    }
