"""Masked convolution, as in PixelCNN: `torch.nn.Conv2d` with a mask on its weight.

In PyTorch it is `torch.nn.utils.prune.custom_from_mask`, which multiplies the weight by the mask
whenever the layer computes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations._channels import check_one_channel
from svgconv.operations._spelling import Spelling
from svgconv.operations._unread import unread_by_mask
from svgconv.operations.base import WEIGHTED_SUM, WINDOWS, Window, parameter
from svgconv.operations.conv import Conv
from svgconv.options import Flag
from svgconv.specification.masks import LETTERS, Rows, mask, mask_rows
from svgconv.specification.sizes import times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array
    from svgconv.states.states import States


IMPORTED = "torch.nn.utils.prune"
"""The module of the PyTorch call that ``import torch`` does not import."""


@dataclass(frozen=True)
class MaskedConv(Conv):
    """A masked convolution of one channel, as in PixelCNN: some of its taps do not count.

    Mask ``"A"`` keeps the taps before the kernel's centre, row by row; mask ``"B"`` also keeps the
    centre.
    """

    name: ClassVar[str] = "masked_conv"
    torch_module: ClassVar[str] = "utils.prune.custom_from_mask"
    spellings: ClassVar[tuple[Spelling, ...]] = ()
    states_kinds: ClassVar[tuple[str, ...]] = (WINDOWS,)
    positional: ClassVar[tuple[str, ...]] = ("input_size", "kernel_size", "mask")
    is_exact: ClassVar[bool] = True
    is_layer: ClassVar[bool] = True
    sum_form = WEIGHTED_SUM

    in_channels: ClassVar[int] = 1  # type: ignore[misc]
    out_channels: ClassVar[int] = 1  # type: ignore[misc]
    groups: ClassVar[int] = 1  # type: ignore[misc]

    mask: str = parameter(
        mask,
        Flag("Which taps of the kernel count.", "A|B|111,110,000"),
        default="A",
    )

    def check(self) -> None:
        """Reject what PyTorch rejects, and a mask with a different size."""
        super().check()
        for letter in LETTERS:
            if self.mask_rows == mask_rows("mask", letter, self.kernel_size, least=0):
                object.__setattr__(self, "mask", letter)

    @cached_property
    def mask_rows(self) -> Rows:
        """Whether each tap counts, in rows."""
        return mask_rows("mask", self.mask, self.kernel_size)

    def states(self) -> States:
        """Return the states of the convolution without the taps that do not count."""
        return replace(super().states(), mask=self.mask_rows)

    def layer_window(self, axis: int) -> Window:
        """Return the window on an axis from the first tap that counts to the last one."""
        whole = super().layer_window(axis)
        lines = self.mask_rows if axis == 0 else tuple(zip(*self.mask_rows, strict=True))
        counted = [at for at, line in enumerate(lines) if any(line)]
        first, last = counted[0], counted[-1]
        before = whole.before - first * whole.dilation
        return Window(last - first + 1, whole.dilation, whole.stride, before)

    def layer_states(self) -> States:
        """Raise an error: its windows are no rectangles.

        Raises
        ------
        SvgconvError: always.
        """
        raise SvgconvError("mask", "a masked layer is not drawn in a stack", "use svgconv explain")

    def drawn_weight(self, weight: Array) -> Array:
        """Return the weight times the mask."""
        return weight * self._numbers

    def unread_remarks(self) -> Iterator[str]:
        """Return which cells of the padded input no tap that counts reads."""
        return unread_by_mask(self.windows, self.mask_rows)

    @property
    def _numbers(self) -> Array:
        import numpy as np

        return np.array(self.mask_rows, dtype=np.int64)

    def _forward(self, input: Array, weight: Array | None) -> Array:
        assert weight is not None
        return super()._forward(input, self.drawn_weight(weight))

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the parameters of a masked ``nn.Conv2d(...)``, which has one channel."""
        check_one_channel(arguments)
        return super().from_torch(arguments)

    def _kind(self) -> str:
        return "Masked convolution"

    def _kernel_words(self) -> str:
        return f"{times(self.kernel_size)}, mask {self.mask}"

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
        return [words, *super().remarks(), f"in PyTorch, import {IMPORTED} first"]

    def _layer(self, arguments: str) -> str:
        rows = [[int(there) for there in row] for row in self.mask_rows]
        layer = f"nn.{Conv.torch_module}({arguments})"
        return f'nn.{self.torch_module}({layer}, "weight", torch.tensor([[{rows}]]))'


OPERATION = MaskedConv
