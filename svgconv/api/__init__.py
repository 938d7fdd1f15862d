"""The functions of the package: each makes a figure."""

from __future__ import annotations

from svgconv.api.convolutions import (
    conv,
    conv1d,
    conv3d,
    conv_transpose,
    conv_transpose1d,
    conv_transpose3d,
    deform_conv,
    masked_conv,
)
from svgconv.api.figures import stack
from svgconv.api.poolings import (
    adaptive_avg_pool,
    adaptive_avg_pool1d,
    adaptive_max_pool,
    adaptive_max_pool1d,
    avg_pool,
    avg_pool1d,
    avg_pool3d,
    max_pool,
    max_pool1d,
    max_pool3d,
)
from svgconv.api.rearrangements import (
    fold,
    pixel_shuffle,
    pixel_unshuffle,
    unfold,
    upsample,
)
from svgconv.sources.load import compare, load

__all__ = [
    "adaptive_avg_pool",
    "adaptive_avg_pool1d",
    "adaptive_max_pool",
    "adaptive_max_pool1d",
    "avg_pool",
    "avg_pool1d",
    "avg_pool3d",
    "compare",
    "conv",
    "conv1d",
    "conv3d",
    "conv_transpose",
    "conv_transpose1d",
    "conv_transpose3d",
    "deform_conv",
    "fold",
    "load",
    "masked_conv",
    "max_pool",
    "max_pool1d",
    "max_pool3d",
    "pixel_shuffle",
    "pixel_unshuffle",
    "stack",
    "unfold",
    "upsample",
]
