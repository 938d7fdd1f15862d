"""Themes from TOML files and from JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.sources.toml import read_toml
from svgconv.specification.limits import parsed_within_limits


def with_theme(options: Mapping[str, Any], folder: Path | None = None) -> dict[str, Any]:
    """Return the options with the theme, if there is one, as a name or a table.

    Parameters
    ----------
    options: a figure's; ``theme`` may be the path of a TOML file, or JSON text.
    folder: the folder of such a path; None is the current folder.

    Raises
    ------
    SvgconvError: the file cannot be read, or is malformed.
    """
    theme = options.get("theme")
    if not isinstance(theme, str):
        return dict(options)
    if theme.startswith("{"):
        return {**options, "theme": _json(theme)}
    if theme.endswith(".toml"):
        return {**options, "theme": read_toml((folder or Path()) / theme)}
    return dict(options)


def _json(text: str) -> Any:
    try:
        return parsed_within_limits("theme", json.loads, text)
    except ValueError as error:
        if isinstance(error, SvgconvError):
            raise
        raise SvgconvError("theme", f"is not JSON ({error})", "name a theme or a file") from None
