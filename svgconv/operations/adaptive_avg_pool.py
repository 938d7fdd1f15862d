"""Adaptive average pooling: `torch.nn.AdaptiveAvgPool2d`; with output size 1, global pooling."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from svgconv.operations import _keras
from svgconv.operations._adaptive import AdaptivePooling
from svgconv.operations._spelling import Spelling, function
from svgconv.operations.base import SumForm, average

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


class AdaptiveAvgPool(AdaptivePooling):
    """An adaptive average pooling of one channel, as `torch.nn.AdaptiveAvgPool2d` computes it."""

    name: ClassVar[str] = "adaptive_avg_pool"
    example: ClassVar[str] = "7, 3"
    torch_module: ClassVar[str] = "AdaptiveAvgPool2d"
    torch_signature: ClassVar[tuple[str, ...]] = ("output_size",)
    spellings: ClassVar[tuple[Spelling, ...]] = (
        function(*torch_signature),
        *_keras.adaptive_layers("Average", "Avg"),
    )
    kind: ClassVar[str] = "Adaptive average pooling"
    is_exact: ClassVar[bool] = True

    def _forward(self, input: Array, weight: Array | None) -> Array:
        import numpy as np

        from svgconv.states.arithmetic import pooled

        return pooled(self.states(), input, np.sum) / self.divisors()

    @property
    def sum_form(self) -> SumForm:
        """An average."""
        return average(self.divisors())

    def divisors(self) -> Array:
        """Return the number of cells in each window, in the output's shape."""
        from svgconv.states.arithmetic import counted_cells

        return counted_cells([axis.cells for axis in self.states().axes])

    def _result_words(self) -> str:
        return "the average of"


OPERATION = AdaptiveAvgPool
