"""Elements that are shown in some frames only."""

from __future__ import annotations

from dataclasses import dataclass

from svgconv.scene.motion import Presence, present
from svgconv.svg.clock import Clock, Loop, timed
from svgconv.svg.elements import Element


@dataclass(frozen=True)
class _Showing:
    """An attribute that hides an element and all in it, and does nothing else at another value."""

    attribute: str
    hidden: str
    shown: str


DISPLAY = _Showing("display", "none", "inline")
VISIBILITY = _Showing("visibility", "hidden", "inherit")
"""For what changes by reference or by coordinates: what is not displayed keeps its old picture in
Firefox until it changes once more."""


def while_present(
    element: Element, presence: Presence, clock: Clock, showing: _Showing = DISPLAY
) -> Element:
    """The element, or a group around it, shown only while its mark is there.

    This is no sum, but what a group hides, nothing in it can show: each axis has its own element,
    and a mark is there where all of them say so.
    """
    tables = [(axis, table) for axis, table in enumerate(presence) if table]
    if not clock.turns_evenly and tables:
        there = tuple(present(presence, clock.odometer, frame) for frame in clock.frames)
        return _shown(element, Loop(there, clock.durations), there[0], clock, showing)
    for nesting, (axis, table) in enumerate(tables):
        inner, element = element, Element("g") if nesting else element
        if nesting:
            element.add(inner)
        held = clock.odometer.held(axis)
        loop = Loop(table, (held * clock.durations[0],) * len(table))
        at_first = table[clock.frames[0] // held % len(table)]
        _shown(element, loop, at_first, clock, showing)
    return element


def _shown(
    element: Element, loop: Loop[bool], at_first: bool, clock: Clock, showing: _Showing
) -> Element:
    if not at_first:
        element[showing.attribute] = showing.hidden
    if len(set(loop.values)) > 1:
        told = timed(loop, clock, lambda there: showing.shown if there else showing.hidden)
        element.add(Element("animate", attributeName=showing.attribute, **told))
    return element
