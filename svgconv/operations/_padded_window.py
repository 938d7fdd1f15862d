"""A window over a padded input, as convolutions and poolings have it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from svgconv.operations._repeat import Repeat, of_windows
from svgconv.operations._unread import Windows
from svgconv.operations.base import Operation, Window
from svgconv.specification.padding_modes import copied_units, least_units, with_padding
from svgconv.specification.padding_words import Padding, same_sides
from svgconv.specification.sizes import Sides, Size

if TYPE_CHECKING:
    from svgconv.states.states import States


class PaddedWindow(Operation):
    """An operation whose window moves over the padded input."""

    kernel_size: Size
    padding: Padding
    padding_mode: str | None

    @property
    @abstractmethod
    def gaps(self) -> Size:
        """The input cells from each tap of the window to the next (the dilation)."""

    @property
    @abstractmethod
    def strides(self) -> Size:
        """The input cells by which the window moves."""

    @property
    @abstractmethod
    def outside(self) -> str:
        """What the cells of the padding are (see `svgconv.states.states.States`)."""

    @property
    def span(self) -> Size:
        """The input cells that the window spans: d(k-1)+1 (the guide's effective kernel size)."""
        return tuple(d * (k - 1) + 1 for k, d in zip(self.kernel_size, self.gaps, strict=True))

    @cached_property
    def sides(self) -> Sides:
        """The padding cells before and after the input, for each axis."""
        return self.same_sides(self.padding) if isinstance(self.padding, str) else self.padding

    def same_sides(self, word: str) -> Sides:
        """Return the padding cells that a word for padding stands for."""
        return same_sides(word, self.input_size, self.span, self.strides)

    @property
    def padded(self) -> Size:
        """The padded input's size."""
        return tuple(i + sum(p) for i, p in zip(self.input_size, self.sides, strict=True))

    @property
    def room(self) -> Size:
        """The cells over which the window can move: those of the padded input less its span."""
        return tuple(cells - span for cells, span in zip(self.padded, self.span, strict=True))

    @property
    def windows(self) -> tuple[Windows, ...]:
        """The windows along each axis."""
        sizes = self.padded, self.output_size, self.kernel_size, self.strides, self.gaps
        return tuple(Windows(*axis) for axis in zip(*sizes, strict=True))

    def states(self) -> States:
        """Return the states of the window over the padded input, which moves by the stride.

        Taps beyond the padded input read nothing.
        """
        from svgconv.states.axis import Axis
        from svgconv.states.limits import within_limits
        from svgconv.states.states import States

        within_limits(self.padded, self.kernel_size, self.output_size, self.channels)
        return States(
            operation=self.name,
            parameters=self.all_parameters(),
            axes=tuple(
                Axis.of(
                    drawn=self.padded[axis],
                    units=self.input_size[axis],
                    origin=self.sides[axis][0],
                    spacing=1,
                    taps=self.kernel_size[axis],
                    dilation=self.gaps[axis],
                    stride=self.strides[axis],
                    output=self.output_size[axis],
                ).copying(copied_units(self.padding_mode or "zeros", units, *self.sides[axis]))
                for axis, units in enumerate(self.input_size)
            ),
            input_size=self.input_size,
            outside=self.outside,
            channels=self.channels,
        )

    def layer_window(self, axis: int) -> Window:
        """Return the window on an axis."""
        taps, stride = self.kernel_size[axis], self.strides[axis]
        return Window(taps, self.gaps[axis], stride, self.sides[axis][0])

    def repeat(self, axis: int) -> Repeat:
        """Return the cells by which the window moves; a mode needs a least number of units."""
        return of_windows(
            self.input_size[axis],
            self.output_size[axis],
            self.span[axis],
            self.strides[axis],
            self.sides[axis][0],
            least_units(self.padding_mode or "zeros", self.sides[axis]),
        )

    @classmethod
    def behind_padding(
        cls, parameters: Mapping[str, Any], padding: Sides, mode: str
    ) -> dict[str, Any]:
        """Return the parameters with the padding of a padding layer as their own."""
        return with_padding(parameters, padding, mode)
