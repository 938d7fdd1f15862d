"""What a theme is: a paint for every role that a mark can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from svgconv.scene.hatch import Hatch
from svgconv.scene.marks import Paint
from svgconv.scene.plane import CELL

ROLES = (
    "zeros", "padding", "nothing", "input", "window", "beam", "output", "active", "unit", "stamp",
    "hit", "fall", "entry", "row", "output_padding",
)  # fmt: skip
"""Padding and inserted zeros; padding that copies units of the input; padding that is no number
(minus infinity, or not counted); the input's units; the kernel's window; the lines from it to the
output; the output; the output cell that the frame computes; the input unit that the frame scatters,
and its kernel on the output; what darkens output cells that are hit several times; the beams from
all input units on what they write; the weights in a matrix, and the frame's row; the mark on the
cells that ``output_padding`` adds."""

WRITTEN = ("input_value", "outside_value", "output_value", "tab", "weight", "sum")
"""The numbers of units, of the cells around them, and of the output; the tabs in the window's
corners, and the weights in them; the sum under the figure. A theme may leave them out."""

BY_DEGREES = ("hit", "fall", "entry")
"""Roles whose marks are of many opacities, which say how much."""

INSTEAD = {
    "padding": "zeros",
    "nothing": "zeros",
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
        if role in WRITTEN and role not in self.paints:
            return Paint(fill=self.paints["zeros"].fill if role == "tab" else self.line.stroke)
        return _scaled(self.unscaled(role))

    def unscaled(self, role: str) -> Paint:
        """The role's paint, line width in cells."""
        return self.paints.get(role) or self.paints[INSTEAD[role]]

    def hatch(self) -> dict[str, Hatch]:
        """The lines over what is filled, by role, their widths in user units."""
        return {
            role: replace(hatch, paint=_scaled(hatch.paint)) for role, hatch in self.hatches.items()
        }

    @property
    def shared(self) -> Paint:
        """The paint that most marks share, line width in user units."""
        return _scaled(self.line)


def _scaled(paint: Paint) -> Paint:
    return replace(paint, stroke_width=round(paint.stroke_width * CELL, 3))
