"""The operators of ONNX that have a window, as layers that svgconv draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isclose
from typing import Any

from svgconv.models.base import Does, Like, Unknown, Whole, does_of
from svgconv.operations._layer import Layer
from svgconv.specification.sizes import Size


@dataclass(frozen=True)
class Call:
    """One operator of a graph.

    Attributes
    ----------
    kind: its name: ``Conv``.
    attributes: its attributes: numbers, words and lists of them.
    inputs, output: the shapes of its inputs that flow from the model's input, and of its output,
        with the batch; None if not known.
    constants: its constant inputs by place, as lists of numbers; None for one without numbers.
    dims: the shapes of its constant inputs by place.
    """

    kind: str
    attributes: Mapping[str, Any]
    inputs: Sequence[Size | None]
    output: Size | None
    constants: Mapping[int, list[Any] | None] = field(default_factory=dict)
    dims: Mapping[int, Size] = field(default_factory=dict)

    def get(self, name: str, default: Any) -> Any:
        """Return an attribute, or its default."""
        return self.attributes.get(name, default)

    def given(self, place: int, name: str = "") -> Any:
        """Return a constant input, or the attribute that it was in older versions."""
        return self.constants.get(place) or self.attributes.get(name)


AXES = {1: "1d", 2: "", 3: "3d"}
"""What follows an operation's name, by its number of axes."""

LP_REASON = "ONNX adds absolute values, and does not scale the sums of smaller windows"
"""Why an Lp pooling is not always PyTorch's."""

AUTO_PAD = {"SAME_UPPER": "same_upper", "SAME_LOWER": "same_lower", "VALID": 0}


def _windows(call: Call, place: int = 1) -> tuple[list[int], dict[str, Any]]:
    """The kernel's size, and the parameters of a window."""
    kernel = call.get("kernel_shape", None) or [*call.dims.get(place, ())[2:]]
    axes = len(kernel)
    given = {
        "kernel_size": kernel,
        "stride": call.get("strides", [1] * axes),
        "dilation": call.get("dilations", [1] * axes),
        "padding": _padding(call, axes),
    }
    return kernel, given


def _padding(call: Call, axes: int) -> Any:
    word = call.get("auto_pad", "NOTSET")
    if word in AUTO_PAD:
        return AUTO_PAD[word]
    pads = call.get("pads", [0] * 2 * axes)
    return [[before, after] for before, after in zip(pads[:axes], pads[axes:], strict=True)]


def _layer(operation: str, axes: int, given: Mapping[str, Any]) -> Does:
    if axes not in AXES:
        return Unknown(f"it has {axes} axes")
    return does_of({"operation": f"{operation}{AXES[axes]}", **given})


def _conv(call: Call) -> Does:
    weight = call.dims.get(1)
    if weight is None:
        return Unknown("its weight is computed by the model")
    kernel, given = _windows(call)
    groups = call.get("group", 1)
    channels = {"in_channels": weight[1] * groups, "out_channels": weight[0]}
    return _layer("conv", len(kernel), {**given, **channels, **_more(call, groups)})


def _more(call: Call, groups: int) -> dict[str, Any]:
    return {**({"groups": groups} if groups > 1 else {}), "bias": 2 in call.dims}


