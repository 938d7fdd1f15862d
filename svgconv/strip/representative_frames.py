"""The choice of representative frames, when there is no room for all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from svgconv.states.odometer import Odometer


def representative_frames(odometer: Odometer, count: int) -> tuple[int, ...]:
    """Return ``count`` frames in order: first and last, row changes, then evenly spaced ones.

    Changes of channel or slice come before those of row.
    """
    frames = odometer.frame_count
    if count >= frames:
        return tuple(range(frames))
    chosen = [0] if count == 1 else [0, frames - 1]
    for axis in range(len(odometer.shape) - 1):
        turns = range(odometer.held(axis), frames, odometer.held(axis))
        chosen += _evenly(
            [frame for frame in turns if frame not in chosen], max(0, count - len(chosen))
        )
    while len(chosen) < count:
        chosen.append(_middle_of_widest_gap(sorted(chosen)))
    return tuple(sorted(chosen))


def _evenly(candidates: Sequence[int], count: int) -> list[int]:
    """Return at most ``count`` of the candidates, as far apart as possible."""
    if len(candidates) <= count:
        return list(candidates)
    return [candidates[(2 * place + 1) * len(candidates) // (2 * count)] for place in range(count)]


def _middle_of_widest_gap(chosen: list[int]) -> int:
    gaps = [(after - before, -before) for before, after in pairwise(chosen)]
    width, before = max(gaps)
    return -before + width // 2
