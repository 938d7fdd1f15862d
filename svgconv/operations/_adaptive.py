"""Adaptive pooling: the output's size is given, and windows of unequal sizes cover the input."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations.base import Operation, Step, parameter
from svgconv.specification.flags import OUTPUT_SIZE
from svgconv.specification.phrases import moves_over, torch_size
from svgconv.specification.sizes import LINE_NAMES, Size, size_or_input, times

if TYPE_CHECKING:
    from svgconv.states.states import States

MOST_WINDOWS_TOLD = 8


@dataclass(frozen=True)
class AdaptivePooling(Operation):
    """An adaptive pooling of one channel; ``output_size`` 1 is global pooling.

    The window of output index o covers the cells from floor(o·i / n) to before
    ceil((o + 1)·i / n), where i is the input's size and n the output's.
    """

    is_layer: ClassVar[bool] = True
    kind: ClassVar[str]
    """What it is called in words, such as ``Adaptive max pooling``."""

    output_size: Size = parameter(size_or_input, OUTPUT_SIZE)

    def check(self) -> None:
        """Put the input's size where the output's is left to it; all else fits."""
        told = zip(self.output_size, self.input_size, strict=True)
        object.__setattr__(self, "output_size", tuple(o if o else i for o, i in told))

    def windows(self, axis: int) -> list[tuple[int, int]]:
        """Where each output index's window starts, and before which cell it stops."""
        i, n = self.input_size[axis], self.output_size[axis]
        return [(o * i // n, -(-(o + 1) * i // n)) for o in range(n)]

    def states(self) -> States:
        """Windows of unequal sizes over the input, which has no padding."""
        from svgconv.states.axis import Axis
        from svgconv.states.states import States, within_limits

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

    def title(self) -> str:
        """Such as ``Adaptive average pooling: input 7×7, output 3×3``."""
        return f"{self.kind}: input {times(self.input_size)}, output {times(self.output_size)}"

    def description(self) -> str:
        """What moves over what, and what it gives."""
        return (
            f"A window, not always of one size, {moves_over(self.axes)} the input;"
            f" {self._result_words()} the cells it covers is the shaded output cell."
        )

    @abstractmethod
    def _result_words(self) -> str:
        """What a window gives: ``the average of``."""

    def steps(self, axis: int) -> list[Step]:
        """The output's size is given."""
        count = self.output_size[axis]
        return [Step(f"torch.nn.{self.torch_module}", "output_size", str(count), count)]

    def remarks(self) -> list[str]:
        """Which cells each window covers."""
        if set(self.output_size) == {1}:
            return ["global pooling: the window is the whole input"]
        alike = len({(*self.windows(axis),) for axis in range(self.axes)}) == 1
        return [
            f"{' and '.join(f'{name}s' for name in LINE_NAMES[self.axes])} from"
            f" floor(o·i / n) to ceil((o + 1)·i / n) - 1: {self._told(0)}"
            if alike
            else f"{name}s from floor(o·i / n) to ceil((o + 1)·i / n) - 1: {self._told(axis)}"
            for axis, name in enumerate(LINE_NAMES[self.axes][: 1 if alike else self.axes])
        ]

    def _told(self, axis: int) -> str:
        windows = [
            str(start) if stop == start + 1 else f"{start}–{stop - 1}"
            for start, stop in self.windows(axis)
        ]
        if len(windows) > MOST_WINDOWS_TOLD:
            windows[MOST_WINDOWS_TOLD - 2 : -1] = ["..."]
        return ", ".join(windows)

    def torch_call(self) -> str:
        """The layer."""
        return f"nn.{self.torch_module}({torch_size(self.output_size)})"

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Keep the output's size; whether a layer returns indices makes no other picture."""
        if "output_size" not in arguments:
            raise SvgconvError(cls.torch_module, "output_size is missing")
        return {"output_size": arguments["output_size"]}
