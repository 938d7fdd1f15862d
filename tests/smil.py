"""An independent reading of our SVG files: where SMIL puts every shape at a given time.

It shares nothing with the package: it parses the file, knows the few elements and path commands
that SVG and SVG Animations define and we use, and refuses all others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """A shape where it stands: its class, and its polylines in the canvas's coordinates."""

    role: str
    polylines: tuple[tuple[Point, ...], ...]


def shapes(svg: str, seconds: Fraction) -> list[Shape]:
    """All shapes of the file in drawing order, as SMIL has them at ``seconds``."""
    root = ElementTree.fromstring(svg)
    found: list[Shape] = []
    _walk(root, (0, 0), "", seconds, found)
    return found


def _walk(
    element: ElementTree.Element, at: Point, role: str, seconds: Fraction, found: list[Shape]
) -> None:
    tag = element.tag.removeprefix(SVG)
    role = element.get("class", role)
    if transform := element.get("transform"):
        moved = re.fullmatch(r"translate\((-?[\d.]+)(?:,(-?[\d.]+))?\)", transform)
        assert moved, transform
        at = (at[0] + float(moved[1]), at[1] + float(moved[2] or 0))
    values = {key: float(element.get(key, 0)) for key in ("x1", "y1", "x2", "y2")}
    display = element.get("display")
    for child in element:
        kind = child.tag.removeprefix(SVG)
        if kind == "animate" and child.get("attributeName") == "display":
            assert child.get("additive") is None
            display = _value(child, seconds) or display
        elif kind == "animateTransform":
            assert (child.get("attributeName"), child.get("type")) == ("transform", "translate")
            assert child.get("additive") == "sum"
            numbers = [float(n) for n in re.split(r"[ ,]", _value(child, seconds) or "0")]
            at = (at[0] + numbers[0], at[1] + (numbers[1] if len(numbers) > 1 else 0))
        elif kind == "animate":
            assert child.get("additive") == "sum"
            values[child.attrib["attributeName"]] += float(_value(child, seconds) or 0)
    assert display in (None, "inline", "none")
    if display == "none":
        return
    if tag in ("svg", "g"):
        for child in element:
            _walk(child, at, role, seconds, found)
    elif tag == "path":
        found.append(Shape(role, _moved(_polylines(element.attrib["d"]), at)))
    elif tag == "line":
        ends = ((values["x1"], values["y1"]), (values["x2"], values["y2"]))
        found.append(Shape(role, _moved([list(ends)], at)))
    else:
        assert tag in ("title", "desc", "metadata", "animate", "animateTransform"), tag


def _value(animation: ElementTree.Element, seconds: Fraction) -> str | None:
    """The animation's value at a time since it began at 0, or None where it has no effect."""
    assert animation.get("calcMode") == "discrete"
    assert "begin" not in animation.attrib
    length = Fraction(animation.attrib["dur"].removesuffix("s"))
    values = animation.attrib["values"].split(";")
    repeats = animation.attrib["repeatCount"]
    if repeats != "indefinite" and seconds >= length * int(repeats):
        return values[-1] if animation.get("fill") == "freeze" else None
    progress = seconds % length / length
    if times := animation.get("keyTimes"):
        starts = [Fraction(time) for time in times.split(";")]
        assert starts[0] == 0
        assert len(starts) == len(values)
        return values[max(index for index, start in enumerate(starts) if start <= progress)]
    return values[int(progress * len(values))]


def _polylines(data: str) -> list[list[Point]]:
    tokens = re.findall(r"[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)", data)
    pen: Point = (0, 0)
    lines: list[list[Point]] = []
    command = ""
    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
        if command == "z":
            lines[-1].append(lines[-1][0])
            pen = lines[-1][0]
            continue
        assert command in ("m", "l", "h", "v"), command
        dx = float(tokens.pop(0)) if command != "v" else 0
        dy = float(tokens.pop(0)) if command != "h" else 0
        pen = (pen[0] + dx, pen[1] + dy)
        if command == "m":
            lines.append([pen])
            command = "l"
        else:
            lines[-1].append(pen)
    return lines


def _moved(lines: list[list[Point]], by: Point) -> tuple[tuple[Point, ...], ...]:
    return tuple(tuple((x + by[0], y + by[1]) for x, y in line) for line in lines)
