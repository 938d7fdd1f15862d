"""An independent reading of our SVG files: where SMIL puts every shape at a given time.

It shares nothing with the package: it parses the file, knows the few elements and path commands
that SVG and SVG Animations define and we use, and refuses all others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, lru_cache
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
HIDING = {"display": "none", "visibility": "hidden", "fill-opacity": "0"}
"""The attributes that hide an element and all in it, each at a value of its own."""
NO_ROLE = "svgconv-next"
"""A class that tells a group apart from the one before it, and nothing else."""
HREF = "{http://www.w3.org/1999/xlink}href"
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
"""As SVG's ``matrix()``: x' = a x + c y + e, y' = b x + d y + f."""


@dataclass(frozen=True)
class Shape:
    """A shape where it stands: its class, and its polylines in the canvas's coordinates."""

    role: str
    polylines: tuple[tuple[Point, ...], ...]
    fill: str = ""
    """Its own fill, if it has one."""
    opacity: float = field(default=1, compare=False)
    """The opacity of its fill."""


@dataclass(frozen=True)
class Text:
    """What glyphs spell: their group's class, the letters, and where they are."""

    role: str
    said: str
    glyphs: tuple[tuple[str, Matrix], ...]
    """Each glyph's outline as path data, and where it is put."""
    pen: Point
    """Where the cell begins that the text was put into, in the canvas's coordinates."""
    ground: str = ""
    """The colour of its cell, if it brings one."""
    color: str = ""
    """The colour of its glyphs on that ground."""

    @property
    def ink(self) -> tuple[Point, ...]:
        """The points that span its glyphs' outlines, in the canvas's coordinates."""
        return tuple(_placed(point, at) for data, at in self.glyphs for point in outline(data))

    @property
    def middle(self) -> Point:
        """Of the box around its ink."""
        xs, ys = zip(*self.ink, strict=True)
        return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def shapes(svg: str, seconds: Fraction) -> list[Shape]:
    """All shapes of the file in drawing order, as SMIL has them at ``seconds``."""
    return [found for found in _all(svg, seconds, texts=False) if isinstance(found, Shape)]


def texts(svg: str, seconds: Fraction) -> list[Text]:
    """All texts of the file in drawing order, as SMIL has them at ``seconds``."""
    return [found for found in _all(svg, seconds) if isinstance(found, Text)]


def _all(svg: str, seconds: Fraction, *, texts: bool = True) -> list[Shape | Text]:
    root, named = _parsed(svg)
    found: list[Shape | Text] = []
    _walk(root, (1, 0, 0, 1, 0, 0), "", seconds, found, named if texts else None)
    return found


@lru_cache(maxsize=4)
def _parsed(svg: str) -> tuple[ElementTree.Element, dict[str, ElementTree.Element]]:
    """A file's root, and its elements by their ids."""
    root = ElementTree.fromstring(svg)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    named = {e.attrib["id"]: e for e in root.iter() if "id" in e.attrib}
    for element in root.iter():
        *known, later = element.get("begin", "").split(";")
        name, _, after = later.partition(".begin+")
        if after:
            cycle = named[name]
            assert cycle.attrib["begin"] == f"0;{name}.end", "it begins anew when it ends"
            period = _seconds(cycle.attrib["dur"])
            times = [_seconds(time) for time in (*known, after)]
            assert times == [times[0] + period * count for count in range(len(times))]
            assert 0 <= times[0] < period, "the times follow each other, one in each cycle"
            element.attrib |= {"begin": f"{times[0]}", "cycle": f"{period}"}
    return root, named


