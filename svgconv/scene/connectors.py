"""Lines between the corners of two windows, both of which move."""

from __future__ import annotations

from collections.abc import Sequence

from svgconv.scene.marks import Lines, Mark, Path, Subpath
from svgconv.scene.motion import Point, Presence, Summed
from svgconv.scene.paint import Paint

Corner = tuple[Point, Summed]
"""Where a corner is at first, and how it moves."""


def joined(
    starts: Sequence[Corner], ends: Sequence[Corner], paint: Paint, presence: Presence = ()
) -> list[Mark]:
    """Lines from each start to its end; those that move alike are one mark, or one shape."""
    alike: dict[tuple[Summed, Summed], list[tuple[Point, Point]]] = {}
    for (start, start_movement), (end, end_movement) in zip(starts, ends, strict=True):
        alike.setdefault((start_movement, end_movement), []).append((start, end))
    return [
        Path("beam", paint, tuple(map(Subpath, pairs)), start, presence)
        if start == end
        else Lines("beam", paint, tuple(pairs), start, end, presence)
        for (start, end), pairs in alike.items()
    ]
