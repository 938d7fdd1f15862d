"""The smallest box around what changes between two pictures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Box = tuple[slice, slice]
"""Rows and columns of a picture."""


def whole(shape: tuple[int, ...]) -> Box:
    """The box that is the whole picture."""
    return slice(0, shape[0]), slice(0, shape[1])


def box_around(changed: NDArray[np.bool_], grid: int = 1) -> Box:
    """The rows and columns that hold everything marked, one pixel where nothing is.

    Parameters
    ----------
    grid: the first row and column are multiples of it.
    """
    return _extent(changed, 1, grid), _extent(changed, 0, grid)


def _extent(changed: NDArray[np.bool_], along: int, grid: int) -> slice:
    indices = np.flatnonzero(changed.any(axis=along))
    if not len(indices):
        return slice(0, 1)
    first, last = int(indices[0]), int(indices[-1])
    return slice(first - first % grid, last + 1)
