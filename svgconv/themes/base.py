"""What a theme is: a paint for every role that a mark can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from svgconv.scene.marks import Paint
from svgconv.scene.plane import CELL

ROLES = ("zeros", "input", "window", "beam", "output", "active")
"""Padding and inserted zeros; the input's units; the kernel's window; the lines from it to the
output; the output; the output cell that the frame computes."""


@dataclass(frozen=True)
class Theme:
    """Paints by role, their line widths in cells; ``line`` is what most marks share."""

    name: str
    line: Paint
    paints: Mapping[str, Paint]

    def paint(self, role: str) -> Paint:
        """The role's paint, line width in user units."""
        return _scaled(self.paints[role])

    @property
    def shared(self) -> Paint:
        """The paint that most marks share, line width in user units."""
        return _scaled(self.line)


def _scaled(paint: Paint) -> Paint:
    return replace(paint, stroke_width=round(paint.stroke_width * CELL, 3))
