"""The page that shows a gallery: HTML, a style sheet and a script, without external resources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from svgconv.gallery.card import FILTERS, Card
from svgconv.gallery.model import Gallery
from svgconv.gallery.names import inline_file
from svgconv.scene.theme import ROLES
from svgconv.svg.recipe import KEY
from svgconv.svg.style_sheet import theme_rules
from svgconv.themes import THEMES
from svgconv.version import VERSION

PAGE, STYLE, SCRIPT = "index.html", "gallery.css", "gallery.js"
LAYERS = "layers.css"
"""The style sheet of a model's page, besides the one of every gallery."""

COLUMNS = 4
"""Figures in a row of the classic page."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self';"
    " style-src-attr 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
"""The content security policy: the page loads only its own files and runs no inline script.

Firefox treats the animation of an attribute such as `display` as an inline style.
"""

PAGE_MARK = f'<meta name="generator" content="{KEY}'
ASSET_MARK = f"/* {KEY}"
FRAGMENT_MARK = f"<!-- {KEY}"
"""The texts that identify a page, an asset and a fragment as svgconv's own."""


COMMENT = re.compile(r"^ *(//|/\*\*)[^\n]*\n", re.MULTILINE)
"""A comment on a line of its own, which the written script does without."""


def written_by_svgconv(path: Path) -> bool:
    """Whether svgconv wrote this page, style sheet, script or fragment."""
    text = path.read_text("utf-8", errors="replace")
    return PAGE_MARK in text or text.startswith((ASSET_MARK, FRAGMENT_MARK))


def page_files(names: Iterable[str], plain: bool, layers: bool = False) -> tuple[str, ...]:
    """Return the names of the page's own files; the classic page has no script.

    Parameters
    ----------
    names: the names of the gallery's figures.
    layers: whether the page has a table of layers.
    """
    own = (PAGE, STYLE, *([LAYERS] * layers))
    return own if plain else (*own, SCRIPT, *map(inline_file, names))


def page(gallery: Gallery, figures: Mapping[str, Card], plain: bool = False) -> dict[str, bytes]:
    """Return the page's own files: with controls, or with the classic tables of four columns.

    Parameters
    ----------
    figures: the card of every figure, by its name.
    """
    sections = _sections(gallery, figures)
    cards = [card for section in sections for card in section["cards"]]
    if plain:
        html = _render("plain.html.jinja", gallery=gallery, sections=sections, base="")
        return {PAGE: html.encode(), STYLE: _style(cards).encode()}
    filters = _filters(cards)
    layers = gallery.layers
    html = _render(
        "index.html.jinja", gallery=gallery, sections=sections, filters=filters, layers=layers
    )
    return {
        PAGE: html.encode(),
        STYLE: _style(cards).encode(),
        SCRIPT: COMMENT.sub("", _asset(SCRIPT)).encode(),
        **({LAYERS: _asset(LAYERS).encode()} if layers else {}),
        **{inline_file(card.name): _inline_script(card).encode() for card in cards},
    }


def fragment(gallery: Gallery, figures: Mapping[str, Card], base: str) -> bytes:
    """Return the tables of the classic page, to paste into a post; no line is empty.

    Parameters
    ----------
    figures: the card of every figure, by its name.
    base: the address before each image's name, with its slash; empty for the same folder.
    """
    html = _render("tables.html.jinja", sections=_sections(gallery, figures), base=base)
    return f"{FRAGMENT_MARK} {VERSION} -->\n{html}".encode()


def _sections(gallery: Gallery, figures: Mapping[str, Card]) -> list[dict[str, Any]]:
    sections = []
    for section in gallery.sections:
        cards: list[Card | None] = [figures[entry.name] for entry in section.entries]
        cells = cards + [None] * (-len(cards) % COLUMNS)
        rows = [cells[start : start + COLUMNS] for start in range(0, len(cells), COLUMNS)]
        sections.append(
            {"title": section.title, "text": section.text, "cards": cards, "rows": rows}
        )
    return sections


def _filters(cards: list[Card]) -> dict[str, list[str]]:
    """Return the filters that distinguish figures, each with its values."""
    filters = {key: sorted({card.data[key] for card in cards} - {""}) for key in FILTERS}
    return {key: values for key, values in filters.items() if len(values) > 1}


def _render(template: str, **context: Any) -> str:
    environment = Environment(
        loader=PackageLoader("svgconv.gallery", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["escape_text"] = lambda text: Markup(escape(text, quote=False))
    environment.filters["one_line"] = lambda text: " ".join(text.split())
    return environment.get_template(template).render(**context, version=VERSION, policy=POLICY)


def _style(cards: list[Card]) -> str:
    """Return the style sheet, which darkens figures in published colours for dark systems."""
    themes = {card.theme for card in cards}
    adaptable = ", ".join(f".{theme}" for theme in ("guide", "auto") if theme in themes)
    has = {role for card in cards for role in card.roles}
    roles = [role for role in ROLES if role in has]
    dark = theme_rules(THEMES.get("dark"), f":is({adaptable})", roles=roles) if adaptable else []
    rules = "".join(f"  {rule}\n" for rule in dark)
    return f"{_asset('gallery.css')}{rules}}}\n"


def _asset(name: str) -> str:
    return _marked(resources("svgconv.gallery").joinpath("assets", name).read_text("utf-8"))


def _inline_script(card: Card) -> str:
    """Return the script that gives a figure's markup to the page's script.

    A page that is opened from a disk may load scripts, but no data.
    """
    quoted = json.dumps(card.markup, ensure_ascii=False)[1:-1]
    markup = quoted.replace('\\"', '"').replace("'", "\\'")
    return _marked(f"svgconvFigure('{card.name}', '{markup}');\n")


def _marked(text: str) -> str:
    return f"{ASSET_MARK} {VERSION} */\n{text}"
