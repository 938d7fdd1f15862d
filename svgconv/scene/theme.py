"""What a theme is: a paint for every role that a mark can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from svgconv.scene.hatch import Hatch
from svgconv.scene.paint import Paint
from svgconv.scene.plane import CELL

ON = {
    "input_value": "input",
    "outside_value": "zeros",
    "output_value": "output",
    "entry_value": "zeros",
    "weight": "tab",
}
"""The roles of numbers: of units, of the cells around them, of the output, of the weights in a
matrix, and of the kernel in its tabs; and the roles of what they stand on. A theme may leave them
out."""

AREAS = (
    "zeros", "padding", "nothing", "input", "window", "beam", "connection", "output", "active",
    "unit", "stamp", "hit", "fall", "entry", "row", "output_padding",
)  # fmt: skip
"""Padding and inserted zeros; padding that copies units of the input; padding that is no number
(minus infinity, or not counted); the input's units; the kernel's window; the lines from it to the
output; lines between what the frame does not compute; the output; the output cell that the frame
computes; the input unit that the frame scatters, and its kernel on the output; what darkens output
cells that are hit several times; the beams from all input units on what they write; the weights in
a matrix, and the frame's row; the mark on the cells that ``output_padding`` adds."""

WRITTEN = ("tab", "sum", *ON)
"""The tabs in the window's corners that hold the weights; the sum under the figure; the numbers."""

ROLES = (*AREAS, *WRITTEN)
"""All roles."""

BY_DEGREES = ("hit", "fall", "entry")
"""Roles whose marks are of many opacities, which say how much."""

INSTEAD = {
    "padding": "zeros",
    "nothing": "zeros",
    "connection": "beam",
    "tab": "zeros",
    "unit": "active",
    "stamp": "window",
    "hit": "window",
    "fall": "window",
    "entry": "input",
    "row": "window",
    "output_padding": "beam",
}
"""Roles that a theme may leave out, and those whose paint they have then."""

OTHERS_TOO = ("unit", "stamp", "hit", "fall", "entry", "row", "output_padding")
"""Those of them that style sheets paint, too, where a theme leaves them out."""

LIGHT = 0.3
"""From this luminance on a colour asks for black numbers; the published blue has white ones."""


@dataclass(frozen=True)
class Theme:
    """Paints by role, their line widths in cells.

    Attributes
    ----------
    line: what most marks share.
    hatches: by role, the lines over what is filled, their widths in cells.
    dark: the theme that browsers show instead where the reader prefers dark pages.
    numbered, numbered_hatches: instead of others in figures with numbers, which must be read on
        shades and hatching.
    """

    name: str
    line: Paint
    paints: Mapping[str, Paint]
    hatches: Mapping[str, Hatch] = field(default_factory=dict)
    dark: Theme | None = None
    numbered: Mapping[str, Paint] = field(default_factory=dict)
    numbered_hatches: Mapping[str, Hatch] = field(default_factory=dict)

    def paint(self, role: str) -> Paint:
        """The role's paint, line width in user units."""
        return _scaled(self.unscaled(role))

    def unscaled(self, role: str) -> Paint:
        """The role's paint, line width in cells; a number has one that shows on what it is on."""
        if role in self.paints:
            return self.paints[role]
        if role == "sum":
            return Paint(fill=self.line.stroke)
        if role in ON:
            return Paint(fill=legible(str(self.unscaled(ON[role]).fill)))
        return self.paints[INSTEAD[role]]

    def hatch(self) -> dict[str, Hatch]:
        """The lines over what is filled, by role, their widths in user units."""
        return {
            role: replace(hatch, paint=_scaled(hatch.paint)) for role, hatch in self.hatches.items()
        }

    def for_numbers(self) -> Theme:
        """The theme as it is in figures with numbers."""
        return replace(
            self,
            paints={**self.paints, **self.numbered},
            hatches={**self.hatches, **self.numbered_hatches},
            dark=self.dark and self.dark.for_numbers(),
        )

    @property
    def shared(self) -> Paint:
        """The paint that most marks share, line width in user units."""
        return _scaled(self.line)


def legible(fill: str) -> str:
    """Black or white, whichever shows on a colour, ``#rgb`` or ``#rrggbb`` (by its luminance)."""
    digits = fill[1:] if len(fill) == 7 else "".join(2 * digit for digit in fill[1:])
    red, green, blue = ((value / 255) ** 2.2 for value in bytes.fromhex(digits))
    return "#000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > LIGHT else "#fff"


def _scaled(paint: Paint) -> Paint:
    return replace(paint, stroke_width=round(paint.stroke_width * CELL, 3))
