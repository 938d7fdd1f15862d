"""What an SVG file is encoded with: the kinds of its elements, attributes and animations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

Kind = tuple[str | bool | None, ...]


def kinds(svg: str) -> set[Kind]:
    """Return each kind of attribute and animation in a file, whatever their values are."""
    return set(_kinds(ElementTree.fromstring(svg), ""))


def _kinds(element: ElementTree.Element, parent: str) -> Iterator[Kind]:
    tag = _local(element.tag)
    if tag.startswith("animate"):
        names = ("attributeName", "additive", "calcMode", "fill")
        yield (parent, tag, *map(element.get, names), "keyTimes" in element.attrib)
    elif tag != "metadata":
        yield from ((tag, _local(name)) for name in element.attrib)
        transform = element.get("transform", "")
        yield from ((tag, "transform", name) for name in re.findall(r"\w+(?=\()", transform))
    for child in element:
        yield from _kinds(child, tag)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
