"""A theme as CSS over figures that are already drawn: their marks are known by their classes.

Presentation attributes give way to any rule of a style sheet (SVG 2, 6.6), so a page can show its
inline figures in other colours without drawing them anew.
"""

from __future__ import annotations

from svgconv.svg.numbers import number
from svgconv.themes.base import Theme


def restyled(theme: Theme, within: str) -> list[str]:
    """CSS rules that paint every role as ``theme`` does, for figures that ``within`` selects."""
    rules = []
    for role in theme.paints:
        paint, marks = theme.paint(role), f"{within} .svgconv-{role}"
        if paint.fill is not None:
            opacity = number(paint.fill_opacity)
            rules.append(f"{marks}[fill] {{ fill: {paint.fill}; fill-opacity: {opacity}; }}")
        if paint.stroke is not None:
            rules.append(f"{marks}:not([stroke=none]) {{ stroke: {paint.stroke}; }}")
    return rules
