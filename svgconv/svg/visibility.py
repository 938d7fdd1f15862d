"""Elements that are shown in some frames only."""

from __future__ import annotations

from dataclasses import dataclass

from svgconv.scene.motion import Presence, present
from svgconv.svg.clock import Clock, Loop, timed
from svgconv.svg.elements import Element


@dataclass(frozen=True)
class VisibilityAttribute:
    """An attribute that hides an element and all in it, and does nothing else at another value."""

    attribute: str
    hidden: str
    shown: str


DISPLAY = VisibilityAttribute("display", "none", "inline")
VISIBILITY = VisibilityAttribute("visibility", "hidden", "inherit")
"""For what changes by reference or by coordinates: what is not displayed keeps its old picture in
Firefox until it changes once more."""
FILL_OPACITY = VisibilityAttribute("fill-opacity", "0", "inherit")
"""For a group of numbers around these: Chromium and WebKit take what an animation lets inherit from
the group's base value, not from its animation, so one property cannot hide at two levels; and by
``opacity`` a group's pixels would be others."""


def while_present(
    element: Element,
    presence: Presence,
    clock: Clock,
    showing: VisibilityAttribute = DISPLAY,
    around: VisibilityAttribute | None = None,
) -> Element:
    """The element, or a group around it, shown only while its mark is there.

    This is no sum, but what a group hides, nothing in it can show: each axis has its own element,
    and a mark is there where all of them say so. What hides by inheritance needs another way
    ``around`` it; else all frames are told at once.
    """
    tables = [(axis, table) for axis, table in enumerate(presence) if not all(table)]
    by_axis = showing is DISPLAY or len(tables) <= 1 + (around is not None)
    if tables and not (clock.turns_evenly and by_axis):
        there = tuple(present(presence, clock.odometer, frame) for frame in clock.frames)
        return _shown(element, Loop(there, clock.durations), there[0], clock, showing)
    for nesting, (axis, table) in enumerate(tables):
        if nesting:
            inner, element = element, Element("g")
            element.add(inner)
            showing = around or showing
        held = clock.odometer.held(axis)
        loop = Loop(table, (held * clock.durations[0],) * len(table))
        at_first = table[clock.frames[0] // held % len(table)]
        _shown(element, loop, at_first, clock, showing)
    return element


def _shown(
    element: Element, loop: Loop[bool], at_first: bool, clock: Clock, showing: VisibilityAttribute
) -> Element:
    if not at_first:
        element[showing.attribute] = showing.hidden
    if len(set(loop.values)) > 1:
        told = timed(loop, clock, lambda there: showing.shown if there else showing.hidden)
        element.add(Element("animate", attributeName=showing.attribute, **told))
    return element
