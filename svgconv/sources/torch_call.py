"""PyTorch calls, read by Python's parser and never evaluated."""

from __future__ import annotations

import ast
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.specification.calls import (
    FORM,
    arguments,
    literal,
    padding_layer,
    pads,
    parsed,
    short_name,
)


def torch_recipe(text: str) -> dict[str, Any]:
    """Return the recipe of a call such as ``nn.Conv2d(...)``; ``torch.nn.`` may be left out.

    Where sides differ, it may stand in ``nn.Sequential`` behind a layer that pads; a transposed
    convolution may be cropped, as in ``nn.ConvTranspose2d(1, 1, 3)(x)[..., 1:, :-2]``. Several
    layers are a stack: ``A > B``, or ``nn.Sequential(A, B)``.

    Raises
    ------
    SvgconvError: not one call of a known module with literal arguments.
    """
    tree = parsed(text)
    if _is_stack(tree):
        return {"operation": "stack", "parameters": {"layers": text}}
    if isinstance(tree, ast.Subscript) and isinstance(tree.value, ast.Call):
        call, padding = tree.value.func, {"padding": _crop(tree.slice)}
    elif isinstance(tree, ast.Call) and isinstance(tree.func, ast.Call):
        call, padding = tree.func, _offset(tree)
    elif (
        isinstance(tree, ast.Call) and short_name(tree.func) == "Sequential" and len(tree.args) == 2
    ):
        call, padding = tree.args[1], padding_layer(tree.args[0])
    else:
        call, padding = tree, {}
    if not isinstance(call, ast.Call):
        raise SvgconvError("figure", f"{quoted(text)} is not a PyTorch call", FORM)
    call, mask = _unmasked(call)
    operation = OPERATIONS.get("masked_conv") if mask else _module(call.func)
    parameters = operation.from_torch(_arguments(call, operation)) | mask
    if "padding" in padding and parameters.get("padding", 0) not in (0, "valid"):
        raise SvgconvError("padding", "given twice", "pad in one of the layers")
    return {"operation": operation.name, "parameters": {**parameters, **padding}}


def _offset(tree: ast.Call) -> dict[str, Any]:
    """Return the offsets in the call of a deformable layer: ``(x, torch.tensor(...))``."""
    assert isinstance(tree.func, ast.Call)
    if short_name(tree.func.func) == DEFORMABLE and len(tree.args) == 2 and not tree.keywords:
        match tree.args[1]:
            case ast.Name():
                return {}
            case ast.Call(func=ast.Attribute(value=tensor, attr="expand")) | tensor:
                if isinstance(tensor, ast.Call) and short_name(tensor.func) == "tensor":
                    return {"offset": literal("offset", tensor.args[0])} if tensor.args else {}
    raise SvgconvError("figure", f"{quoted(ast.unparse(tree))} is not drawn", DEFORMABLE_FORM)


def _unmasked(call: ast.Call) -> tuple[ast.Call, dict[str, Any]]:
    """Return the layer and the mask that ``nn.utils.prune.custom_from_mask`` puts on its weight."""
    if short_name(call.func) != MASKING:
        return call, {}
    match call.args:
        case [ast.Call() as layer, ast.Constant(value="weight"), ast.Call(args=[rows])]:
            if short_name(layer.func) == "Conv2d" and not call.keywords:
                return layer, {"mask": _kernel_of(literal("mask", rows))}
    raise SvgconvError(
        "figure", f"{quoted(ast.unparse(call))} does not mask an nn.Conv2d", MASKED_FORM
    )


def _kernel_of(weight: Any) -> Any:
    """Return the rows of the kernel in a weight of PyTorch's shape, ``(1, 1, height, width)``."""
    match weight:
        case [[[[*_], *_] as rows]]:
            return rows
    raise SvgconvError("mask", "is not for one channel", MASKED_FORM)


def _is_stack(tree: ast.expr) -> bool:
    """Return whether a call is a stack: ``A > B``, or a sequence other than padding and a layer."""
    if isinstance(tree, ast.Compare):
        return True
    if not isinstance(tree, ast.Call) or short_name(tree.func) != "Sequential":
        return False
    return len(tree.args) != 2 or not pads(tree.args[0])


def _crop(index: ast.expr) -> list[list[int]]:
    """Return the cells that ``[..., 1:, :-2]`` cuts off both ends of each axis."""
    parts = index.elts[1:] if isinstance(index, ast.Tuple) else []
    crop = [
        [literal("crop", part.lower or ZERO), -literal("crop", part.upper or ZERO)]
        for part in parts
        if isinstance(part, ast.Slice) and part.step is None
    ]
    if (
        not crop
        or len(crop) != len(parts)
        or any(type(n) is not int for both in crop for n in both)
    ):
        raise SvgconvError(
            "crop", f"{quoted(ast.unparse(index))} is not a crop", "write it as in [..., 1:, :-2]"
        )
    return crop


def _module(function: ast.expr) -> type[Operation]:
    name = ast.unparse(function)
    known = {member.torch_module: member for member in map(OPERATIONS.get, OPERATIONS.names())}
    short = short_name(function)
    if short not in known:
        raise SvgconvError("figure", f"{quoted(name)} is not drawn", nearest(short, known))
    return known[short]


def _arguments(call: ast.Call, operation: type[Operation]) -> dict[str, Any]:
    signature = operation.torch_signature
    found = arguments(call, operation.torch_module, signature)
    for name in ("in_channels", "out_channels", "kernel_size", "output_size"):
        if name in signature and name not in found:
            raise SvgconvError(operation.torch_module, f"{name} is missing", f"give {name}")
    return found


ZERO = ast.Constant(0)
MASKING = "utils.prune.custom_from_mask"
DEFORMABLE = "DeformConv2d"
DEFORMABLE_FORM = (
    f"write torchvision.ops.{DEFORMABLE}(1, 1, 1)(x, torch.tensor([[[[0.5]], [[0]]]]))"
)
MASKED_FORM = (
    f'write nn.{MASKING}(nn.Conv2d(1, 1, 2), "weight", torch.tensor([[[[1, 1], [1, 0]]]]))'
)
