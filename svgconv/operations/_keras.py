"""Keras's layers, read: their names, defaults and padding become an operation's parameters."""

from __future__ import annotations

from functools import partial
from typing import Any

from svgconv.errors import SvgconvError, enumeration, nearest, quoted
from svgconv.operations._spelling import KERAS, Read, Spelling
from svgconv.specification.scalars import count
from svgconv.specification.sizes import Size, size

RENAMED = {
    "filters": "out_channels",
    "strides": "stride",
    "dilation_rate": "dilation",
    "pool_size": "kernel_size",
}
"""The operations' names of Keras's parameters."""

IGNORED = (
    "activation", "use_bias", "kernel_initializer", "bias_initializer", "kernel_regularizer",
    "bias_regularizer", "activity_regularizer", "kernel_constraint", "bias_constraint",
    "depthwise_initializer", "pointwise_initializer", "depthwise_regularizer",
    "pointwise_regularizer", "depthwise_constraint", "pointwise_constraint", "name", "trainable",
    "dtype", "keepdims",
)  # fmt: skip
"""Parameters that change no window."""

EVERYWHERE = ("data_format", "input_shape")
"""Parameters that every layer has besides its own."""

WORDS = ("valid", "same")
POSITIVE = size(least=1)


def layer(name: str, *signature: str, read: Read, required: tuple[str, ...] = ()) -> Spelling:
    """Return the spelling of one of Keras's layers.

    Parameters
    ----------
    name: its class; ``{n}`` is the number of axes.
    signature: its parameters in their positional order, as far as they are given by position.
    read: makes the parameters of what it is called with.
    """
    more = tuple(one for one in EVERYWHERE if one not in signature)
    own = (*signature, *more)
    return Spelling(name, own, KERAS, RENAMED, IGNORED, required, read)


def pooling_layers(*names: str) -> tuple[Spelling, ...]:
    """Return the spellings of a pooling, whose class has several names."""
    signature = ("pool_size", "strides", "padding", "data_format", "name")
    return tuple(layer(name, *signature, read=pooling) for name in names)


def adaptive_layers(kind: str, short: str) -> tuple[Spelling, ...]:
    """Return the spellings of an adaptive pooling, and of a global one."""
    names = (f"Global{kind}Pooling{{n}}D", f"Global{short}Pool{{n}}D")
    adaptive_name = f"Adaptive{kind}Pooling{{n}}D"
    return (
        layer(adaptive_name, "output_size", read=adaptive, required=("output_size",)),
        *(layer(name, read=global_pooling) for name in names),
    )


def separable_layers() -> tuple[Spelling, ...]:
    """Return the spellings of a separable convolution, which is a stack of two."""
    signature = (
        "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate",
        "depth_multiplier",
    )  # fmt: skip
    return tuple(
        layer(
            f"SeparableConv{axes}D",
            *signature,
            read=partial(_separable, axes),
            required=("filters", "kernel_size"),
        )
        for axes in (1, 2)
    )


