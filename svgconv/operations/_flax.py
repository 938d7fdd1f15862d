"""Flax's layers, read: their names, defaults and padding become an operation's parameters."""

from __future__ import annotations

from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.operations._spelling import FLAX, Read, Spelling
from svgconv.specification.sizes import size

RENAMED = {
    "features": "out_channels",
    "strides": "stride",
    "kernel_dilation": "dilation",
    "feature_group_count": "groups",
    "window_shape": "kernel_size",
}
"""The operations' names of Flax's parameters."""

IGNORED = (
    "inputs", "use_bias", "mask", "dtype", "param_dtype", "precision", "kernel_init", "bias_init",
    "name", "promote_dtype", "preferred_element_type",
)  # fmt: skip
"""Parameters that change no window."""

WORDS = ("SAME", "VALID", "CAUSAL")


def conv() -> Spelling:
    """Return the spelling of ``nn.Conv``, which has as many axes as its kernel."""
    signature = (
        "features", "kernel_size", "strides", "padding", "input_dilation", "kernel_dilation",
        "feature_group_count",
    )  # fmt: skip
    needs = ("features", "kernel_size")
    return Spelling("Conv{n}", signature, FLAX, RENAMED, IGNORED, needs, _convolution)


def max_pool() -> Spelling:
    """Return the spelling of ``nn.max_pool``."""
    return _pool("max_pool{n}", (), _pooling)


def avg_pool() -> Spelling:
    """Return the spelling of ``nn.avg_pool``."""
    return _pool("avg_pool{n}", ("count_include_pad",), _averaging)


def _pool(name: str, more: tuple[str, ...], read: Read) -> Spelling:
    signature = ("inputs", "window_shape", "strides", "padding", *more)
    return Spelling(name, signature, FLAX, RENAMED, IGNORED, ("window_shape",), read)


def _convolution(axes: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a convolution, which pads with SAME by default.

    Raises
    ------
    SvgconvError: a dilated input, which is a transposed convolution; or another padding.
    """
    found = {"stride": 1, "dilation": 1, "padding": "SAME", **given}
    found = {key: 1 if value is None else value for key, value in found.items()}
    if found.pop("input_dilation", 1) not in (1, (1,) * axes):
        remedy = "write a transposed convolution, as in nn.ConvTranspose2d(1, 1, 3, stride=2)"
        raise SvgconvError("input_dilation", "is not drawn here", remedy)
    read = size(least=1)
    kernel, stride, dilation = (read(key, found[key], axes) for key in WINDOW)
    if found["padding"] == "CAUSAL" and axes == 1:
        return {**found, "padding": [[dilation[0] * (kernel[0] - 1), 0]]}
    return {**found, "padding": _padding(found["padding"], stride)}


def _pooling(axes: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a pooling, whose window moves by one cell by default."""
    found = {"padding": "VALID", **given}
    found["stride"] = found.get("stride") or 1
    word = _padding(found["padding"], (2,))
    return {**found, "padding": 0 if word == "valid" else word}


def _averaging(axes: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of an average pooling, whose padding counts by default."""
    return {"count_include_pad": True, **_pooling(axes, given)}


def _padding(given: Any, stride: tuple[int, ...]) -> Any:
    """Return our padding for Flax's: a word, or numbers."""
    if not isinstance(given, str):
        return given
    if given not in WORDS[:2]:
        raise SvgconvError("padding", f"{quoted(given)} is not drawn", 'use "SAME" or "VALID"')
    same = "same" if set(stride) == {1} else "same_upper"
    return "valid" if given == "VALID" else same


WINDOW = ("kernel_size", "stride", "dilation")
