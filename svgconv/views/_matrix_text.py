"""What the matrix view writes: weights in their places, the input, and the output as it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from svgconv.numbers.cell_texts import Texts, texts_in
from svgconv.numbers.numerals import numeral
from svgconv.scene.cell_numbers import largest_setting
from svgconv.scene.marks import Cell, FixedText, Mark
from svgconv.scene.motion import Motion
from svgconv.scene.output_numbers import OutputNumbers
from svgconv.scene.plane import Plane
from svgconv.scene.theme import Theme
from svgconv.states.arithmetic import Array
from svgconv.states.matrix import MatrixStates
from svgconv.states.odometer import Odometer

if TYPE_CHECKING:
    from svgconv.numbers.values import Values


@dataclass(frozen=True)
class MatrixNumbers:
    """What is written: the weights where they stand in the matrix, the input, and the output.

    ``output`` has a row for each row of frames; None leaves its cells blank.
    """

    weights: tuple[Cell, ...]
    input: tuple[str, ...]
    output: Texts | None

    @classmethod
    def of(cls, states: MatrixStates, values: Values, output: Array | None) -> MatrixNumbers:
        """The texts of numbers; where several taps meet in one place, their weights add up."""
        assert values.weight is not None
        matrix = states.dense(values.weight)
        places = dict.fromkeys((row, column) for row, column, _ in states.entries.tolist())
        frames = states.plane_odometer.shape
        return cls(
            weights=tuple((*place, numeral(matrix[place].item())) for place in places),
            input=tuple(map(numeral, values.input.ravel().tolist())),
            output=None
            if output is None
            else tuple(tuple(map(numeral, row)) for row in output.reshape(frames).tolist()),
        )

    def marks(
        self, planes: Sequence[Plane], down: Motion, odometer: Odometer, theme: Theme
    ) -> list[Mark]:
        """The numbers; the output's come with the frames, which go ``down`` its column."""
        matrix, factor, result = planes
        weights = largest_setting(matrix, (text for *_, text in self.weights))
        units = tuple((row, 0, text) for row, text in enumerate(self.input))
        marks: list[Mark] = [
            FixedText(
                "input_value",
                theme.paint("input_value"),
                largest_setting(factor, self.input),
                units,
            )
        ]
        if self.weights:
            paint = theme.paint("matrix_value")
            marks.insert(0, FixedText("matrix_value", paint, weights, self.weights))
        if self.output is None:
            return marks
        columns = odometer.shape[-1]
        lines = tuple(
            tuple(((row * columns + at, 0, text),) for at, text in enumerate(line))
            for row, line in enumerate(self.output)
        )
        numbers = OutputNumbers.of_cells(lines, odometer, theme)
        setting = largest_setting(result, texts_in([self.output]))
        from_row_to_row = Motion((down.steps[0], (0, 0)))
        return [
            *marks,
            *numbers.finished(setting, range(len(lines))),
            *numbers.current(setting, from_row_to_row),
        ]
