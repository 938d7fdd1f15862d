"""Slices: the planes of three axes, one for each index of the first axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svgconv.errors import SvgconvError
from svgconv.states.axis import Axis

MOST_SLICES = 12
"""The most slices that are drawn of the padded input, or of the output."""


@dataclass(frozen=True, eq=False)
class Slices:
    """What `svgconv.states.channels.Channels` is for channels, along the first of three axes.

    Raises
    ------
    SvgconvError: more than `MOST_SLICES` of the input, its padding included, or of the output.
    """

    axis: Axis

    def __post_init__(self) -> None:
        for count, words in (
            (self.inputs, "slices with its padding"),
            (self.outputs, "output slices"),
        ):
            if count > MOST_SLICES:
                raise SvgconvError(
                    "input_size",
                    f"{count} {words} are more than the {MOST_SLICES} that are drawn",
                    "use a smaller depth",
                )

    @property
    def inputs(self) -> int:
        """The drawn input's slices, padding and inserted zeros among them."""
        return self.axis.drawn

    @property
    def outputs(self) -> int:
        """The output's slices."""
        return self.axis.output

    @property
    def drawn_inputs(self) -> tuple[int, ...]:
        """All of the drawn input's."""
        return tuple(range(self.inputs))

    @property
    def drawn_outputs(self) -> tuple[int, ...]:
        """All of the output's."""
        return tuple(range(self.outputs))

    def read_by(self, output: int) -> Sequence[int]:
        """The drawn slices under the window of an output slice."""
        return self.axis.cells[output]

    def kernel(self, output: int, input: int) -> tuple[int, ...]:
        """Where the weights of a drawn slice that is read stand, for an output slice."""
        return (list(self.axis.window[output]).index(input),)

    def has_units(self, input: int) -> bool:
        """Whether a drawn slice has units of the input, and is no padding as a whole."""
        return bool(self.axis.real[input])
