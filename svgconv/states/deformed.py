"""The states of a deformable convolution: each tap samples between the cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from svgconv.states.arithmetic import Array, drawn_values
from svgconv.states.axis import NO_CELL, NO_UNIT, Indices
from svgconv.states.states import States

AROUND = 4
"""The cells around a sample: bilinearly each counts by the part of it that a cell there covers."""


@dataclass(frozen=True, eq=False)
class DeformedStates(States):
    """States of windows whose taps are moved; ``axes`` have the window as it is without offsets.

    ``windows`` and ``units`` have `AROUND` entries for each tap; one that does not count, or that
    lies outside the drawn grid, where all is zero, is `NO_CELL` and `NO_UNIT`.

    Attributes
    ----------
    offsets: cells down and to the right, ``(F, taps, 2)``, or ``(1, taps, 2)`` in all frames.
    """

    offsets: NDArray[np.float64] | None = None

    @property
    def moves_alike(self) -> bool:
        """Whether every output cell has the same offsets, so that the window moves as a whole."""
        return len(self._offsets) == 1

    @property
    def _offsets(self) -> NDArray[np.float64]:
        assert self.offsets is not None
        return self.offsets

    @cached_property
    def taps(self) -> Indices:
        """The drawn cells that the taps have without offsets, row-major; (F, taps, 2)."""
        return self._spread([axis.window for axis in self.axes])

    @cached_property
    def samples(self) -> NDArray[np.float64]:
        """Where the taps sample, in drawn cells; (F, taps, 2)."""
        return np.asarray(self.taps + self._offsets)

    @cached_property
    def corners(self) -> Indices:
        """The cells around each sample, inside the drawn grid or not; (F, taps, 4, 2)."""
        steps = np.array(list(product((0, 1), repeat=2)))
        return np.asarray(np.floor(self.samples)[:, :, None] + steps, dtype=np.int32)

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """By how much each cell around a sample counts; (F, taps, 4); those of a tap sum to 1."""
        apart = np.abs(self.corners - self.samples[:, :, None])
        return np.asarray((1 - apart).prod(axis=-1))

    @cached_property
    def _there(self) -> NDArray[np.bool_]:
        """Which of these cells count and are drawn; (F, taps, 4)."""
        inside = (self.corners >= 0) & (self.corners < np.array(self.drawn_size))
        return np.asarray(inside.all(axis=-1) & (self.shares > 0))

    @cached_property
    def windows(self) -> Indices:
        """The drawn cells that count; (F, 4·taps, 2)."""
        cells = np.where(self._there[..., None], self.corners, NO_CELL)
        return np.asarray(cells.reshape(len(cells), -1, 2), dtype=np.int32)

    @cached_property
    def units(self) -> Indices:
        """The input's own indices of them; (F, 4·taps, 2)."""
        each = [axis.units[self.windows[..., n]] for n, axis in enumerate(self.axes)]
        units = np.stack(each, axis=-1)
        held = (self.windows != NO_CELL).all(axis=-1) & (units != NO_UNIT).all(axis=-1)
        return np.asarray(np.where(held[..., None], units, NO_UNIT), dtype=np.int32)

    def frames(self) -> Iterator[dict[str, Any]]:
        """Each frame, with its samples: a row and a column of the input for each tap."""
        first = np.array([axis.real_cells[0] for axis in self.axes])
        for output, window, units, samples in zip(
            self.outputs.tolist(), self.windows, self.units, self.samples - first, strict=True
        ):
            yield {
                "output": output,
                "window": _each_once(window),
                "reads": _each_once(units),
                "samples": samples.tolist(),
            }

    def computed(self, input: Array, weight: Array) -> Array:
        """For each output cell the sum over the taps of weight times what the tap samples."""
        drawn = drawn_values(self, input)
        at = np.where(self._there[..., None], self.corners, 0)
        held = np.where(self._there, drawn[at[..., 0], at[..., 1]], 0)
        sampled = (held * self.shares).sum(axis=-1)
        return np.asarray((sampled * weight.ravel()).sum(axis=1).reshape(self.output_size))


def _each_once(cells: Indices) -> list[list[int]]:
    """The cells that there are, ascending."""
    found: list[list[int]] = np.unique(cells[(cells >= 0).all(axis=1)], axis=0).tolist()
    return found
