"""What a figure's numbers come to: what is written in its cells and beneath, and told in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from svgconv.errors import SvgconvError
from svgconv.numbers.numerals import numeral
from svgconv.numbers.sums import Sum
from svgconv.numbers.values import Values, rounded
from svgconv.specification.sizes import times
from svgconv.states.odometer import Odometer
from svgconv.states.states import States

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array

MOST_TOLD = 100
"""An array of more numbers is told in words by its size and its range."""


@dataclass(frozen=True, eq=False)
class FigureNumbers:
    """The numbers of one figure.

    Attributes
    ----------
    states: what is drawn.
    blank: leave the outputs out, as on a worksheet.
    with_sum: whether each frame's sum is asked for.
    turns: whether the kernel is shown as the drawn grid meets it.
    """

    values: Values
    states: States
    blank: bool = False
    with_sum: bool = False
    turns: bool = True

    @property
    def weight(self) -> Array | None:
        """The weight as the drawn grid meets it."""
        weight = self.values.weight
        return None if weight is None else self.values.operation.drawn_weight(weight)

    @property
    def output(self) -> Array | None:
        """The output, unless it is left blank."""
        return None if self.blank else self.values.output

    @cached_property
    def sum(self) -> Sum:
        """The sum of each frame.

        Raises
        ------
        SvgconvError: the operation has none, or too many terms.
        """
        operation = self.values.operation
        if operation.sum_form is None:
            raise SvgconvError("sum", f"{operation.name} has no sum to write out", "leave it out")
        return Sum.of(operation.sum_form, self.states, self.values.input, self.output, self.weight)

    @property
    def consequences(self) -> dict[str, Any]:
        """The numbers that the values' option does not say, for a recipe."""
        numbers = self.values.consequences
        return {key: rows for key, rows in numbers.items() if key != "output" or not self.blank}

    @property
    def words(self) -> str:
        """The numbers in sentences."""
        told = " ".join(f"{name}: {_told(array)}." for name, array in self._named())
        return f"{told} The output is left blank." if self.blank else told

    def lines(self) -> Iterator[str]:
        """The numbers in rows, and each frame's sum where asked, as lines of text."""
        for name, array in self._named():
            room = max(len(numeral(number)) for number in array.ravel().tolist())
            for place, rows in _planes(array):
                yield f"  {name}{place and ' '}{place}:"
                for row in rows:
                    yield f"    {' '.join(numeral(number).rjust(room) for number in row)}"
        if self.with_sum:
            yield "  Sums:"
            for frame in range(self.odometer.frame_count):
                yield f"    {self.sum.line(frame)}"

    def _named(self) -> Iterator[tuple[str, Array]]:
        yield "Input", self.values.input
        if (weight := self.values.weight) is not None:
            assert self.weight is not None
            turned = self.turns and self.weight.tolist() != weight.tolist()
            yield "Kernel, which the window has turned round" if turned else "Kernel", weight
        if self.output is not None:
            yield "Output", self.output

    @property
    def odometer(self) -> Odometer:
        """The frames of the ``states`` document."""
        return self.states.odometer

    def head(self) -> dict[str, Any]:
        """The ``states`` document without its frames, with the numbers in it."""
        head = self.states.head()
        head["input"]["values"] = rounded(self.values.input)
        if self.values.weight is not None:
            window = {"window": rounded(self.weight)} if self.turns else {}
            head["weight"] = {"values": rounded(self.values.weight), **window}
        if self.output is not None:
            head["output"]["values"] = rounded(self.output)
        return head

    def frames(self) -> Iterator[dict[str, Any]]:
        """The ``states`` document's frames, each with its numbers, and with its sum where asked."""
        values = self.values
        numbers = self.states.numbers(values.input, values.weight, self.output)
        for number, (frame, told) in enumerate(zip(self.states.frames(), numbers, strict=True)):
            said = {"sum": self.sum.line(number)} if self.with_sum else {}
            yield {**frame, **{key: rounded(found) for key, found in told.items()}, **said}


def _told(array: Array) -> str:
    if array.size > MOST_TOLD:
        low, high = numeral(array.min().item()), numeral(array.max().item())
        return f"{times(array.shape)} numbers from {low} to {high}"
    return "; ".join(
        f"{place}{place and ' '}{' / '.join(' '.join(map(numeral, row)) for row in rows)}"
        for place, rows in _planes(array)
    )


def _planes(array: Array) -> Iterator[tuple[str, list[list[float]]]]:
    """The rows of each plane, and its index as text; nothing where there is one plane."""
    if array.ndim < 3:
        yield "", array.tolist() if array.ndim == 2 else [array.tolist()]
        return
    for index in product(*map(range, array.shape[:-2])):
        yield f"[{', '.join(map(str, index))}]", array[index].tolist()
