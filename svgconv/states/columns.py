"""The states of unfold and fold: a window on a grid, and a column of a matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from svgconv.states.arithmetic import Array
from svgconv.states.axis import NO_CELL, NO_UNIT
from svgconv.states.lazy_numpy import np
from svgconv.states.running_sums import RunningSums
from svgconv.states.states import States


@dataclass(frozen=True, eq=False)
class ColumnStates(States):
    """States with one frame for each window of a grid; each window is a column of the matrix.

    ``axes`` and ``input_size`` are the grid's: the input of unfold, the output of fold. The matrix
    has one row for each of the window's cells and one column for each window.

    Attributes
    ----------
    into_columns: True if windows are copied to columns (unfold), False if columns are added to
        windows (fold).
    grid_channels: the grid's channels; the matrix has the rows of each, one after another.
    """

    into_columns: bool = True
    grid_channels: int = 1

    @property
    def input_shape(self) -> tuple[int, ...]:
        """The grid's size, with several channels first."""
        several = (self.grid_channels,) * (self.grid_channels > 1)
        return (*several, *self.input_size)

    @property
    def window_size(self) -> int:
        """The number of the window's cells in one channel."""
        rows, columns = self.axes
        return rows.taps * columns.taps

    @property
    def matrix_size(self) -> tuple[int, int]:
        """The numbers of the matrix's rows and columns."""
        return self.grid_channels * self.window_size, self.odometer.frame_count

    def sums(self, matrix: Array) -> list[RunningSums]:
        """Return each channel's sums while fold adds the matrix's columns, without the padding.

        Parameters
        ----------
        matrix: the numbers of the matrix, in `matrix_size`.
        """
        rows, columns = self.axes
        tables = [
            np.where(axis.under_taps == NO_UNIT, NO_CELL, axis.window) for axis in (rows, columns)
        ]
        taps = rows.taps, columns.taps
        windows = rows.output, columns.output
        size = (rows.drawn, columns.drawn)
        return [
            RunningSums.of(tables[0], tables[1], size, entries.T.reshape(*windows, *taps))
            for entries in np.split(matrix, self.grid_channels)
        ]

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield each frame: its output cells in the window's order, its window and its reads.

        An output cell of fold is None if it is padding; such entries of the matrix are not read.
        """
        rows, columns = self.axes
        several = self.grid_channels > 1
        channels = [[number] if several else [] for number in range(self.grid_channels)]
        for column, (row, at) in enumerate(product(range(rows.output), range(columns.output))):
            entries = [[entry, column] for entry in range(self.matrix_size[0])]
            window = [
                [*channel, down, across]
                for channel in channels
                for down in rows.cells[row]
                for across in columns.cells[at]
            ]
            units = [
                [*channel, down, across] if NO_UNIT not in (down, across) else None
                for channel in channels
                for down in rows.tap_units[row]
                for across in columns.tap_units[at]
            ]
            if self.into_columns:
                reads = [unit for unit in units if unit is not None]
                yield {"output": entries, "window": window, "reads": reads}
            else:
                reads = [entry for entry, unit in zip(entries, units, strict=True) if unit]
                yield {"output": units, "window": entries, "reads": reads}

    def numbers(
        self,
        input: Array,
        weight: Array | None,
        output: Array | None,
        bias: Array | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Yield each column's values (unfold), or the sums so far in the window's cells (fold)."""
        sums = [] if self.into_columns else self.sums(input)
        for frame, at in enumerate(np.ndindex(*self.odometer.shape)):
            if output is None:
                yield {}
            elif self.into_columns:
                yield {"values": output[:, frame]}
            else:
                yield {"sums": np.array([one for own in sums for one in own.under_window(*at)])}

    def head(self) -> dict[str, Any]:
        """Return the ``states`` document without its frames; fold's output has drawn cells, too."""
        head = super().head()
        rows, columns = self.matrix_size
        if self.into_columns:
            return {**head, "output": {"shape": [rows, columns]}}
        cells = ["#" * columns] * rows
        matrix = {"shape": [rows, columns], "drawn": [rows, columns], "cells": cells}
        return {**head, "input": matrix, "output": head["input"]}
