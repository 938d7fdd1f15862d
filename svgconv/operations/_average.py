"""Average pooling along any number of axes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations._pooling import Pooling
from svgconv.operations.base import SumForm, average, parameter
from svgconv.options import Flag
from svgconv.specification.padding_modes import padding_call
from svgconv.specification.parsers import optional
from svgconv.specification.scalars import yes_or_no
from svgconv.specification.sizes import Sides, symmetric

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


@dataclass(frozen=True)
class AveragePooling(Pooling):
    """An average pooling of one channel: each window gives the average of its cells.

    The padding's zeros count by default, as in PyTorch. With ``padding="same_upper"`` or
    ``"same_lower"`` they do not, as in TensorFlow and ONNX.
    """

    kind: ClassVar[str] = "Average pooling"
    guide: ClassVar[str] = "section 3, relationship 7"
    is_exact: ClassVar[bool] = True

    count_include_pad: bool | None = parameter(
        optional(yes_or_no),
        Flag(
            "Count the padding's zeros in an average.",
            metavar="",
            default="yes, except with same_upper or same_lower",
        ),
        default=None,
    )

    def check(self) -> None:
        """Reject what PyTorch rejects, and windows that no layer of PyTorch has."""
        if self.padding_mode:
            object.__setattr__(self, "count_include_pad", True)
        if self.padding_mode == "zeros" and self._pads_alone:
            object.__setattr__(self, "padding_mode", None)
        if self.count_include_pad is not None and self.count_include_pad == self._counts_by_default:
            object.__setattr__(self, "count_include_pad", None)
        super().check()
        if self._pads_uncounted_sides and self.ceil_mode and not isinstance(self.padding, str):
            raise SvgconvError(
                "ceil_mode",
                "cannot be combined with asymmetric padding that does not count",
                "leave it out",
            )

    @property
    def _pads_alone(self) -> bool:
        """Whether the pooling computes the same without a padding layer of zeros.

        Ceil mode's last window starts before the padding layer's end, but not in the own padding.
        """
        numbers = not isinstance(self.padding, str) and self.at_most_half
        return numbers and not (self.ceil_mode and symmetric(self.sides) is not None)

    @property
    def _counts_by_default(self) -> bool:
        return not isinstance(self.padding, str) or self.padding_mode is not None

    @property
    def counts_padding(self) -> bool:
        """Whether the padding's zeros count in an average."""
        if self.count_include_pad is None:
            return self._counts_by_default
        return self.count_include_pad

    @property
    def padding_value(self) -> float | None:
        """Zero, unless the padding does not count, which is None."""
        return 0 if self.counts_padding else None

    @property
    def _pads_uncounted_sides(self) -> bool:
        return self.own_padding is None and not self.counts_padding

    def _cropped(self) -> Iterator[tuple[AveragePooling, Sides]]:
        """Yield poolings that pad both sides alike and have all windows, and how many others.

        A padding layer's zeros always count, so that sides which differ need this detour. There
        is one, because no side is wider than half of the kernel, and ceil mode adds no window.
        """
        choices = [
            range(before, kernel // 2 + 1, stride)
            for (before, _), kernel, stride in zip(
                self.sides, self.kernel_size, self.strides, strict=True
            )
        ]
        for ceil_mode, alike in product((False, True), product(*choices)):
            sides = tuple((padding, padding) for padding in alike)
            try:
                pool = replace(self, padding=sides, ceil_mode=ceil_mode, count_include_pad=False)
            except SvgconvError:
                continue
            crop = tuple(
                (first := (padding - before) // stride, found - first - count)
                for padding, (before, _), stride, found, count in zip(
                    alike, self.sides, self.strides, pool.output_size, self.output_size, strict=True
                )
            )
            if min(map(min, crop)) >= 0:
                yield pool, crop

    def _forward(self, input: Array, weight: Array | None) -> Array:
        import numpy as np

        from svgconv.states.arithmetic import pooled

        return pooled(self.states(), input, np.sum) / self.divisors()

    @property
    def sum_form(self) -> SumForm:
        """An average."""
        return average(self.divisors())

    def divisors(self) -> Array:
        """Return the number of cells that count in each window, in the output's shape."""
        from svgconv.states.arithmetic import counted_cells

        states = self.states()
        return counted_cells(
            [axis.cells if self.counts_padding else axis.reads for axis in states.axes]
        )

    def all_parameters(self) -> dict[str, Any]:
        """Return every parameter; it says if the padding does not count."""
        every = super().all_parameters()
        return every if self.counts_padding else every | {"count_include_pad": False}

    def _title_words(self) -> list[str]:
        return ["padding not counted"] if self.pads and not self.counts_padding else []

    def _padding_words(self) -> str:
        return super()._padding_words() if self.counts_padding else "cells that do not count"

    def _result_words(self) -> str:
        return "the average of"

    def _padding_remarks(self) -> list[str]:
        if self.counts_padding:
            return ["the padding's zeros count: each window divides by the number of all its cells"]
        return ["the padding does not count: each window divides by the number of its input cells"]

    def torch_call(self) -> str:
        """Return the layer; asymmetric padding that does not count is a crop of the layer."""
        if not self._pads_uncounted_sides:
            return super().torch_call()
        pool, crop = next(self._cropped())
        if not any(map(any, crop)):
            return pool.torch_call()
        sides = tuple((-before, -after) for before, after in crop)
        return f"nn.Sequential({pool.torch_call()}, {padding_call('zeros', sides)})"

    def _torch_arguments(self) -> list[str]:
        arguments = super()._torch_arguments()
        return arguments + ["count_include_pad=False"] * (not self.counts_padding)
