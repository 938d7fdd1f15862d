"""The products of each frame: each cell of the window times its weight, and the sums of these.

The numbers grow with the frames, because every frame has its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from svgconv.errors import SvgconvError
from svgconv.numbers.numerals import numeral
from svgconv.numbers.sums import MOST_TEXTS, Sum, factors
from svgconv.operations.base import WEIGHTED_SUM
from svgconv.states.arithmetic import Array
from svgconv.states.axis import NO_CELL
from svgconv.states.lazy_numpy import np
from svgconv.states.states import States

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Products:
    """The products of a convolution's frames.

    Attributes
    ----------
    states: the states of the figure.
    terms: the products in the order of the taps that any frame uses; (frames, taps).
    output: the output's numbers, in its shape.
    bias: the number for each output channel that is added to its products; None without a bias.
    """

    states: States
    terms: Array
    output: Array
    bias: Array | None = None

    @classmethod
    def of(
        cls, states: States, input: Array, weight: Array, output: Array, bias: Array | None
    ) -> Products:
        """Return the products of numbers.

        Parameters
        ----------
        input, output: in the operation's shapes.
        weight: in the window's shape, as the drawn grid meets it; with several channels,
            ``(outputs, inputs / groups, *window)``.

        Raises
        ------
        SvgconvError: more products in all frames than fit a figure.
        """
        count = states.odometer.frame_count * int(states.used_taps.sum())
        if count > MOST_TEXTS:
            problem = f"{count:,} products are more than {MOST_TEXTS:,}"
            raise SvgconvError("panels", problem, "use kernel or none")
        values, weights, _ = factors(WEIGHTED_SUM, states, input, weight)
        return cls(states, values * weights, output, bias)

    @property
    def channels(self) -> int:
        """The number of input channels that each frame reads."""
        return self.states.all_axes[0].taps if self.states.channels else 1

    @cached_property
    def partial(self) -> Array:
        """The sum of each frame's products in each channel that it reads; (frames, channels)."""
        counts = self._used.sum(axis=1)
        parts = np.split(self.terms, np.cumsum(counts)[:-1], axis=1)
        return np.stack([part.sum(axis=1) for part in parts], axis=1)

    @cached_property
    def sum(self) -> Sum:
        """The sum of each frame: of its products, or of the sums of several channels."""
        states, rows = self.states, [self.channels]
        terms = self.partial
        if self.channels == 1:
            terms = self.terms
            used = states.used_taps.reshape(-1, states.axes[-1].taps)
            rows = used.sum(axis=1).tolist()
        return Sum.of_terms(states, terms, self.output, self.bias, rows)

    def texts(self, tap: int, channel: int = 0) -> tuple[str, ...]:
        """Return a tap's product in each frame; ``""`` for a frame that does not use the tap.

        Parameters
        ----------
        tap: its number on the plane of one channel.
        channel: among those that each frame reads.
        """
        flat, used = channel * self._used.shape[1] + tap, self.states.used_taps
        if not used[flat]:
            return ("",) * len(self.terms)
        products = _written(self.terms[:, int(used[:flat].sum())].tolist())
        there = (self.states.windows[:, flat, 0] != NO_CELL).tolist()
        return tuple(text if has else "" for text, has in zip(products, there, strict=True))

    def partial_texts(self, channel: int) -> tuple[str, ...]:
        """Return the sum of a channel's products in each frame."""
        return _written(self.partial[:, channel].tolist())

    @property
    def _used(self) -> NDArray[np.bool_]:
        """Whether any frame uses each tap on each channel; (channels, taps)."""
        return self.states.used_taps.reshape(self.channels, -1)


def _written(numbers: Iterable[float]) -> tuple[str, ...]:
    return tuple(map(numeral, numbers))
