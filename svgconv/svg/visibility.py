"""Elements that are visible in some frames only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from svgconv.glyphs.decimals import number
from svgconv.scene.presence import Presence, is_always, present, runs
from svgconv.svg.clock import Clock, Runs
from svgconv.svg.elements import Element
from svgconv.svg.timing import PROMPT, shortest


@dataclass(frozen=True)
class VisibilityAttribute:
    """An attribute, its value that hides an element and all inside, and its value that does not."""

    attribute: str
    hidden: str
    shown: str

    def value(self, is_visible: bool) -> str:
        """Return the value that shows an element or hides it."""
        return self.shown if is_visible else self.hidden


DISPLAY = VisibilityAttribute("display", "none", "inline")
VISIBILITY = VisibilityAttribute("visibility", "hidden", "inherit")
"""For elements with an animated reference or coordinate, which Firefox shows with their old values
after ``display="none"``, until the next change."""


def fill_opacity(shown: float) -> VisibilityAttribute:
    """Return what hides a group around these, whose texts have an opacity of ``shown``.

    In Chromium and WebKit, an animated ``inherit`` takes the group's base value instead of its
    animated value, so one attribute cannot hide at two levels. ``opacity`` would change a group's
    pixels.
    """
    return VisibilityAttribute("fill-opacity", "0", number(shown))


def while_present(
    element: Element,
    presence: Presence,
    clock: Clock,
    showing: VisibilityAttribute = DISPLAY,
    around: VisibilityAttribute | None = None,
    late: Decimal = PROMPT,
) -> Element:
    """Return the element, or a group around it, that is visible while its mark is present.

    Presence is not a sum, but nothing is visible in a hidden group: each axis has an element of its
    own, and a mark is visible if all of them are.

    Parameters
    ----------
    showing: the attribute of the element itself.
    around: the attribute of the groups around it. An attribute that hides by inheritance needs
        another one there; without it, one animation has a value for each frame.
    late: by how many seconds it becomes visible or invisible later.
    """
    tables = [(axis, table) for axis, table in enumerate(presence) if not is_always(table)]
    by_axis = showing is DISPLAY or len(tables) <= 1 + (around is not None)
    if tables and not (clock.is_even and by_axis):
        axes = [(axis, [digit for digit, _ in runs(table)], len(table)) for axis, table in tables]
        visible = clock.frame_runs(axes, lambda frame: present(presence, clock.odometer, frame))
        at_base = present(presence, clock.odometer, clock.base)
        return _shown(element, visible, at_base, clock, showing, late)
    for nesting, (axis, table) in enumerate(tables):
        if nesting:
            inner, element = element, Element("g")
            element.add(inner)
            showing = around or showing
        at_base = table[clock.base // clock.odometer.held(axis) % len(table)]
        loop = Runs(runs(table), clock.axis_durations(axis, len(table)))
        _shown(element, loop, at_base, clock, showing, late)
    return element


def _shown(
    element: Element,
    loop: Runs[bool],
    at_base: bool,
    clock: Clock,
    showing: VisibilityAttribute,
    late: Decimal,
) -> Element:
    if not at_base:
        element[showing.attribute] = showing.hidden
    if len(loop.values) > 1:
        element.elements[:0] = [  # scour fails on one that comes after shapes
            Element("animate", attributeName=showing.attribute, **attributes)
            for attributes in shortest(loop, clock, showing.value, late)
        ]
    return element


def has_hidden(element: Element) -> bool:
    """Return whether an element, or one inside it, is hidden at first."""
    ways = (DISPLAY, VISIBILITY)
    return any(element.attribs.get(way.attribute) == way.hidden for way in ways) or any(
        has_hidden(child) for child in element.elements
    )
