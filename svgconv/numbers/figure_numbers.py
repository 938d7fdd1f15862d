"""A figure's numbers: in its cells, in the sum below it, in words and in the states document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from svgconv.errors import SvgconvError
from svgconv.numbers.exact import plain
from svgconv.numbers.numerals import numeral
from svgconv.numbers.products import Products
from svgconv.numbers.sums import Sum, endings
from svgconv.numbers.values import Values
from svgconv.specification.sizes import times
from svgconv.states.odometer import Odometer
from svgconv.states.states import States

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array

MOST_IN_WORDS = 100
"""A description gives only the size and the range of an array with more numbers."""


@dataclass(frozen=True, eq=False)
class FigureNumbers:
    """The numbers of one figure.

    Attributes
    ----------
    states: the states of the figure.
    blank: whether the outputs are left blank, as on a worksheet.
    with_sum: whether the figure has the sum of each frame.
    shows_flipped_kernel: whether the kernel is shown as the drawn grid meets it.
    with_products: whether the figure has the products of each frame.
    """

    values: Values
    states: States
    blank: bool = False
    with_sum: bool = False
    shows_flipped_kernel: bool = True
    with_products: bool = False

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
        return Sum.of(
            operation.sum_form,
            self.states,
            self.values.input,
            self.output,
            self.weight,
            self.values.bias,
        )

    @cached_property
    def endings(self) -> list[str]:
        """What follows the terms of each frame's sum, for an operation that has one."""
        form, values = self.values.operation.sum_form, self.values
        assert form is not None
        return endings(form, self.states, values.input, self.output, self.weight, values.bias)

    @cached_property
    def products(self) -> Products:
        """The products of each frame's window, for an operation with a kernel.

        Raises
        ------
        SvgconvError: too many products.
        """
        assert self.weight is not None
        values = self.values
        return Products.of(self.states, values.input, self.weight, values.output, values.bias)

    @property
    def note(self) -> str:
        """The numbers that no cell has: ``bias 1``, or one for each output channel."""
        if self.values.bias is None:
            return ""
        return f"bias {', '.join(map(numeral, self.values.bias.tolist()))}"

    @property
    def consequences(self) -> dict[str, Any]:
        """The numbers that follow from the option ``values``, for a recipe."""
        numbers = self.values.consequences
        return {key: rows for key, rows in numbers.items() if key != "output" or not self.blank}

    @property
    def words(self) -> list[tuple[str, str]]:
        """The numbers in sentences, each with a shorter form, or none."""
        words = [
            (f"{name}: {_in_words(array)}.", f"{name}: {_range_in_words(array)}.")
            for name, array in self._named()
        ]
        if self.values.bias is not None:
            words.append(("The bias is added to each output cell.", ""))
        return words + [("The output is left blank.", "")] * self.blank

    def lines(self) -> Iterator[str]:
        """Yield the numbers in rows, and each frame's sum if it has one, as lines of text."""
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
        elif self.with_products:
            yield "  Sums of products:"
            for frame in range(self.odometer.frame_count):
                yield f"    {self.products.sum.line(frame)}"

    def _named(self) -> Iterator[tuple[str, Array]]:
        yield "Input", self.values.input
        if (weight := self.values.weight) is not None:
            assert self.weight is not None
            flipped = self.shows_flipped_kernel and self.weight.tolist() != weight.tolist()
            yield "Kernel (the window shows it flipped)" if flipped else "Kernel", weight
        if self.values.bias is not None:
            yield "Bias", self.values.bias
        if self.output is not None:
            yield "Output", self.output

    @property
    def odometer(self) -> Odometer:
        """The odometer of the states document's frames."""
        return self.states.odometer

    def head(self) -> dict[str, Any]:
        """Return the states document with its numbers, without its frames."""
        head = self.states.head()
        head["input"]["values"] = plain(self.values.input)
        if self.values.weight is not None:
            window = {"window": plain(self.weight)} if self.shows_flipped_kernel else {}
            head["weight"] = {"values": plain(self.values.weight), **window}
        if self.values.bias is not None:
            head["bias"] = {"values": plain(self.values.bias)}
        if self.output is not None:
            head["output"]["values"] = plain(self.output)
        return head

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield the states document's frames with their numbers and, if it has them, their sums."""
        values = self.values
        numbers = self.states.numbers(values.input, values.weight, self.output, values.bias)
        for index, (frame, own) in enumerate(zip(self.states.frames(), numbers, strict=True)):
            more = {"products": self.products.terms[index]} if self.with_products else {}
            written = {"sum": self.sum.line(index)} if self.with_sum else {}
            yield {
                **frame,
                **{key: plain(value) for key, value in (own | more).items()},
                **written,
            }


def _in_words(array: Array) -> str:
    if array.size > MOST_IN_WORDS:
        return _range_in_words(array)
    return "; ".join(
        f"{place}{place and ' '}{' / '.join(' '.join(map(numeral, row)) for row in rows)}"
        for place, rows in _planes(array)
    )


def _range_in_words(array: Array) -> str:
    """Return how many numbers there are, the least and the largest: ``5×5 numbers from 0 to 3``."""
    numbers = array.ravel().tolist()
    low, high = numeral(min(numbers)), numeral(max(numbers))
    return f"{times(array.shape)} numbers from {low} to {high}"


def _planes(array: Array) -> Iterator[tuple[str, list[list[float]]]]:
    """Each plane's index as text and its rows; ``""`` for a single plane."""
    if array.ndim < 3:
        yield "", array.tolist() if array.ndim == 2 else [array.tolist()]
        return
    for index in product(*map(range, array.shape[:-2])):
        yield f"[{', '.join(map(str, index))}]", array[index].tolist()
