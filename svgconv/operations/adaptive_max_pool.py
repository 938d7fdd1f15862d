"""Adaptive max pooling: `torch.nn.AdaptiveMaxPool2d`; with output size 1, global pooling."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from svgconv.operations import _keras
from svgconv.operations._adaptive import AdaptivePooling
from svgconv.operations._spelling import Spelling, function
from svgconv.operations.base import MAXIMUM

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


class AdaptiveMaxPool(AdaptivePooling):
    """An adaptive max pooling of one channel, as `torch.nn.AdaptiveMaxPool2d` computes it."""

    name: ClassVar[str] = "adaptive_max_pool"
    example: ClassVar[str] = "7, 3"
    torch_module: ClassVar[str] = "AdaptiveMaxPool2d"
    torch_signature: ClassVar[tuple[str, ...]] = ("output_size", "return_indices")
    spellings: ClassVar[tuple[Spelling, ...]] = (
        function(*torch_signature),
        *_keras.adaptive_layers("Max", "Max"),
    )
    kind: ClassVar[str] = "Adaptive max pooling"
    is_exact: ClassVar[bool] = True
    sum_form = MAXIMUM

    def _forward(self, input: Array, weight: Array | None) -> Array:
        import numpy as np

        from svgconv.states.arithmetic import pooled

        return pooled(self.states(), input, np.max)

    def _result_words(self) -> str:
        return "the maximum of"


OPERATION = AdaptiveMaxPool
