"""One palette for all frames of a GIF: exact for areas, approximate for their edges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from svgconv.encoders._frame_differences import CLEAR, Change

FLAT_SHARE = 0.002
"""The least share of the pixels that the colour of an area has; others are of edges."""

ROUNDS = 3
"""How often the colours of edges are moved to the mean of those that they stand for."""

MUCH = 0.21
"""The share of pixels that change from frame to frame that is much."""
MANY = 2000
"""The distinct colours that are many. Such pictures, and those that change much, need a smaller
tolerance, so that the mean error of their frames is as small as that of others."""

FEW = 64
"""The most colours that are few."""

LATE = 0.9
"""The part of the colours after which rare colours count as much as others."""
FAR = 1000
SHIFTS = (16, 8, 0)


@dataclass(frozen=True)
class Tolerance:
    """How far pixels may be from what was drawn, of 255, in the channel that is farthest.

    A smaller one gives a larger file of the same picture.

    Attributes
    ----------
    largest: the largest error of a colour that is replaced by one of the palette.
    mean: the mean error of the pixels that change, over all channels.
    kept: the largest error of a pixel that is left as it was in the frame before.
    """

    largest: int
    mean: float
    kept: int


FINE, FINER, COARSE = Tolerance(4, 0.15, 5), Tolerance(2, 0.08, 2), Tolerance(14, 0.75, 16)
"""The tolerance of a palette, of one for many colours or changes, and of one of few colours."""


@dataclass(frozen=True)
class Palette:
    """The colours of a GIF; the index after the last one is transparent.

    Attributes
    ----------
    colors: (count, 3), 0 to 255: red, green and blue.
    table: the index of each colour in the frames, by ``0xRRGGBB`` or `CLEAR`.
    kept: the largest error of a channel of a pixel that is left as it was.
    """

    colors: NDArray[np.uint8]
    table: NDArray[np.uint8]
    kept: int

    @property
    def clear(self) -> int:
        """The transparent index."""
        return len(self.colors)

    @property
    def bits(self) -> int:
        """The number of bits of an index."""
        return max(2, self.clear.bit_length())

    def near(self, indices: NDArray[np.uint8], colors: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Return whether the colours of indices are near enough to others to stand for them."""
        known = np.full((self.clear + 1, 3), FAR, np.int16)
        known[: self.clear] = self.colors
        near: NDArray[np.bool_] = colors != CLEAR
        for channel, shift in enumerate(SHIFTS):
            wanted = (colors >> np.uint32(shift)).astype(np.uint8).astype(np.int16)
            near &= np.abs(known[indices, channel] - wanted) <= self.kept
        return near


def palette(changes: Iterable[Change], most: int) -> Palette:
    """Return a palette of at most ``most`` colours for all changes."""
    colors, counts, share = _counted(changes)
    is_fine = len(colors) <= MANY and share <= MUCH
    tolerance = COARSE if most <= FEW else FINE if is_fine else FINER
    points = _points(colors)
    centers = _centers(points, counts, most, tolerance)
    table = np.zeros(CLEAR + 1, np.uint8)
    table[colors] = _nearest(points, centers)
    table[CLEAR] = len(centers)
    return Palette(centers.astype(np.uint8), table, tolerance.kept)


def _counted(
    changes: Iterable[Change],
) -> tuple[NDArray[np.uint32], NDArray[np.float64], float]:
    """Return every colour except `CLEAR`, its pixels, and the share of pixels that change."""
    colors: NDArray[np.uint32] = np.zeros(0, np.uint32)
    counts: NDArray[np.float64] = np.zeros(0)
    sizes = []
    for change in changes:
        sizes.append(len(change.places))
        more, times = np.unique(change.colors, return_counts=True)
        colors, places = np.unique(np.concatenate([colors, more]), return_inverse=True)
        counts = np.bincount(places, np.concatenate([counts, times])).astype(float)
    painted = colors != CLEAR
    first, *others = sizes or [1]
    return colors[painted], counts[painted], sum(others) / first / max(1, len(others))


def _points(colors: NDArray[np.uint32]) -> NDArray[np.float32]:
    channels = [colors >> np.uint32(shift) & np.uint32(255) for shift in SHIFTS]
    return np.stack(channels, axis=1).astype(np.float32)


def _centers(
    points: NDArray[np.float32], counts: NDArray[np.float64], most: int, tolerance: Tolerance
) -> NDArray[np.float32]:
    """Return the colours of areas, and then repeatedly the colour with the largest error.

    There are ``most`` of them, or as many as the tolerance needs.
    """
    if not len(points):
        return points
    order = np.argsort(-counts, kind="stable")
    flat = order[: most // 2][counts[order[: most // 2]] >= FLAT_SHARE * counts.sum()]
    if not len(flat):
        flat = order[:1]
    enough = 3 * tolerance.mean * counts.sum()
    chosen: list[int] = []
    errors = np.full(len(points), np.inf, np.float32)
    sums = np.full(len(points), np.inf, np.float32)
    distances = np.full(len(points), np.inf, np.float32)
    following = iter(flat.tolist())
    while len(chosen) < most:
        index = next(following, None)
        if index is None:
            far = errors > tolerance.largest
            if not far.any():
                if (counts * sums).sum() <= enough:  # whole numbers: exact in any order
                    break
                far[:] = True
            is_late = len(chosen) > LATE * most
            index = int(np.argmax(distances * far if is_late else counts * distances * far))
        chosen.append(index)
        apart = np.abs(points - points[index])
        np.minimum(errors, apart.max(axis=1), out=errors)
        np.minimum(sums, apart.sum(axis=1), out=sums)
        np.minimum(distances, np.square(apart).sum(axis=1), out=distances)
    return _refined(points, counts, points[chosen], len(flat))


def _refined(
    points: NDArray[np.float32],
    counts: NDArray[np.float64],
    centers: NDArray[np.float32],
    pinned: int,
) -> NDArray[np.float32]:
    """Move all centres except the pinned ones to the mean of the colours nearest to them."""
    for _ in range(ROUNDS):
        nearest = _nearest(points, centers)
        weights = np.bincount(nearest, counts, len(centers))
        sums = [np.bincount(nearest, counts * channel, len(centers)) for channel in points.T]
        moved = np.stack(sums, axis=1) / np.maximum(weights, 1)[:, None]
        moving = weights > 0
        moving[:pinned] = False
        centers[moving] = moved[moving]
    return np.rint(centers)


def _nearest(points: NDArray[np.float32], centers: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the index of the centre that is nearest to each point.

    A matrix product would be slower at this size, because of the threads of numpy's BLAS.
    """
    distances = np.zeros((len(points), len(centers)), np.float32)
    for channel in range(3):
        distances += np.square(points[:, channel, None] - centers[:, channel])
    nearest: NDArray[np.intp] = np.argmin(distances, axis=1)
    return nearest
