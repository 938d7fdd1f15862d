"""The running sums of outputs to which several frames add: those of the scatter view and of fold.

Taps are separable, like windows: a row of frames adds to some rows of the output, and each of its
frames adds to some columns of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from svgconv.states.arithmetic import Array
from svgconv.states.axis import NO_CELL, Indices
from svgconv.states.lazy_numpy import np


@dataclass(frozen=True, eq=False)
class RunningSums:
    """The sums in the output's cells after each frame.

    Attributes
    ----------
    rows: for each row of frames, the output's row under each row of taps, or `NO_CELL`;
        (R, kernel rows). Different taps have different rows.
    columns: the same for the frames of a row; (C, kernel columns).
    after: the sums under the taps after each frame; (R, kernel rows, C, kernel columns).
    lines: the sums in the output's row under each row of taps, after each row of frames; (R, kernel
        rows, columns).
    size: the numbers of the output's rows and columns.
    start: the number from which each sum starts.
    """

    rows: Indices
    columns: Indices
    after: Array
    lines: Array
    size: tuple[int, int]
    start: Any = 0

    @classmethod
    def of(
        cls, rows: Indices, columns: Indices, size: tuple[int, int], added: Array, start: Any = 0
    ) -> RunningSums:
        """Return the running sums of these terms.

        Parameters
        ----------
        rows, columns: see the attributes.
        size: the numbers of the output's rows and columns.
        added: the terms that each frame adds under its taps; (R, C, kernel rows, kernel columns).
        start: see the attributes.
        """
        kind = np.result_type(added, np.asarray(start))
        after = np.zeros((*rows.shape, *columns.shape), kind)
        lines = np.zeros((*rows.shape, size[1]), kind)
        sums = np.full(size, start, kind)
        for row, down in enumerate(rows):
            inside = np.flatnonzero(down != NO_CELL)
            for column, across in enumerate(columns):
                taps = np.ix_(inside, np.flatnonzero(across != NO_CELL))
                cells = np.ix_(down[inside], across[across != NO_CELL])
                sums[cells] += added[row, column][taps]
                under = after[row, :, column]
                under[taps] = sums[cells]
            lines[row, inside] = sums[down[inside]]
        return cls(rows, columns, after, lines, size, start)

    def under_window(self, row: int, column: int) -> list[float]:
        """Return the sums after a frame in the cells to which it has added, in the taps' order."""
        taps = np.ix_(self.rows[row] != NO_CELL, self.columns[column] != NO_CELL)
        sums: list[float] = self.after[row, :, column][taps].ravel().tolist()
        return sums
