"""When our SVG files show a frame."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import lru_cache
from xml.etree import ElementTree

from svgconv.figure.figure import Figure
from tests.smil import SVG


def middle(svg: str, frame: int) -> Fraction:
    """The middle of a frame in the first cycle of an animation that shows all frames evenly."""
    return (frame + Fraction(1, 2)) * _frame_seconds(svg)


@lru_cache(maxsize=4)
def _frame_seconds(svg: str) -> Fraction:
    recipe = json.loads(ElementTree.fromstring(svg).findtext(f"{SVG}metadata") or "")
    return Fraction(Figure.from_recipe(recipe).frame_seconds)
