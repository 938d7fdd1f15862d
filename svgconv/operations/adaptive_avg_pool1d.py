"""Adaptive average pooling along one axis: `torch.nn.AdaptiveAvgPool1d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.adaptive_avg_pool import AdaptiveAvgPool


class AdaptiveAvgPool1d(AdaptiveAvgPool):
    """An adaptive average pooling along one axis, as `torch.nn.AdaptiveAvgPool1d` computes it."""

    name: ClassVar[str] = "adaptive_avg_pool1d"
    torch_module: ClassVar[str] = "AdaptiveAvgPool1d"
    axes: ClassVar[int] = 1


OPERATION = AdaptiveAvgPool1d
