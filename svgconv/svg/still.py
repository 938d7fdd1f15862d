"""One frame as SVG: every group stands where its animation would have it, and nothing moves.

A moved group is translated as SMIL translates it, rather than drawn at other coordinates, for
browsers draw the edges of the two a little differently.
"""

from __future__ import annotations

from itertools import groupby

from svgconv.scene.marks import ChangingText, Lines, Mark
from svgconv.scene.motion import Point, present
from svgconv.scene.scene import Scene
from svgconv.svg.elements import Element, stage
from svgconv.svg.glyph_definitions import GlyphDefinitions, elements
from svgconv.svg.path_data import offset
from svgconv.svg.smil import shared_movement


def still(scene: Scene, frame: int, lettering: GlyphDefinitions) -> Element:
    """All marks as they stand at ``frame``.

    Raises
    ------
    SvgconvError: no such frame.
    """
    scene.check_frame(frame)
    drawn = stage(scene.paint)
    for movement, marks in groupby(scene.marks, key=shared_movement):
        place = movement.offset(scene.odometer, frame)
        group = drawn
        if place != (0, 0):
            group = drawn.add(Element("g", transform=f"translate({offset(place)})"))
        there = [mark for mark in marks if present(mark.presence, scene.odometer, frame)]
        still_ones = [within(mark, scene, frame, place) for mark in there]
        for element in elements(still_ones, scene.paint, lettering):
            group.add(element)
    return drawn


def within(mark: Mark, scene: Scene, frame: int, place: Point) -> Mark:
    """The mark at ``frame`` as it is in a group that stands at ``place``."""
    if isinstance(mark, ChangingText):
        return mark.at_first(scene.odometer, frame)
    if not isinstance(mark, Lines):
        return mark
    return mark.at(scene.odometer, frame).moved((-place[0], -place[1]))
