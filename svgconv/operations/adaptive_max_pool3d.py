"""Adaptive max pooling along three axes: `torch.nn.AdaptiveMaxPool3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.adaptive_max_pool import AdaptiveMaxPool


class AdaptiveMaxPool3d(AdaptiveMaxPool):
    """An adaptive max pooling along three axes, as `torch.nn.AdaptiveMaxPool3d`."""

    name: ClassVar[str] = "adaptive_max_pool3d"
    torch_module: ClassVar[str] = "AdaptiveMaxPool3d"
    axes: ClassVar[int] = 3


OPERATION = AdaptiveMaxPool3d
