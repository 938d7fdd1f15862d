"""Calls of layers, read by Python's parser and never evaluated."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from svgconv.errors import Name, SvgconvError, Words, quoted
from svgconv.operations import OPERATIONS
from svgconv.operations._calls import (
    CHANNELS,
    along,
    axes_given,
    check_complete,
    known_calls,
    operation_of,
    operations,
    read_call,
)
from svgconv.operations._layer import JOINS
from svgconv.operations.base import Operation
from svgconv.options import flag_of, required
from svgconv.sources.functions import parameters_of
from svgconv.specification.applied import applied_layers, is_applied
from svgconv.specification.calls import FORM, literal, parsed, short_name
from svgconv.specification.masks import MASKED_FORM, MASKING, mask_of_weight
from svgconv.specification.sequences import (
    KERAS_PADS,
    check_order,
    crops,
    crops_only,
    is_sequence,
    layers_in,
    padding_layer,
    pads,
)
from svgconv.specification.sizes import Sides

Around: TypeAlias = Callable[[type[Operation], dict[str, Any]], dict[str, Any]]
"""What is around a layer, such as a padding layer, changes the layer's own parameters."""


def call_recipe(text: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the recipe of a call such as ``nn.Conv2d(...)``; ``torch.nn.`` may be left out.

    Where sides differ, it may stand in ``nn.Sequential`` behind a layer that pads; a transposed
    convolution may be cropped, as in ``nn.ConvTranspose2d(1, 1, 3)(x)[..., 1:, :-2]``. Several
    layers are a stack: ``A > B``, or ``nn.Sequential(A, B)``.

    Parameters
    ----------
    changes: the parameters that the figure gets besides those of the call.

    Raises
    ------
    SvgconvError: not one call of a known layer with constant arguments.
    """
    tree = parsed(text)
    layers = layers_in(tree) if is_sequence(tree) else []
    padded = len(layers) == 2 and _is_one_figure(*layers)
    joins = isinstance(tree, ast.Call) and short_name(tree.func) in JOINS
    several = isinstance(tree, ast.Compare) or _applies_several(tree)
    if joins or several or (is_sequence(tree) and not padded):
        return {"operation": "stack", "parameters": {"layers": text}}
    tree, around = _layer(tree, layers)
    if not isinstance(tree, ast.Call):
        raise SvgconvError("figure", f"{quoted(text)} is not a PyTorch call", FORM)
    if pads(tree):
        problem = f"{quoted(ast.unparse(tree.func))} is not drawn alone"
        raise SvgconvError("figure", problem, _padded_form(tree))
    call, mask = _unmasked(tree)
    operation, parameters = _read(call, bool(mask), changes)
    if mask:
        counts = parameters.get("out_channels", 1), parameters.get("in_channels", 1)
        parameters |= mask_of_weight(*mask, counts)
    parameters = around(operation, parameters)
    if {*CHANNELS} <= {*operation.flags()} and not {"in_channels"} & {*parameters, *changes}:
        parameters = {key: value for key, value in parameters.items() if key not in UNKNOWN}
    if "kernel_size" in required(operation) and not {"kernel_size"} & {*parameters, *changes}:
        name = ast.unparse(call.func)
        raise SvgconvError(
            name, "does not say the kernel's size", Words("give ", Name("kernel_size"))
        )
    return {"operation": operation.name, "parameters": parameters}


def _applies_several(tree: ast.expr) -> bool:
    """Whether an expression applies several layers: ``B(A(x))``, ``A(x) + x``."""
    if not is_applied(tree):
        return False
    first, *others = applied_layers(tree)
    return bool(others) or short_name(first.func) in JOINS


def _is_one_figure(first: ast.expr, second: ast.expr) -> bool:
    """Whether two layers are one figure: one that pads, or one that crops what is transposed."""
    if crops(second):
        return isinstance(first, ast.Call) and "Transpose" in short_name(first.func)
    return pads(first) and not crops_only(*padding_layer(first))


def _layer(tree: ast.expr, layers: list[ast.expr]) -> tuple[ast.expr, Around]:
    """Return the call of the layer itself, and what is around it."""
    match tree, layers:
        case _, [layer, crop] if crops(crop):
            cells = [(-before, -after) for before, after in padding_layer(crop)[0]]
            return layer, lambda kind, own: kind.cropped(own, tuple(cells))
        case _, [padding, layer]:
            sides, mode = padding_layer(padding)
            return layer, lambda kind, own: kind.behind_padding(own, sides, mode)
        case ast.Subscript(value=ast.Call() as call, slice=index), _:
            inner = call.func if isinstance(call.func, ast.Call) else call
            cut = _crop(index)
            return inner, lambda kind, own: kind.cropped(own, cut)
        case ast.Call(func=ast.Call() as layer), _:
            applied = _applied(tree, layer)
            return layer, lambda kind, own: own | applied
    return tree, lambda kind, own: own


def _read(
    call: ast.Call, masked: bool, changes: Mapping[str, Any]
) -> tuple[type[Operation], dict[str, Any]]:
    check_order(call)
    known = known_calls(operations())
    try:
        operation, spelling = operation_of(call.func, known, axes=axes_given(call))
    except SvgconvError as error:
        raise _of_python(call) or error from None
    if masked:
        operation = OPERATIONS.get("masked_conv")
    check_complete(call, spelling)
    parameters = read_call(call, operation, spelling)
    return along(operation, spelling, {**parameters, **changes}), parameters


def _of_python(call: ast.Call) -> SvgconvError | None:
    """Return the error about a call of one of svgconv's own functions; None if it is none."""
    name = ast.unparse(call.func).removeprefix("svgconv.")
    if name not in OPERATIONS:
        return None
    operation = OPERATIONS.get(name)
    flags = operation.flags()
    words = [name]
    values = map(ast.unparse, call.args)
    parameters = dict(zip(parameters_of(operation), values))  # noqa: B905 - the rest has defaults
    parameters |= {one.arg: ast.unparse(one.value) for one in call.keywords if one.arg}
    parameters = {key: value.strip("()'").replace(" ", "") for key, value in parameters.items()}
    for key, value in parameters.items():
        if key in flags:
            words += [flags[key].short or flag_of(key), value]
    problem = f"{quoted(ast.unparse(call))} is a Python call"
    try:
        torch = operation.from_parameters(parameters).torch_call()
    except SvgconvError:
        return SvgconvError("figure", problem, f"see svgconv render {name} --help")
    return SvgconvError("figure", problem, f'use {" ".join(words)}, or "{torch}"')


def _applied(tree: ast.Call, layer: ast.Call) -> dict[str, Any]:
    """Return what the call of a layer itself gives: ``(x)``, or with an offset or a size.

    A deformable layer takes ``(x, torch.tensor(...))``, and a transposed one
    ``(x, output_size=(6, 6))``.
    """
    name = short_name(layer.func)
    if name == DEFORMABLE:
        return _offset(tree)
    if len(tree.args) == 1 and not tree.keywords:
        return {}
    sizes = [*tree.args[1:], *(one.value for one in tree.keywords if one.arg == "output_size")]
    if "ConvTranspose" in name and len(tree.args) + len(tree.keywords) == 2 and len(sizes) == 1:
        return {"output_size": literal("output_size", sizes[0])}
    form = DEFORMABLE_FORM if len(tree.args) > 1 else FORM
    raise SvgconvError("figure", f"{quoted(ast.unparse(tree))} is not drawn", form)


def _offset(tree: ast.Call) -> dict[str, Any]:
    """Return the offsets in the call of a deformable layer: ``(x, torch.tensor(...))``."""
    if len(tree.args) == 2 and not tree.keywords:
        match tree.args[1]:
            case ast.Name():
                return {}
            case ast.Call(func=ast.Attribute(value=tensor, attr="expand")) | tensor:
                if isinstance(tensor, ast.Call) and short_name(tensor.func) == "tensor":
                    return {"offset": literal("offset", tensor.args[0])} if tensor.args else {}
    raise SvgconvError("figure", f"{quoted(ast.unparse(tree))} is not drawn", DEFORMABLE_FORM)


def _unmasked(call: ast.Call) -> tuple[ast.Call, Mask | None]:
    """Return the layer and the mask that ``nn.utils.prune.custom_from_mask`` puts on its weight."""
    if short_name(call.func) != MASKING:
        return call, None
    match call.args:
        case [ast.Call() as layer, ast.Constant(value="weight"), ast.Call() as tensor]:
            mask = _mask(tensor)
            if short_name(layer.func) == "Conv2d" and not call.keywords and mask:
                return layer, mask
    raise SvgconvError(
        "figure", f"{quoted(ast.unparse(call))} does not mask an nn.Conv2d", MASKED_FORM
    )


def _mask(tensor: ast.expr) -> Mask | None:
    """Return the numbers of ``torch.tensor(...)``, and how ``repeat_interleave`` repeats them."""
    match tensor:
        case ast.Call(
            func=ast.Attribute(value=inner, attr="repeat_interleave"),
            args=[ast.Constant(value=int(times)), ast.Constant(value=(0 | 1) as axis)],
        ) if found := _mask(inner):
            numbers, repeats = found
            both = (
                [times * repeats[0], repeats[1]] if axis == 0 else [repeats[0], times * repeats[1]]
            )
            return numbers, (both[0], both[1])
        case ast.Call(args=[numbers]):
            return literal("mask", numbers), (1, 1)
    return None


def _crop(index: ast.expr) -> Sides:
    """Return the cells that ``[..., 1:, :-2]`` cuts off both ends of each axis."""
    parts = index.elts[1:] if isinstance(index, ast.Tuple) else []
    crop = tuple(
        (literal("crop", part.lower or ZERO), -literal("crop", part.upper or ZERO))
        for part in parts
        if isinstance(part, ast.Slice) and part.step is None
    )
    if (
        not crop
        or len(crop) != len(parts)
        or any(type(n) is not int for both in crop for n in both)
    ):
        raise SvgconvError(
            "crop", f"{quoted(ast.unparse(index))} is not a crop", "write it as in [..., 1:, :-2]"
        )
    return crop


def _padded_form(layer: ast.Call) -> str:
    """How a padding layer is written: before a layer, or behind one if it crops."""
    text, name = ast.unparse(layer), short_name(layer.func)
    package, axes = text[: text.index(name)], name[-2]
    if crops(layer):
        parts = f"keras.Sequential([{package}Conv{axes}DTranspose(1, 3), {text}])"
        return f"write it behind a layer, as in {parts}"
    if KERAS_PADS.fullmatch(name):
        parts = f"keras.Sequential([{text}, {package}Conv{axes}D(1, 3)])"
    else:
        parts = f"nn.Sequential({text}, {package}Conv{axes}d(1, 1, 3))"
    return f"write it before a layer, as in {parts}"


Mask: TypeAlias = tuple[Any, tuple[int, int]]
"""The numbers of a mask as lists, and how often each output and each input is repeated."""
ZERO = ast.Constant(0)
UNKNOWN = ("out_channels", "groups")
"""Parameters without a meaning if the input's channels are unknown: then one channel is drawn."""
DEFORMABLE = "DeformConv2d"
DEFORMABLE_FORM = (
    f"write torchvision.ops.{DEFORMABLE}(1, 1, 1)(x, torch.tensor([[[[0.5]], [[0]]]]))"
)