def _transposed(call: Call) -> Does:
    weight = call.dims.get(1)
    if weight is None:
        return Unknown("its weight is computed by the model")
    kernel, given = _windows(call)
    groups, axes = call.get("group", 1), len(kernel)
    channels = {"in_channels": weight[0], "out_channels": weight[1] * groups}
    given["output_padding"] = call.get("output_padding", [0] * axes)
    size = call.get("output_shape", None)
    if size:
        if call.inputs[0] is None or len(call.inputs[0]) != axes + 2:
            return Unknown("the shape of its input is not known")
        spans = [d * (k - 1) + 1 for k, d in zip(kernel, given["dilation"], strict=True)]
        parts = zip(call.inputs[0][2:], given["stride"], spans, given["output_padding"],
                    size[-axes:], strict=True)  # fmt: skip
        totals = [s * (i - 1) + more + span - wanted for i, s, span, more, wanted in parts]
        upper = call.get("auto_pad", "NOTSET") == "SAME_UPPER"
        halves = [total // 2 if upper else total - total // 2 for total in totals]
        given["padding"] = [
            [half, total - half] for half, total in zip(halves, totals, strict=True)
        ]
    return _layer("conv_transpose", axes, {**given, **channels, **_more(call, groups)})


def _max_pool(call: Call) -> Does:
    kernel, given = _windows(call)
    return _layer("max_pool", len(kernel), {**given, "ceil_mode": bool(call.get("ceil_mode", 0))})


def _avg_pool(call: Call) -> Does:
    kernel, given = _windows(call)
    if {*given.pop("dilation")} != {1}:
        return Unknown("an average pooling with dilation is not drawn")
    more = {
        "ceil_mode": bool(call.get("ceil_mode", 0)),
        "count_include_pad": bool(call.get("count_include_pad", 0)),
    }
    return _layer("avg_pool", len(kernel), {**given, **more})


def _lp_pool(call: Call) -> Does:
    kernel, given = _windows(call)
    if {*given.pop("dilation")} != {1}:
        return Unknown("an Lp pooling with dilation is not drawn")
    power, ceil_mode = call.get("p", 2), bool(call.get("ceil_mode", 0))
    more = {"norm_type": power, "ceil_mode": ceil_mode}
    made = _layer("lp_pool", len(kernel), {**given, **more})
    alike = power % 2 == 0 and not ceil_mode
    return made if alike or not isinstance(made, Layer) else Like(made, LP_REASON)


def _global_pool(operation: str) -> Callable[[Call], Does]:
    def of(call: Call) -> Does:
        shape = call.inputs[0]
        if shape is None or len(shape) - 2 not in AXES:
            return Whole()
        axes = len(shape) - 2
        return _layer(operation, axes, {"output_size": [1] * axes})

    return of


def _resize(call: Call) -> Does:
    before, after, scales = call.inputs[0], call.output or _scaled(call), _scales(call)
    rank = len(scales or before or ())
    if rank - 2 not in AXES or (before and len(before) != rank):
        return Unknown("it does not say what it resizes")
    size: dict[str, Any]
    if whole := bool(scales) and {*scales[:2]} == {1} and all(one == int(one) for one in scales):
        size = {"scale_factor": [int(one) for one in scales[2:]]}
    elif before is None or after is None:
        return Unknown("the shape of its input is not known")
    elif before[:2] != after[:2]:
        return Unknown("it resizes the channels")
    else:
        size = {"size": [*after[2:]]}
        whole = all(new % old == 0 for old, new in zip(before[2:], after[2:], strict=True))
    mode = _resize_mode(call, rank - 2, whole)
    if mode is None:
        words = f"resizing by {call.get('mode', 'nearest')} with {_coordinates(call)}"
        return Unknown(f"{words} is not drawn")
    return _layer("upsample", rank - 2, {**size, **mode})


def _resize_mode(call: Call, axes: int, whole: bool) -> dict[str, Any] | None:
    """The parameters of an upsampling that resizes in the same way; None if none does.

    Parameters
    ----------
    whole: whether each output's size is a multiple of the input's.
    """
    mode, where = str(call.get("mode", "nearest")), _coordinates(call)
    rounded = str(call.get("nearest_mode", "round_prefer_floor"))
    if mode == "nearest":
        floors = where == "asymmetric" and (whole or rounded == "floor")
        return {"mode": mode} if floors or (where in HALF and whole and rounded != "ceil") else None
    if where not in (*HALF, "align_corners"):
        return None
    corners = {"align_corners": where == "align_corners"}
    if mode == "linear":
        return {"mode": LINEAR[axes], **corners}
    alike = isclose(call.get("cubic_coeff_a", -0.75), -0.75) and not call.get("exclude_outside", 0)
    return {"mode": "bicubic", **corners} if mode == "cubic" and axes == 2 and alike else None


def _coordinates(call: Call) -> str:
    default = "asymmetric" if call.kind == "Upsample" else "half_pixel"
    return str(call.get("coordinate_transformation_mode", default))


def _scales(call: Call) -> list[float]:
    """The scale of each axis; none if the operator has sizes instead."""
    place = 1 if call.kind == "Upsample" else 2
    return [*(call.constants.get(place) or call.get("scales", None) or ())]


def _scaled(call: Call) -> Size | None:
    """The output's shape of a resizing, from its sizes or its scales."""
    before, sizes, scales = call.inputs[0], call.constants.get(3), _scales(call)
    if sizes:
        return tuple(int(one) for one in sizes)
    if not scales or before is None or len(scales) != len(before):
        return None
    return tuple(int(size * scale) for size, scale in zip(before, scales, strict=True))


HALF = ("half_pixel", "pytorch_half_pixel")
LINEAR = {1: "linear", 2: "bilinear", 3: "trilinear"}


def _shuffled(operation: str, factor: str) -> Callable[[Call], Does]:
    def of(call: Call) -> Does:
        block, shape = call.get("blocksize", 1), call.inputs[0]
        like = _layer(operation, 2, {factor: block})
        alone = shape is not None and shape[1] == (block**2 if factor[:2] == "up" else 1)
        if call.get("mode", "DCR") == "CRD" and factor[:2] == "up":
            return like
        reason = "its channels are in another order than PyTorch's"
        return Like(like, reason) if isinstance(like, Layer) and not alone else like

    return of


WINDOWS: Mapping[str, Callable[[Call], Does]] = {
    "Conv": _conv,
    "ConvTranspose": _transposed,
    "MaxPool": _max_pool,
    "AveragePool": _avg_pool,
    "LpPool": _lp_pool,
    "GlobalAveragePool": _global_pool("adaptive_avg_pool"),
    "GlobalMaxPool": _global_pool("adaptive_max_pool"),
    "Resize": _resize,
    "Upsample": _resize,
    "DepthToSpace": _shuffled("pixel_shuffle", "upscale_factor"),
    "SpaceToDepth": _shuffled("pixel_unshuffle", "downscale_factor"),
}
"""What each operator with a window does, by its name."""
