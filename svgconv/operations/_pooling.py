"""Pooling: a window that moves over the padded input, and PyTorch's ceil mode."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations import _keras_layers
from svgconv.operations._pool_window import PoolWindow
from svgconv.operations._relationships import ASYMMETRIC, same
from svgconv.operations._spelling import keras_class
from svgconv.operations._unread import unread_remarks
from svgconv.operations.base import Step, parameter
from svgconv.options import Flag
from svgconv.specification.padding_modes import (
    MODES,
    padding_call,
)
from svgconv.specification.phrases import (
    counted,
    moves_over,
    padding_words,
    same_words,
    torch_argument,
    torch_size,
    with_axes,
)
from svgconv.specification.scalars import yes_or_no
from svgconv.specification.sizes import LINE_NAMES, Size, times


@dataclass(frozen=True)
class Pooling(PoolWindow):
    """A pooling of one channel: each window gives one number, and there is no kernel to learn.

    Parameters are spelled as in `torch.nn.MaxPool2d`. ``stride`` None is the kernel's size.
    ``padding`` is at most half of the kernel's size; with ``"same_upper"``, TensorFlow's SAME, the
    output is ceil(i / s). With ``ceil_mode`` the last window may reach beyond the padded input,
    where nothing is read.
    """

    is_layer: ClassVar[bool] = True
    common_kernels: ClassVar[tuple[int, ...]] = (2, 3, 4, 5, 7, 8, 6)
    kind: ClassVar[str]
    """Its name in a title, such as ``Max pooling``."""

    ceil_mode: bool = parameter(
        yes_or_no,
        Flag("Round the output size up instead of down.", metavar=""),
        default=False,
    )

    def check(self) -> None:
        """Reject what PyTorch rejects: padding that is too wide, a window that does not fit."""
        super().check()
        for axis, count in enumerate(self.output_size):
            if count < 1:
                raise SvgconvError(
                    "kernel_size",
                    f"the window spans {self.span[axis]} cells, more than the padded input,"
                    f" {self.padded[axis]}",
                    "use a smaller kernel or a larger input",
                )

    def _check_kernel_within_input(self) -> None:
        """Reject what PyTorch's averages along three axes reject, in ceil mode, too."""
        alone = self.own_padding is not None
        sizes = self.input_size if alone else self.padded
        for kernel, size in zip(self.kernel_size, sizes, strict=True):
            if kernel > size:
                held = "the input" if alone else "the padded input"
                without = ", without its padding" if alone and self.pads else ""
                raise SvgconvError(
                    "kernel_size",
                    f"{kernel} is larger than {held}, {size}{without}",
                    f"use at most {size}",
                )

    @cached_property
    def output_size(self) -> Size:
        """The output's size by PyTorch's formula, rounded up with ``ceil_mode``."""
        return tuple(self._rounded(axis) - self._starts_too_late(axis) for axis in range(self.axes))

    def _rounded(self, axis: int) -> int:
        room, stride = self.room[axis], self.strides[axis]
        return (-(-room // stride) if self.ceil_mode else room // stride) + 1

    def _starts_too_late(self, axis: int) -> bool:
        """Whether ceil mode's last window would start after the input; PyTorch drops it.

        What a padding layer gives is the input of PyTorch's layer.
        """
        start, (before, after) = (self._rounded(axis) - 1) * self.strides[axis], self.sides[axis]
        behind = after if self.own_padding is None and self.padding_value is not None else 0
        return self.ceil_mode and start >= before + self.input_size[axis] + behind

    @property
    def beyond(self) -> Size:
        """The cells by which the last window reaches beyond the padded input."""
        return tuple(axis.beyond for axis in self.windows)

    def all_parameters(self) -> dict[str, Any]:
        """Return every parameter, with the stride as a number."""
        if self.stride is None:
            return replace(self, stride=self.strides).all_parameters()
        return super().all_parameters()

    def title(self) -> str:
        """Return a title such as ``Max pooling: input 5×5, kernel 3×3, output 2×2``."""
        parts = [f"input {times(self.input_size)}", f"kernel {times(self.kernel_size)}"]
        parts += counted("stride", self.strides, but=1)
        mode = f" ({self.padding_mode})" if self.padding_mode else ""
        parts += [f"{words}{mode}" for words in padding_words(self.sides)]
        parts += counted("dilation", self.gaps, but=1)
        parts += ["ceil mode"] * self.ceil_mode + self._title_words()
        kind = with_axes(self.kind, self.axes)
        return f"{kind}: {', '.join(parts)}, output {times(self.output_size)}"

    def _title_words(self) -> list[str]:
        """What only this pooling says in its title."""
        return []

    def description(self) -> str:
        """Return sentences about the window and its result."""
        padded = f", padded with {self._held_words()} (dashed)" if self.pads else ""
        return (
            f"The window {moves_over(self.axes)} the input{padded}."
            f" The shaded output cell is {self._result_words()} the cells under it."
        )

    def _held_words(self) -> str:
        return MODES[self.padding_mode].words if self.padding_mode else self._padding_words()

    def _padding_words(self) -> str:
        """What the padding holds."""
        return "zeros"

    @abstractmethod
    def _result_words(self) -> str:
        """What each window gives, such as ``the average of``."""

    def steps(self, axis: int) -> list[Step]:
        """Return the guide's relationship 7, or PyTorch's formula."""
        sizes = self.input_size, self.kernel_size, self.strides, self.gaps
        i, k, s, d = (size[axis] for size in sizes)
        if isinstance(self.padding, str):
            return same(self.padding, i, k, s, d)
        before, after = self.sides[axis]
        source = f"torch.nn.{self.torch_module}"
        rounding = "ceil" if self.ceil_mode else "floor"
        pads, padded = "2p", f"2·{before}"
        if before != after:
            source, pads, padded = ASYMMETRIC, "before + after", f"{before} + {after}"
        if not before and not after and d == 1:
            formula, numbers = "(i - k) / s", f"({i} - {k}) / {s}"
            source = source if self.ceil_mode else "relationship 7"
        elif d == 1:
            formula, numbers = f"(i + {pads} - k) / s", f"({i} + {padded} - {k}) / {s}"
        else:
            formula = f"(i + {pads} - d(k - 1) - 1) / s"
            numbers = f"({i} + {padded} - {d}·{k - 1} - 1) / {s}"
        ending = " + 1 - 1" if self._starts_too_late(axis) else " + 1"
        return [
            Step(
                source,
                f"{rounding}({formula}){ending}",
                f"{rounding}({numbers}){ending}",
                self.output_size[axis],
            )
        ]

    def remarks(self) -> list[str]:
        """Return what the padding means, what ceil mode changes, and which cells are not read."""
        remarks = self._padding_remarks() if self.pads else []
        if self.padding_mode:
            words = MODES[self.padding_mode].words
            remarks = [f"padding_mode {self.padding_mode}: a padding layer adds {words}"]
        if isinstance(self.padding, str):
            remarks.insert(0, f"padding {self.padding!r}: {same_words(self.sides)}")
        if any(self._starts_too_late(axis) for axis in range(self.axes)):
            remarks.append("ceil_mode: a last window that would start after the input is dropped")
        remarks += [
            f"the last window reaches {lines} beyond the padded input, where nothing is read"
            for lines in self._beyond_words()
        ]
        return [*remarks, *unread_remarks(self.windows)]

    def _beyond_words(self) -> list[str]:
        return [
            f"{count} {name}{'s' * (count > 1)}"
            for count, name in zip(self.beyond, LINE_NAMES[self.axes], strict=True)
            if count
        ]

    def _padding_remarks(self) -> list[str]:
        """What the padding means for the numbers."""
        return []

    def torch_call(self) -> str:
        """Return the layer, without defaults; what it cannot pad is a padding layer before it."""
        layer = f"nn.{self.torch_module}({', '.join(self._torch_arguments())})"
        if self.own_padding is not None:
            return layer
        return f"nn.Sequential({padding_call(self._layer_mode, self.sides)}, {layer})"

    def keras_layers(self) -> list[str]:
        """Return the layer; none for ceil mode, a dilation, or a padding that Keras lacks."""
        name = keras_class(self.spellings, self.axes)
        if not name or any(self.beyond) or set(self.gaps) != {1}:
            return []
        window = self.kernel_size, self.strides
        if not self.pads:
            return _keras_layers.pooling(name, *window, "", None)
        if self.padding_value != 0 and (
            self.padding == "same_upper" or _keras_layers.is_same(*window, self.sides)
        ):
            return _keras_layers.pooling(name, *window, "same", None)
        return _keras_layers.pooling(name, *window, "", self.sides) * (self.outside == "zeros")

    def _torch_arguments(self) -> list[str]:
        arguments = [torch_size(self.kernel_size)]
        if self.stride is not None:
            arguments.append(f"stride={torch_size(self.stride)}")
        arguments += torch_argument("padding", self.own_padding or (0,), 0)
        arguments += torch_argument("dilation", self.gaps, 1)
        return arguments + ["ceil_mode=True"] * self.ceil_mode

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the arguments that are parameters; ``return_indices`` is not one."""
        return {name: value for name, value in arguments.items() if name in cls.flags()}
