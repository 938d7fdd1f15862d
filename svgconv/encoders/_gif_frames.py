"""The frames of a GIF: each paints what differs from what the one before it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from svgconv.encoders._frame_differences import Change
from svgconv.encoders._gif_blocks import CLEAR_AFTER, KEEP, frame
from svgconv.encoders._gif_palette import Palette
from svgconv.encoders._iso_boxes import box_around, whole
from svgconv.files.canvas import Canvas

Indices = NDArray[np.uint8]
"""A picture's indices in the palette."""


def frames(
    changes: Iterable[Change], palette: Palette, paper: Canvas, delays: list[int], *, full: bool
) -> Iterator[bytes]:
    """The blocks of all frames.

    Parameters
    ----------
    delays: hundredths of a second for which each frame is shown.
    full: paint whole frames.
    """
    clear = palette.clear
    left = np.full((paper.height, paper.width), clear, np.uint8)
    shown = (indices.reshape(left.shape) for indices in _indices(changes, palette))
    for delay, (now, after) in zip(delays, _with_next(shown), strict=True):
        painted = now != left
        vanishing = (now != clear) & (after == clear)
        box = whole(now.shape) if full else box_around(painted | vanishing)
        part = now[box] if full else np.where(painted[box], now[box], np.uint8(clear))
        vanishes = bool(vanishing.any())
        yield frame(part, box, palette.bits, delay, clear, CLEAR_AFTER if vanishes else KEEP)
        left = now.copy()
        if vanishes:  # nothing can be unpainted, so the whole box goes
            left[box] = clear


def _indices(changes: Iterable[Change], palette: Palette) -> Iterator[Indices]:
    """The indices of every picture; one that is still near enough stays, as it costs no bytes."""
    shown = np.zeros(0, np.uint8)
    for change in changes:
        wanted = palette.table[change.colors]
        if len(shown):
            shown = shown.copy()
            old = shown[change.places]
            stays = palette.near(old, change.colors)
            shown[change.places] = np.where(stays, old, wanted)
        else:
            shown = wanted
        yield shown


def _with_next(pictures: Iterator[Indices]) -> Iterator[tuple[Indices, Indices]]:
    """Each picture with the next one; the last one is its own next."""
    now = next(pictures)
    for after in pictures:
        yield now, after
        now = after
    yield now, now
