"""Max pooling: `torch.nn.MaxPool2d`, section 3 of the guide (relationship 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.operations import _flax, _keras
from svgconv.operations._pooling import Pooling
from svgconv.operations._spelling import Spelling, function
from svgconv.operations.base import MAXIMUM, parameter
from svgconv.specification.flags import DILATION
from svgconv.specification.padding_modes import MINUS_INFINITY, with_padding
from svgconv.specification.sizes import Sides, Size, size

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


@dataclass(frozen=True)
class MaxPool(Pooling):
    """A max pooling of one channel, as `torch.nn.MaxPool2d` computes it.

    The padding is minus infinity, which is never the maximum.
    """

    name: ClassVar[str] = "max_pool"
    example: ClassVar[str] = "6, 2"
    torch_module: ClassVar[str] = "MaxPool2d"
    torch_signature: ClassVar[tuple[str, ...]] = (
        "kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode",
    )  # fmt: skip
    spellings: ClassVar[tuple[Spelling, ...]] = (
        function("kernel_size", "stride", "padding", "dilation", "ceil_mode", "return_indices"),
        *_keras.pooling_layers("MaxPooling{n}D", "MaxPool{n}D"),
        _flax.max_pool(),
    )
    positional: ClassVar[tuple[str, ...]] = (
        "input_size", "kernel_size", "stride", "padding", "dilation",
    )  # fmt: skip
    kind: ClassVar[str] = "Max pooling"
    guide: ClassVar[str] = "section 3, relationship 7"
    is_exact: ClassVar[bool] = True
    sum_form = MAXIMUM

    dilation: Size = parameter(size(least=1), DILATION, default=1)

    @property
    def gaps(self) -> Size:
        """The dilation."""
        return self.dilation

    @property
    def padding_value(self) -> float | None:
        """Minus infinity; 0 if a padding layer pads."""
        return 0 if self.padding_mode else float("-inf")

    def _forward(self, input: Array, weight: Array | None) -> Array:
        import numpy as np

        from svgconv.states.arithmetic import pooled

        return pooled(self.states(), input, np.max, of_none=float("-inf"))

    def _padding_words(self) -> str:
        return "minus infinity"

    def _result_words(self) -> str:
        return "the maximum of"

    @property
    def _layer_mode(self) -> str:
        return self.padding_mode or MINUS_INFINITY

    @classmethod
    def behind_padding(
        cls, parameters: Mapping[str, Any], padding: Sides, mode: str
    ) -> dict[str, Any]:
        """Return the parameters; a layer of minus infinity pads as the pooling itself does."""
        if mode == MINUS_INFINITY:
            return with_padding(parameters, padding)
        return super().behind_padding(parameters, padding, mode)

    def _padding_remarks(self) -> list[str]:
        return ["the padding is minus infinity, which is never the maximum"]


OPERATION = MaxPool
