"""The values that a figure's cells hold, and what the window computes from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from svgconv.states.axis import NO_UNIT
from svgconv.states.states import States

Array = NDArray[Any]
"""Numbers of any kind: whole ones stay exact."""

CANCELLED = 1e-12
"""The part of its terms below which a sum is the computer's rounding: 0.1 + 0.2 - 0.3 is 0."""


def without_rounding(sums: Array, sizes: Array) -> Array:
    """Sums that cancel as 0 itself; ``sizes`` are the sums of their terms' absolute values."""
    return np.where(np.abs(sums) < CANCELLED * sizes, np.zeros((), sums.dtype), sums)


def drawn_values(states: States, input: Array) -> Array:
    """The drawn grid's values: each unit's own or copied one, and 0 in all other cells.

    Parameters
    ----------
    input: the input's values, in the input's own shape; where it has channels, each has a grid.
    """
    values = input
    for number, axis in enumerate(states.axes, input.ndim - len(states.axes)):
        holds = np.expand_dims(axis.units != NO_UNIT, tuple(range(1, values.ndim - number)))
        values = np.where(holds, values.take(axis.units, number), np.zeros((), input.dtype))
    return values


def correlated(states: States, input: Array, weight: Array) -> Array:
    """The cross-correlation of the drawn grid with ``weight``: for each output cell a sum of taps.

    Parameters
    ----------
    input: the input's values, in the input's own shape.
    weight: one number for each tap of the window; where there are several channels,
        ``(outputs, inputs / groups, *window)``, and each group is summed by itself.
    """
    groups = states.channels.groups if states.channels else 1
    drawn = drawn_values(states, input).reshape(groups, -1, *states.drawn_size)
    taps = weight.shape[-len(states.axes) :]
    weights = weight.reshape(groups, -1, drawn.shape[1], *taps)
    total = np.zeros((*weights.shape[:2], *states.output_size), np.result_type(input, weight))
    each = (..., *(None,) * len(states.axes))
    for tap in np.ndindex(*taps):
        places = [axis.window[:, index] for axis, index in zip(states.axes, tap, strict=True)]
        for channel in range(drawn.shape[1]):
            under = drawn[:, channel][np.ix_(np.arange(groups), *places)]
            total += weights[(slice(None), slice(None), channel, *tap)][each] * under[:, None]
    return total.reshape(states.output_shape)


def pooled(
    states: States, input: Array, gather: Callable[..., Array], of_none: float | None = None
) -> Array:
    """What ``gather`` makes of the units under each window, an axis at a time.

    Parameters
    ----------
    gather: `numpy.sum` or `numpy.max`, or another that may be taken along one axis after another.
    of_none: what a window gives that has no unit of the input under it.
    """
    values = input
    for number, axis in enumerate(states.axes):
        if of_none is not None and not all(axis.reads):
            values = values.astype(np.float64)
        start = {} if of_none is None or all(axis.reads) else {"initial": of_none}
        lines = [gather(values.take(units, number), axis=number, **start) for units in axis.reads]
        values = np.stack(lines, number)
    return values


def counted_cells(cells: Sequence[Sequence[Sequence[int]]]) -> Array:
    """For each output cell the product over the axes of how many cells its window has there."""
    return reduce(np.multiply.outer, [np.array([len(window) for window in axis]) for axis in cells])
