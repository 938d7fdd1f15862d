"""The states of an operation that weights what it reads, such as upsampling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svgconv.states.lazy_numpy import np
from svgconv.states.states import States

if TYPE_CHECKING:
    from numpy.typing import NDArray

WeightsByOutput = tuple[Sequence[Sequence[float]], ...]
"""For each axis and each output index, the weights of its window's cells, with the sum 1."""


@dataclass(frozen=True, eq=False)
class SampledStates(States):
    """States of windows whose cells have weights, which are products of weights along each axis.

    Attributes
    ----------
    weights: for each axis and each output index, the weight of each cell of the window.
    """

    weights: WeightsByOutput = ()

    @property
    def tap_weights(self) -> NDArray[np.float64]:
        """The weight of each tap in each frame, 0 for missing taps; (F, K)."""
        every = np.ones((1, 1))
        for axis, each in zip(self.axes, self.weights, strict=True):
            taps = axis.window.shape[1]
            padded = np.array([[*row, *[0.0] * (taps - len(row))] for row in each])
            every = every[:, None, :, None] * padded[None, :, None, :]
            every = every.reshape(every.shape[0] * every.shape[1], -1)
        return every

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield each frame with a weight for each cell of its window."""
        for frame in super().frames():
            each: list[float] = [1.0]
            for axis, index in zip(self.weights, frame["output"], strict=True):
                each = [weight * more for weight in each for more in axis[index]]
            yield {**frame, "weights": each}
