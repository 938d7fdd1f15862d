"""The page that shows a gallery: HTML, style sheet and script that ask nobody else for anything."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from svgconv.gallery.card import FILTERS, Card
from svgconv.gallery.model import Gallery
from svgconv.scene.theme import ROLES
from svgconv.svg.recipe import KEY
from svgconv.svg.style_sheet import restyled
from svgconv.themes import THEMES
from svgconv.version import VERSION

PAGE, STYLE, SCRIPT = "index.html", "gallery.css", "gallery.js"

COLUMNS = 4
"""Figures in a row of the classic page."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self';"
    " style-src-attr 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
"""What the page may load: its own files, and nothing written into it that runs.

Firefox counts SMIL's animation of an attribute such as `display` as an inline style.
"""

GENERATOR = f'<meta name="generator" content="{KEY}'
MADE = f"/* {KEY}"
TABLES = f"<!-- {KEY}"
"""By these a page, an asset and a fragment are known for svgconv's own."""


def wrote(path: Path) -> bool:
    """Whether a page, a style sheet, a script or a fragment is svgconv's own."""
    text = path.read_text("utf-8", errors="replace")
    return GENERATOR in text or text.startswith((MADE, TABLES))


def page_files(plain: bool) -> tuple[str, ...]:
    """The names of the page's own files; the classic page has no script."""
    return (PAGE, STYLE) if plain else (PAGE, STYLE, SCRIPT)


def page(gallery: Gallery, files: Mapping[str, int], plain: bool = False) -> dict[str, bytes]:
    """The page's own files: with controls, or the classic tables of four columns.

    Parameters
    ----------
    files: the names of the files that were made for it, with their bytes.
    """
    sections = _sections(gallery, files)
    if plain:
        html = _rendered("plain.html.jinja", gallery=gallery, sections=sections, base="")
        return {PAGE: html.encode(), STYLE: _style(gallery).encode()}
    cards = [card for section in sections for card in section["cards"]]
    filters = _filters(cards)
    html = _rendered("index.html.jinja", gallery=gallery, sections=sections, filters=filters)
    return {PAGE: html.encode(), STYLE: _style(gallery).encode(), SCRIPT: _asset(SCRIPT).encode()}


def fragment(gallery: Gallery, files: Mapping[str, int], base: str) -> bytes:
    """The classic page's tables alone, to paste into a post; without a line left empty.

    Parameters
    ----------
    base: the address before each image's name, with its slash; empty where they lie beside.
    """
    html = _rendered("tables.html.jinja", sections=_sections(gallery, files), base=base)
    return f"{TABLES} {VERSION} -->\n{html}".encode()


def _sections(gallery: Gallery, files: Mapping[str, int]) -> list[dict[str, Any]]:
    sections = []
    for section in gallery.sections:
        cards: list[Card | None] = [Card.of(entry, files) for entry in section.entries]
        filled = cards + [None] * (-len(cards) % COLUMNS)
        rows = [filled[start : start + COLUMNS] for start in range(0, len(filled), COLUMNS)]
        sections.append(
            {"title": section.title, "text": section.text, "cards": cards, "rows": rows}
        )
    return sections


def _filters(cards: list[Card]) -> dict[str, list[str]]:
    """What figures can be chosen by: each key that has several values, and these."""
    values = {key: sorted({card.data[key] for card in cards} - {""}) for key in FILTERS}
    return {key: found for key, found in values.items() if len(found) > 1}


def _rendered(template: str, **context: Any) -> str:
    environment = Environment(
        loader=PackageLoader("svgconv.gallery", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["written"] = lambda text: Markup(escape(text, quote=False))
    environment.filters["oneline"] = lambda text: " ".join(text.split())
    return environment.get_template(template).render(**context, version=VERSION, policy=POLICY)


def _style(gallery: Gallery) -> str:
    """The style sheet; where the reader's system is dark, figures in published colours are too."""
    themes = {
        entry.figure.theme for entry in gallery.entries if isinstance(entry.figure.theme, str)
    }
    within = ", ".join(f".{theme}" for theme in ("guide", "auto") if theme in themes)
    marks = {mark.role for entry in gallery.entries for mark in entry.figure.scene.marks}
    roles = [role for role in ROLES if role in marks]
    dark = restyled(THEMES.get("dark"), f":is({within})", roles=roles) if within else []
    rules = "".join(f"  {rule}\n" for rule in dark)
    return f"{_asset('gallery.css')}{rules}}}\n"


def _asset(name: str) -> str:
    text = resources("svgconv.gallery").joinpath("assets", name).read_text("utf-8")
    return f"{MADE} {VERSION} */\n{text}"
