"""Adaptive average pooling along three axes: `torch.nn.AdaptiveAvgPool3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.adaptive_avg_pool import AdaptiveAvgPool


class AdaptiveAvgPool3d(AdaptiveAvgPool):
    """An adaptive average pooling along three axes, as `torch.nn.AdaptiveAvgPool3d`."""

    name: ClassVar[str] = "adaptive_avg_pool3d"
    torch_module: ClassVar[str] = "AdaptiveAvgPool3d"
    axes: ClassVar[int] = 3


OPERATION = AdaptiveAvgPool3d
