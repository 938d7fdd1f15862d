"""A mark as cairosvg's tree, made without the definitions of a whole figure."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from svgconv.files.cairo import cairosvg_or_say
from svgconv.glyphs.decimals import number
from svgconv.glyphs.outlines import coarse_outline
from svgconv.scene.marks import FixedText, Lines, Paint, Shape
from svgconv.svg.attributes import group_attributes, role_attributes, shape_attributes
from svgconv.svg.path_data import absolute_path_data
from svgconv.svg.text_place import ground, in_cell, in_plane, letters, shown_letters


def parsed(mark: Shape | FixedText, shared: Paint) -> Any:
    """Return a mark as a tree of one group, with the paint that all marks share."""
    cairosvg = cairosvg_or_say("pixels")
    svg = Element("svg", xmlns="http://www.w3.org/2000/svg", width="1", height="1")
    group = SubElement(svg, "g", group_attributes(shared))
    if isinstance(mark, FixedText):
        _add_outlines(group, mark, shared)
    else:
        SubElement(group, "path", shape_attributes(mark, shared))
    return cairosvg.parser.Tree(bytestring=tostring(svg)).children[0]


def set_ends(tree: Any, mark: Lines) -> None:
    """Move the lines of a parsed mark to those of ``mark``."""
    (path,) = tree.children
    path["d"] = absolute_path_data(mark.outlines)


def _add_outlines(group: Element, mark: FixedText, shared: Paint) -> None:
    """Add texts with their glyphs, in the same transformations as in an SVG file.

    So curves have the same segments.
    """
    attributes = role_attributes(mark.role, mark.paint, shared)
    cells = SubElement(group, "g", attributes, transform=in_plane(mark.setting))
    for row, column, text in mark.cells:
        cell = SubElement(cells, "g", transform=f"translate({number(column)} {number(row)})")
        inside = SubElement(cell, "g", transform=in_cell(mark.setting, text))
        if under := ground(mark.setting, text):
            cell.insert(0, Element("path", under))
            inside.set("fill", mark.setting.shade.ink(text) if mark.setting.shade else "")
        for pen, letter in letters(shown_letters(mark.setting, text)):
            if outline := coarse_outline(letter):
                where = {"transform": f"translate({pen} 0)"} if pen else {}
                SubElement(inside, "path", where, d=outline)
