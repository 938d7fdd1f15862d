"""Layers that change neither the plane's size nor what an output reads: one table declares them.

After `Flatten` there is no plane; `Linear` and what follows are counted only.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.specification.calls import arguments, short_name, with_argument
from svgconv.specification.scalars import count
from svgconv.specification.sizes import Size, times

Arguments = Mapping[str, Any]

NEEDED: Any = object()
"""The default of an argument that has none."""

IGNORED = ("device", "dtype")
"""Arguments that change no number."""


@dataclass(frozen=True)
class Kind:
    """A class of `torch.nn` without a window.

    Attributes
    ----------
    signature: its arguments in their order, with their defaults.
    channels: the argument that is the number of channels of its input; ``""`` if there is none.
    weights: returns the number of its parameters that are learned.
    sees_plane: whether each of its outputs depends on the whole plane.
    in_place: whether its last argument is ``inplace``, which changes no number.
    """

    signature: Mapping[str, Any] = field(default_factory=dict)
    channels: str = ""
    weights: Callable[[Arguments], int] = lambda given: 0
    sees_plane: bool = False
    in_place: bool = False


def _normalized(given: Arguments) -> int:
    """The weight, and the bias if there is one, of a normalization of channels."""
    channels: int = given.get("num_features", given.get("num_channels"))
    return (1 + bool(given["bias"])) * channels * bool(given["affine"])


def _layer_normalized(given: Arguments) -> int:
    """The weight, and the bias if there is one, of a normalization of a whole shape."""
    arrays = bool(given["elementwise_affine"]) * (1 + bool(given.get("bias", False)))
    return arrays * prod(_shape(given))


def _shape(given: Arguments) -> Size:
    shape = given["normalized_shape"]
    return tuple(shape) if isinstance(shape, (tuple, list)) else (shape,)


def _batch(affine: bool = True, tracked: bool = True, **more: Any) -> Kind:
    signature = {"num_features": NEEDED, "eps": 1e-05, "momentum": 0.1, "affine": affine,
                 "track_running_stats": tracked, "bias": True}  # fmt: skip
    return Kind(signature, "num_features", _normalized, **more)


DROPOUT = Kind({"p": 0.5}, in_place=True)
SHRINK = Kind({"lambd": 0.5})
ALPHA = Kind({"alpha": 1.0}, in_place=True)
PLAIN = Kind()
IN_PLACE = Kind(in_place=True)

KINDS: dict[str, Kind] = {
    **dict.fromkeys(
        ("ReLU", "ReLU6", "SELU", "SiLU", "Mish", "Hardswish", "Hardsigmoid"), IN_PLACE
    ),
    **dict.fromkeys(
        ("Sigmoid", "LogSigmoid", "Tanh", "Tanhshrink", "Softsign", "Softmax2d", "Identity"), PLAIN
    ),
    "LeakyReLU": Kind({"negative_slope": 0.01}, in_place=True),
    "PReLU": Kind(
        {"num_parameters": 1, "init": 0.25}, weights=lambda given: int(given["num_parameters"])
    ),
    "RReLU": Kind({"lower": 1 / 8, "upper": 1 / 3}, in_place=True),
    "ELU": ALPHA,
    "CELU": ALPHA,
    "GELU": Kind({"approximate": "none"}),
    "Softplus": Kind({"beta": 1.0, "threshold": 20.0}),
    "Hardtanh": Kind({"min_val": -1.0, "max_val": 1.0}, in_place=True),
    "Threshold": Kind({"threshold": NEEDED, "value": NEEDED}, in_place=True),
    "Hardshrink": SHRINK,
    "Softshrink": SHRINK,
    **dict.fromkeys(
        ("Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "FeatureAlphaDropout"),
        DROPOUT,
    ),
    "LocalResponseNorm": Kind({"size": NEEDED, "alpha": 0.0001, "beta": 0.75, "k": 1.0}),
    "ChannelShuffle": Kind({"groups": NEEDED}),
    **{f"BatchNorm{axes}d": _batch() for axes in (1, 2, 3)},
    "SyncBatchNorm": _batch(),
    **{f"InstanceNorm{axes}d": _batch(False, False, sees_plane=True) for axes in (1, 2, 3)},
    "GroupNorm": Kind(
        {"num_groups": NEEDED, "num_channels": NEEDED, "eps": 1e-05, "affine": True, "bias": True},
        "num_channels", _normalized, sees_plane=True,
    ),
    "LayerNorm": Kind(
        {"normalized_shape": NEEDED, "eps": 1e-05, "elementwise_affine": True, "bias": True},
        weights=_layer_normalized, sees_plane=True,
    ),
    "RMSNorm": Kind(
        {"normalized_shape": NEEDED, "eps": None, "elementwise_affine": True},
        weights=_layer_normalized, sees_plane=True,
    ),
    "Flatten": Kind({"start_dim": 1, "end_dim": -1}),
    "Linear": Kind(
        {"in_features": NEEDED, "out_features": NEEDED, "bias": True},
        weights=lambda given: int(
            given["out_features"] * (given["in_features"] + bool(given["bias"]))
        ),
    ),
    **dict.fromkeys(("Softmax", "LogSoftmax", "Softmin"), Kind({"dim": None})),
    "GLU": Kind({"dim": -1}),
}  # fmt: skip
"""The classes that pass their input's size through, and the two that end the plane."""

