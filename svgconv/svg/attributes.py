"""The attributes of marks and of the group of all marks, for SVG that is written or drawn."""

from __future__ import annotations

from svgconv.glyphs.decimals import number, numbers
from svgconv.scene.marks import Lines, Paint, Shape
from svgconv.svg.path_data import absolute_path_data, path_data

LEAST = 0.01
"""The length of a line without length: an optimiser would remove it, although it grows later."""


def group_attributes(shared: Paint) -> dict[str, str]:
    """Return the attributes of the group of all marks, with the paint that they share."""
    return {
        "fill": "none",
        "stroke": str(shared.stroke),
        "stroke-width": number(shared.stroke_width),
        "stroke-linejoin": "round",
    }


def shape_attributes(mark: Shape, shared: Paint) -> dict[str, str]:
    """Return the attributes of a shape at frame 0, a path, with its role as its class."""
    if isinstance(mark, Lines):
        data = absolute_path_data(mark.outlines)
        if all(start == end for start, end in mark.lines):
            data += "h" + number(LEAST)
    else:
        data = path_data(mark.subpaths)
    return {**role_attributes(mark.role, mark.paint, shared), "d": data}


def role_attributes(role: str, paint: Paint, shared: Paint) -> dict[str, str]:
    """Return a role as a class, and the attributes in which a paint differs from the shared one."""
    attributes = {"class": f"svgconv-{role}"}
    if paint.fill is not None:
        attributes["fill"] = paint.fill
        if paint.fill_opacity != 1:
            attributes["fill-opacity"] = number(paint.fill_opacity)
    if paint.stroke is None:
        return {**attributes, "stroke": "none"}
    if paint.stroke != shared.stroke:
        attributes["stroke"] = paint.stroke
    if paint.stroke_width != shared.stroke_width:
        attributes["stroke-width"] = number(paint.stroke_width)
    if paint.dashes:
        attributes["stroke-dasharray"] = numbers(paint.dashes)
    if paint.dash_offset:
        attributes["stroke-dashoffset"] = number(paint.dash_offset)
    if paint.round_ends:
        attributes["stroke-linecap"] = "round"
    return attributes
