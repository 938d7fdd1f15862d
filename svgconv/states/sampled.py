"""The states of an operation that weights what it reads, such as upsampling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from svgconv.states.arithmetic import Array
from svgconv.states.lazy_numpy import np
from svgconv.states.states import States

WeightsByOutput = tuple[Sequence[Sequence[Fraction]], ...]
"""For each axis and each output index, the exact weights of its window's cells; their sum is 1."""


@dataclass(frozen=True, eq=False)
class SampledStates(States):
    """States of windows whose cells have weights, which are products of weights along each axis.

    Attributes
    ----------
    weights: for each axis and each output index, the weight of each cell of the window.
    """

    weights: WeightsByOutput = ()

    @property
    def tap_weights(self) -> Array:
        """The weight of each tap in each frame, a fraction, 0 for missing taps; (F, K)."""
        every = np.ones((1, 1), dtype=object)
        for axis, each in zip(self.axes, self.weights, strict=True):
            taps = axis.taps
            padded = np.array([[*row, *[0] * (taps - len(row))] for row in each], dtype=object)
            every = every[:, None, :, None] * padded[None, :, None, :]
            every = every.reshape(every.shape[0] * every.shape[1], -1)
        return every

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield each frame with a weight for each cell of its window."""
        for frame in super().frames():
            each = [Fraction(1)]
            for axis, index in zip(self.weights, frame["output"], strict=True):
                each = [weight * more for weight in each for more in axis[index]]
            yield {**frame, "weights": [float(weight) for weight in each]}
