"""svgconv draws convolution arithmetic as SMIL-animated SVG, true to PyTorch.

>>> import svgconv
>>> figure = svgconv.conv(input_size=5, kernel_size=3, stride=2, padding=1)
>>> figure.operation.output_size
(3, 3)
>>> figure.save("padding_strides.svg")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svgconv.errors import SvgconvError
from svgconv.version import VERSION

if TYPE_CHECKING:
    from svgconv.api import (
        adaptive_avg_pool,
        adaptive_avg_pool1d,
        adaptive_max_pool,
        adaptive_max_pool1d,
        avg_pool,
        avg_pool1d,
        avg_pool3d,
        compare,
        conv,
        conv1d,
        conv3d,
        conv_transpose,
        conv_transpose1d,
        conv_transpose3d,
        deform_conv,
        fold,
        load,
        masked_conv,
        max_pool,
        max_pool1d,
        max_pool3d,
        pixel_shuffle,
        pixel_unshuffle,
        stack,
        unfold,
        upsample,
    )
    from svgconv.figure.figure import Figure
    from svgconv.strip.strip import Strip

__version__ = VERSION

__all__ = [
    "Figure",
    "Strip",
    "SvgconvError",
    "__version__",
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

_PLACES = {
    "Figure": "svgconv.figure.figure",
    "Strip": "svgconv.strip.strip",
}
"""Where names are that are not in `svgconv.api`."""


def __getattr__(name: str) -> Any:
    """Import numpy and svgwrite only when a figure is asked for."""
    import importlib

    if name not in __all__:
        raise AttributeError(f"module 'svgconv' has no attribute {name!r}")
    return getattr(importlib.import_module(_PLACES.get(name, "svgconv.api")), name)
