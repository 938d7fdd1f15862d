"""The numbers in the matrix view: the weights in the matrix, the input, and the output by frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from svgconv.glyphs.font import width
from svgconv.numbers.cell_texts import Texts, texts_in
from svgconv.numbers.numerals import MINUS, numeral
from svgconv.numbers.values import Values
from svgconv.scene.annotations import ROLE, ink
from svgconv.scene.cell_numbers import largest_setting
from svgconv.scene.marks import Cell, FixedText, Mark
from svgconv.scene.motion import Motion
from svgconv.scene.output_numbers import OutputNumbers
from svgconv.scene.plane import Plane
from svgconv.scene.theme import Theme
from svgconv.states.arithmetic import Array
from svgconv.states.matrix import MatrixStates
from svgconv.states.odometer import Odometer

ABOVE_EQUALS = 1.2
"""The cells from the top of the bias's cell to the middle of the equals sign."""
BIAS_SIZE, BETWEEN = 0.6, 1.8
"""An em of the bias, and its room between input and output, in cells."""


@dataclass(frozen=True)
class MatrixTexts:
    """The numbers of the matrix, of the input and of the output.

    Attributes
    ----------
    weights: the row, column and text of each weight in the matrix.
    input: the texts of the flattened input.
    output: the output's texts, one row for each row of frames; None leaves the cells blank.
    bias: the text above the equals sign; empty without a bias.
    """

    weights: tuple[Cell, ...]
    input: tuple[str, ...]
    output: Texts | None
    bias: str = ""

    @classmethod
    def of(cls, states: MatrixStates, values: Values, output: Array | None) -> MatrixTexts:
        """Return the numbers of a figure; the weights of several taps in one place are added."""
        assert values.weight is not None
        matrix = states.dense(values.weight).tolist()
        places = dict.fromkeys((row, column) for row, column, _ in states.entries.tolist())
        frames = states.plane_odometer.shape
        return cls(
            weights=tuple((*place, numeral(matrix[place[0]][place[1]])) for place in places),
            input=tuple(map(numeral, values.input.ravel().tolist())),
            output=None
            if output is None
            else tuple(tuple(map(numeral, row)) for row in output.reshape(frames).tolist()),
            bias="" if values.bias is None else _added(values.bias[0]),
        )

    def marks(
        self, planes: Sequence[Plane], down: Motion, odometer: Odometer, theme: Theme
    ) -> list[Mark]:
        """Return the numbers as marks.

        Parameters
        ----------
        planes: those of the matrix, the input and the output.
        down: the movement of the frame's row.
        odometer: the frames.
        """
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
        if self.bias:
            rows = odometer.frame_count
            cell = (rows / 2 - ABOVE_EQUALS, -1.5, self.bias)
            size = min(BIAS_SIZE, BETWEEN / width(self.bias))
            setting = replace(largest_setting(result, [self.bias]), size=size)
            marks.append(FixedText(ROLE, ink(theme), setting, (cell,)))
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


def _added(number: float) -> str:
    """A number as it is added: ``+ 2`` or ``− 2``."""
    text = numeral(number)
    return f"{MINUS} {text.removeprefix(MINUS)}" if text.startswith(MINUS) else f"+ {text}"