def convolution(axes: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a convolution.

    Raises
    ------
    SvgconvError: a stride with a dilation, which Keras rejects, or another padding.
    """
    found = _without_shape(axes, given)
    kernel, stride, dilation = _sizes(axes, found)
    if max(stride) > 1 and max(dilation) > 1:
        problem = f"{max(dilation)} cannot be combined with strides {max(stride)} in Keras"
        raise SvgconvError("dilation_rate", problem, "use 1 for one of them")
    word = _word(found, (*WORDS, "causal") if axes == 1 else WORDS)
    if word == "causal":
        found["padding"] = [[dilation[0] * (kernel[0] - 1), 0]]
    elif word == "same":
        found["padding"] = "same" if set(stride) == {1} else "same_upper"
    return found


def depthwise(axes: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a depthwise convolution, whose groups are the input's channels."""
    found = convolution(axes, {"depth_multiplier": 1, **given})
    each = count("depth_multiplier", found.pop("depth_multiplier"), axes)
    if "in_channels" in found:
        channels = found["in_channels"]
        found |= {"out_channels": channels * each, "groups": channels}
    return found


def _separable(axes: int, _: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return a stack: a depthwise convolution, and one with a kernel of one cell."""
    found = depthwise(axes, given)
    window = {key: found[key] for key in WINDOW if key in found}
    operation = {1: "conv1d", 2: "conv"}[axes]
    layers = [{"operation": operation, **window}, {"operation": operation, "kernel_size": 1}]
    around = {key: found[key] for key in ("input_size",) if key in found}
    return {"layers": layers, **around}


def transposed(axes: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a transposed convolution.

    ``"valid"`` gives i·s + max(0, k - s) cells and ``"same"`` i·s, unless ``output_padding`` is
    given.

    Raises
    ------
    SvgconvError: a stride with a dilation, which Keras rejects, or another padding.
    """
    found = convolution(axes, {**given, "padding": "valid"})
    word = _word(dict(given), WORDS)
    kernel, stride, dilation = _sizes(axes, found)
    extra = found.pop("output_padding", None)
    if word == "same" and extra is None:
        return {**found, "padding": "same_upper"}
    extras = (None,) * axes if extra is None else size(least=0)("output_padding", extra, axes)
    for more, s in zip(extras, stride, strict=True):
        if more is not None and more >= s:
            problem = f"{more} is not smaller than strides {s}"
            raise SvgconvError("output_padding", problem, f"use at most {s - 1}")
    each = [
        _crop(d * (k - 1) + 1, s, word, more)
        for k, s, d, more in zip(kernel, stride, dilation, extras, strict=True)
    ]
    padding = [[before, after] for before, after, _ in each]
    found["output_padding"] = [more for *_, more in each]
    return {**found, "padding": padding} if any(map(any, padding)) else found


def _crop(span: int, stride: int, word: str, extra: int | None) -> tuple[int, int, int]:
    """Return the cells cropped before and after an axis, and those added.

    Keras's ``_convert_conv_transpose_padding_args_from_keras_to_jax`` gives the zeros around the
    spread input; the window reaches ``span - 1`` of them.
    """
    if extra is None:
        extra = max(span, stride) - span
    if word == "valid":
        left, right = span - 1, span - 1 + extra
    else:
        total = span + span % 2 - 2 + extra
        left = min((total + 1) // 2, span - 1)
        right = total - left
    return span - 1 - left, max(0, span - 1 - right), max(0, right - span + 1)


def pooling(axes: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a pooling: the window is 2 by default, and its stride its size."""
    found = _without_shape(axes, {"kernel_size": 2, **given})
    if _word(found, WORDS) == "same":
        found["padding"] = "same_upper"
    return found


def global_pooling(axes: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of an adaptive pooling with one output cell."""
    return {**_without_shape(axes, given), "output_size": 1}


def adaptive(axes: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of an adaptive pooling."""
    return _without_shape(axes, given)


def upsampling(axes: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of an upsampling; ``size`` is a factor, 2 by default.

    Raises
    ------
    SvgconvError: an interpolation that is not drawn.
    """
    found = _without_shape(axes, given)
    mode = found.pop("interpolation", "nearest")
    if mode not in MODES:
        problem = f"{quoted(mode)} is not drawn"
        raise SvgconvError("interpolation", problem, nearest(str(mode), MODES))
    factor = POSITIVE("size", found.pop("size", 2), axes)
    return {**found, "scale_factor": list(factor), "mode": mode}


WINDOW = ("kernel_size", "stride", "padding", "dilation")
MODES = ("nearest", "bilinear")


def _without_shape(axes: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments with ``input_shape`` as the input's size and channels."""
    found = {key: value for key, value in given.items() if key not in EVERYWHERE}
    shape, first = given.get("input_shape"), given.get("data_format") == "channels_first"
    if isinstance(shape, (tuple, list)) and len(shape) == axes + 1 and None not in shape:
        numbers = list(shape)
        channels = numbers.pop(0 if first else -1)
        found["input_size"] = numbers
        found |= (
            {"in_channels": channels} if {"out_channels", "depth_multiplier"} & {*found} else {}
        )
    return found


def _sizes(axes: int, found: dict[str, Any]) -> tuple[Size, Size, Size]:
    """Return the kernel's size, the stride and the dilation of each axis."""
    return (
        POSITIVE("kernel_size", found.get("kernel_size", 1), axes),
        POSITIVE("strides", found.get("stride") or 1, axes),
        POSITIVE("dilation_rate", found.get("dilation", 1), axes),
    )


def _word(found: dict[str, Any], words: tuple[str, ...]) -> str:
    """Return Keras's word for the padding, and take it out of the arguments."""
    given = found.pop("padding", "valid")
    word = given.lower() if isinstance(given, str) else ""
    if word not in words:
        remedy = "use " + enumeration((f'"{one}"' for one in words), "or")
        raise SvgconvError("padding", f"{quoted(given)} is not Keras's word for a padding", remedy)
    return word
