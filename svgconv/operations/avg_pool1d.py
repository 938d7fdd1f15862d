"""Average pooling along one axis: `torch.nn.AvgPool1d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations import _flax, _keras
from svgconv.operations._average import AveragePooling
from svgconv.operations._spelling import Spelling, function


class AvgPool1d(AveragePooling):
    """An average pooling along one axis, as `torch.nn.AvgPool1d` computes it."""

    name: ClassVar[str] = "avg_pool1d"
    example: ClassVar[str] = "6, 2"
    torch_module: ClassVar[str] = "AvgPool1d"
    torch_signature: ClassVar[tuple[str, ...]] = (
        "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad",
    )  # fmt: skip
    spellings: ClassVar[tuple[Spelling, ...]] = (
        function(*torch_signature),
        *_keras.pooling_layers("AveragePooling{n}D", "AvgPool{n}D"),
        _flax.avg_pool(),
    )
    axes: ClassVar[int] = 1


OPERATION = AvgPool1d