def _walk(
    element: ElementTree.Element,
    at: Matrix,
    role: str,
    seconds: Fraction,
    found: list[Shape | Text],
    named: dict[str, ElementTree.Element] | None,
    above: frozenset[str | None] = frozenset(),
) -> None:
    """Add what an element shows; without ``named`` elements no texts are read."""
    tag = element.tag.removeprefix(SVG)
    own = element.get("class")
    if own == NO_ROLE:
        own = None
    role = own or role
    at = _transformed(at, element.get("transform", ""))
    data = _polylines(element.get("d", "")) if tag == "path" else []
    animated = {child.get("attributeName") for child in element if child.tag == f"{SVG}animate"}
    shown = {key: element.get(key, "inherit") for key in HIDING}
    if own:
        del shown["fill-opacity"]
    by_inheritance = animated & {"visibility", "fill-opacity"}
    assert not by_inheritance & above, "browsers inherit base values, not animated ones"
    href = element.get(HREF, "")
    for child in element:
        kind = child.tag.removeprefix(SVG)
        if kind == "animate" and child.get("attributeName") == "xlink:href":
            assert child.get("additive") is None
            href = _value(child, seconds) or href
        elif kind == "animate" and (attribute := child.attrib["attributeName"]) in shown:
            assert child.get("additive") is None
            shown[attribute] = _value(child, seconds) or shown[attribute]
        elif kind == "animateMotion":
            alone = len(element.findall(f"{SVG}animateMotion")) == 1
            assert child.get("additive") == (None if alone else "sum")
            x, y = map(float, (_value(child, seconds) or "0 0").split(" "))
            at = _times(at, (1, 0, 0, 1, x, y))
        elif kind == "animate":
            assert child.get("attributeName") in ("d", "stroke-linejoin")
            if (value := _value(child, seconds)) is None:
                continue
            assert re.fullmatch(r"(M[-. 0-9]+)+", value), "the commands of values must be the same"
            if child.get("additive") == "sum":
                data = _summed(data, _polylines(value))
            else:
                data = _polylines(value)
    assert all(value in (HIDING[key], "inherit", "inline", "1") for key, value in shown.items())
    if any(value == HIDING[key] for key, value in shown.items()):
        return
    if tag in ("svg", "g"):
        for child in element:
            _walk(child, at, role, seconds, found, named, above | by_inheritance)
    elif tag == "path":
        opacity = float(element.get("fill-opacity", 1))
        found.append(Shape(role, _moved(data, at), element.get("fill", ""), opacity))
    elif tag == "use" and named is None:
        assert href
    elif tag == "use" and named is not None:
        at = _times(at, (1, 0, 0, 1, float(element.get("x", 0)), float(element.get("y", 0))))
        text = _spelled(named[href.removeprefix("#")], at, role, named)
        found += [text] if text.said else []
    else:
        assert tag in ("title", "desc", "metadata", "style", "defs", "animate", "animateMotion"), (
            tag
        )


def _spelled(
    text: ElementTree.Element, at: Matrix, role: str, named: dict[str, ElementTree.Element]
) -> Text:
    """A text's glyphs; the end of a glyph's id is its letter's code, in hexadecimal."""
    if text.tag == f"{SVG}path":
        (line,) = _polylines(text.attrib["d"])
        assert len({y for _, y in line}) == 1, "an empty text draws nothing"
        return Text(role, "", (), (at[4], at[5]))
    label, ground, color = text.get("aria-label", ""), "", ""
    own = list(text)
    if own and own[0].tag == f"{SVG}path":
        ground = own.pop(0).attrib["fill"]
        if not own:
            return Text(role, label, (), (at[4], at[5]), ground)
        (text,) = own
        color, own = text.attrib["fill"], list(text)
    inner = _transformed(at, text.get("transform", ""))
    said, glyphs = "", []
    for use in own:
        assert use.tag == f"{SVG}use"
        place = _times(inner, (1, 0, 0, 1, float(use.get("x", 0)), 0))
        glyph = named[use.attrib[HREF].removeprefix("#")]
        said += chr(int(glyph.attrib["id"].rpartition("-")[2], 16))
        glyphs.append((glyph.attrib["d"], place))
    assert "".join(label.split()) == said
    return Text(role, label, tuple(glyphs), (at[4], at[5]), ground, color)


@cache
def outline(data: str) -> list[Point]:
    """The points that span an outline of absolute lines and quadratic curves."""
    numbers: list[float] = []
    points: list[Point] = [(0, 0)]
    for token in re.findall(r"[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)", data):
        if token.isalpha():
            assert not numbers
            assert token in "MLQHVZ", token
            command = token
            continue
        numbers.append(float(token))
        if command in "HV":
            x, y = points[-1]
            points.append((numbers[0], y) if command == "H" else (x, numbers[0]))
        elif len(numbers) == (4 if command == "Q" else 2):
            points += zip(numbers[::2], numbers[1::2], strict=True)
        else:
            continue
        numbers = []
    return points[1:]


