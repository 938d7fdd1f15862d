"""What the operators of ONNX do, from their attributes and constant inputs.

https://onnx.ai/onnx/operators/ has each operator's page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import prod

from svgconv.models._onnx_windows import WINDOWS, Call
from svgconv.models._places import at_each_place, exchanged, reshaped, sliced
from svgconv.models.base import WHOLE_PLANE, Does, Same, Shift, Unknown, Whole, does_of
from svgconv.specification.padding_modes import MINUS_INFINITY
from svgconv.specification.sizes import Size, times


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SAME = _names(
    "Abs Acos Asin Atan BatchNormalization Cast Ceil Celu Clip Cos Dropout Elu Erf Exp Floor Gelu "
    "HardSigmoid HardSwish Identity LRN "
    "LeakyRelu Log LpNormalization Mish Neg Not PRelu Reciprocal Relu Round "
    "Selu Shrink Sigmoid Sign Sin Softplus Softsign Sqrt Swish Tanh ThresholdedRelu "
    "QuantizeLinear DequantizeLinear"
)
"""Operators whose outputs depend on the input at their place; normalizations as in PyTorch."""

JOINS = _names("Add Sub Mul Div Pow Max Min Mean Sum Where Mod And Or Xor Equal Greater Less")
"""Operators of several inputs whose outputs depend on each input at their place."""

REDUCTIONS = _names(
    "ReduceMean ReduceSum ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2 ReduceLogSum "
    "ReduceLogSumExp ReduceSumSquare ArgMax ArgMin"
)
NORMALIZATIONS = _names("BatchNormalization InstanceNormalization")
"""Operators whose second and third inputs are what they learn."""

SETTINGS = _names("Clip Dropout Pad Pow Resize Upsample")
"""Operators whose constants are settings: limits, an exponent, scales."""

PAD_MODES = {"constant": "zeros", "reflect": "reflect", "edge": "replicate", "wrap": "circular"}


def learned_inputs(kind: str) -> slice:
    """Return which inputs of an operator are what it learns, if they are constants."""
    if kind in NORMALIZATIONS:
        return slice(1, 3)
    return slice(0) if kind in SETTINGS else slice(None)


def effect(call: Call) -> Does:
    """Return what an operator does."""
    first = call.inputs[0] if call.inputs else None
    special = SPECIAL.get(call.kind)
    if special:
        return special(call)
    if call.kind in JOINS or call.kind in SAME:
        word = call.kind.lower() if len(call.inputs) > 1 else ""
        return at_each_place(call.kind, word, call.inputs, call.output)
    if call.kind in REDUCTIONS:
        return _reduced(call, first)
    return Unknown(f"what {call.kind} does is not known")


def _reduced(call: Call, first: Size | None) -> Does:
    axes = call.given(1, "axes") or ([call.get("axis", 0)] if call.kind[:3] == "Arg" else None)
    if first is not None and axes is not None:
        axes = [axis % len(first) for axis in axes]
        if max(axes, default=0) < 2:
            return Same()
    return Whole()


def _pad(call: Call) -> Does:
    first, pads = call.inputs[0], call.given(1, "pads")
    if first is None or pads is None:
        return Unknown("its padding is computed by the model")
    axes = call.constants.get(3) or [*range(len(first))]
    half = len(axes)
    if len(pads) != 2 * half:
        return Unknown("its padding has another number of axes")
    sides = [(0, 0)] * len(first)
    for axis, before, after in zip(axes, pads[:half], pads[half:], strict=True):
        sides[axis % len(first)] = (int(before), int(after))
    if any(map(any, sides[:2])):
        return Unknown("it pads the channels")
    mode = PAD_MODES.get(str(call.get("mode", "constant")), "")
    value = (call.constants.get(2) or [call.get("value", 0)])[0]
    if mode == "zeros" and value:
        mode = MINUS_INFINITY if value == float("-inf") else ""
    return Shift(tuple(sides[2:]), (1,) * (len(first) - 2), mode)


def _slice(call: Call) -> Does:
    first = call.inputs[0]
    starts, ends = call.given(1, "starts"), call.given(2, "ends")
    if first is None or starts is None or ends is None:
        return Unknown("what it takes is computed by the model")
    axes = call.given(3, "axes") or [*range(len(starts))]
    steps = call.given(4) or [1] * len(starts)
    parts = [slice(None)] * len(first)
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        if step < 1:
            return Unknown("it reverses an axis")
        parts[axis % len(first)] = slice(int(start), int(end), int(step))
    if call.output is None and any(part != slice(None) for part in parts[:2]):
        return Unknown("it takes some of the channels")
    return sliced(parts[2:], first[2:])


def _concatenated(call: Call) -> Does:
    axis = call.get("axis", 1)
    rank = len(call.output) if call.output else None
    return Same("concat") if axis in (1, 1 - (rank or 0)) else Unknown("it concatenates an axis")


def _reshaped(call: Call) -> Does:
    before, after = call.inputs[0], call.output
    if before is None or after is None:
        return Unknown("its shape is computed by the model")
    return reshaped(call.kind, before, after)


def _transpose(call: Call) -> Does:
    return exchanged([*call.get("perm", [0])])


def _softmax(call: Call) -> Does:
    rank = len(call.inputs[0] or ())
    return Same("softmax") if call.get("axis", -1) in (1, 1 - rank) else Whole()


def _split(call: Call) -> Does:
    return Same() if call.get("axis", 0) == 1 else Unknown("it splits an axis")


def _linear(call: Call) -> Does:
    """A product with a constant matrix: `Linear`, if it is one of the features alone."""
    weight, first = call.dims.get(1), call.inputs[0]
    if weight is None or first is None or len(weight) != 2:
        return Whole()
    swapped = call.kind == "Gemm" and call.get("transB", 0)
    inputs, outputs = weight[::-1] if swapped else weight
    if prod(first[1:]) % inputs:
        return Unknown(f"{times(first)} and {times(weight)} cannot be multiplied")
    return does_of(f"Linear({inputs}, {outputs}, bias={2 in call.dims})")


def _layer_normalized(call: Call) -> Does:
    rank, axis = len(call.inputs[0] or ()), call.get("axis", -1)
    return Same("", -axis if axis < 0 else max(0, rank - axis))


SPECIAL: Mapping[str, Callable[[Call], Does]] = {
    **WINDOWS,
    "GlobalLpPool": lambda call: Whole(),
    **dict.fromkeys(
        ("GroupNormalization", "InstanceNormalization", "MeanVarianceNormalization"),
        lambda call: Same("", WHOLE_PLANE),
    ),
    **dict.fromkeys(("LayerNormalization", "RMSNormalization"), _layer_normalized),
    "Pad": _pad,
    "Slice": _slice,
    "Concat": _concatenated,
    "Split": _split,
    "Flatten": lambda call: Whole(),
    "Reshape": _reshaped,
    "Squeeze": _reshaped,
    "Unsqueeze": _reshaped,
    "Transpose": _transpose,
    "Softmax": _softmax,
    "LogSoftmax": _softmax,
    "Gemm": _linear,
    "MatMul": _linear,
    "Col2Im": lambda call: Unknown("Col2Im adds columns of its input, which is not drawn here"),
}
