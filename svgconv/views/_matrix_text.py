"""The numbers in the matrix view: the weights in the matrix, the input, and the output by frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from svgconv.glyphs.font import width
from svgconv.numbers.cell_texts import Texts, texts_in
from svgconv.numbers.numerals import MINUS, numeral
from svgconv.numbers.values import Values
from svgconv.scene.captions import ROLE, ink
from svgconv.scene.cell_numbers import largest_setting
from svgconv.scene.marks import Cell, FixedText, Mark
from svgconv.scene.motion import Motion
from svgconv.scene.output_numbers import OutputNumbers
from svgconv.scene.plane import Plane
from svgconv.scene.theme import Theme
from svgconv.states.arithmetic import Array
from svgconv.states.lazy_numpy import np
from svgconv.states.matrix import MatrixStates
from svgconv.states.odometer import Odometer

ABOVE_EQUALS = 1.2
"""The cells from the top of the bias's cell to the middle of the equals sign."""
TEN = 10
"""From more taps along an axis on, a symbol has a comma between its indices."""
BIAS_SIZE, BETWEEN = 0.6, 1.8
"""An em of the bias, and its room between matrix and output, in cells."""


@dataclass(frozen=True)
class MatrixTexts:
    """The numbers of the matrix, of the input and of the output.

    Attributes
    ----------
    weights: the row, column and text of each weight in the matrix.
    kernel: the same in the kernel.
    input: the texts of the flattened input.
    output: the output's texts, one row for each row of frames; None leaves the cells blank.
    bias: the text above the equals sign; empty without a bias.
    """

    weights: tuple[Cell, ...]
    kernel: tuple[Cell, ...]
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
            kernel=_in_cells(np.atleast_2d(values.weight)),
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
        planes: those of the matrix, the input, the output and the kernel.
        down: the movement of the frame's row.
        odometer: the frames.
        """
        matrix, factor, result, kernel = planes
        units = tuple((0, column, text) for column, text in enumerate(self.input))
        marks: list[Mark] = [
            FixedText(
                "input_value",
                theme.paint("input_value"),
                largest_setting(factor, self.input),
                units,
            )
        ]
        marks += _in_matrix_and_kernel(matrix, self.weights, kernel, self.kernel, theme)
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


def symbols(states: MatrixStates, matrix: Plane, kernel: Plane, theme: Theme) -> list[Mark]:
    """Return the symbol of each weight in the matrix and in the kernel: w, and the tap's index.

    Parameters
    ----------
    matrix, kernel: where these are.
    """
    rows, columns = states.kernel_size
    several = len(states.axes) > 1
    between = "," if max(rows, columns) > TEN else ""
    names = [
        f"w{row}{between}{column}" if several else f"w{column}"
        for row, column in product(range(rows), range(columns))
    ]
    found: dict[tuple[int, int], list[str]] = {}
    for row, column, tap in states.entries.tolist():
        found.setdefault((row, column), []).append(names[tap])
    in_matrix = tuple((*place, "+".join(own)) for place, own in found.items())
    in_kernel = tuple((*divmod(tap, columns), name) for tap, name in enumerate(names))
    return _in_matrix_and_kernel(matrix, in_matrix, kernel, in_kernel, theme)


def _in_matrix_and_kernel(
    matrix: Plane, in_matrix: Sequence[Cell], kernel: Plane, in_kernel: Sequence[Cell], theme: Theme
) -> list[Mark]:
    """Return texts in the colour of weights, all in one size."""
    every = [text for *_, text in (*in_matrix, *in_kernel)]
    paint = theme.paint("matrix_value")
    return [
        FixedText("matrix_value", paint, largest_setting(plane, every), tuple(cells))
        for plane, cells in ((matrix, in_matrix), (kernel, in_kernel))
        if cells
    ]


def _in_cells(numbers: Array) -> tuple[Cell, ...]:
    return tuple(
        (row, column, numeral(number))
        for row, line in enumerate(numbers.tolist())
        for column, number in enumerate(line)
    )


def _added(number: float) -> str:
    """A number as it is added: ``+ 2`` or ``− 2``."""
    text = numeral(number)
    return f"{MINUS} {text.removeprefix(MINUS)}" if text.startswith(MINUS) else f"+ {text}"
