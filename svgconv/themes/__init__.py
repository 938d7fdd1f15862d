"""Themes: one file each, with a paint for every role; and custom themes from tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.registry import Family, not_a_line
from svgconv.scene.theme import ROLES, Theme


def problem(theme: object) -> str:
    """Say what is wrong with a value that claims to be a theme; ``""`` if nothing is."""
    if not isinstance(theme, Theme):
        return f"{quoted(theme)} is not a Theme"
    unpainted = [role for role in ROLES if not _painted(theme, role)]
    if unpainted:
        return f"it has no paint for {', '.join(unpainted)}"
    return not_a_line(theme, "name", "summary")


def _painted(theme: Theme, role: str) -> bool:
    try:
        theme.unscaled(role)
    except KeyError:
        return False
    return True


THEMES: Family[Theme] = Family("theme", "svgconv.themes", "THEME", problem)

ThemeLike = str | Mapping[str, Any]
"""A theme's name, or a custom theme's table (see `svgconv.themes._custom.custom_theme`)."""


def theme_for(theme: ThemeLike) -> Theme:
    """Return the theme with a name, or a custom theme from a table.

    Parameters
    ----------
    theme: a name, or a table whose ``base`` is the name of the theme that it changes.

    Raises
    ------
    SvgconvError: the theme is unknown, or the table malformed.
    """
    if isinstance(theme, str):
        return THEMES.get(theme)
    if not isinstance(theme, Mapping):
        raise SvgconvError("theme", f"{quoted(theme)} is not a theme", "use a name or a table")
    from svgconv.themes._custom import custom_theme

    return custom_theme(theme, THEMES.get(str(theme.get("base", "guide"))))
