"""Whether texts are over each other, in planes of any slant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from math import hypot

from svgconv.glyphs.font import FIGURES
from svgconv.scene.box import Box, box
from svgconv.scene.marks import FixedText
from svgconv.scene.motion import Point

WORDS = (-0.205, 0.712)
"""The lowest and the highest ordinate of letters, in ems above the baseline."""
NEAR = 0.3
"""How far areas may reach into each other, in user units: the sides of letters are free."""
Corners = tuple[Point, ...]


def overlap(ones: Iterable[FixedText], others: Iterable[FixedText]) -> bool:
    """Return whether a text of some marks is over another one of these, or over one of others."""
    found: list[tuple[Box, Corners, bool]] = [
        (box(corners), corners, is_own)
        for marks, is_own in ((ones, True), (others, False))
        for corners in text_areas(marks)
    ]
    found.sort(key=lambda area: area[0])
    for at, ((_, top, right, bottom), corners, is_own) in enumerate(found):
        for (left, upper, _, lower), others_corners, other_is_own in found[at + 1 :]:
            if left >= right:
                break
            near = upper < bottom and top < lower and (is_own or other_is_own)
            if near and _depth(corners, others_corners) > NEAR:
                return True
    return False


def text_areas(marks: Iterable[FixedText], around: float = 0) -> Iterator[Corners]:
    """Yield the corners of each text's area.

    Parameters
    ----------
    around: the space around each text, in cells.
    """
    for mark in marks:
        setting = mark.setting
        line = setting.place[0] + sum(FIGURES) / 2 * setting.size
        for row, column, text in mark.cells:
            low, high = FIGURES if text.isdigit() else WORDS
            start, end = setting.reach(text)
            start, end = start - around, end + around
            top = row + line - high * setting.size - around
            bottom = row + line - low * setting.size + around
            yield tuple(
                setting.point(down, column + across)
                for down, across in ((top, start), (top, end), (bottom, end), (bottom, start))
            )


def _depth(one: Corners, other: Corners) -> float:
    """Return how far two areas reach into each other; at most 0 if they are apart."""
    least = float("inf")
    for corners in (one, other):
        for (ax, ay), (bx, by) in pairwise(chain(corners, corners[:1])):
            length = hypot(bx - ax, by - ay)
            if not length:
                continue
            across, down = (by - ay) / length, (ax - bx) / length
            first, second = ([x * across + y * down for x, y in area] for area in (one, other))
            least = min(least, min(max(first), max(second)) - max(min(first), min(second)))
    return least
