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
