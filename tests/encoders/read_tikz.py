"""Read a TikZ picture of svgconv back: its paths with their paints, and its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Point = tuple[float, float]
NUMBER = r"-?\d*\.?\d+"
PAIR = r"\(([^()]*),([^()]*)\)"


@dataclass(frozen=True)
class ReadPath:
    """A path: the options of its style, with colours as ``#RRGGBB``, and its subpaths in cells."""

    options: dict[str, str]
    subpaths: tuple[tuple[Point, ...], ...]
    closed: tuple[bool, ...]


@dataclass(frozen=True)
class ReadText:
    """A node: the options of its style, the place of its anchor in cells, and its LaTeX code."""

    options: dict[str, str]
    place: Point
    code: str


class Picture:
    """A picture: `cell`, `clip`, `paths` and `texts`, in drawing order."""

    def __init__(self, text: str) -> None:
        self.colors = dict(re.findall(r"\\definecolor\{(.+?)\}\{HTML\}\{(.+?)\}", text))
        styles = re.findall(r"^    (svgconv-[\w-]+)/\.style=\{(.*)\},$", text, re.MULTILINE)
        self.styles = {name: self._options(options) for name, options in styles}
        self.cell = re.findall(r"\\setlength\\svgconvcell\{(.*?)\}", text)[0]
        (clip,) = re.findall(rf"\\clip {PAIR} rectangle {PAIR};", text)
        self.clip = tuple(map(float, clip))
        self.paths: list[ReadPath] = []
        self.texts: list[ReadText] = []
        shift, x, y = (0.0, 0.0), (1.0, 0.0), (0.0, 1.0)
        body = re.sub(r"\n    +(?=\(|foreach)", " ", text.split("\\clip", 1)[1])
        for line in map(str.strip, body.splitlines()):
            if found := re.match(r"\\path\[(.*?)\] (.*);$", line):
                self.paths.append(self._path(found[1], found[2]))
            elif line.startswith(r"\begin{scope}"):
                shift = _pairs(line, "shift")
                x = _pairs(line, "x", r"\\svgconvcell") if ", x=" in line else (1, 0)
                y = _pairs(line, "y", r"\\svgconvcell") if ", y=" in line else (0, -1)
                x, y = (x[0], -x[1]), (y[0], -y[1])
            elif "\\node" in line:
                for style, (column, row), code in _nodes(line):
                    place = (
                        shift[0] + column * x[0] + row * y[0],
                        shift[1] + column * x[1] + row * y[1],
                    )
                    name, *more = style.split(", ")
                    options = {**self.styles[name], **self._options(", ".join(more))}
                    self.texts.append(ReadText(options, place, code))

    def _options(self, text: str) -> dict[str, str]:
        pairs = (one.partition("=")[::2] for one in re.split(r", (?![^{]*\})", text) if one)
        return {
            key: f"#{self.colors[value]}" if value in self.colors else value for key, value in pairs
        }

    def _path(self, style: str, code: str) -> ReadPath:
        subpaths, closed = [], []
        for points, is_closed in _subpaths(_expanded(code)):
            subpaths.append(points)
            closed.append(is_closed)
        return ReadPath(self.styles[style], tuple(subpaths), tuple(closed))


def _expanded(code: str) -> str:
    """Return a path with its loops written out."""

    def each(found: re.Match[str]) -> str:
        return " ".join(found[2].replace("\\i", f"*{i}") for i in range(int(found[1]) + 1))

    return re.sub(r"foreach \\i in \{0,\.\.\.,(\d+)\} \{(.*?)\}", each, code)


def _subpaths(code: str) -> Iterator[tuple[tuple[Point, ...], bool]]:
    rest = code
    while rest:
        if found := re.match(rf"{PAIR} rectangle {PAIR} ?", rest):
            left, top, right, bottom = map(_value, found.groups())
            yield ((left, top), (right, top), (right, bottom), (left, bottom)), True
        else:
            found = re.match(rf"{PAIR}((?: -- (?:\+\+)?{PAIR})*)( -- cycle)? ?", rest)
            assert found, rest[:60]
            points = [(_value(found[1]), _value(found[2]))]
            for plus, a, b in re.findall(rf" -- (\+\+)?{PAIR}", found[3]):
                x, y = points[-1] if plus else (0, 0)
                points.append((x + _value(a), y + _value(b)))
            yield tuple(points), bool(found[6])
        rest = rest[found.end() :]


def _value(expression: str) -> float:
    """Return the value of a coordinate such as ``1.5-.5*3`` or ``2+*3``."""
    total = 0.0
    for sign, factor, times in re.findall(r"([+-]?)(\d*\.?\d*)(?:\*\*?(\d+))?", expression):
        if factor or times:
            value = float(factor or 1) * float(times or 1)
            total += -value if sign == "-" else value
    return total


def _pairs(line: str, name: str, unit: str = "") -> Point:
    a, b = re.findall(rf"\b{name}=\{{\(({NUMBER}){unit},({NUMBER}){unit}\)\}}", line)[0]
    return float(a), float(b)


def _nodes(line: str) -> Iterator[tuple[str, Point, str]]:
    loop = re.match(
        r"\\foreach \\t \[count=\\j(?: from (-?\d+))?\] in \{(.*)\} "
        r"\\node\[(.*?)\] at \(\\j,(.*?)\) \{\\t\};$",
        line,
    )
    if loop:
        for index, item in enumerate(re.findall(r"\{(?:[^{}]|\{[^{}]*\})*\}|[^,]+", loop[2])):
            code = item[1:-1] if item.startswith("{") else item
            yield loop[3], (index + int(loop[1] or 1), float(loop[4])), code
        return
    found = re.match(r"\\node\[(.*?)\] at \((.*?),(.*?)\) \{(.*)\};$", line)
    assert found, line
    code = re.sub(r"^\\svgconvfit\{.*?pt\}\{(.*)\}$", r"\1", found[4])
    yield found[1], (float(found[2]), float(found[3])), code
