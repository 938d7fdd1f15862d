"""The texts in a figure's cells: its numbers, plane by plane."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from svgconv.numbers.numerals import numeral
from svgconv.operations.base import MAXIMUM
from svgconv.states.arithmetic import Array, drawn_values
from svgconv.states.axis import Indices
from svgconv.states.lazy_numpy import np
from svgconv.states.states import States
from svgconv.states.winners import winners

if TYPE_CHECKING:
    from svgconv.numbers.products import Products
    from svgconv.numbers.sums import Sum
    from svgconv.numbers.values import Values

Texts = tuple[tuple[str, ...], ...]
"""The text in each cell of a grid, in rows; ``""`` for an empty cell."""

Planes = tuple[Texts, ...]
"""The texts of each plane."""


@dataclass(frozen=True)
class CellTexts:
    """The texts in a figure's cells, plane by plane; one axis is a single row.

    Attributes
    ----------
    input: the texts of the drawn input's planes.
    roles: the theme's role for each of these texts.
    weight: for each of these planes and each plane of the output, the texts in the window's cells
        as the drawn grid meets them; empty if the output does not read the plane. None without a
        kernel.
    output: the texts of the output's planes; None leaves them blank.
    winners: the drawn cell of each frame's maximum (see `svgconv.states.winners`); None if the
        output is not a maximum.
    bias: the text of each output channel's bias; none without a bias.
    products: the products of each frame; None if they are not shown.
    sum: the sum that is written below the products; None for none.
    """

    input: Planes
    roles: Planes
    weight: tuple[Planes, ...] | None = None
    output: Planes | None = None
    winners: Indices | None = None
    bias: tuple[str, ...] = ()
    products: Products | None = None
    sum: Sum | None = None

    @classmethod
    def of(
        cls, states: States, input: Array, weight: Array | None = None, output: Array | None = None
    ) -> CellTexts:
        """Return the texts of numbers.

        Parameters
        ----------
        input, output: in the shapes of the operation's input and output; without an output its
            cells stay blank.
        weight: in the window's shape, as the drawn grid meets it; with several channels,
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
        """Return the texts of an input without padding and of the output, in their own planes.

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
    """Return the texts of most views: the input, the weights as the grid meets them, the output.

    Parameters
    ----------
    output: the output's numbers, or None to leave its cells blank.
    """
    weight = values.weight
    drawn = None if weight is None else values.operation.drawn_weight(weight)
    texts = CellTexts.of(states, values.input, drawn, output)
    if values.operation.sum_form is MAXIMUM:
        texts = replace(texts, winners=winners(states, values.input))
    if values.bias is None:
        return texts
    return replace(texts, bias=tuple(map(numeral, values.bias.tolist())))


def _planes(array: Array, states: States) -> Array:
    """An array's planes, rows and columns; one plane if the array has no channels."""
    axes = len(states.plane) if len(states.axes) > 1 else 1
    return array.reshape(-1, *(array.shape[-axes:] if axes > 1 else (1, array.shape[-1])))


def in_planes(array: Array) -> Planes:
    """Return the texts of numbers in planes; one axis is a single row."""
    rows = np.atleast_2d(array)
    return tuple(map(_texts, rows.reshape(-1, *rows.shape[-2:])))


def _texts(array: Array, exists: Array | None = None) -> Texts:
    """The texts of a plane in rows; ``""`` for numbers that do not exist."""
    shown = np.ones_like(array, dtype=bool) if exists is None else exists
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
    """Return all texts of some planes, cell by cell."""
    return (text for plane in planes for line in plane for text in line)
