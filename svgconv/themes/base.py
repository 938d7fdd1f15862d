"""What a theme is: a paint for every role that a mark can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from svgconv.scene.hatch import Hatch
from svgconv.scene.marks import Paint
from svgconv.scene.plane import CELL

ROLES = ("zeros", "padding", "nothing", "input", "window", "beam", "output", "active")
"""Padding and inserted zeros; padding that copies units of the input; padding that is no number
(minus infinity, or not counted); the input's units; the kernel's window; the lines from it to the
output; the output; the output cell that the frame computes."""

WRITTEN = ("input_value", "outside_value", "output_value", "tab", "weight", "sum")
"""The numbers of units, of the cells around them, and of the output; the tabs in the window's
corners, and the weights in them; the sum under the figure. A theme may leave them out."""

ON = {"input_value": "input", "outside_value": "zeros", "output_value": "output", "weight": "tab"}
"""What numbers stand on."""

LIGHT = 0.3
"""From this luminance on a colour asks for black numbers; the published blue has white ones."""

INSTEAD = {"padding": "zeros", "nothing": "zeros"}
"""Roles that a theme may leave out, and those whose paint they have then."""


@dataclass(frozen=True)
class Theme:
    """Paints by role, their line widths in cells.

    Attributes
    ----------
    line: what most marks share.
    hatches: by role, the lines over what is filled, their widths in cells.
    dark: the theme that browsers show instead where the reader prefers dark pages.
    """

    name: str
    line: Paint
    paints: Mapping[str, Paint]
    hatches: Mapping[str, Hatch] = field(default_factory=dict)
    dark: Theme | None = None

    def paint(self, role: str) -> Paint:
        """The role's paint, line width in user units."""
        return _scaled(self.unscaled(role))

    def unscaled(self, role: str) -> Paint:
        """The role's paint, line width in cells; of numbers left out, one that can be read."""
        if role in self.paints:
            return self.paints[role]
        if role in ON:
            return Paint(fill=legible(str(self.unscaled(ON[role]).fill)))
        if role in WRITTEN:
            return Paint(fill=self.paints["zeros"].fill if role == "tab" else self.line.stroke)
        return self.paints[INSTEAD[role]]

    def hatch(self) -> dict[str, Hatch]:
        """The lines over what is filled, by role, their widths in user units."""
        return {
            role: replace(hatch, paint=_scaled(hatch.paint)) for role, hatch in self.hatches.items()
        }

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
