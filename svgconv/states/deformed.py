"""The states of a deformable convolution: each tap samples between the cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from svgconv.states.arithmetic import Array, drawn_values
from svgconv.states.axis import NO_CELL, NO_UNIT, Indices
from svgconv.states.lazy_numpy import np
from svgconv.states.states import States

if TYPE_CHECKING:
    from numpy.typing import NDArray

AROUND = 4
"""The number of cells around a sample; bilinear interpolation weights them by their overlap."""


@dataclass(frozen=True, eq=False)
class DeformedStates(States):
    """States of windows with moved taps; ``axes`` have the windows without the offsets.

    ``windows`` and ``units`` have `AROUND` entries for each tap. An entry with the weight 0, or
    outside the drawn grid, is `NO_CELL` and `NO_UNIT`; all values outside are 0.

    Attributes
    ----------
    offsets: cells down and to the right of each tap, (F, taps, 2); or (1, taps, 2) if they are the
        same in all frames.
    """

    offsets: NDArray[np.float64] | None = None

    @property
    def moves_rigidly(self) -> bool:
        """Whether all output cells have the same offsets, so that the window keeps its form."""
        return len(self._offsets) == 1

    @property
    def _offsets(self) -> NDArray[np.float64]:
        assert self.offsets is not None
        return self.offsets

    @cached_property
    def taps(self) -> Indices:
        """The drawn cells under the taps without the offsets, row-major; (F, taps, 2)."""
        return self._spread([axis.window for axis in self.axes])

    @cached_property
    def samples(self) -> NDArray[np.float64]:
        """The taps' positions in drawn cells, with the offsets; (F, taps, 2)."""
        return np.asarray(self.taps + self._offsets)

    @cached_property
    def corners(self) -> Indices:
        """The cells around each sample, which may be outside the drawn grid; (F, taps, 4, 2)."""
        steps = np.array(list(product((0, 1), repeat=2)))
        return np.asarray(np.floor(self.samples)[:, :, None] + steps, dtype=np.int32)

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """The weight of each cell around a sample, with the sum 1 for each tap; (F, taps, 4)."""
        apart = np.abs(self.corners - self.samples[:, :, None])
        return np.asarray((1 - apart).prod(axis=-1))

    @cached_property
    def _counted(self) -> NDArray[np.bool_]:
        """Which of these cells are drawn and have a weight above 0; (F, taps, 4)."""
        inside = (self.corners >= 0) & (self.corners < np.array(self.drawn_size))
        return np.asarray(inside.all(axis=-1) & (self.shares > 0))

    @cached_property
    def windows(self) -> Indices:
        """The drawn cells that are sampled, or `NO_CELL`; (F, 4·taps, 2)."""
        cells = np.where(self._counted[..., None], self.corners, NO_CELL)
        return np.asarray(cells.reshape(len(cells), -1, 2), dtype=np.int32)

    @cached_property
    def units(self) -> Indices:
        """The input's indices of these cells, or `NO_UNIT`; (F, 4·taps, 2)."""
        each = [axis.units[self.windows[..., n]] for n, axis in enumerate(self.axes)]
        units = np.stack(each, axis=-1)
        held = (self.windows != NO_CELL).all(axis=-1) & (units != NO_UNIT).all(axis=-1)
        return np.asarray(np.where(held[..., None], units, NO_UNIT), dtype=np.int32)

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield each frame with its samples: each tap's row and column in the input."""
        first = np.array([axis.real_cells[0] for axis in self.axes])
        for output, window, units, samples in zip(
            self.outputs.tolist(), self.windows, self.units, self.samples - first, strict=True
        ):
            yield {
                "output": output,
                "window": _distinct(window),
                "reads": _distinct(units),
                "samples": samples.tolist(),
            }

    def correlated(self, input: Array, weight: Array) -> Array:
        """Return the sums over the taps of weight times sampled value, in the output's size.

        Parameters
        ----------
        input: values in the input's shape.
        weight: one number for each tap.
        """
        drawn = drawn_values(self, input)
        at = np.where(self._counted[..., None], self.corners, 0)
        held = np.where(self._counted, drawn[at[..., 0], at[..., 1]], 0)
        sampled = (held * self.shares).sum(axis=-1)
        return np.asarray((sampled * weight.ravel()).sum(axis=1).reshape(self.output_size))


def _distinct(cells: Indices) -> list[list[int]]:
    """Return the cells without repetition and without `NO_CELL`, ascending."""
    found: list[list[int]] = np.unique(cells[(cells >= 0).all(axis=1)], axis=0).tolist()
    return found
