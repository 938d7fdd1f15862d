"""A figure as inline markup of an HTML page, which the page's script and style sheet can reach."""

from __future__ import annotations

import re

from svgconv.files.canvas import canvas
from svgconv.files.drawing import Drawing
from svgconv.glyphs.decimals import number
from svgconv.svg.animated_marks import animated_marks
from svgconv.svg.elements import Element
from svgconv.svg.markup import text

UNITS_TO_AN_EM = 20
"""A cell is one em wide: all figures have the same scale, and grow with the page's text."""


def inline_svg(drawing: Drawing) -> str:
    """Return the animated ``<svg>``, sized in ems, without the namespace and recipe of a file."""
    paper = canvas(drawing.scene, drawing.output)
    svg = Element(
        "svg",
        viewBox=" ".join(map(number, paper.view)),
        width=f"{number(paper.view[2] / UNITS_TO_AN_EM)}em",
        height=f"{number(paper.view[3] / UNITS_TO_AN_EM)}em",
        role="img",
        class_=f"figure {_theme(drawing)}",
    )
    svg.set_desc(title=drawing.title, desc=drawing.description)
    definitions, drawn = animated_marks(drawing)
    definitions.add_to(svg, drawn)
    return re.sub(r">\s+<", "><", text(svg)).strip()


def inline_parts(drawing: Drawing) -> tuple[str, str]:
    """Return the empty ``<svg>`` with its size and title, and what it contains after the title."""
    head, title_end, rest = inline_svg(drawing).partition("</title>")
    return f"{head}{title_end}</svg>", rest.removesuffix("</svg>")


def _theme(drawing: Drawing) -> str:
    """Return the theme's class, by which the page's style sheet recolours it on dark pages."""
    return drawing.theme.name if drawing.theme is not None else "mixed"
