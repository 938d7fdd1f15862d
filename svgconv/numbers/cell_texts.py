"""What is written in a figure's cells: the texts of its numbers, plane by plane."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from svgconv.numbers.numerals import numeral
from svgconv.states.arithmetic import Array, drawn_values
from svgconv.states.states import States

if TYPE_CHECKING:
    from svgconv.numbers.values import Values

Texts = tuple[tuple[str, ...], ...]
"""What is written in each cell of a grid, in rows; ``""`` for nothing."""

Planes = tuple[Texts, ...]
"""The same for each plane."""


@dataclass(frozen=True)
class CellTexts:
    """All that is written in a figure's cells, plane by plane; one axis is a single row.

    Attributes
    ----------
    input: in the cells of each plane of the drawn input.
    roles: for each of these cells the role of its paint.
    weight: for each of these planes and each plane of the output what is in the window's cells, as
        the drawn grid meets them, and nothing where it is not read; None where there is no kernel.
    output: in the cells of each plane of the output; None leaves them blank.
    """

    input: Planes
    roles: Planes
    weight: tuple[Planes, ...] | None = None
    output: Planes | None = None

    @classmethod
    def of(
        cls, states: States, input: Array, weight: Array | None = None, output: Array | None = None
    ) -> CellTexts:
        """The texts of numbers.

        Parameters
        ----------
        input, output: in the shapes of the operation's input and output; without an output its
            cells stay blank.
        weight: in the window's shape, as the drawn grid meets it; where there are several channels,
            ``(outputs, inputs / groups, *window)``.
        """
        drawn = _planes(drawn_values(states, input), states)
        real = np.broadcast_to(_planes(states.real, states), drawn.shape)
        filled = real if states.outside == "ignored_padding" else np.ones_like(real)
        return cls(
            input=tuple(map(_texts, drawn, filled)),
            roles=tuple(
                tuple(
                    tuple("input_value" if is_unit else "padding_value" for is_unit in line)
                    for line in plane
                )
                for plane in real.tolist()
            ),
            weight=None if weight is None else _weights(states, weight),
            output=None if output is None else tuple(map(_texts, _planes(output, states))),
        )

    @classmethod
    def of_units(cls, states: States, values: Values, output: Array | None) -> CellTexts:
        """The texts of an input without padding, in planes of their own sizes, and of the output.

        Parameters
        ----------
        output: the output's numbers, or None to leave its cells blank.
        """
        read = in_planes(values.input)
        return cls(
            input=read,
            roles=tuple(tuple(("input_value",) * len(line) for line in texts) for texts in read),
            output=None if output is None else in_planes(output),
        )


def in_cells(states: States, values: Values, output: Array | None) -> CellTexts:
    """What most views write: the input, the weights as the drawn grid meets them, the output.

    Parameters
    ----------
    output: the output's numbers, or None to leave its cells blank.
    """
    weight = values.weight
    drawn = None if weight is None else values.operation.drawn_weight(weight)
    return CellTexts.of(states, values.input, drawn, output)


def _planes(array: Array, states: States) -> Array:
    """An array's planes, rows and columns: a plane for all channels alike where it has none."""
    axes = len(states.plane) if len(states.axes) > 1 else 1
    return array.reshape(-1, *(array.shape[-axes:] if axes > 1 else (1, array.shape[-1])))


def in_planes(array: Array) -> Planes:
    """The texts of numbers in planes of their own sizes; one axis is a single row."""
    rows = np.atleast_2d(array)
    return tuple(map(_texts, rows.reshape(-1, *rows.shape[-2:])))


def _texts(array: Array, there: Array | None = None) -> Texts:
    """The numbers of a plane, in rows; nothing where none is there."""
    shown = np.ones_like(array, dtype=bool) if there is None else there
    return tuple(
        tuple(numeral(value) if has else "" for value, has in zip(*line, strict=True))
        for line in zip(array.tolist(), shown.tolist(), strict=True)
    )


def _weights(states: States, weight: Array) -> tuple[Planes, ...]:
    """The window's weights on each drawn plane of the input, for each plane of the output."""
    planes = states.planes
    if planes is None:
        return ((_texts(np.atleast_2d(weight)),),)
    return tuple(
        tuple(
            _texts(_planes(weight[planes.kernel(output, number)], states)[0])
            if number in planes.read_by(output)
            else ()
            for output in planes.drawn_outputs
        )
        for number in planes.drawn_inputs
    )


def texts_in(planes: Iterable[Texts]) -> Iterator[str]:
    """All texts of some planes, cell by cell."""
    return (text for plane in planes for line in plane for text in line)
