"""Pixel shuffle and unshuffle: the cells of one large plane, and channels of small planes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.operations._repeat import Repeat
from svgconv.operations.base import Operation, Window
from svgconv.specification.sizes import Size, times

if TYPE_CHECKING:
    from svgconv.states.shuffled import ShuffledStates
    from svgconv.states.states import States

SHUFFLE = "shuffle"
"""The kind of both: a frame is a cell and its place in another shape."""


class Shuffling(Operation):
    """A rearrangement of cells between one large plane and channels of small ones."""

    states_kinds: ClassVar[tuple[str, ...]] = (SHUFFLE,)
    default_view: ClassVar[str] = "shuffle"
    is_layer: ClassVar[bool] = True
    into_one: ClassVar[bool]
    """Whether the input has the channels."""

    @property
    @abstractmethod
    def factor(self) -> int:
        """The large plane's rows and columns for each one of a small plane."""

    @property
    @abstractmethod
    def large_size(self) -> Size:
        """The size of the one large plane."""

    @property
    def input_shape(self) -> Size:
        """The input's shape, its channels first where it has several."""
        return (self.factor**2, *self.input_size) if self.into_one else self.input_size

    @property
    def output_shape(self) -> Size:
        """The output's shape, its channels first where it has several."""
        return self.output_size if self.into_one else (self.factor**2, *self.output_size)

    @property
    def frame_count(self) -> int:
        """The number of frames: one for each cell."""
        rows, columns = self.large_size
        return rows * columns

    def states(self) -> ShuffledStates:
        """Return the states, which say which input cell each output cell is."""
        from svgconv.states.axis import Axis
        from svgconv.states.limits import within_limits
        from svgconv.states.shuffled import ShuffledStates

        within_limits(self.large_size, (1, 1), self.large_size)
        return ShuffledStates(
            operation=self.name,
            parameters=self.all_parameters(),
            axes=tuple(
                Axis.stretched(starts=range(size), stops=range(1, size + 1), units=size)
                for size in self.large_size
            ),
            input_size=self.input_size,
            factor=self.factor,
            into_one=self.into_one,
        )

    def repeat(self, axis: int) -> Repeat:
        """Return one cell of a small plane."""
        units, outputs = (1, self.factor) if self.into_one else (self.factor, 1)
        return Repeat.of(units, outputs, self.input_size[axis], self.output_size[axis])

    def layer_window(self, axis: int) -> Window | None:
        """Return the window of an output cell with all its channels; None for a pixel shuffle."""
        return None if self.into_one else Window(self.factor, 1, self.factor, 0)

    def layer_states(self) -> States:
        """Return the states of one cell with all its channels."""
        from svgconv.states.axis import Axis
        from svgconv.states.limits import within_limits
        from svgconv.states.states import States

        within_limits(self.input_size, (self.factor,) * self.axes, self.output_size)
        r = self.factor
        axes = []
        for units, count in zip(self.input_size, self.output_size, strict=True):
            starts = [at // r for at in range(count)] if self.into_one else range(0, count * r, r)
            stops = [start + (1 if self.into_one else r) for start in starts]
            axes.append(Axis.stretched(starts=starts, stops=stops, units=units))
        return States(self.name, self.all_parameters(), tuple(axes), self.input_size)

    @classmethod
    def layer_channels(cls, parameters: Mapping[str, Any], before: Fraction) -> Fraction:
        """Return the channels of its output: their number times the cells' stays the same."""
        factor: int = parameters[cls.torch_signature[0]]
        return before / factor**2 if cls.into_one else before * factor**2

    def remarks(self) -> list[str]:
        """Return the sizes, and where each cell goes."""
        small, large = "channel r·i + j, cell (h, w)", "cell (r·h + i, r·w + j)"
        ends = (small, large) if self.into_one else (large, small)
        channels = f"{self.factor**2} channel{'s' * (self.factor > 1)} of"
        sizes = [f"{channels} {times(self.input_size)}", times(self.output_size)]
        if not self.into_one:
            sizes = [times(self.input_size), f"{channels} {times(self.output_size)}"]
        return [
            f"r = {self.factor}: {sizes[0]} become {sizes[1]}",
            f"{ends[0]} becomes {ends[1]}, where i and j are from 0 to r - 1",
        ]
