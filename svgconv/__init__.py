"""svgconv draws convolution arithmetic as SMIL-animated SVG, true to PyTorch.

>>> import svgconv
>>> figure = svgconv.conv(input_size=5, kernel_size=3, stride=2, padding=1)
>>> figure.operation.output_size
(3, 3)
>>> figure.save("padding_strides.svg")  # doctest: +SKIP

There is a function for each operation, including those of other packages; see `svgconv.load` for
everything else that the command line takes. Types are in ``__init__.pyi``.
"""

from __future__ import annotations

import importlib
from typing import Any

from svgconv.errors import SvgconvError as SvgconvError
from svgconv.version import VERSION

__version__ = VERSION

_PLACES = {
    "Figure": "svgconv.figure.figure",
    "Strip": "svgconv.strip.strip",
    "compare": "svgconv.sources.load",
    "explore": "svgconv.explorer.builder",
    "load": "svgconv.sources.load",
    "model": "svgconv.gallery.networks",
    "solve": "svgconv.sources.solutions",
    "widget": "svgconv.notebook.widget",
}
"""The modules of the names that are not functions of operations."""


def _operations() -> Any:
    return importlib.import_module("svgconv.operations").OPERATIONS


def __getattr__(name: str) -> Any:
    """Import a name when it is asked for, because numpy and svgwrite take long to import."""
    if name in _PLACES:
        return getattr(importlib.import_module(_PLACES[name]), name)
    if name == "__all__":
        names = sorted([*_operations().names(), *_operations().aliases()])
        return [*sorted(_PLACES), "SvgconvError", "__version__", *names]
    if not name.startswith("_") and name in _operations():
        functions = importlib.import_module("svgconv.sources.functions")
        return functions.function_of(_operations().canonical(name))
    raise AttributeError(f"module 'svgconv' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the names of the public objects, for completion."""
    return sorted({*__getattr__("__all__"), *(name for name in globals() if name[:2] == "__")})
