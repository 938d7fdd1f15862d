"""Adaptive pooling: the output's size is given, and windows with varying sizes cover the input."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations import _keras_layers
from svgconv.operations._repeat import Repeat
from svgconv.operations._spelling import keras_class
from svgconv.operations.base import Operation, Step, Window, parameter
from svgconv.specification.flags import OUTPUT_SIZE
from svgconv.specification.phrases import all_lines, moves_over, torch_size, with_axes
from svgconv.specification.sizes import LINE_NAMES, Size, size_or_input, times

if TYPE_CHECKING:
    from svgconv.states.states import States

MOST_WINDOWS = 8


@dataclass(frozen=True)
class AdaptivePooling(Operation):
    """An adaptive pooling of one channel; with ``output_size`` 1 it is global pooling.

    The window of output o covers the cells from floor(o·i / n) to ceil((o + 1)·i / n) - 1, with the
    input's size i and the output's size n.
    """

    is_layer: ClassVar[bool] = True
    kind: ClassVar[str]
    """Its name in a title, such as ``Adaptive max pooling``."""

    output_size: Size = parameter(size_or_input, OUTPUT_SIZE)

    def check(self) -> None:
        """Replace None in the output's size by the input's size.

        Raises
        ------
        SvgconvError: None for one axis, which PyTorch rejects.
        """
        if self.axes == 1 and None in self.output_size:
            raise SvgconvError(
                "output_size",
                f"{self.torch_module} does not take None",
                f"give the input's size, {self.input_size[0]}",
            )
        sizes = zip(self.output_size, self.input_size, strict=True)
        object.__setattr__(self, "output_size", tuple(o if o else i for o, i in sizes))

    def windows(self, axis: int) -> list[tuple[int, int]]:
        """Return the first cell of each output's window, and the cell after its last one."""
        i, n = self.input_size[axis], self.output_size[axis]
        return [(o * i // n, -(-(o + 1) * i // n)) for o in range(n)]

    def states(self) -> States:
        """Return the states of the windows over the input, which has no padding."""
        from svgconv.states.axis import Axis
        from svgconv.states.limits import within_limits
        from svgconv.states.states import States

        longest = tuple(
            -(-i // n) + 1 for i, n in zip(self.input_size, self.output_size, strict=True)
        )
        within_limits(self.input_size, longest, self.output_size)
        axes = []
        for axis, units in enumerate(self.input_size):
            starts, stops = zip(*self.windows(axis), strict=True)
            axes.append(Axis.stretched(starts=starts, stops=stops, units=units))
        return States(
            operation=self.name,
            parameters=self.all_parameters(),
            axes=tuple(axes),
            input_size=self.input_size,
        )

    def layer_window(self, axis: int) -> Window | None:
        """Return the window on an axis, if all are alike: the output's size divides the input's."""
        size, rest = divmod(self.input_size[axis], self.output_size[axis])
        return None if rest else Window(size, 1, size, 0)

    def repeat(self, axis: int) -> Repeat:
        """Return the units after which the windows repeat: i / g of them, for n / g outputs.

        g is the greatest common divisor of the input's size i and the output's size n.
        """
        size, count = self.input_size[axis], self.output_size[axis]
        common = gcd(size, count)
        return Repeat.of(size // common, count // common, size, count)

    @property
    def given_output(self) -> str:
        """The parameter that is the output's size."""
        return "output_size"

    def title(self) -> str:
        """Return a title such as ``Adaptive average pooling: input 7×7, output 3×3``."""
        kind = with_axes(self.kind, self.axes)
        return f"{kind}: input {times(self.input_size)}, output {times(self.output_size)}"

    def description(self) -> str:
        """Return sentences about the window and its result."""
        return (
            f"A window with a varying size {moves_over(self.axes)} the input."
            f" The shaded output cell is {self._result_words()} the cells under it."
        )

    @abstractmethod
    def _result_words(self) -> str:
        """What each window gives, such as ``the average of``."""

    def steps(self, axis: int) -> list[Step]:
        """Return the output's size, which is given."""
        count = self.output_size[axis]
        return [Step(f"torch.nn.{self.torch_module}", "output_size", str(count), count)]

    def remarks(self) -> list[str]:
        """Return which cells each window covers."""
        if set(self.output_size) == {1}:
            return ["global pooling: the window covers the whole input"]
        alike = len({(*self.windows(axis),) for axis in range(self.axes)}) == 1
        return [
            f"output o reads {all_lines(self.axes)}"
            f" floor(o·i / n) to ceil((o + 1)·i / n) - 1: {self._window_words(0)}"
            if alike
            else f"output o reads {name}s floor(o·i / n) to ceil((o + 1)·i / n) - 1:"
            f" {self._window_words(axis)}"
            for axis, name in enumerate(LINE_NAMES[self.axes][: 1 if alike else self.axes])
        ]

    def _window_words(self, axis: int) -> str:
        windows = [
            str(start) if stop == start + 1 else f"{start}–{stop - 1}"
            for start, stop in self.windows(axis)
        ]
        if len(windows) > MOST_WINDOWS:
            windows[MOST_WINDOWS - 2 : -1] = ["..."]
        return ", ".join(windows)

    def torch_call(self) -> str:
        """Return the layer."""
        return f"nn.{self.torch_module}({torch_size(self.output_size)})"

    def keras_layers(self) -> list[str]:
        """Return the layer; with one output cell, global pooling."""
        name = keras_class(self.spellings, self.axes)
        if set(self.output_size) == {1} and name:
            name = name.replace("Adaptive", "Global")
            return [f"{_keras_layers.PACKAGE}{name}(keepdims=True)"]
        return [f"{_keras_layers.PACKAGE}{name}({torch_size(self.output_size)})"] * bool(name)

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the output's size; ``return_indices`` is not a parameter."""
        if "output_size" not in arguments:
            raise SvgconvError(
                cls.torch_module,
                "output_size is missing",
                f"add it, as in nn.{cls.torch_module}(1)",
            )
        return {"output_size": arguments["output_size"]}
