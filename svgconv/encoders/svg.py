"""SVG: animated by SMIL, or a still of plain shapes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from svgconv.encoders.base import MOTION, SIZE, TIMING, Encoder
from svgconv.files.canvas import page
from svgconv.files.drawing import Drawing
from svgconv.glyphs.decimals import number
from svgconv.svg.animated_marks import animated_marks
from svgconv.svg.elements import Element, add_style, root
from svgconv.svg.glyph_definitions import GlyphDefinitions, prefix_of
from svgconv.svg.markup import text
from svgconv.svg.recipe import recipe_in_svg
from svgconv.svg.still import still
from svgconv.svg.style_sheet import protection, scope_of, style_sheet
from svgconv.svg.visibility import has_hidden


def encode(drawing: Drawing) -> bytes:
    """Return a drawing as a self-contained SVG."""
    if drawing.still:
        return still_page(drawing, drawing.frames[0]).encode()
    definitions, drawn = animated_marks(drawing)
    svg = _page(drawing, protected=bool(definitions.elements) or has_hidden(drawn))
    definitions.add_to(svg, drawn)
    return text(svg).encode()


def still_page(drawing: Drawing, frame: int) -> str:
    """Return one frame as SVG text."""
    definitions = GlyphDefinitions(prefix_of(drawing.full_recipe))
    drawn = still(drawing.scene, frame, definitions, drawing.poster or 0)
    svg = _page(drawing, protected=bool(definitions.elements))
    definitions.add_to(svg, drawn)
    return text(svg)


def _page(drawing: Drawing, *, protected: bool = False) -> Element:
    """Return the ``<svg>`` with its title, description, recipe and background, without marks."""
    paper = page(drawing.scene, drawing.output)
    svg = root(paper.view, paper.size, drawing.title, drawing.description, drawing.full_recipe)
    scope, rules = scope_of(drawing.full_recipe), ""
    if drawing.theme is not None:
        custom = drawing.output.custom_properties
        rules = style_sheet(drawing.theme, scope, drawing.scene, custom=custom)
    add_style(svg, scope, rules + protection(scope) * protected)
    if (behind := drawing.output.vector_paint) is not None:
        x, y, width, height = map(number, paper.view)
        svg.add(Element("rect", x=x, y=y, width=width, height=height, fill=behind))
    return svg


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe in the SVG's metadata; None if it has none."""
    with path.open("rb") as file:
        return recipe_in_svg(file.read)


ENCODER = Encoder(
    summary="SVG with SMIL animation; one frame is a plain SVG",
    encode=encode,
    recipe=recipe,
    media_type="image/svg+xml",
    content="text",
    options=SIZE | TIMING | MOTION | {"custom_properties"},
    cheap=True,
)
