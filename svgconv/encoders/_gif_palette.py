"""One palette for all frames of a GIF: the flat colours exact, edges by their nearest colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from svgconv.encoders._frame_differences import CLEAR, Change

FLAT_SHARE = 0.002
"""The share of the pixels from which on a colour is flat, not an edge's."""

ROUNDS = 3
"""How often the colours of edges are moved amid those that they serve; more gain nothing."""

NEAR, NEAR_FOR_FEW, FEW = 8, 16, 128
"""How far a channel may be from right, and with a small palette, to be left as it is."""

FAR = 1000
SHIFTS = (16, 8, 0)


@dataclass(frozen=True)
class Palette:
    """The colours of a GIF; the index after the last one is for pixels that are not painted.

    Attributes
    ----------
    colors: (count, 3), red, green and blue.
    table: the index of every colour that the frames have, by the colour.
    """

    colors: NDArray[np.uint8]
    table: NDArray[np.uint8]

    @property
    def clear(self) -> int:
        """The index that paints nothing."""
        return len(self.colors)

    @property
    def bits(self) -> int:
        """The bits of an index."""
        return max(2, self.clear.bit_length())

    def near(self, indices: NDArray[np.uint8], colors: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Whether the indices' colours are so near to others that they may stand for them."""
        known = np.full((self.clear + 1, 3), FAR, np.int16)
        known[: self.clear] = self.colors
        limit = NEAR if self.clear > FEW else NEAR_FOR_FEW
        near: NDArray[np.bool_] = colors != CLEAR
        for channel, shift in enumerate(SHIFTS):
            wanted = (colors >> np.uint32(shift)).astype(np.uint8).astype(np.int16)
            near &= np.abs(known[indices, channel] - wanted) <= limit
        return near


def palette(changes: Iterable[Change], most: int) -> Palette:
    """The palette, of at most so many colours, that serves what the frames paint."""
    colors, counts = _counted(changes)
    points = _points(colors)
    centers = _centers(points, counts, most)
    table = np.zeros(CLEAR + 1, np.uint8)
    table[colors] = _nearest(points, centers)
    table[CLEAR] = len(centers)
    return Palette(centers.astype(np.uint8), table)


def _counted(changes: Iterable[Change]) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """Every colour but `CLEAR`, and how many pixels are painted with it."""
    colors: NDArray[np.uint32] = np.zeros(0, np.uint32)
    counts: NDArray[np.float64] = np.zeros(0)
    for change in changes:
        more, times = np.unique(change.colors, return_counts=True)
        colors, places = np.unique(np.concatenate([colors, more]), return_inverse=True)
        counts = np.bincount(places, np.concatenate([counts, times])).astype(float)
    painted = colors != CLEAR
    return colors[painted], counts[painted]


def _points(colors: NDArray[np.uint32]) -> NDArray[np.float32]:
    channels = [colors >> np.uint32(shift) & np.uint32(255) for shift in SHIFTS]
    return np.stack(channels, axis=1).astype(np.float32)


def _centers(
    points: NDArray[np.float32], counts: NDArray[np.float64], most: int
) -> NDArray[np.float32]:
    """The flat colours as they are, and then, again and again, the one that is served worst."""
    if len(points) <= most:
        return points
    order = np.argsort(-counts, kind="stable")
    flat = order[: most // 2][counts[order[: most // 2]] >= FLAT_SHARE * counts.sum()]
    weights = np.sqrt(counts)
    chosen = list(flat) or [order[0]]
    distances = np.min([_squared(points, points[index]) for index in chosen], axis=0)
    while len(chosen) < most:
        chosen.append(int(np.argmax(weights * distances)))
        np.minimum(distances, _squared(points, points[chosen[-1]]), out=distances)
    return _refined(points, counts, points[chosen], len(flat))


def _squared(points: NDArray[np.float32], point: NDArray[np.float32]) -> NDArray[np.float32]:
    squared: NDArray[np.float32] = np.square(points - point).sum(axis=1)
    return squared


def _refined(
    points: NDArray[np.float32],
    counts: NDArray[np.float64],
    centers: NDArray[np.float32],
    pinned: int,
) -> NDArray[np.float32]:
    """Move all centres but the pinned ones amid the colours that they serve."""
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
    """The index of the centre that is nearest to each point.

    Not by a matrix product: the threads of numpy's BLAS cost more than they gain at this size.
    """
    distances = np.zeros((len(points), len(centers)), np.float32)
    for channel in range(3):
        distances += np.square(points[:, channel, None] - centers[:, channel])
    nearest: NDArray[np.intp] = np.argmin(distances, axis=1)
    return nearest
