"""Figures in TOML: one flat table of ``operation``, parameters and options."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.figure.declaration import FigureOptions
from svgconv.files.fingerprint import note
from svgconv.options import options_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Raises
    ------
    SvgconvError: the file cannot be read, or is not TOML (with the line).
    """
    note(path)
    try:
        return parse_toml(path.read_text("utf-8"))
    except OSError as error:
        raise SvgconvError(str(path), f"cannot be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SvgconvError(str(path), f"is not TOML ({error})") from None


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
