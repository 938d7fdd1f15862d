"""SVG: SMIL for the animation, plain shapes for a still."""

from __future__ import annotations

from pathlib import Path

from svgconv.encoders.base import Drawing, Encoder
from svgconv.encoders.output import canvas
from svgconv.errors import SvgconvError
from svgconv.svg.elements import Element, root, text
from svgconv.svg.recipe import read_recipe
from svgconv.svg.smil import Clock, moving
from svgconv.svg.still import still


def encode(drawing: Drawing) -> bytes:
    """The drawing as one self-contained SVG file."""
    scene, paper = drawing.scene, canvas(drawing.scene, drawing.output)
    size = (paper.width, paper.height)
    svg = root(scene, drawing.title, drawing.description, drawing.full_recipe, size)
    if (behind := drawing.output.vector_paint) is not None:
        svg.add(
            Element("path", d=f"m0 0h{scene.width}v{scene.height}h-{scene.width}z", fill=behind)
        )
    if drawing.still:
        svg.add(still(scene, drawing.frames[0]))
    else:
        clock = Clock(scene.odometer, drawing.frames, drawing.durations, drawing.plays)
        svg.add(moving(scene, clock))
    return text(svg).encode()


def wrote(path: Path) -> bool:
    """Whether the SVG carries a recipe of ours."""
    try:
        return bool(read_recipe(path))
    except SvgconvError:
        return False


ENCODER = Encoder("SVG with SMIL animation; one frame is a plain SVG", encode, wrote)
