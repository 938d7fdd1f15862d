"""A padding layer as a layer of a stack of its own: `torch.nn.ZeroPad2d`, which can also crop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations import _keras_layers
from svgconv.operations._receptive_field import Window
from svgconv.operations._repeat import Repeat
from svgconv.operations.base import Operation, Step, parameter
from svgconv.options import Flag
from svgconv.specification.padding_modes import padding_call
from svgconv.specification.parsers import parser
from svgconv.specification.phrases import counted_lines
from svgconv.specification.sizes import Sides, Size, times, whole_number

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array
    from svgconv.states.states import States


@parser(tuple[int, ...], "two whole numbers for each axis, those of the last axis first")
def torch_padding(name: str, value: Any, axes: int) -> Size:
    """Return the numbers of PyTorch's padding layer, in its order."""
    given = value if isinstance(value, (list, tuple)) else [value] * 2 * axes
    numbers = tuple(whole_number(name, one) for one in given)
    if len(numbers) != 2 * axes:
        raise SvgconvError(name, f"{numbers} does not fit {axes} axes", "give two for each axis")
    return numbers


@dataclass(frozen=True)
class ZeroPadding(Operation):
    """A layer that adds zeros around its input, or cuts cells off it.

    Stacks draw it; it has no figure of its own.

    Raises
    ------
    SvgconvError: nothing would be left.
    """

    name: ClassVar[str] = "zero_padding"
    torch_module: ClassVar[str] = "ZeroPad2d"
    torch_signature: ClassVar[tuple[str, ...]] = ("padding",)

    padding: Size = parameter(
        torch_padding, Flag("The zeros at each side; a negative number cuts cells off.")
    )

    def check(self) -> None:
        """Reject a crop of the whole input."""
        if min(self.output_size) < 1:
            raise SvgconvError(
                "crop", f"nothing is left of {times(self.input_size)}", "cut off less"
            )

    @property
    def sides(self) -> Sides:
        """The cells that are added before and after each axis; negative ones are cut off."""
        return tuple(zip(self.padding[::2], self.padding[1::2], strict=True))[::-1]

    @property
    def cut(self) -> Sides:
        """The cells that are cut off before and after each axis."""
        return tuple((max(0, -before), max(0, -after)) for before, after in self.sides)

    @property
    def added(self) -> Sides:
        """The cells that are added before and after each axis."""
        return tuple((max(0, before), max(0, after)) for before, after in self.sides)

    @cached_property
    def output_size(self) -> Size:
        """The input's size with what is added, and without what is cut off."""
        return tuple(
            units + sum(both) for units, both in zip(self.input_size, self.sides, strict=True)
        )

    def states(self) -> States:
        """Return the states of one cell for each output."""
        from svgconv.states.axis import Axis
        from svgconv.states.limits import within_limits
        from svgconv.states.states import States

        pairs = [*zip(self.input_size, self.added, strict=True)]
        drawn = tuple(units + sum(both) for units, both in pairs)
        within_limits(drawn, (1,) * self.axes, self.output_size)
        axes = [
            Axis.of(
                drawn=cells, units=units, origin=before, spacing=1, taps=1, dilation=1, stride=1,
                output=count,
            ).shifted(cut)
            for cells, (units, (before, _)), (cut, _), count in zip(
                drawn, pairs, self.cut, self.output_size, strict=True
            )
        ]  # fmt: skip
        return States(self.name, self.all_parameters(), tuple(axes), self.input_size)

    def layer_window(self, axis: int) -> Window:
        """Return the window of one cell."""
        return Window(1, 1, 1, self.sides[axis][0])

    def repeat(self, axis: int) -> Repeat:
        """Return one cell."""
        return Repeat.of(1, 1, self.input_size[axis], self.output_size[axis])

    def _forward(self, input: Array, weight: Array | None) -> Array:
        import numpy

        kept = zip(self.cut, self.input_size, strict=True)
        inner = input[tuple(slice(before, units - after) for (before, after), units in kept)]
        return numpy.pad(inner, self.added)

    def title(self) -> str:
        """Return a title such as ``Padding layer: input 5×5, output 4×4``."""
        return f"Padding layer: input {times(self.input_size)}, output {times(self.output_size)}"

    def words(self) -> str:
        """Return ``crop`` if it only takes cells away, or ``padding layer``."""
        is_crop = any(map(any, self.cut)) and not any(map(any, self.added))
        return "crop" if is_crop else "padding layer"

    def description(self) -> str:
        """Return a sentence about the cells."""
        return "Each output cell is the cell at its place in the padded or cropped input."

    def steps(self, axis: int) -> list[Step]:
        """Return the output's size."""
        i, (before, after) = self.input_size[axis], self.sides[axis]
        if max(before, after) <= 0:
            formula, numbers = "i - before - after", f"{i} - {-before} - {-after}"
        else:
            formula, numbers = "i + before + after", f"{i} + {before} + {after}"
        return [Step("torch.nn.ZeroPad", formula, numbers, self.output_size[axis])]

    def remarks(self) -> list[str]:
        """Return what is added and what is cut off."""
        added, cut = (counted_lines([*map(sum, one)]) for one in (self.added, self.cut))
        return [f"it adds {added} of zeros"] * bool(added) + [f"it cuts off {cut}"] * bool(cut)

    def torch_call(self) -> str:
        """Return the padding layer."""
        return padding_call("zeros", self.sides)

    def keras_layers(self) -> list[str]:
        """Return Keras's layers that crop and pad."""
        each = [("Cropping", self.cut), ("ZeroPadding", self.added)]
        found = [
            _keras_layers.around("", kind, sides) for kind, sides in each if any(map(any, sides))
        ]
        return found or [f"{_keras_layers.PACKAGE}Identity()"]

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the same argument."""
        return dict(arguments)


class ZeroPadding1d(ZeroPadding):
    """The same along one axis."""

    torch_module: ClassVar[str] = "ZeroPad1d"
    axes: ClassVar[int] = 1


class ZeroPadding3d(ZeroPadding):
    """The same along three axes."""

    torch_module: ClassVar[str] = "ZeroPad3d"
    axes: ClassVar[int] = 3


ZERO_PADDINGS: Mapping[int, type[ZeroPadding]] = {
    1: ZeroPadding1d,
    2: ZeroPadding,
    3: ZeroPadding3d,
}
"""The operations by their number of axes."""
