"""What the functions of PyTorch do that a model calls besides its layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import Any

from svgconv.models._places import at_each_place, exchanged, reshaped, sliced
from svgconv.models._rows import CONCAT
from svgconv.models.base import WHOLE_PLANE, Does, Same, Shift, Unknown, Whole, does_of
from svgconv.specification.padding_modes import MODES
from svgconv.specification.sizes import Size


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SAME = _names(
    "abs alpha_dropout batch_norm bfloat16 bool celu clamp clip clone contiguous cos cpu cuda "
    "detach double dropout dropout1d dropout2d dropout3d elu exp expand expand_as "
    "feature_alpha_dropout float gelu half hardshrink hardsigmoid hardswish "
    "hardtanh identity leaky_relu local_response_norm log log1p "
    "logsigmoid mish neg negative pow prelu reciprocal relu relu6 requires_grad_ round "
    "rrelu rsqrt selu sigmoid sign silu sin softplus softshrink softsign sqrt square tanh "
    "tanhshrink threshold to type type_as"
)
"""Functions whose outputs depend on the input at their place."""

JOINS = _names("add sub rsub mul div true_divide maximum minimum addcmul lerp where")
"""Functions of several inputs whose outputs depend on each input at their place."""

CONCATENATIONS = _names("cat concat concatenate")
CHOICES = _names("chunk split tensor_split unbind")
RESHAPES = _names("view reshape flatten unflatten squeeze unsqueeze")
ATTENTIONS = _names("multi_head_attention_forward scaled_dot_product_attention")
AVERAGES = _names("mean sum amax amin max")
WINDOWS = _names(
    "avg_pool1d avg_pool2d avg_pool3d max_pool1d max_pool2d max_pool3d adaptive_avg_pool1d "
    "adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool1d adaptive_max_pool2d "
    "adaptive_max_pool3d lp_pool1d lp_pool2d lp_pool3d interpolate upsample pixel_shuffle "
    "pixel_unshuffle"
)
LEFT_OUT = ("antialias", "return_indices")
"""Arguments whose defaults are the only values that are drawn."""

PAD_MODES = {"constant": "zeros", "reflect": "reflect", "replicate": "replicate",
             "circular": "circular"}  # fmt: skip

Shapes = Sequence[Size]
"""The shapes of the inputs, with the batch."""


def name_of(function: Any) -> str:
    """Return a function's name without the marks of its forms: ``add`` for ``__iadd__``."""
    name = str(getattr(function, "__name__", "")).strip("_")
    return name[1:] if name[:1] in "ir" and name[1:] in JOINS else name


def effect(
    name: str, args: Sequence[Any], given: Mapping[str, Any], inputs: Shapes, output: Size
) -> Does:
    """Return what a call of a function does.

    Parameters
    ----------
    name: the function's name without the underscore of its in-place form.
    args, given: its arguments.
    inputs, output: the shapes of the tensors that it reads and of what it returns, with the batch.
    """
    first = inputs[0]
    if name in JOINS or (name in SAME and output[2:] == first[2:]):
        return at_each_place(name, name, inputs, output)
    if name in ("softmax", "log_softmax", "normalize", "glu"):
        dim = given.get("dim", args[1] if len(args) > 1 else None)
        alike = dim in (1, 1 - len(first)) and output[2:] == first[2:]
        return Same(name) if alike else Whole()
    if name in CONCATENATIONS:
        dim = given.get("dim", args[1] if len(args) > 1 else 0)
        return Same(CONCAT) if dim in (1, 1 - len(output)) else Unknown(f"{name} along an axis")
    if name in CHOICES:
        return Same(name) if output[2:] == first[2:] else Unknown(f"{name} of an axis")
    if name in RESHAPES:
        return reshaped(name, first, output)
    if name in ATTENTIONS:
        return Whole(in_any_order=True)
    if name in AVERAGES and len(output) < len(first):
        return Whole()
    if name in AVERAGES and prod(output[2:]) == 1:
        return Whole()
    if name in AVERAGES and output[2:] == first[2:]:
        return Same(name)
    special = SPECIAL.get(name)
    if special:
        return special(args, given, first)
    if name in WINDOWS:
        return does_of(_call(name, args, given))
    return Unknown(f"what {name} does is not known")


def _pad(args: Sequence[Any], given: Mapping[str, Any], first: Size) -> Does:
    numbers = [int(one) for one in given.get("pad", args[1] if len(args) > 1 else ())]
    mode = given.get("mode", args[2] if len(args) > 2 else "constant")
    value = given.get("value", args[3] if len(args) > 3 else None)
    axes = len(first) - 2
    pairs = [*zip(numbers[::2], numbers[1::2], strict=False)]
    pairs += [(0, 0)] * (axes - len(pairs))
    if any(map(any, pairs[axes:])):
        return Unknown("it pads the channels")
    known = PAD_MODES.get(mode, "")
    known = known if known in MODES and not (mode == "constant" and value) else ""
    return Shift(tuple(pairs[:axes][::-1]), (1,) * axes, known)


