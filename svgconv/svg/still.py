"""One frame as SVG: every group is where its animation would put it, and nothing moves.

A group is translated as by SMIL instead of being drawn at other coordinates, because browsers draw
the edges of the two slightly differently.
"""

from __future__ import annotations

from itertools import groupby

from svgconv.scene.marks import ChangingText, Lines, Mark
from svgconv.scene.motion import Point
from svgconv.scene.presence import present
from svgconv.scene.scene import Scene
from svgconv.svg.elements import Element, marks_group
from svgconv.svg.glyph_definitions import GlyphDefinitions, elements
from svgconv.svg.path_data import offset
from svgconv.svg.smil import shared_movement


def still(scene: Scene, frame: int, definitions: GlyphDefinitions, base: int = 0) -> Element:
    """Return a group of all marks at ``frame``.

    Parameters
    ----------
    base: the frame of the base values of the animation.

    Raises
    ------
    SvgconvError: the frame does not exist.
    """
    scene.check_frame(frame)
    drawn = marks_group(scene.paint)
    for movement, marks in groupby(scene.marks, key=shared_movement):
        first = movement.offset(scene.odometer, base)
        x, y = movement.offset(scene.odometer, frame)
        place = x - first[0], y - first[1]
        group = drawn
        if place != (0, 0):
            group = drawn.add(Element("g", transform=f"translate({offset(place)})"))
        visible = [mark for mark in marks if present(mark.presence, scene.odometer, frame)]
        still_ones = [in_group(mark, scene, frame, place, first) for mark in visible]
        for element in elements(still_ones, scene.paint, definitions):
            group.add(element)
    return drawn


def in_group(mark: Mark, scene: Scene, frame: int, place: Point, first: Point = (0, 0)) -> Mark:
    """Return a mark at ``frame`` for a group that is translated to ``place``.

    Parameters
    ----------
    first: the mark's offset in the group.
    """
    if isinstance(mark, Lines):
        return mark.at(scene.odometer, frame).moved((-place[0], -place[1]))
    still = mark.at_first(scene.odometer, frame) if isinstance(mark, ChangingText) else mark
    return still if first == (0, 0) else still.moved(first)
