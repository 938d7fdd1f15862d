"""Common names of operations, and what a name that does not exist probably means."""

from __future__ import annotations

from svgconv.errors import enumeration, suggestion
from svgconv.operations import OPERATIONS
from svgconv.sources.catalogue import catalogue

COMMON = {
    "convolution": ("conv",),
    "deconv": ("conv_transpose",),
    "deconvolution": ("conv_transpose",),
    "transposedconv": ("conv_transpose",),
    "transposedconvolution": ("conv_transpose",),
    "upconv": ("conv_transpose",),
    "dilatedconv": ("conv -d 2",),
    "atrousconv": ("conv -d 2",),
    "pool": ("max_pool", "avg_pool"),
    "pooling": ("max_pool", "avg_pool"),
    "averagepool": ("avg_pool",),
    "averagepooling": ("avg_pool",),
    "avgpooling": ("avg_pool",),
    "maxpooling": ("max_pool",),
    "lppooling": ("lp_pool",),
    "poweraveragepooling": ("lp_pool",),
    "globalpool": ("adaptive_max_pool", "adaptive_avg_pool"),
    "upsampling": ("upsample",),
    "interpolate": ("upsample",),
}
"""The operations that common names mean, which are in small letters, without _ and axes."""


def meant(figure: str) -> str:
    """Return a remedy for a name that does not exist."""
    if common := COMMON.get(figure.lower().replace("_", "").rstrip("d123")):
        return f"use {enumeration(common, 'or')}"
    names = [*catalogue(), *OPERATIONS.names(), *OPERATIONS.aliases(), *_classes()]
    word = figure.removeprefix("torch.").removeprefix("nn.")
    return suggestion(word, sorted(names)) or "see svgconv list and svgconv operations"


def _classes() -> list[str]:
    """Return the name of every operation's class in PyTorch."""
    return [OPERATIONS.get(name).torch_module for name in OPERATIONS.names()]
