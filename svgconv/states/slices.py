"""Slices: the planes in which three axes are drawn, one for each index of the first axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svgconv.errors import SvgconvError
from svgconv.states.axis import Axis

MOST_SLICES = 12
"""The largest number of slices that the padded input, or the output, can have."""


@dataclass(frozen=True, eq=False)
class Slices:
    """The drawn planes of three axes, like `svgconv.states.channels.Channels` for channels.

    Attributes
    ----------
    axis: the first of the three axes.

    Raises
    ------
    SvgconvError: more than `MOST_SLICES` slices of the padded input or of the output.
    """

    axis: Axis

    def __post_init__(self) -> None:
        for count, subject in (
            (self.inputs, "the padded input"),
            (self.outputs, "the output"),
        ):
            if count > MOST_SLICES:
                raise SvgconvError(
                    "input_size",
                    f"{subject} has {count} slices, but at most {MOST_SLICES} are drawn",
                    "use a smaller depth",
                )

    @property
    def inputs(self) -> int:
        """The number of drawn input slices, including padding and inserted zeros."""
        return self.axis.drawn

    @property
    def outputs(self) -> int:
        """The number of output slices."""
        return self.axis.output

    @property
    def drawn_inputs(self) -> tuple[int, ...]:
        """All indices of the drawn input."""
        return tuple(range(self.inputs))

    @property
    def drawn_outputs(self) -> tuple[int, ...]:
        """All indices of the output."""
        return tuple(range(self.outputs))

    def read_by(self, output: int) -> Sequence[int]:
        """Return the drawn slices under the window of an output slice."""
        return self.axis.cells[output]

    def kernel(self, output: int, input: int) -> tuple[int, ...]:
        """Return the index in the weight of the plane from an input to an output slice."""
        return (list(self.axis.tap_cells[output]).index(input),)

    def has_units(self, input: int) -> bool:
        """Return whether a drawn slice has units of the input, and is not all padding."""
        return input in self.axis.real_cells
