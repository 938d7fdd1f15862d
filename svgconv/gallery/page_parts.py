"""What all of svgconv's pages have: their policy, their marks, templates, styles and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from svgconv.scene.theme import ROLES
from svgconv.svg.recipe import KEY
from svgconv.svg.style_sheet import theme_rules
from svgconv.themes import THEMES
from svgconv.version import VERSION

PAGE = "index.html"

GALLERY = "svgconv.gallery"
"""The package whose templates and assets other pages may use."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self';"
    " style-src-attr 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
"""The content security policy: the page loads only its own files and runs no inline script.

Firefox treats the animation of an attribute such as `display` as an inline style.
"""

STYLE, DARK = "gallery.css", "dark.css"
COMMON = ("page.js", "player.js", "cells.js", "pointer.js", "clipboard.js")
"""The parts of the script that all pages have."""
ONE_FIGURE = "one_figure.js"
"""The part for pages that show one figure at a time."""
PAGE_MARK = f'<meta name="generator" content="{KEY}'
ASSET_MARK = f"/* {KEY}"
FRAGMENT_MARK = f"<!-- {KEY}"
"""The texts that identify a page, an asset and a fragment as svgconv's own."""
BEGINNING = 1_000
"""The bytes in which the mark is: a page that only quotes one further down is someone else's."""


COMMENT = re.compile(r"^ *(//[^\n]*|/\*[^\n]*\*/)\n|^\n|^ +", re.MULTILINE)
"""What written scripts and styles lack: a comment on a line of its own, an empty line, an indent.

Comments of several lines stay: they are the licences of others.
"""


def written_by_svgconv(path: Path) -> bool:
    """Whether svgconv wrote this page, style sheet, script or fragment: its beginning says so."""
    with path.open("rb") as file:
        text = file.read(BEGINNING).decode("utf-8", errors="replace")
    return PAGE_MARK in text or text.startswith((ASSET_MARK, FRAGMENT_MARK))


def rendered(package: str, template: str, **context: Any) -> str:
    """Return a page made from a template of a package, or of the gallery's."""
    return _template(package, template).render(**context, version=VERSION, policy=POLICY)


@cache
def _template(package: str, name: str) -> Template:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(one, "templates") for one in (package, GALLERY)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["escape_text"] = lambda text: Markup(escape(text, quote=False))
    environment.filters["one_line"] = lambda text: " ".join(text.split())
    return environment.get_template(name)


def styles(themes: Iterable[str | None], roles: Iterable[str]) -> dict[str, bytes]:
    """Return the style sheets by name: all pages', and the one for dark pages.

    The latter also darkens figures in published colours.

    Parameters
    ----------
    themes, roles: those that the page's figures have.
    """
    themes, has = {*themes}, {*roles}
    adaptable = ", ".join(f".{theme}" for theme in ("guide", "auto") if theme in themes)
    roles = [role for role in ROLES if role in has]
    dark = theme_rules(THEMES.get("dark"), f":is({adaptable})", roles=roles) if adaptable else []
    rules = "".join(f"{rule}\n" for rule in dark)
    return {
        STYLE: marked(asset(GALLERY, STYLE)).encode(),
        DARK: marked(asset(GALLERY, DARK) + rules).encode(),
    }


def script(*assets: tuple[str, str]) -> str:
    """Return the assets, each of a package, as one script, after those that all pages have."""
    every = (*((GALLERY, name) for name in COMMON), *assets)
    return marked("".join(asset(package, name) for package, name in every))


def asset(package: str, name: str) -> str:
    """Return the text of an asset of a package, without comments and indents."""
    return COMMENT.sub("", resources(package).joinpath("assets", name).read_text("utf-8"))


def marked(text: str) -> str:
    """Return a style sheet or a script with the mark by which svgconv knows its own."""
    return f"{ASSET_MARK} {VERSION} */\n{text}"
