"""The page that shows a gallery: HTML, a style sheet and a script, without external resources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from svgconv.gallery.card import FILTERS, Card
from svgconv.gallery.explorer import Explorer
from svgconv.gallery.model import Gallery
from svgconv.gallery.names import inline_file
from svgconv.gallery.page_parts import (
    DARK,
    FRAGMENT_MARK,
    GALLERY,
    PAGE,
    STYLE,
    asset,
    marked,
    rendered,
    script,
    styles,
)
from svgconv.version import VERSION

SCRIPT = "gallery.js"
PARTS = ("arithmetic.js", "contents.js", "full_size.js", SCRIPT)
"""The parts of the script, which is one file: the cards last."""
LAYERS = "layers.css"
"""The style sheet of a model's page, besides the one of every gallery."""

COLUMNS = 4
"""Figures in a row of the classic page."""


def page_files(names: Iterable[str], plain: bool, layers: bool = False) -> tuple[str, ...]:
    """Return the names of the page's own files; the classic page has no script.

    Parameters
    ----------
    names: the names of the gallery's figures.
    layers: whether the page has a table of layers.
    """
    own = (PAGE, STYLE, DARK, *([LAYERS] * layers))
    return own if plain else (*own, SCRIPT, *map(inline_file, names))


def page(
    gallery: Gallery,
    figures: Mapping[str, Card],
    plain: bool = False,
    explorer: Explorer | None = None,
) -> dict[str, bytes]:
    """Return the page's own files: with controls, or with the classic tables of four columns.

    Parameters
    ----------
    figures: the card of every figure, by its name.
    explorer: what figures link to; None if there is none.
    """
    sections = _sections(gallery, figures)
    cards = [card for section in sections for card in section["cards"]]
    if plain:
        html = rendered(GALLERY, "plain.html.jinja", gallery=gallery, sections=sections, base="")
        return {PAGE: html.encode(), **_styles(cards)}
    filters = _filters(cards)
    layers = gallery.layers
    html = rendered(
        GALLERY,
        "index.html.jinja",
        gallery=gallery,
        sections=sections,
        filters=filters,
        layers=layers,
        cover=figures.get(gallery.cover),
        explored={card.name: explorer.address(card.recipe) for card in cards} if explorer else {},
    )
    return {
        PAGE: html.encode(),
        **_styles(cards),
        SCRIPT: script(*((GALLERY, part) for part in PARTS)).encode(),
        **({LAYERS: marked(asset(GALLERY, LAYERS)).encode()} if layers else {}),
        **{inline_file(card.name): _inline_script(card).encode() for card in cards},
    }


def fragment(gallery: Gallery, figures: Mapping[str, Card], base: str) -> bytes:
    """Return the tables of the classic page, to paste into a post; no line is empty.

    Parameters
    ----------
    figures: the card of every figure, by its name.
    base: the address before each image's name, with its slash; empty for the same folder.
    """
    html = rendered(GALLERY, "tables.html.jinja", sections=_sections(gallery, figures), base=base)
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


def _styles(cards: list[Card]) -> dict[str, bytes]:
    return styles((card.theme for card in cards), (role for card in cards for role in card.roles))


def _inline_script(card: Card) -> str:
    """Return the script that gives a figure's markup to the page's script.

    A page that is opened from a disk may load scripts, but no data.
    """
    texts = [card.name, card.markup, *([card.cells] if card.cells else [])]
    return marked(f"svgconvFigure({', '.join(map(_quoted, texts))});\n")


def _quoted(text: str) -> str:
    """Return a text as JavaScript writes it in single quotes, of which markup and JSON have few."""
    inner = json.dumps(text, ensure_ascii=False)[1:-1]
    return "'" + inner.replace('\\"', '"').replace("'", "\\'") + "'"
