"""The frames of a GIF: each paints the pixels that differ from those that the last one leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from svgconv.encoders._frame_differences import Change
from svgconv.encoders._gif_blocks import CLEAR_AFTER, KEEP, Box, frame
from svgconv.encoders._gif_palette import Palette
from svgconv.files.canvas import Canvas

Indices = NDArray[np.uint8]
"""(height, width), the palette's index of each pixel."""


def frames(
    changes: Iterable[Change], palette: Palette, paper: Canvas, delays: list[int], *, full: bool
) -> Iterator[bytes]:
    """Yield the blocks of each frame.

    Parameters
    ----------
    delays: the duration of each frame in hundredths of a second.
    full: whether each frame paints the whole picture.
    """
    clear = palette.clear
    left = np.full((paper.height, paper.width), clear, np.uint8)
    shown = (indices.reshape(left.shape) for indices in _indices(changes, palette))
    for delay, (now, after) in zip(delays, _with_next(shown), strict=True):
        painted = now != left
        vanishing = (now != clear) & (after == clear)
        box = _whole(now.shape) if full else _box_around(painted | vanishing)
        part = now[box] if full else np.where(painted[box], now[box], np.uint8(clear))
        vanishes = bool(vanishing.any())
        yield frame(part, box, palette.bits, delay, clear, CLEAR_AFTER if vanishes else KEEP)
        left = now.copy()
        if vanishes:  # single pixels cannot be cleared, only the whole box
            left[box] = clear


def _indices(changes: Iterable[Change], palette: Palette) -> Iterator[Indices]:
    """Yield the indices of each picture; an index that is near enough stays, which saves bytes."""
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
    """Yield each picture with the next one, and the last one with itself."""
    now = next(pictures)
    for after in pictures:
        yield now, after
        now = after
    yield now, now


def _whole(shape: tuple[int, ...]) -> Box:
    """Return the box of a whole picture."""
    return slice(0, shape[0]), slice(0, shape[1])


def _box_around(changed: NDArray[np.bool_]) -> Box:
    """Return the smallest box around the marked pixels; one pixel if none are marked."""
    return _extent(changed, 1), _extent(changed, 0)


def _extent(changed: NDArray[np.bool_], along: int) -> slice:
    indices = np.flatnonzero(changed.any(axis=along))
    return slice(int(indices[0]), int(indices[-1]) + 1) if len(indices) else slice(0, 1)
