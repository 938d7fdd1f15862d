"""The page that shows a gallery: a complete index.html that asks nobody else for anything."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from svgconv.gallery.model import Entry, Gallery
from svgconv.svg.recipe import KEY
from svgconv.version import VERSION

COLUMNS = 4
PIXELS_PER_UNIT = 0.8
"""Every figure is shown at one scale, so that cells are alike from figure to figure."""

GENERATOR = f'<meta name="generator" content="{KEY}'
"""By this a page is known for svgconv's own."""


def page(gallery: Gallery) -> bytes:
    """The gallery's HTML, every text in it escaped."""
    environment = Environment(
        loader=PackageLoader("svgconv.gallery", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("index.html.jinja")
    sections = [
        {"title": section.title, "text": section.text, "rows": _rows(section.entries)}
        for section in gallery.sections
    ]
    return template.render(gallery=gallery, sections=sections, version=VERSION).encode()


def _rows(entries: tuple[Entry, ...]) -> list[list[dict[str, Any] | None]]:
    cells: list[dict[str, Any] | None] = [_cell(entry) for entry in entries]
    cells += [None] * (-len(cells) % COLUMNS)
    return [cells[start : start + COLUMNS] for start in range(0, len(cells), COLUMNS)]


def _cell(entry: Entry) -> dict[str, Any]:
    scene, operation = entry.figure.scene, entry.figure.operation
    return {
        "file": f"{entry.name}.svg",
        "name": entry.name,
        "caption": entry.caption,
        "title": operation.title(),
        "parameters": operation.title().split(": ", 1)[-1],
        "width": round(PIXELS_PER_UNIT * scene.width),
        "height": round(PIXELS_PER_UNIT * scene.height),
    }
