"""The themes: one file each, a paint for every role; and themes of one's own."""

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
"""A theme's name, or a table of colours of one's own (see `svgconv.themes._own.own_theme`)."""


def theme_for(said: ThemeLike) -> Theme:
    """The theme of a name, or of a table with the name of the theme under it as its ``base``.

    Raises
    ------
    SvgconvError: no such theme, or a malformed table.
    """
    if isinstance(said, str):
        return THEMES.get(said)
    if not isinstance(said, Mapping):
        raise SvgconvError("theme", f"{quoted(said)} is not a theme", "use a name or a table")
    from svgconv.themes._own import own_theme

    return own_theme(said, THEMES.get(str(said.get("base", "guide"))))