def _transformed(at: Matrix, transform: str) -> Matrix:
    for name, inside in re.findall(r"([a-z]+)\(([^)]*)\)", transform):
        numbers = [float(number) for number in re.split(r"[ ,]+", inside)]
        if name == "translate":
            at = _times(at, (1, 0, 0, 1, numbers[0], numbers[1] if len(numbers) > 1 else 0))
        elif name == "scale":
            (factor,) = numbers
            at = _times(at, (factor, 0, 0, factor, 0, 0))
        else:
            assert name == "matrix", name
            a, b, c, d, e, f = numbers
            at = _times(at, (a, b, c, d, e, f))
    return at


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, _, _ = one
    p, q, r, s, u, v = other
    e, f = _placed((u, v), one)
    return a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, e, f


def _placed(point: Point, at: Matrix) -> Point:
    a, b, c, d, e, f = at
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _value(animation: ElementTree.Element, seconds: Fraction) -> str | None:
    """The animation's value at a time since it began at 0, or None where it has no effect."""
    values = animation.attrib["values"].split(";")
    if animation.get("attributeName") == "stroke-linejoin":
        assert values == ["round"], "a cycle's clock changes nothing"
        return None
    assert animation.get("calcMode") in ("discrete", "linear")
    length = _seconds(animation.attrib["dur"])
    if "begin" in animation.attrib:
        seconds -= _seconds(animation.attrib["begin"])
        if seconds < 0:
            return None
        repeats = animation.get("repeatCount", "indefinite")
    if "cycle" in animation.attrib:
        seconds %= Fraction(animation.attrib["cycle"])
        active = _seconds(animation.get("repeatDur", animation.attrib["dur"]))
        if seconds >= active:
            return None
    elif "begin" not in animation.attrib:
        repeats = animation.attrib["repeatCount"]
    if repeats != "indefinite" and seconds >= length * int(repeats):
        return values[-1] if animation.get("fill") == "freeze" else None
    progress = seconds % length / length
    if times := animation.get("keyTimes"):
        starts = _fractions(times)
        assert starts[0] == 0
        assert len(starts) == len(values)
        at = max(index for index, start in enumerate(starts) if start <= progress)
        moves = animation.get("calcMode") == "linear" and values[at] != values[at + 1]
        assert not moves, "at this time it is between two values"
        return values[at]
    return values[int(progress * len(values))]


def _seconds(clock_value: str) -> Fraction:
    return Fraction(clock_value.removesuffix("s"))


@cache
def _fractions(times: str) -> list[Fraction]:
    return [Fraction(time) for time in times.split(";")]


@cache
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
        assert command in tuple("mlhvML"), command
        x = float(tokens.pop(0)) if command != "v" else 0
        y = float(tokens.pop(0)) if command != "h" else 0
        pen = (x, y) if command.isupper() else (pen[0] + x, pen[1] + y)
        if command in "mM":
            lines.append([pen])
            command = "l" if command == "m" else "L"
        else:
            lines[-1].append(pen)
    return [line[:-1] if _is_kept(line) else line for line in lines]


def _is_kept(line: list[Point]) -> bool:
    """Whether a line has no length but a hundredth of a unit, for which optimisers keep it."""
    return len(line) > 2 and line[-1] == (line[-2][0] + 0.01, line[-2][1])


def _summed(lines: list[list[Point]], more: list[list[Point]]) -> list[list[Point]]:
    """The points of both, added; both have the same commands."""
    return [
        [(x + u, y + v) for (x, y), (u, v) in zip(one, other, strict=True)]
        for one, other in zip(lines, more, strict=True)
    ]


def _moved(lines: list[list[Point]], at: Matrix) -> tuple[tuple[Point, ...], ...]:
    return tuple(tuple(_placed(point, at) for point in line) for line in lines)
