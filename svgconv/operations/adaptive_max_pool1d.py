"""Adaptive max pooling along one axis: `torch.nn.AdaptiveMaxPool1d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.adaptive_max_pool import AdaptiveMaxPool


class AdaptiveMaxPool1d(AdaptiveMaxPool):
    """An adaptive max pooling along one axis, as `torch.nn.AdaptiveMaxPool1d` computes it."""

    name: ClassVar[str] = "adaptive_max_pool1d"
    torch_module: ClassVar[str] = "AdaptiveMaxPool1d"
    axes: ClassVar[int] = 1


OPERATION = AdaptiveMaxPool1d
