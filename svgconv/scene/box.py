"""The box around points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def box(points: Iterable[tuple[float, float]]) -> Box:
    """Return the smallest box that holds all points, of which there is at least one."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
