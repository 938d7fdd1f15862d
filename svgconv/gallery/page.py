"""The page that shows a gallery: a complete index.html that asks nobody else for anything."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from svgconv.encoders import ENCODERS
from svgconv.gallery.model import Entry, Gallery
from svgconv.svg.recipe import KEY
from svgconv.version import VERSION

COLUMNS = 4
PIXELS_PER_UNIT = 0.8
"""Every figure is shown at one scale, so that cells are alike from figure to figure."""

GENERATOR = f'<meta name="generator" content="{KEY}'
"""By this a page is known for svgconv's own."""


def wrote_page(path: Path) -> bool:
    """Whether the page is svgconv's own."""
    return GENERATOR in path.read_text("utf-8", errors="replace")


def page(gallery: Gallery, files: Collection[Path]) -> bytes:
    """The gallery's HTML, every text in it escaped; ``files`` are those that were made for it."""
    environment = Environment(
        loader=PackageLoader("svgconv.gallery", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("index.html.jinja")
    names = {path.name for path in files}
    sections = [
        {"title": section.title, "text": section.text, "rows": _rows(section.entries, names)}
        for section in gallery.sections
    ]
    return template.render(gallery=gallery, sections=sections, version=VERSION).encode()


def _rows(entries: tuple[Entry, ...], names: Collection[str]) -> list[list[dict[str, Any] | None]]:
    cells: list[dict[str, Any] | None] = [_cell(entry, names) for entry in entries]
    cells += [None] * (-len(cells) % COLUMNS)
    return [cells[start : start + COLUMNS] for start in range(0, len(cells), COLUMNS)]


def _cell(entry: Entry, names: Collection[str]) -> dict[str, Any]:
    scene, operation = entry.figure.scene, entry.figure.operation
    return {
        "file": f"{entry.name}.svg",
        "name": entry.name,
        "caption": entry.caption,
        "title": operation.title(),
        "parameters": _unbroken(operation.title().split(": ", 1)[-1]),
        "width": round(PIXELS_PER_UNIT * scene.width),
        "height": round(PIXELS_PER_UNIT * scene.height),
        "downloads": _downloads(entry.name, names),
    }


def _unbroken(terms: str) -> str:
    """Terms with commas between them, which no line break parts from their numbers."""
    return ", ".join(term.replace(" ", "\N{NO-BREAK SPACE}") for term in terms.split(", "))


def _downloads(name: str, names: Collection[str]) -> list[tuple[str, str]]:
    """What lies beside the figure's SVG: a word for it, and the file."""
    found = {"SVG": f"{name}.svg", "still": f"{name}_still.svg", "strip": f"{name}_strip.svg"}
    found |= {format_.upper(): f"{name}.{format_}" for format_ in ENCODERS.names()}
    return [(word, file) for word, file in found.items() if file in names]
