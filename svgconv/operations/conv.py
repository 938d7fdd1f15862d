"""Convolution: `torch.nn.Conv2d`, section 2 of the guide (relationships 1 to 6, and 15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from svgconv.errors import Name, SvgconvError, Words
from svgconv.operations import _flax, _keras, _keras_layers
from svgconv.operations._channels import Channelled
from svgconv.operations._padded_window import PaddedWindow
from svgconv.operations._relationships import convolution, same
from svgconv.operations._spelling import Spelling, function, keras_class, lazy
from svgconv.operations._unread import unread_remarks
from svgconv.operations.base import IM2COL, MATRIX, WEIGHTED_SUM, WINDOWS, Step, parameter
from svgconv.specification.flags import (
    DILATION,
    KERNEL_SIZE,
    PADDING_MODE,
    PADDING_OF_CONV,
    STRIDE,
)
from svgconv.specification.padding_modes import (
    MODES,
    check_mode,
    padding_call,
)
from svgconv.specification.padding_words import SAME_WORDS, Padding, not_same, padding
from svgconv.specification.phrases import (
    counted,
    moves_over,
    padding_words,
    same_words,
    torch_argument,
    torch_size,
    with_axes,
)
from svgconv.specification.scalars import one_of
from svgconv.specification.sizes import Size, size, symmetric, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


@dataclass(frozen=True)
class Conv(PaddedWindow, Channelled):
    """A convolution, as `torch.nn.Conv2d` computes it.

    ``padding="same"`` pads each axis by d(k - 1) cells in total; if that is odd, the extra cell
    goes at the end. ``"same_upper"`` also takes a stride, and pads as TensorFlow's SAME does, so
    that the output is ceil(i / s); ``"same_lower"`` puts the extra cell at the beginning. With
    several channels, each is drawn as a plane; of more than four, only the first three and the
    last are drawn.
    """

    name: ClassVar[str] = "conv"
    example: ClassVar[str] = "5, 3"
    torch_module: ClassVar[str] = "Conv2d"
    torch_signature: ClassVar[tuple[str, ...]] = (
        "in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups",
        "bias", "padding_mode", "device", "dtype",
    )  # fmt: skip
    spellings: ClassVar[tuple[Spelling, ...]] = (
        lazy(torch_signature),
        function("weight", "bias", "stride", "padding", "dilation", "groups"),
        _keras.layer(
            "Conv{n}D", "filters", "kernel_size", "strides", "padding", "data_format",
            "dilation_rate", "groups", read=_keras.convolution,
            required=("filters", "kernel_size"),
        ),
        _keras.layer(
            "DepthwiseConv{n}D", "kernel_size", "strides", "padding", "depth_multiplier",
            "data_format", "dilation_rate", read=_keras.depthwise, required=("kernel_size",),
        ),
        _flax.conv(),
    )  # fmt: skip
    has_weight: ClassVar[bool] = True
    guide: ClassVar[str] = "sections 2 and 5.1, relationships 1 to 6 and 15"
    is_exact: ClassVar[bool] = True
    is_layer: ClassVar[bool] = True
    sum_form = WEIGHTED_SUM
    states_kinds: ClassVar[tuple[str, ...]] = (WINDOWS, MATRIX, IM2COL)

    kernel_size: Size = parameter(size(least=1), KERNEL_SIZE)
    stride: Size = parameter(size(least=1), STRIDE, default=1)
    padding: Padding = parameter(padding, PADDING_OF_CONV, default=0)
    dilation: Size = parameter(size(least=1), DILATION, default=1)
    padding_mode: str = parameter(
        one_of(*MODES),
        PADDING_MODE,
        default="zeros",
    )

    def check(self) -> None:
        """Reject what PyTorch rejects: ``"same"`` with a stride, a window that does not fit, and
        padding that the mode cannot fill.
        """
        super().check()
        if self.padding == "same" and any(stride != 1 for stride in self.stride):
            problem = Words("needs ", Name("stride"), f" 1, not {torch_size(self.stride)}")
            raise not_same(problem, self.same_sides)
        check_mode(self.padding_mode, self.sides, self.input_size)
        for axis, span in enumerate(self.span):
            if span > self.padded[axis]:
                raise self._too_large(axis, span)

    def _too_large(self, axis: int, span: int) -> SvgconvError:
        kernel, dilation, padded = self.kernel_size[axis], self.dilation[axis], self.padded[axis]
        spanning = "" if dilation == 1 else f" with dilation {dilation} spans {span} and"
        return SvgconvError(
            "kernel_size",
            f"{kernel}{spanning} is larger than the padded input, {padded}",
            f"pad by {self.sides[axis][1] + (span - padded + 1) // 2}"
            f" or use at most {(padded - 1) // dilation + 1}",
        )

    @property
    def gaps(self) -> Size:
        """The input cells from each tap of the window to the next (the dilation)."""
        return self.dilation

    @property
    def strides(self) -> Size:
        """The input cells by which the window moves."""
        return self.stride

    @cached_property
    def output_size(self) -> Size:
        """The output's size by PyTorch's formula, floor included (relationships 6 and 15)."""
        return tuple(room // s + 1 for room, s in zip(self.room, self.stride, strict=True))

    @property
    def outside(self) -> str:
        """What the cells of the padding are (see `States`)."""
        return "zeros" if self.padding_mode == "zeros" else "copied_padding"

    @property
    def weight_size(self) -> Size:
        """The kernel's size; with channels PyTorch's ``(out, in / groups, *kernel)``."""
        if self.channels is None:
            return self.kernel_size
        return (self.out_channels, self.in_channels // self.groups, *self.kernel_size)

    def _weight_words(self) -> str:
        return "out_channels × in_channels / groups × the kernel"

    def _multiplied(self) -> tuple[Size, str]:
        return self.output_size, "output cells"

    def _forward(self, input: Array, weight: Array | None) -> Array:
        from svgconv.states.arithmetic import correlated

        assert weight is not None
        return correlated(self.states(), input, weight)

    def title(self) -> str:
        """Return a title such as ``Convolution: input 5×5, kernel 3×3, output 3×3``."""
        parts = [f"input {self.input_words}", f"kernel {self._kernel_words()}"]
        parts += counted("stride", self.stride, but=1)
        parts += [f"{words}{self._mode_words()}" for words in padding_words(self.sides)]
        parts += counted("dilation", self.dilation, but=1)
        parts += self.group_words
        kind = with_axes(self._kind(), self.axes)
        return f"{kind}: {', '.join(parts)}, output {self.output_words}"

    def _kernel_words(self) -> str:
        return times(self.kernel_size)

    def _kind(self) -> str:
        if self.channels is None:
            return "Convolution"
        if self.groups > 1:
            depthwise = self.groups == self.in_channels
            return "Depthwise convolution" if depthwise else "Grouped convolution"
        return "Pointwise convolution" if set(self.kernel_size) == {1} else "Convolution"

    def _mode_words(self) -> str:
        return "" if self.padding_mode == "zeros" else f" ({self.padding_mode})"

    def description(self) -> str:
        """Return sentences about the window and its result."""
        padding = f", padded with {MODES[self.padding_mode].words} (dashed),"
        padded = padding if any(map(sum, self.sides)) else ""
        return (
            f"The kernel {moves_over(self.axes)} the input{padded}"
            f" and gives the shaded output cell.{self.channel_words}"
        )

    def steps(self, axis: int) -> list[Step]:
        """Return the guide's relationship for this axis, or PyTorch's formula."""
        i, k, s, d = (
            sizes[axis] for sizes in (self.input_size, self.kernel_size, self.stride, self.dilation)
        )
        if self.padding in SAME_WORDS:
            return same(self.padding, i, k, s, d)
        relationship = convolution(i, k, s, d, *self.sides[axis])
        return [Step(*relationship, self.output_size[axis])]

    def remarks(self) -> list[str]:
        """Return what the padding holds, how ``"same"`` splits it, and what is not read."""
        remarks = []
        if self.padding_mode != "zeros":
            remarks.append(
                f"padding_mode {self.padding_mode}: the padding holds"
                f" {MODES[self.padding_mode].words}"
            )
        if isinstance(self.padding, str):
            remarks.append(f"padding {self.padding!r}: {same_words(self.sides)}")
        return [*remarks, *self.unread_remarks(), *self.channel_remarks()]

    def unread_remarks(self) -> Iterator[str]:
        """Return which cells of the padded input no window reads."""
        return unread_remarks(self.windows)

    def torch_call(self) -> str:
        """Return the layer; asymmetric padding is a layer of its own in front of it."""
        alike = symmetric(self.sides)
        arguments = [*self.channel_arguments, torch_size(self.kernel_size)]
        arguments += torch_argument("stride", self.stride, 1)
        if self.padding == "same":
            arguments.append('padding="same"')
        elif alike is not None:
            arguments += torch_argument("padding", alike, 0)
        arguments += torch_argument("dilation", self.dilation, 1)
        arguments += torch_argument("groups", (self.groups,), 1)
        if self.padding == "same" or alike is not None:
            if self.padding_mode != "zeros":
                arguments.append(f'padding_mode="{self.padding_mode}"')
            return self._layer(", ".join(arguments))
        pad = padding_call(self.padding_mode, self.sides)
        return f"nn.Sequential({pad}, {self._layer(', '.join(arguments))})"

    def _layer(self, arguments: str) -> str:
        return f"nn.{self.torch_module}({arguments})"

    def keras_layers(self) -> list[str]:
        """Return the layer, behind one that pads; none for a padding that Keras lacks."""
        name = keras_class(self.spellings, self.axes)
        if not name or self.padding_mode != "zeros":
            return []
        window = self.kernel_size, self.stride, self.dilation
        return _keras_layers.convolution(
            name, self.out_channels, *window, self.groups, self.padding, self.sides
        )

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the arguments that are parameters."""
        return {key: arguments[key] for key in cls.flags() if key in arguments}


OPERATION = Conv
