"""The values of a figure's cells, and what the window computes from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

from svgconv.states.axis import NO_CELL, NO_UNIT
from svgconv.states.lazy_numpy import np
from svgconv.states.states import States

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array: TypeAlias = "NDArray[Any]"
"""Numbers of any type; ints and fractions stay exact."""


def drawn_values(states: States, input: Array) -> Array:
    """Return the drawn grid's values: units and their copies, and 0 in all other cells.

    Parameters
    ----------
    input: the input's values, in the input's shape.

    Returns
    -------
    Values in the drawn grid's shape, with the input's channels first if it has channels.
    """
    values = input
    for number, axis in enumerate(states.axes, input.ndim - len(states.axes)):
        holds = np.expand_dims(axis.units != NO_UNIT, tuple(range(1, values.ndim - number)))
        values = np.where(holds, values.take(axis.units, number), np.zeros((), input.dtype))
    return values


def under_windows(states: States, input: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Return the value under each tap of each frame's window, and which of them count.

    Padding counts if it holds zeros or copies of units.

    Parameters
    ----------
    input: the input's values, in the input's shape.

    Returns
    -------
    Two arrays of (frames, taps), without the taps that no frame uses.
    """
    windows = states.windows[:, states.used_taps]
    filled = states.read[:, states.used_taps] if states.outside == "ignored_padding" else True
    there = (windows[..., 0] != NO_CELL) & filled
    return drawn_values(states, input)[tuple(np.moveaxis(windows, -1, 0))], there


def correlated(states: States, input: Array, weight: Array) -> Array:
    """Return the cross-correlation of the drawn grid with ``weight``.

    Parameters
    ----------
    input: the input's values, in the input's shape.
    weight: one number for each tap of the window; with channels in the shape
        ``(outputs, inputs / groups, *window)``.

    Returns
    -------
    Sums in the output's shape.
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
    states: States, input: Array, reduction: Callable[..., Array], of_none: float | None = None
) -> Array:
    """Return a reduction of the cells under each window that hold numbers, one axis at a time.

    Parameters
    ----------
    reduction: `numpy.sum`, `numpy.max`, or another function that gives the same result when it is
        applied to one axis after another.
    of_none: the result of a window that covers no such cell.

    Returns
    -------
    Numbers in the output's shape.
    """
    ignored = states.outside == "ignored_padding"
    values = input if ignored else drawn_values(states, input)
    for number, axis in enumerate(states.axes):
        windows = axis.reads if ignored else axis.cells
        if of_none is not None and not all(windows) and values.dtype.kind != "O":
            values = values.astype(np.float64)
        start = {} if of_none is None or all(windows) else {"initial": of_none}
        lines = [reduction(values.take(cells, number), axis=number, **start) for cells in windows]
        values = np.stack(lines, number)
    return values


def counted_cells(cells: Sequence[Sequence[Sequence[object]]]) -> Array:
    """Return the number of cells in each output cell's window, in the output's shape.

    Parameters
    ----------
    cells: for each axis and each output index, the window's cells along that axis.
    """
    return reduce(np.multiply.outer, [np.array([len(window) for window in axis]) for axis in cells])
