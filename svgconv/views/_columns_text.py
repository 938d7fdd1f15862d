"""The numbers in the view of unfold and fold: the input, and the output window by window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svgconv.numbers.cell_texts import CellTexts
from svgconv.numbers.numerals import numeral
from svgconv.numbers.values import Values
from svgconv.scene.cell_numbers import input_numbers, largest_setting
from svgconv.scene.marks import Mark
from svgconv.scene.motion import Motion
from svgconv.scene.output_numbers import OutputNumbers, RunningSumTexts, all_texts
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.theme import Theme
from svgconv.states.arithmetic import Array
from svgconv.states.columns import ColumnStates
from svgconv.states.lazy_numpy import np


@dataclass(frozen=True)
class ColumnTexts:
    """The numbers of both sides.

    Attributes
    ----------
    output: numbers in the output's shape; None leaves its cells blank.
    """

    states: ColumnStates
    values: Values
    output: Array | None

    @classmethod
    def of(cls, states: ColumnStates, values: Values, output: Array | None) -> ColumnTexts:
        """Return the numbers of a figure."""
        return cls(states, values, output)

    def marks(self, channels: Sequence[Plane], matrix: Plane, theme: Theme) -> list[Mark]:
        """Return the numbers on the grid's channels and in the matrix."""
        if not self.states.into_columns:
            read = CellTexts.of_units(self.states, self.values, None)
            return [*input_numbers(matrix, 0, read, theme), *self._running_sums(channels, theme)]
        read = CellTexts.of(self.states, self.values.input)
        marks: list[Mark] = []
        for number, plane in enumerate(channels):
            marks += input_numbers(plane, number, read, theme)
        return [*marks, *self._column_numbers(matrix, theme)]

    def _column_numbers(self, matrix: Plane, theme: Theme) -> list[Mark]:
        """Return the numbers in the matrix: each frame writes a column."""
        if self.output is None:
            return []
        odometer = self.states.plane_odometer
        rows, columns = odometer.shape
        texts = [[numeral(number) for number in column] for column in self.output.T.tolist()]
        lines = tuple(
            tuple(
                tuple((entry, at, text) for entry, text in enumerate(texts[at]))
                for at in range(row * columns, (row + 1) * columns)
            )
            for row in range(rows)
        )
        numbers = OutputNumbers.of_cells(lines, odometer, theme)
        setting = largest_setting(matrix, (text for column in texts for text in column))
        movement = Motion(((CELL * columns, 0), (0, 0)))
        return [*numbers.finished(setting, range(rows)), *numbers.current(setting, movement)]

    def _running_sums(self, channels: Sequence[Plane], theme: Theme) -> list[Mark]:
        """Return the running sums in the output's cells."""
        if self.output is None:
            return []
        written = ("output_value", theme.paint("output_value"))
        rows, columns = (axis.real for axis in self.states.plane)
        cells = np.logical_and.outer(rows, columns)
        each = self.states.sums(self.values.input)
        texts = set().union(*map(all_texts, each))
        marks: list[Mark] = []
        for sums, plane in zip(each, channels, strict=True):
            setting = largest_setting(plane, texts)
            marks += RunningSumTexts(
                sums, cells, plane, setting, *written, unwritten=written
            ).marks()
        return marks
