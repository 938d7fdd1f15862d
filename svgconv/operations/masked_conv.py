"""Masked convolution, as in PixelCNN: `torch.nn.Conv2d` with a mask on its weight.

In PyTorch it is `torch.nn.utils.prune.custom_from_mask`, which multiplies the weight by the mask
whenever the layer computes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.errors import Name, SvgconvError, Words
from svgconv.operations._channels import check_groups
from svgconv.operations._spelling import Spelling
from svgconv.operations._unread import unread_by_mask
from svgconv.operations.base import WEIGHTED_SUM, WINDOWS, Window, parameter
from svgconv.operations.conv import Conv
from svgconv.options import Flag
from svgconv.specification.masks import LETTERS, Rows, color_groups, group_rows, mask, mask_rows
from svgconv.specification.sizes import times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array
    from svgconv.states.states import States


IMPORTED = "torch.nn.utils.prune"
"""The module of the PyTorch call that ``import torch`` does not import."""


@dataclass(frozen=True)
class MaskedConv(Conv):
    """A masked convolution, as in PixelCNN: some of its taps do not count.

    Mask ``"A"`` keeps the taps before the kernel's centre, row by row; mask ``"B"`` also keeps the
    centre. With ``color_groups=3`` the channels are those of red, then green, then blue. At the
    centre, a group of output channels then reads the groups of input channels before it, with mask
    ``"B"`` also its own.
    """

    name: ClassVar[str] = "masked_conv"
    torch_module: ClassVar[str] = "utils.prune.custom_from_mask"
    spellings: ClassVar[tuple[Spelling, ...]] = ()
    states_kinds: ClassVar[tuple[str, ...]] = (WINDOWS,)
    positional: ClassVar[tuple[str, ...]] = ("input_size", "kernel_size", "mask")
    is_exact: ClassVar[bool] = True
    is_layer: ClassVar[bool] = True
    sum_form = WEIGHTED_SUM

    groups: ClassVar[int] = 1  # type: ignore[misc]

    mask: str = parameter(
        mask,
        Flag("Which taps of the kernel count.", "A|B|111,110,000"),
        default="A",
    )
    color_groups: int = parameter(
        color_groups,
        Flag("The number of groups of channels in PixelCNN's order; 3 for RGB.", metavar="N"),
        default=1,
    )

    def check(self) -> None:
        """Reject what PyTorch rejects, a mask with a different size, and color groups that do not
        divide the channels, or that have a mask without a letter.
        """
        super().check()
        for letter in LETTERS:
            if self.mask_rows == mask_rows("mask", letter, self.kernel_size, least=0):
                object.__setattr__(self, "mask", letter)
        check_groups(self.in_channels, self.out_channels, self.color_groups, "color_groups")
        if self.color_groups > 1 and self.mask not in LETTERS:
            problem = Words(f"{self.color_groups} needs ", Name("mask"), " A or B")
            raise SvgconvError("color_groups", problem, "use 1")

    @cached_property
    def mask_rows(self) -> Rows:
        """Whether each tap counts, in rows."""
        return mask_rows("mask", self.mask, self.kernel_size, least=int(self.color_groups == 1))

    @cached_property
    def group_rows(self) -> tuple[tuple[Rows, ...], ...]:
        """Whether each tap counts, for each color group of outputs, then of inputs."""
        if self.color_groups == 1:
            return ((self.mask_rows,),)
        groups = range(self.color_groups)
        return tuple(
            tuple(group_rows(self.mask, self.kernel_size, above, below) for below in groups)
            for above in groups
        )

    @property
    def read_rows(self) -> Rows:
        """Whether each tap counts between any two channels, in rows."""
        return self.group_rows[-1][0]

    def states(self) -> States:
        """Return the states of the convolution without the taps that do not count."""
        return replace(super().states(), mask=self._numbers != 0)

    def layer_window(self, axis: int) -> Window:
        """Return the window on an axis from the first tap that counts to the last one.

        With color groups, it is the window of everything that any output channel reads.
        """
        whole = super().layer_window(axis)
        lines = self.read_rows if axis == 0 else tuple(zip(*self.read_rows, strict=True))
        counted = [at for at, line in enumerate(lines) if any(line)]
        first, last = counted[0], counted[-1]
        before = whole.before - first * whole.dilation
        return Window(last - first + 1, whole.dilation, whole.stride, before)

    @classmethod
    def fewest_channels(cls, parameters: Mapping[str, Any]) -> int:
        """Return one channel for each color group."""
        return int(parameters.get("color_groups", 1))

    def check_channels(self, inputs: int, outputs: int) -> None:
        """Reject channels that the color groups do not divide, and a flat kernel with mask A.

        The taps before the centre are read between all channels. With two rows and two columns or
        more, they reach to every side of what is read, and the window is the same for all color
        groups. A kernel with a single row or column ends at the centre for some groups only.
        """
        check_groups(inputs, outputs, self.color_groups, "color_groups")
        if self.color_groups > 1 and self.mask == "A" and min(self.kernel_size) == 1:
            kernel = f"a kernel of {times(self.kernel_size)}"
            problem = f"with mask A, what {kernel} reads depends on the colour"
            remedy = Words("use a ", Name("kernel_size"), " of at least 2×2")
            raise SvgconvError("color_groups", problem, remedy)

    def layer_states(self) -> States:
        """Raise an error: its windows are not rectangles.

        Raises
        ------
        SvgconvError: always.
        """
        raise SvgconvError("mask", "a masked layer is not drawn in a stack", "use svgconv explain")

    def drawn_weight(self, weight: Array) -> Array:
        """Return the weight times the mask."""
        numbers = self._numbers
        for axis, channels in enumerate((self.out_channels, self.in_channels)):
            numbers = numbers.repeat(channels // self.color_groups, axis)
        return weight * numbers.reshape(weight.shape)

    def unread_remarks(self) -> Iterator[str]:
        """Return which cells of the padded input no tap that counts reads."""
        return unread_by_mask(self.windows, self.read_rows)

    @property
    def _numbers(self) -> Array:
        """The mask between color groups, (groups, groups, height, width)."""
        import numpy as np

        return np.array(self.group_rows, dtype=np.int64)

    def _forward(self, input: Array, weight: Array | None) -> Array:
        assert weight is not None
        return super()._forward(input, self.drawn_weight(weight))

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the parameters of a masked ``nn.Conv2d(...)`` with one group."""
        if arguments.get("groups", 1) != 1:
            raise SvgconvError(
                "groups", f"a masked convolution has one, not {arguments['groups']}", "use 1"
            )
        return super().from_torch(arguments)

    def _kind(self) -> str:
        return "Masked convolution"

    def _kernel_words(self) -> str:
        groups = f", {self.color_groups} color groups" if self.color_groups > 1 else ""
        return f"{times(self.kernel_size)}, mask {self.mask}{groups}"

    def _weight_words(self) -> str:
        return "out_channels × in_channels × the kernel"

    def _read_words(self) -> str:
        return (
            super()._read_words()
            if self.color_groups == 1
            else f"At the centre, {self._group_words()}."
        )

    def _group_words(self) -> str:
        own = " and its own" if self.mask == "B" else ""
        return (
            f"each of the {self.color_groups} color groups of output channels reads the groups of"
            f" input channels before it{own}"
        )

    def description(self) -> str:
        """Return sentences about the window, its mask and its result."""
        return (
            f"{super().description()} Only the shaded cells of the window, which is outlined,"
            " count: the mask sets the kernel's other weights to zero."
        )

    def remarks(self) -> list[str]:
        """Return what the mask keeps, and a convolution's remarks."""
        taps = [there for row in self.mask_rows for there in row]
        words = f"mask {self.mask}: {sum(taps)} of {len(taps)} taps count"
        if self.mask in LETTERS:
            words += ", those before the centre" + (" and the centre" if self.mask == "B" else "")
        if self.color_groups > 1:
            before = sum(taps) - (self.mask == "B")
            words = f"mask {self.mask}: "
            if before:
                words += f"{before} of {len(taps)} taps count between all channels, those before"
                words += " the centre; "
            words += f"at the centre, {self._group_words()}"
        return [words, *super().remarks(), f"in PyTorch, import {IMPORTED} first"]

    def _read_remarks(self) -> list[str]:
        return super()._read_remarks() if self.color_groups == 1 else []

    def _layer(self, arguments: str) -> str:
        kernels = [
            [[[int(there) for there in row] for row in rows] for rows in inputs]
            for inputs in self.group_rows
        ]
        mask = f"torch.tensor({kernels})"
        for axis, channels in enumerate((self.out_channels, self.in_channels)):
            if channels > self.color_groups:
                mask += f".repeat_interleave({channels // self.color_groups}, {axis})"
        layer = f"nn.{Conv.torch_module}({arguments})"
        return f'nn.{self.torch_module}({layer}, "weight", {mask})'


OPERATION = MaskedConv
