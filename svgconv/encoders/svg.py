"""SVG: SMIL for the animation, plain shapes for a still."""

from __future__ import annotations

from pathlib import Path

from svgconv.encoders.base import Drawing, Encoder
from svgconv.errors import SvgconvError
from svgconv.svg.elements import root, text
from svgconv.svg.recipe import read_recipe
from svgconv.svg.smil import Clock, moving
from svgconv.svg.still import still


def encode(drawing: Drawing) -> bytes:
    """The drawing as one self-contained SVG file."""
    svg = root(drawing.scene, drawing.title, drawing.description, drawing.recipe)
    if drawing.frame is None:
        clock = Clock(drawing.scene.odometer, drawing.frame_duration, drawing.plays)
        svg.add(moving(drawing.scene, clock))
    else:
        svg.add(still(drawing.scene, drawing.frame))
    return text(svg).encode()


def wrote(path: Path) -> bool:
    """Whether the SVG carries a recipe of ours."""
    try:
        return bool(read_recipe(path))
    except SvgconvError:
        return False


ENCODER = Encoder("SVG with SMIL animation; one frame is a plain SVG", encode, wrote)
