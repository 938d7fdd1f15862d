"""Figures in TOML: one flat table of ``operation``, parameters and options."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.figure.declaration import FigureOptions
from svgconv.files.reading import read_bytes
from svgconv.options import options_of
from svgconv.specification.limits import parsed_within_limits

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Raises
    ------
    SvgconvError: the file cannot be read, is not TOML (with the line), or is beyond a limit of
        `svgconv.specification.limits`.
    """
    content = read_bytes(path)
    try:
        text = content.decode().replace("\r\n", "\n")
        table: dict[str, Any] = parsed_within_limits(str(path), parse_toml, text)
        return table
    except UnicodeDecodeError:
        raise SvgconvError(path, "is not UTF-8 text", "save it as UTF-8") from None
    except ValueError as error:
        if isinstance(error, SvgconvError):
            raise
        raise SvgconvError(path, f"is not TOML ({error})", "correct this line") from None


def parse_toml(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text."""
    return tomllib.loads(text)


def flat_recipe(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the recipe of a flat table, with the parameters in a table of their own."""
    recipe: dict[str, Any] = {"operation": table["operation"], "parameters": {}}
    known = options_of(FigureOptions)
    for key, value in table.items():
        if key in known:
            recipe[key] = value
        elif key != "operation":
            recipe["parameters"][key] = value
    return recipe
