"""The window of a pooling, and the padding around the input: the pooling's own, or a layer's."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, replace

from svgconv.errors import SvgconvError
from svgconv.operations._padded_window import PaddedWindow
from svgconv.operations.base import parameter
from svgconv.specification.flags import KERNEL_SIZE, PADDING_MODE, PADDING_OF_SIDES, STRIDE
from svgconv.specification.padding_modes import MODES, check_mode
from svgconv.specification.padding_words import SAME, Padding, not_same, padding_of_sides
from svgconv.specification.parsers import optional
from svgconv.specification.scalars import one_of
from svgconv.specification.sizes import Size, size, symmetric

POOLING_STRIDE = replace(STRIDE, default="the kernel's size")
POOLING_PADDING_MODE = replace(PADDING_MODE, default="the pooling's own padding")


@dataclass(frozen=True)
class PoolWindow(PaddedWindow):
    """A window that moves over the padded input.

    PyTorch's layer pads both sides of an axis alike, by at most half of the kernel's size. Other
    padding is that of a padding layer before it. With a ``padding_mode`` the cells of the padding
    hold numbers, which count like those of the input.
    """

    kernel_size: Size = parameter(size(least=1), KERNEL_SIZE)
    stride: Size | None = parameter(optional(size(least=1)), POOLING_STRIDE, default=None)
    padding: Padding = parameter(padding_of_sides, PADDING_OF_SIDES, default=0)
    _: KW_ONLY
    padding_mode: str | None = parameter(
        optional(one_of(*MODES)),
        POOLING_PADDING_MODE,
        default=None,
    )

    def check(self) -> None:
        """Reject padding that is too wide, and PyTorch's word for the padding of convolutions."""
        if self.padding == SAME:
            raise not_same("is a padding of convolutions", self.same_sides)
        if not self.pads:
            object.__setattr__(self, "padding_mode", None)
        if self.padding_mode:
            check_mode(self.padding_mode, self.sides, self.input_size)
        for both, kernel in zip(self.sides, self.kernel_size, strict=True):
            if self._pads_itself and max(both) > kernel // 2:
                raise SvgconvError(
                    "padding",
                    f"{max(both)} is more than half of the kernel's size, {kernel}",
                    f"use at most {kernel // 2}",
                )

    @property
    def gaps(self) -> Size:
        """The input cells from each tap of the window to the next (the dilation)."""
        return (1,) * self.axes

    @property
    def strides(self) -> Size:
        """The input cells by which the window moves."""
        return self.kernel_size if self.stride is None else self.stride

    @property
    def _pads_itself(self) -> bool:
        """Whether the padding is given in numbers, and not as a padding layer's."""
        return not isinstance(self.padding, str) and not self.padding_mode

    @property
    def own_padding(self) -> Size | None:
        """The padding of PyTorch's layer along each axis; None if a padding layer is needed.

        The layer pads both sides of an axis alike, by at most half of the kernel's size.
        """
        alike = symmetric(self.sides)
        return alike if self.at_most_half and not self.padding_mode else None

    @property
    def at_most_half(self) -> bool:
        """Whether each side's padding is at most half of the kernel's size."""
        return all(max(p) <= k // 2 for p, k in zip(self.sides, self.kernel_size, strict=True))

    @property
    def pads(self) -> bool:
        """Whether there is any padding."""
        return any(map(any, self.sides))

    @property
    def outside(self) -> str:
        """What the cells of the padding are (see `States`)."""
        if self.padding_mode:
            return "zeros" if self.padding_mode == "zeros" else "copied_padding"
        return "zeros" if self.padding_value == 0 else "ignored_padding"

    @property
    def _layer_mode(self) -> str:
        """The mode of the padding layer that pads as this pooling does."""
        return self.padding_mode or "zeros"
