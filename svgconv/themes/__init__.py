"""The themes: one file each, a paint for every role; and themes of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.registry import Family
from svgconv.scene.theme import Theme

THEMES: Family[Theme] = Family("theme", "svgconv.themes", "THEME")

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
