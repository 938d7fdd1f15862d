"""Winners: the cell of each frame's window that holds the largest number."""

from __future__ import annotations

from functools import reduce

from svgconv.states.arithmetic import Array, drawn_values
from svgconv.states.axis import NO_CELL, NO_UNIT, Axis, Indices
from svgconv.states.lazy_numpy import np
from svgconv.states.states import States


def winners(states: States, input: Array) -> Indices:
    """Return the drawn cell with the largest number under each frame's window; (F, A).

    Of equal numbers it is the first one in row-major order, as with ``return_indices`` of
    `torch.nn.MaxPool2d`. Padding of minus infinity never wins; a frame whose window covers no
    number has `NO_CELL` on every axis.

    Parameters
    ----------
    input: the input's values, in the input's shape; without channels.
    """
    windows = [_numbered_cells(axis, states.outside) for axis in states.axes]
    best = drawn_values(states, input)
    places: list[Array] = []
    # The last axis comes first: the first row of several with the same maximum then wins.
    for number in reversed(range(len(windows))):
        lines, found = [], []
        for cells in windows[number]:
            taken = best.take(cells or [0], number)
            at = np.expand_dims(taken.argmax(axis=number), number)
            lines.append(np.take_along_axis(taken, at, number))
            found.append((np.array(cells or [0])[at], at, cells))
        places = [
            np.concatenate(
                [np.take_along_axis(one.take(cells or [0], number), at, number)
                 for _, at, cells in found], number)
            for one in places
        ]  # fmt: skip
        places.insert(0, np.concatenate([cell for cell, *_ in found], number))
        best = np.concatenate(lines, number)
    result = np.stack(places, axis=-1)
    held = [np.array([bool(cells) for cells in one]) for one in windows]
    result[~reduce(np.logical_and.outer, held)] = NO_CELL
    return result.reshape(-1, len(windows)).astype(np.int32)


def _numbered_cells(axis: Axis, outside: str) -> list[list[int]]:
    """Return the cells under each window that hold a number."""
    if outside != "ignored_padding":
        return axis.cells
    return [[cell for cell in cells if axis.cell_units[cell] != NO_UNIT] for cells in axis.cells]