def _item(args: Sequence[Any], given: Mapping[str, Any], first: Size) -> Does:
    index = args[1] if isinstance(args[1], tuple) else (args[1],)
    if Ellipsis in [one for one in index if one is Ellipsis]:
        at = next(place for place, one in enumerate(index) if one is Ellipsis)
        index = (*index[:at], *[slice(None)] * (len(first) - len(index) + 1), *index[at + 1 :])
    index = (*index, *[slice(None)] * (len(first) - len(index)))
    if len(index) != len(first) or not all(isinstance(one, slice) for one in index[2:]):
        return Unknown("it takes single units")
    if not all(isinstance(one, slice) for one in index[:2]):
        return Unknown("it takes single channels")
    return sliced(index[2:], first[2:])


def _narrow(args: Sequence[Any], given: Mapping[str, Any], first: Size) -> Does:
    dim, start, length = (given.get(key, args[place] if len(args) > place else None)
                          for place, key in ((1, "dim"), (2, "start"), (3, "length")))  # fmt: skip
    dim = int(dim) % len(first)
    parts = [slice(None)] * len(first)
    parts[dim] = slice(int(start), int(start) + int(length))
    return _item((args[0], tuple(parts)), {}, first)


def _order(args: Sequence[Any], given: Mapping[str, Any], first: Size) -> Does:
    """A transposition keeps the places if it leaves the axes of the plane where they are."""
    dims = [one % len(first) for one in _numbers(args[1:])]
    if len(dims) == 2 < len(first):
        order = [*range(len(first))]
        order[dims[0]], order[dims[1]] = dims[1], dims[0]
        return exchanged(order)
    return exchanged([*dims])


def _numbers(values: Sequence[Any]) -> list[int]:
    found: list[int] = []
    for one in values:
        found += _numbers(one) if isinstance(one, (tuple, list)) else [int(one)]
    return found


def _layer_norm(args: Sequence[Any], given: Mapping[str, Any], first: Size) -> Does:
    return Same("layer_norm", len(given.get("normalized_shape", args[1] if len(args) > 1 else ())))


SPECIAL: Mapping[str, Callable[[Sequence[Any], Mapping[str, Any], Size], Does]] = {
    "group_norm": lambda args, given, first: Same("group_norm", WHOLE_PLANE),
    "instance_norm": lambda args, given, first: Same("instance_norm", WHOLE_PLANE),
    "layer_norm": _layer_norm,
    "pad": _pad,
    "getitem": _item,
    "narrow": _narrow,
    "transpose": _order,
    "permute": _order,
    "swapaxes": _order,
}


def _call(name: str, args: Sequence[Any], given: Mapping[str, Any]) -> str:
    """The call of a function of `torch.nn.functional`, whose input can be anything."""
    written = ["x", *(repr(_constant(one)) for one in args[1:])]
    written += [
        f"{key}={_constant(value)!r}"
        for key, value in given.items()
        if key not in LEFT_OUT and key != "input"
    ]
    return f"F.{name}({', '.join(written)})"


def _constant(value: Any) -> Any:
    """A size as a plain tuple; PyTorch has a class of its own for it."""
    return (*value,) if isinstance(value, (tuple, list)) else value


def convolution(name: str, given: Mapping[str, Any], weight: Size, bias: bool) -> str:
    """Return the call of the layer that a convolution's function computes.

    Parameters
    ----------
    given: its arguments by name.
    weight: the shape of its weight.
    """
    transposed, axes, groups = "transpose" in name, name[-2:], int(given.get("groups", 1))
    first, second = weight[0], weight[1] * groups
    channels = (first, second) if transposed else (second, first)
    written = [*map(str, channels), repr(tuple(weight[2:]))]
    written += [f"{key}={_plain(given[key])!r}" for key in SIZES if key in given]
    written += [f"groups={groups}"] * (groups > 1) + ["bias=False"] * (not bias)
    return f"Conv{'Transpose' * transposed}{axes}({', '.join(written)})"


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        found = tuple(int(one) for one in value)
        return found[0] if len(found) == 1 else found
    return value


SIZES = ("stride", "padding", "output_padding", "dilation")
CONVOLUTIONS = {
    **{
        f"conv{axes}d": ("input", "weight", "bias", "stride", "padding", "dilation", "groups")
        for axes in (1, 2, 3)
    },
    **{
        f"conv_transpose{axes}d": ("input", "weight", "bias", "stride", "padding",
                                   "output_padding", "groups", "dilation")
        for axes in (1, 2, 3)
    },
}  # fmt: skip
"""The arguments of the convolutions' functions, in their order."""
