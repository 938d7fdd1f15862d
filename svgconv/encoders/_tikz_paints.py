"""The colours and styles of a TikZ picture, named after the roles of its marks."""

from __future__ import annotations

from collections.abc import Iterator

from svgconv.glyphs.decimals import number
from svgconv.scene.marks import Paint
from svgconv.scene.plane import CELL

PREFIX = "svgconv-"
PLACES = 4
"""Decimals of a length in cells: 1/500 of a user unit."""


def length(value: float) -> str:
    """Return a length in user units as a number of cells."""
    return number(value / CELL, PLACES)


class Paints:
    """The definitions of a picture, each made when it is first used.

    Parameters
    ----------
    shared: the paint that most marks share.
    """

    def __init__(self, shared: Paint) -> None:
        self._shared = shared
        self._colors: dict[tuple[str, str], str] = {}
        self._styles: dict[tuple[str, str], str] = {}

    def color(self, color: str, role: str) -> str:
        """Return the name of a colour such as ``#fff``, for what has this role."""
        return _named(self._colors, _six_digits(color), role)

    def shape(self, role: str, paint: Paint) -> str:
        """Return the name of the style of a shape."""
        return _named(self._styles, ", ".join(self._options(role, paint)), role)

    def text(self, role: str, paint: Paint, transformation: str) -> str:
        """Return the name of the style of nodes.

        Parameters
        ----------
        transformation: the options that give the nodes their size and slant.
        """
        options = ["svgconv-text", f"text={self.color(str(paint.fill), role)}"]
        if paint.fill_opacity != 1:
            options.append(f"text opacity={number(paint.fill_opacity)}")
        return _named(self._styles, ", ".join([*options, transformation]), role)

    def _options(self, role: str, paint: Paint) -> Iterator[str]:
        if paint.fill is not None:
            yield f"fill={self.color(paint.fill, role)}"
            if paint.fill_opacity != 1:
                yield f"fill opacity={number(paint.fill_opacity)}"
        if paint.stroke is None:
            return
        line = "line" if paint.stroke == self._shared.stroke else f"{role} line"
        yield f"draw={self.color(paint.stroke, line)}"
        if paint.stroke_width != self._shared.stroke_width:
            yield f"line width={length(paint.stroke_width)}\\svgconvcell"
        if paint.dashes:
            pairs = paint.dashes * (1 + len(paint.dashes) % 2)
            dashes = zip(pairs[::2], pairs[1::2], strict=True)
            pattern = " ".join(
                f"on {length(on)}\\svgconvcell off {length(off)}\\svgconvcell" for on, off in dashes
            )
            yield f"dash pattern={pattern}"
            if paint.dash_offset:
                yield f"dash phase={length(paint.dash_offset)}\\svgconvcell"
        if paint.round_ends:
            yield "line cap=round"

    def colors(self) -> Iterator[str]:
        """Yield a line for each colour."""
        for (color, _), name in self._colors.items():
            yield f"\\definecolor{{{name}}}{{HTML}}{{{color}}}"

    def styles(self) -> Iterator[str]:
        """Yield the lines that set the units and define the styles."""
        yield r"\tikzset{x=\svgconvcell, y=-\svgconvcell,"
        font = r"font=\fontsize{10}{10}\sffamily\selectfont"
        yield f"  svgconv-text/.style={{inner sep=0pt, anchor=base, {font}}},"
        for (options, _), name in self._styles.items():
            yield f"  {name}/.style={{{options}}},"
        yield "}"

    @property
    def every_path(self) -> str:
        """The style of all paths that follow; TikZ has none for a clip."""
        width = length(self._shared.stroke_width)
        return (
            f"\\tikzset{{every path/.style={{line width={width}\\svgconvcell, line join=round}}}}"
        )


def _named(names: dict[tuple[str, str], str], value: str, role: str) -> str:
    """Return the name of a value for a role: the role's, or with a number for its other values."""
    if (value, role) not in names:
        count = sum(1 for _, other in names if other == role)
        name = PREFIX + role.replace("_", "-").replace(" ", "-")
        names[value, role] = f"{name}-{count + 1}" if count else name
    return names[value, role]


def _six_digits(color: str) -> str:
    digits = color.removeprefix("#").upper()
    return digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
