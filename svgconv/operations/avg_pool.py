"""Average pooling: `torch.nn.AvgPool2d`, section 3 of the guide (relationship 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from svgconv.operations import _flax, _keras
from svgconv.operations._average import AveragePooling
from svgconv.operations._spelling import Spelling, function
from svgconv.operations.base import parameter
from svgconv.options import Flag
from svgconv.specification.scalars import divisor

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


@dataclass(frozen=True)
class AvgPool(AveragePooling):
    """An average pooling of one channel, as `torch.nn.AvgPool2d` computes it."""

    name: ClassVar[str] = "avg_pool"
    example: ClassVar[str] = "6, 2"
    torch_module: ClassVar[str] = "AvgPool2d"
    torch_signature: ClassVar[tuple[str, ...]] = (
        "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override",
    )  # fmt: skip
    spellings: ClassVar[tuple[Spelling, ...]] = (
        function(*torch_signature),
        *_keras.pooling_layers("AveragePooling{n}D", "AvgPool{n}D"),
        _flax.avg_pool(),
    )

    divisor_override: int | None = parameter(
        divisor,
        Flag("Divide each sum by this.", metavar="N", default="the number of cells"),
        default=None,
    )

    def divisors(self) -> Array:
        """Return the override, or the number of cells that count in each window."""
        import numpy as np

        if self.divisor_override is not None:
            return np.asarray(self.divisor_override)
        return super().divisors()

    @property
    def _pads_uncounted_sides(self) -> bool:
        return self.divisor_override is None and super()._pads_uncounted_sides

    def _padding_remarks(self) -> list[str]:
        return [] if self.divisor_override is not None else super()._padding_remarks()

    def remarks(self) -> list[str]:
        """Return the remarks of all poolings, and the override."""
        if self.divisor_override is None:
            return super().remarks()
        return [f"every sum is divided by {self.divisor_override}", *super().remarks()]

    def _result_words(self) -> str:
        if self.divisor_override is None:
            return super()._result_words()
        return f"the sum, divided by {self.divisor_override}, of"

    def keras_layers(self) -> list[str]:
        """Return the layer; none with an override of the divisor."""
        return super().keras_layers() if self.divisor_override is None else []

    def _torch_arguments(self) -> list[str]:
        arguments = super()._torch_arguments()
        if self.divisor_override is not None:
            arguments.append(f"divisor_override={self.divisor_override}")
        return arguments


OPERATION = AvgPool