COUNTS = ("num_features", "num_channels", "num_parameters", "in_features", "out_features", "groups",
          "num_groups", "size")  # fmt: skip
"""Arguments that are whole numbers, 1 or more."""


@dataclass(frozen=True)
class PassThrough:
    """A layer without a window.

    Attributes
    ----------
    module: its class in `torch.nn`.
    given: all its arguments.
    """

    module: str
    given: Arguments

    @property
    def kind(self) -> Kind:
        """What its class declares."""
        return KINDS[self.module]

    @property
    def weights(self) -> int:
        """The number of its parameters that are learned."""
        return self.kind.weights(self.given)

    @property
    def text(self) -> str:
        """The call, without defaults: ``BatchNorm2d(64)``."""
        written: list[str] = []
        named = False
        for name, default in self.kind.signature.items():
            if self.given[name] == default:
                named = True
                continue
            written.append(f"{name}={self.given[name]!r}" if named else repr(self.given[name]))
        return f"{self.module}({', '.join(written)})"

    def torch_call(self) -> str:
        """Return the PyTorch expression."""
        return f"nn.{self.text}"

    def sees_plane(self, axes: int) -> bool:
        """Return whether each of its outputs depends on the whole plane, or on a line of it."""
        channels = (None, 1, -1 - axes)
        return self.kind.sees_plane or self.given.get("dim") not in channels

    def output_shape(self, shape: Size, axes: int) -> Size:
        """Return its output's shape, with the channels, or the features, first.

        Parameters
        ----------
        shape: its input's shape; one number for the features after `Flatten`.
        axes: the axes of the stack's planes.

        Raises
        ------
        SvgconvError: it rejects the input, as PyTorch does.
        """
        flat = len(shape) == 1
        self._check_axes(flat, axes)
        if self.module == "GLU":
            return self._gated(shape, axes)
        if self.module == "Flatten":
            return (prod(shape),)
        if self.module == "Linear":
            if not flat:
                raise SvgconvError("Linear", "its input has a plane", "put Flatten() before it")
            self._check("in_features", shape[0])
            return (self.given["out_features"],)
        if self.kind.channels:
            self._check(self.kind.channels, shape[0])
        if self.given.get("num_parameters", 1) != 1:
            self._check("num_parameters", shape[0])
        if "normalized_shape" in self.given:
            wanted = _shape(self.given)
            if shape[-len(wanted) :] != wanted:
                raise SvgconvError(
                    "normalized_shape",
                    f"{times(wanted)} is not the end of the input's shape, {times(shape)}",
                    f"use {shape}",
                )
        for name in ("num_groups", "groups"):
            if shape[0] % self.given.get(name, 1):
                raise SvgconvError(
                    name, f"{self.given[name]} does not divide the channels, {shape[0]}", "use 1"
                )
        return shape

    def _gated(self, shape: Size, axes: int) -> Size:
        """The shape of a gated linear unit's output: half of the channels gate the other half."""
        dim = self.given["dim"]
        if dim not in ((1, -1) if len(shape) == 1 else (1, -1 - axes)):
            problem = f"dim={dim} is not the axis of the channels"
            raise SvgconvError("GLU", problem, "use dim=1, which halves the channels")
        if shape[0] % 2:
            problem = f"an odd number of channels, {shape[0]}, cannot be halved"
            raise SvgconvError("GLU", problem, "use an even number")
        return (shape[0] // 2, *shape[1:])

    @property
    def channels_scale(self) -> Fraction:
        """The channels of its output for each channel of its input."""
        return Fraction(1, 2) if self.module == "GLU" else Fraction(1)

    def _check_axes(self, flat: bool, axes: int) -> None:
        digit = self.module[-2:-1]
        if "Norm" in self.module and digit.isdigit() and int(digit) != (1 if flat else axes):
            right = f"{self.module[:-2]}{1 if flat else axes}d"
            raise SvgconvError(self.module, "has another number of axes", f"use {right}")

    def _check(self, name: str, wanted: int) -> None:
        if self.given[name] != wanted:
            raise SvgconvError(
                name,
                f"{self.given[name]} differs from the output of the layer before, {wanted}",
                f"use {wanted}",
            )


def read_pass_through(call: ast.Call) -> PassThrough | None:
    """Return the layer without a window that a call names; None if it names none.

    Raises
    ------
    SvgconvError: an argument that is unknown, missing or malformed.
    """
    module = short_name(call.func)
    if module not in KINDS:
        return None
    signature = KINDS[module].signature
    more = ("inplace",) if KINDS[module].in_place else ()
    written = arguments(call, module, (*signature, *more), ignored=IGNORED)
    given = {}
    for name, default in signature.items():
        if name not in written and default is NEEDED:
            raise SvgconvError(
                module, f"{name} is missing", f"add it, as in {with_argument(call, name)}"
            )
        given[name] = written.get(name, default)
        if name in COUNTS:
            given[name] = count(name, given[name], 1)
    if "normalized_shape" in given:
        given["normalized_shape"] = tuple(
            count("normalized_shape", one, 1) for one in _shape(given)
        )
    if module == "Flatten" and (given["start_dim"], given["end_dim"]) != (1, -1):
        raise SvgconvError("Flatten", "keeps a part of the plane", "use Flatten()")
    return PassThrough(module, given)
