"""How the functions of operations make their figures."""

from __future__ import annotations

from typing import Any

from svgconv.figure.figure import Figure
from svgconv.sources.theme_files import with_theme


def figure_of(operation: str, arguments: dict[str, Any]) -> Figure:
    """The figure of an operation, from a function's arguments: parameters, and ``options``."""
    options = with_theme(arguments.pop("options"))
    return Figure.from_recipe({"operation": operation, "parameters": arguments, **options})
