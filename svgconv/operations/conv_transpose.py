"""Transposed convolution: `torch.nn.ConvTranspose2d`, section 4 of the guide (8 to 14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.errors import SvgconvError, enumeration, quoted
from svgconv.operations import _keras, _keras_layers
from svgconv.operations._relationships import (
    same_transposed,
    transposed_convolution,
    zeros_around,
)
from svgconv.operations._spelling import Spelling, function, keras_class, lazy
from svgconv.operations._transposed_sizes import TransposedSizes
from svgconv.operations.base import MATRIX, SCATTER, WEIGHTED_SUM, WINDOWS, Step
from svgconv.specification.padding_modes import padding_call, with_padding
from svgconv.specification.phrases import (
    counted,
    far_sides,
    moves_over,
    one_or_each,
    padding_words,
    same_words,
    torch_argument,
    torch_size,
    with_axes,
)
from svgconv.specification.sizes import (
    SIDE_NAMES,
    Sides,
    Size,
    symmetric,
    times,
)

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array
    from svgconv.states.scatter import ScatterStates
    from svgconv.states.states import States


@dataclass(frozen=True)
class ConvTranspose(TransposedSizes):
    """A transposed convolution, as `torch.nn.ConvTranspose2d` computes it.

    It is drawn as in the guide: as a convolution with stride 1 over a grid that has s - 1 zeros
    between the input's units, d(k - 1) - p zeros around them, and ``output_padding`` more rows and
    columns at the bottom and the right. If the padding exceeds d(k - 1), the grid is cropped
    instead. ``padding`` is the number of cells that the output loses at each side. With
    ``"same_upper"``, TensorFlow's SAME, the output is i·s; if an axis loses an odd number of cells,
    the end loses one more than the beginning. With ``"same_lower"`` it is the other way round.
    ``output_size`` gives the output padding that makes the output this large.
    """

    name: ClassVar[str] = "conv_transpose"
    example: ClassVar[str] = "3, 3, stride=2"
    torch_module: ClassVar[str] = "ConvTranspose2d"
    torch_signature: ClassVar[tuple[str, ...]] = (
        "in_channels", "out_channels", "kernel_size", "stride", "padding", "output_padding",
        "groups", "bias", "dilation", "padding_mode", "device", "dtype",
    )  # fmt: skip
    spellings: ClassVar[tuple[Spelling, ...]] = (
        lazy(torch_signature),
        function("weight", "bias", "stride", "padding", "output_padding", "groups", "dilation"),
        _keras.layer(
            "Conv{n}DTranspose", "filters", "kernel_size", "strides", "padding", "output_padding",
            "data_format", "dilation_rate", read=_keras.transposed,
            required=("filters", "kernel_size"),
        ),
    )  # fmt: skip
    positional: ClassVar[tuple[str, ...]] = (
        "input_size", "kernel_size", "stride", "padding", "output_padding", "dilation",
        "in_channels", "out_channels", "groups",
    )  # fmt: skip
    has_weight: ClassVar[bool] = True
    guide: ClassVar[str] = "section 4, relationships 8 to 14"
    is_exact: ClassVar[bool] = True
    is_layer: ClassVar[bool] = True
    sum_form = WEIGHTED_SUM
    common_kernels: ClassVar[tuple[int, ...]] = (4, 2, 3, 5, 6, 8, 7, 1, 9)
    flips_kernel: ClassVar[bool] = True
    states_kinds: ClassVar[tuple[str, ...]] = (WINDOWS, SCATTER, MATRIX)

    def states(self) -> States:
        """Return the states of the window over the grid with zeros, which moves by one cell."""
        from svgconv.states.axis import Axis
        from svgconv.states.limits import within_limits
        from svgconv.states.states import States

        within_limits(self.drawn, self.kernel_size, self.output_size, self.channels)
        return States(
            operation=self.name,
            parameters=self.all_parameters(),
            axes=tuple(
                Axis.of(
                    drawn=self.drawn[axis],
                    units=self.input_size[axis],
                    origin=self.border[axis][0],
                    spacing=self.stride[axis],
                    taps=self.kernel_size[axis],
                    dilation=self.dilation[axis],
                    stride=1,
                    output=self.output_size[axis],
                )
                for axis in range(len(self.input_size))
            ),
            input_size=self.input_size,
            channels=self.channels,
        )

    def scatter_states(self) -> ScatterStates:
        """Return the same operation from the input's side: each unit adds its kernel."""
        from svgconv.states.scatter import ScatterAxis, ScatterStates

        scatter_axes = tuple(
            ScatterAxis(
                units=self.input_size[axis],
                output=self.output_size[axis],
                origin=-self.sides[axis][0],
                stride=self.stride[axis],
                taps=self.kernel_size[axis],
                dilation=self.dilation[axis],
                added=min(self.extra[axis], self.output_size[axis]),
            )
            for axis in range(self.axes)
        )
        return ScatterStates.of(self.states(), scatter_axes)

    @property
    def weight_size(self) -> Size:
        """The kernel's size; with channels PyTorch's ``(in, out / groups, *kernel)``."""
        if self.channels is None:
            return self.kernel_size
        return (self.in_channels, self.out_channels // self.groups, *self.kernel_size)

    def _weight_words(self) -> str:
        return "in_channels × out_channels / groups × the kernel"

    def _multiplied(self) -> tuple[Size, str]:
        return self.input_size, "input units"

    def drawn_weight(self, weight: Array) -> Array:
        """Return the flipped weight: PyTorch spreads what this window gathers.

        With several channels, those of the output come first, as in a convolution.
        """
        import numpy as np

        if self.channels is not None:
            grouped = weight.reshape(self.groups, -1, *weight.shape[1:]).swapaxes(1, 2)
            weight = grouped.reshape(self.out_channels, -1, *self.kernel_size)
        return np.flip(weight, tuple(range(-self.axes, 0)))

    def _forward(self, input: Array, weight: Array | None) -> Array:
        from svgconv.states.arithmetic import correlated

        assert weight is not None
        return correlated(self.states(), input, self.drawn_weight(weight))

    def title(self) -> str:
        """Return a title such as ``Transposed convolution: input 3×3, ..., output 6×6``."""
        parts = [f"input {self.input_words}", f"kernel {times(self.kernel_size)}"]
        parts += counted("stride", self.stride, but=1)
        parts += padding_words(self.sides)
        parts += counted("output padding", self.extra, but=0)
        parts += counted("dilation", self.dilation, but=1)
        parts += self.group_words
        kind = with_axes("Transposed convolution", self.axes)
        return f"{kind}: {', '.join(parts)}, output {self.output_words}"

    def description(self) -> str:
        """Return sentences about the window and its result."""
        return (
            f"The kernel {moves_over(self.axes)} the input{self._spreading()}"
            f" and gives the shaded output cell.{self.channel_words}"
        )

    def _spreading(self) -> str:
        between = max(self.stride) > 1
        around = any(side > 0 for sides in self.border for side in sides)
        where = ["between its units"] * between + ["around it"] * around
        return f" with zeros (dashed) {enumeration(where, 'and')}," if where else ""

    def steps(self, axis: int) -> list[Step]:
        """Return the guide's relationship for this axis, or PyTorch's formula."""
        sizes = self.input_size, self.kernel_size, self.stride, self.dilation
        i, k, s, d = (size[axis] for size in sizes)
        if isinstance(self.padding, str):
            return same_transposed(self.padding, i, k, s, d)
        sides, extra = self.sides[axis], self.extra[axis]
        relationship = transposed_convolution(i, k, s, d, *sides, extra, self.torch_name())
        return [Step(*relationship, self.output_size[axis])]

    def remarks(self) -> list[str]:
        """Return what the grid is made of, and what the padding crops."""
        between = torch_size(tuple(s - 1 for s in self.stride))
        remarks = [
            f"drawn as a convolution with stride 1 over a grid of {times(self.drawn)}",
            f"zeros between neighbouring units: s - 1 = {between}",
            f"zeros on each side: {zeros_around(self.reach, self.sides)}",
        ]
        if isinstance(self.padding, str):
            remarks.insert(0, f"padding {self.padding!r}: {same_words(self.sides)}")
        if any(self.extra):
            remarks.append(
                f"output_padding: {one_or_each(self.extra)} more at"
                f" {far_sides(self.axes)}; these cells are computed like all others"
            )
        crops = [
            [max(0, side - reach) for side in sides]
            for sides, reach in zip(self.sides, self.reach, strict=True)
        ]
        if any(map(any, crops)):
            cropped = ", ".join(
                f"{count} at the {name}"
                for counts, names in zip(crops, SIDE_NAMES[self.axes], strict=True)
                for count, name in zip(counts, names, strict=True)
            )
            remarks.append(f"padding exceeds d(k - 1): the grid is cropped by {cropped}")
        return remarks + self.channel_remarks()

    def torch_call(self) -> str:
        """Return the layer; asymmetric padding is a crop of the layer's output."""
        if symmetric(self.sides) is not None:
            return self._layer()
        crop = ", ".join(f"{before or ''}:{-after or ''}" for before, after in self.sides)
        return f"{self._layer()}(x)[..., {crop}]"

    def _layer(self) -> str:
        """The layer, without padding that it cannot have."""
        alike = symmetric(self.sides)
        arguments = [*self.channel_arguments, torch_size(self.kernel_size)]
        arguments += torch_argument("stride", self.stride, 1)
        if alike is not None:
            arguments += torch_argument("padding", alike, 0)
        arguments += torch_argument("output_padding", self.extra, 0)
        arguments += torch_argument("dilation", self.dilation, 1)
        arguments += torch_argument("groups", (self.groups,), 1)
        return f"nn.{self.torch_module}({', '.join(arguments)})"

    def torch_layer(self) -> str:
        """Return the layer; asymmetric padding is a padding layer that crops its output."""
        if symmetric(self.sides) is not None:
            return self._layer()
        crop = tuple((-before, -after) for before, after in self.sides)
        return f"nn.Sequential({self._layer()}, {padding_call('zeros', crop)})"

    def keras_layers(self) -> list[str]:
        """Return the layer, before one that crops its output.

        Keras has no groups here, and its output padding is below the stride.
        """
        name = keras_class(self.spellings, self.axes)
        pairs = zip(self.output_padding, self.stride, strict=True)
        if not name or self.groups > 1 or any(extra >= stride for extra, stride in pairs):
            return []
        window = self.kernel_size, self.stride, self.dilation
        return _keras_layers.transposed(name, self.out_channels, *window, self.sides, self.extra)

    @classmethod
    def cropped(cls, parameters: Mapping[str, Any], crop: Sides) -> dict[str, Any]:
        """Return the parameters with a crop of the output as their padding."""
        return with_padding(parameters, crop)

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the arguments that are parameters."""
        if (mode := arguments.get("padding_mode", "zeros")) != "zeros":
            raise SvgconvError(
                "padding_mode", f"{cls.torch_module} has no {quoted(mode)}", "use zeros"
            )
        return {key: arguments[key] for key in cls.flags() if key in arguments}


OPERATION = ConvTranspose
