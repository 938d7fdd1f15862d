"""The layers of Keras, from their configurations: dictionaries of numbers and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import prod
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.models._calls import does_of_text
from svgconv.models.base import WHOLE_PLANE, Does, Same, Unknown, Whole
from svgconv.operations._calls import known_calls, operations
from svgconv.operations._layer import Layer
from svgconv.operations._spelling import KERAS
from svgconv.specification.sequences import KERAS_PADS
from svgconv.specification.sizes import Size

Config = Mapping[str, Any]


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SAME = _names(
    "Activation ReLU LeakyReLU ELU PReLU Softmax ThresholdedReLU Dropout SpatialDropout1D "
    "SpatialDropout2D SpatialDropout3D AlphaDropout GaussianDropout GaussianNoise "
    "ActivityRegularization Identity Rescaling Normalization BatchNormalization "
    "LayerNormalization GroupNormalization UnitNormalization RMSNormalization Masking"
)
"""Layers whose outputs depend on the input at their place; normalizations as in PyTorch."""

JOINS = _names("Add Subtract Multiply Average Maximum Minimum")
"""What joins paths; functions such as ``x + y`` have the same names."""

NORMALIZED = ("LayerNormalization", "RMSNormalization", "UnitNormalization")
"""Normalizations of the channels, unless they say other axes."""

LEFT_OUT = ("data_format", "input_shape", "name")
"""Arguments that change no number: where the channels are, the input and a name."""


def layer_text(name: str, config: Config) -> str:
    """Return the call of a layer, with the arguments that its window depends on."""
    given = {key: config[key] for key in _signatures().get(name, ()) if key in config}
    given = {key: value for key, value in given.items() if value is not None}
    if name in ("Dense", "Activation"):
        given = {key: config[key] for key in ("units", "activation") if key in config}
    written = ", ".join(f"{key}={_plain(value)!r}" for key, value in given.items())
    return f"{name}({written})"


def parts_of(name: str, config: Config, before: Size | None) -> list[tuple[str, Does, int | None]]:
    """Return what a layer does: for each part of it what it is called, and its learned weights.

    Only a separable convolution has two parts.

    Parameters
    ----------
    name: its class.
    before: the shape of its input, the channels first; None if it is not known.
    """
    channels = before[0] if before else None
    if name.startswith("DepthwiseConv") and is_known(name):
        return [("", _depthwise(name, config, channels, bool(config.get("use_bias", True))), None)]
    if name.startswith("SeparableConv") and is_known(name):
        axes, bias = name[-2], bool(config.get("use_bias", True))
        first = _depthwise(f"DepthwiseConv{axes}D", config, channels, bias=False)
        second = f"Conv{axes}D(filters={config.get('filters')!r}, kernel_size=1, use_bias={bias})"
        return [(" (depthwise)", first, None), (" (pointwise)", does_of_text(second), None)]
    does = _does(name, config, before)
    return [("", does, _weights(name, config, channels) if isinstance(does, Same) else None)]


def _does(name: str, config: Config, before: Size | None) -> Does:
    if name == "GroupNormalization" or (name in NORMALIZED and _crosses(config, before)):
        return Same("", WHOLE_PLANE)
    if name in SAME or name in JOINS:
        return Same(name.lower() if name in JOINS else "")
    if name == "Concatenate":
        return _concatenated(config, before)
    if name == "Dense":
        return _dense(config, before)
    if name == "Flatten":
        return Whole()
    if name in _signatures() or KERAS_PADS.fullmatch(name):
        return does_of_text(layer_text(name, config))
    if name == "Lambda":
        return Unknown("a Lambda is code, which is not run")
    return Unknown(f"what {name} does is not known")


def _crosses(config: Config, before: Size | None) -> bool:
    """Whether a normalization is along other axes than the channels, which are the last."""
    axis = config.get("axis", -1)
    axes = axis if isinstance(axis, (list, tuple)) else [axis]
    return any(one not in (-1, len(before or ())) for one in axes)


def _concatenated(config: Config, before: Size | None) -> Does:
    axis = config.get("axis", -1)
    last = len(before) if before else None
    if axis in (-1, last):
        return Same("concat")
    return Unknown("it concatenates along an axis")


def _dense(config: Config, before: Size | None) -> Does:
    """A dense layer computes each place alone; after the planes it is one of all features."""
    units, bias = config.get("units"), bool(config.get("use_bias", True))
    if before is None:
        return Unknown("the shape of its input is not known")
    if len(before) == 1:
        return does_of_text(f"Linear({before[0]}, {units!r}, bias={bias})")
    axes = len(before) - 1
    return does_of_text(f"Conv{axes}d({before[0]}, {units!r}, 1, bias={bias})")


def _depthwise(name: str, config: Config, channels: int | None, bias: bool) -> Does:
    """A convolution of each channel alone; its channels are those of its input."""
    wanted = {key: config[key] for key in _signatures()[name] if key in config}
    alone = does_of_text(layer_text(name, {**wanted, "use_bias": bias}))
    each = config.get("depth_multiplier", 1)
    if channels is None or not isinstance(each, int) or isinstance(alone, Unknown):
        return alone

    assert isinstance(alone, Layer)
    named = {"in_channels": channels, "out_channels": channels * each, "groups": channels}
    return replace(
        alone, channels={key: one for key, one in named.items() if key != "groups" or one > 1}
    )


def _weights(name: str, config: Config, channels: int | None) -> int | None:
    """The numbers that a layer without a window learns."""
    if "Normalization" in name:
        if name in ("UnitNormalization", "Normalization"):
            return 0
        arrays = int(bool(config.get("scale", True))) + int(bool(config.get("center", True)))
        arrays = 1 if name == "RMSNormalization" else arrays
        return None if channels is None else arrays * channels
    return None if name == "PReLU" else 0


def own_shape(name: str, config: Config, before: Size | None) -> Size | None:
    """Return the shape of a layer's output where it is not that of its input's plane."""
    if before is None:
        return None
    if name == "Flatten":
        return (prod(before),)
    if name.startswith("Global") and not config.get("keepdims"):
        return (before[0],)
    return None


@cache
def _signatures() -> Mapping[str, tuple[str, ...]]:
    """The arguments of each class of Keras that is known, by its name."""
    known = known_calls(operations())
    found = {
        name: (*(one for one in spelling.signature if one not in LEFT_OUT), "use_bias")
        for (library, name), (_, spelling) in known.items()
        if library == KERAS.name
    }
    arguments = {"ZeroPadding": "padding", "Cropping": "cropping"}
    pads = {f"{pad}{axes}D": (own,) for pad, own in arguments.items() for axes in (1, 2, 3)}
    return {**found, **pads}


def is_known(name: str) -> bool:
    """Return whether a class of Keras has a window that is drawn, or pads."""
    return name in _signatures()


def _plain(value: Any) -> Any:
    """A value of a configuration as a call has it."""
    if isinstance(value, (tuple, list)):
        return tuple(_plain(one) for one in value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    problem = f"a {type(value).__name__} is not a number or a word"
    raise SvgconvError("config", problem, "save the model again with Keras")


def channels_first(shape: Any, first: bool) -> Size | None:
    """Return a batch's shape in Keras as ours; None if it has an open size.

    Parameters
    ----------
    first: whether Keras has the channels first.
    """
    if not isinstance(shape, Sequence) or isinstance(shape, str) or len(shape) < 2:
        return None
    rest = list(shape)[1:]
    if not all(type(one) is int and one > 0 for one in rest):
        return None
    return tuple(rest) if first else (rest[-1], *rest[:-1])
