"""Elements, made with svgwrite, and the elements of marks. No other module imports svgwrite.

svgwrite is archived upstream. Its validation rejects attributes that browsers know, and its text
takes several times as long as that of `svgconv.svg.markup`; neither is used.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import svgwrite.base

from svgconv.glyphs.decimals import number
from svgconv.scene.marks import Paint, Shape
from svgconv.svg.attributes import group_attributes, shape_attributes


class Element(svgwrite.base.BaseElement):  # type: ignore[misc]
    """An element with any name; underscores in attribute names stand for hyphens.

    svgwrite's own methods that make elements and set attributes take several times as long.

    Attributes
    ----------
    texts: its text by its indentation, if several files contain it and it changes no more.
    """

    texts: dict[str, str] | None = None

    def __init__(self, elementname: str, **attributes: object) -> None:
        self.elementname = elementname
        self.attribs = {_hyphenated(key): value for key, value in attributes.items()}
        self.elements: list[Any] = []

    def __setitem__(self, key: str, value: object) -> None:
        self.attribs[key] = value

    def add(self, element: Element) -> Element:
        """Add an element inside this one, and return it."""
        self.elements.append(element)
        return element


@cache
def _hyphenated(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class _Metadata(svgwrite.base.Title):  # type: ignore[misc]
    elementname = "metadata"


class _Style(svgwrite.base.Title):  # type: ignore[misc]
    elementname = "style"


def root(
    view: tuple[float, float, float, float],
    size: tuple[object, object],
    title: str,
    description: str,
    recipe: Mapping[str, Any],
) -> Element:
    """Return the ``<svg>`` with its title, description and recipe, and without marks.

    Parameters
    ----------
    view: the part of the user space that is shown: x, y, width and height.
    size: the width and height of the picture, in pixels or as text with a unit.
    """
    svg = Element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=" ".join(map(number, view)),
        width=size[0],
        height=size[1],
        role="img",
    )
    svg.set_desc(title=title, desc=description)
    metadata = json.dumps(recipe, ensure_ascii=False, separators=(",", ":"))
    svg.elements.append(_Metadata(metadata))
    return svg


def add_style(svg: Element, scope: str, rules: str) -> None:
    """Give the ``<svg>`` a class and a style sheet for it, unless there are no rules."""
    if rules:
        svg["class"] = scope
        svg.elements.append(_Style(rules))


def marks_group(shared: Paint) -> Element:
    """Return an empty group for all marks, with the paint that they share."""
    return Element("g", **group_attributes(shared))


def shape(mark: Shape, shared: Paint) -> Element:
    """Return a shape at frame 0 as a path, with its paint, and its role as its class."""
    return Element("path", **shape_attributes(mark, shared))


def distinguish_groups(element: Element) -> None:
    """Give an attribute to animated groups that have none, or the same ones as a group beside them.

    scour removes a group without attributes, and merges groups with the same ones, although they
    are animated. The attributes change nothing: a group inherits them, or no rule names them.
    """
    before: dict[str, object] | None = None
    moved_before = False
    for child in element.elements:
        distinguish_groups(child)
        if child.elementname != "g":
            before = None
            continue
        names = {inner.elementname for inner in child.elements}
        moves = any(name.startswith("animate") for name in names)
        neutral = [{}, {"stroke-linejoin": "round"}, {"class": "svgconv-next"}]
        if not names & {"g", "use"}:
            neutral.insert(1, {"fill": "none"})
        kinds = [{**child.attribs, **more} for more in neutral]
        if moves:
            kinds = [kind for kind in kinds if kind]
        if moves or moved_before:
            kinds = [kind for kind in kinds if kind != before]
        child.attribs = kinds[0]
        before, moved_before = child.attribs, moves
