"""A sheet of panels as SVG, in which repeated drawings are defined once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from svgconv.glyphs.decimals import number
from svgconv.glyphs.outlines import set_text
from svgconv.scene.marks import ChangingText, Lines, Mark
from svgconv.scene.motion import Movement
from svgconv.scene.presence import Presence, present
from svgconv.scene.scene import Scene
from svgconv.strip.layout import Layout
from svgconv.svg.attributes import group_attributes
from svgconv.svg.elements import Element, marks_group
from svgconv.svg.glyph_definitions import GlyphDefinitions, elements, use
from svgconv.svg.path_data import offset
from svgconv.svg.smil import shared_movement
from svgconv.svg.still import in_group
from svgconv.svg.style_sheet import LABEL


@dataclass(frozen=True)
class Panel:
    """One frame and the label under it."""

    frame: int
    label: str


def sheet(scene: Scene, panels: Sequence[Panel], plan: Layout, prefix: str) -> list[Element]:
    """Return the elements of one sheet: the definitions, then the panels in reading order.

    Parameters
    ----------
    prefix: the beginning of every id, so that a page can hold any number of sheets.
    """
    definitions = GlyphDefinitions(f"{prefix}n")
    layers = [
        _Layer(f"{prefix}{index}", movement, presence, tuple(marks))
        for index, ((movement, presence), marks) in enumerate(
            groupby(scene.marks, key=lambda mark: (shared_movement(mark), mark.presence))
        )
    ]
    # Optimisers drop a value that is the default where it is defined, as if no `use` changed it.
    defined = Element("defs", **group_attributes(scene.paint))
    for layer in layers:
        if not layer.bends:
            group = defined.add(Element("g", id=layer.id))
            for element in elements(layer.marks, scene.paint, definitions):
                group.add(element)
    letters = {letter for panel in panels for letter in panel.label} if plan.label else set()
    for _, glyph in set_text("".join(sorted(letters)), plan.label or 1)[0]:
        defined.add(Element("path", id=f"{prefix}{glyph.name}", d=glyph.data))
    drawn = marks_group(scene.paint)
    for index, panel in enumerate(panels):
        corner = plan.corner(index)
        place = Element("g", transform=f"translate({offset(corner)})")
        for layer in layers:
            if present(layer.presence, scene.odometer, panel.frame):
                place.add(layer.at(scene, panel.frame, definitions))
        if plan.label and panel.label:
            place.add(_label(panel.label, scene, plan, prefix))
        drawn.add(place)
    return [defined, *definitions.elements, drawn]


@dataclass(frozen=True)
class _Layer:
    """Neighbouring marks that move together and are present in the same frames."""

    id: str
    movement: Movement
    presence: Presence
    marks: tuple[Mark, ...]

    @property
    def bends(self) -> bool:
        """Whether a part of it changes its shape from frame to frame."""
        return any(
            isinstance(mark, ChangingText)
            or (isinstance(mark, Lines) and mark.start_motion != mark.end_motion)
            for mark in self.marks
        )

    def at(self, scene: Scene, frame: int, definitions: GlyphDefinitions) -> Element:
        """Return the layer in a frame: a use of its definition, or a new drawing if it bends."""
        place = self.movement.offset(scene.odometer, frame)
        if not self.bends:
            where = {key: number(value) for key, value in zip("xy", place, strict=True) if value}
            return use(self.id, **where)
        group = Element("g", transform=f"translate({offset(place)})")
        still_ones = [in_group(mark, scene, frame, place) for mark in self.marks]
        for element in elements(still_ones, scene.paint, definitions):
            group.add(element)
        return group


def _label(text: str, scene: Scene, plan: Layout, prefix: str) -> Element:
    """Return the label, centred under the panel, with its text for screen readers."""
    placed, width = set_text(text, plan.label)
    start = ((scene.width - width) / 2, scene.height + 1.2 * plan.label)
    label = Element(
        "g",
        transform=f"translate({offset(start)})",
        fill=scene.paint.stroke,
        stroke="none",
        class_=f"svgconv-{LABEL}",
        role="img",
        aria_label=text,
    )
    for x, glyph in placed:
        label.add(use(f"{prefix}{glyph.name}", **({"x": number(x)} if x else {})))
    return label


def prefix_of(recipe: Iterable[object]) -> str:
    """Return the beginning of a sheet's ids: a letter and digits derived from its recipe."""
    text = json.dumps(recipe, sort_keys=True).encode()
    return f"s{hashlib.sha256(text).hexdigest()[:6]}-"
