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
    from svgconv.api import conv, conv1d, conv_transpose, conv_transpose1d, load
    from svgconv.figure import Figure
    from svgconv.strip.strip import Strip

__version__ = VERSION

__all__ = [
    "Figure",
    "Strip",
    "SvgconvError",
    "__version__",
    "conv",
    "conv1d",
    "conv_transpose",
    "conv_transpose1d",
    "load",
]

_PLACES = {
    "Figure": "svgconv.figure",
    "Strip": "svgconv.strip.strip",
    "conv": "svgconv.api",
    "conv1d": "svgconv.api",
    "conv_transpose": "svgconv.api",
    "conv_transpose1d": "svgconv.api",
    "load": "svgconv.api",
}


def __getattr__(name: str) -> Any:
    """Import numpy and svgwrite only when a figure is asked for."""
    import importlib

    if name not in _PLACES:
        raise AttributeError(f"module 'svgconv' has no attribute {name!r}")
    return getattr(importlib.import_module(_PLACES[name]), name)
