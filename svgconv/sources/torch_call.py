"""PyTorch calls, read by Python's own parser and never evaluated."""

from __future__ import annotations

import ast
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.specification.padding_modes import MODES

FORM = 'write it as in "nn.Conv2d(1, 1, 3, stride=2, padding=1)"'


def torch_recipe(text: str) -> dict[str, Any]:
    """The recipe of ``nn.Conv2d(...)`` and its like, with ``torch.nn.`` or nothing before it.

    Where sides differ, it may stand in ``nn.Sequential`` behind a layer that pads; a transposed
    convolution may be cropped, as in ``nn.ConvTranspose2d(1, 1, 3)(x)[..., 1:, :-2]``.

    Raises
    ------
    SvgconvError: not one call of a known module with literal arguments.
    """
    tree = _parsed(text)
    if isinstance(tree, ast.Subscript) and isinstance(tree.value, ast.Call):
        call, padding = tree.value.func, {"padding": _crop(tree.slice)}
    elif isinstance(tree, ast.Call) and _short(tree.func) == "Sequential" and len(tree.args) == 2:
        call, padding = tree.args[1], _padding_layer(tree.args[0])
    else:
        call, padding = tree, {}
    if not isinstance(call, ast.Call):
        raise SvgconvError("figure", f"{quoted(text)} is not a PyTorch call", FORM)
    operation = _module(call.func)
    parameters = operation.from_torch(_arguments(call, operation))
    if padding and parameters.get("padding", 0) not in (0, "valid"):
        raise SvgconvError("padding", "is given twice", "pad in one of the layers")
    return {"operation": operation.name, "parameters": {**parameters, **padding}}


def _parsed(text: str) -> ast.expr:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise SvgconvError("figure", f"{quoted(text)} is not a PyTorch call", FORM) from None


def _short(function: ast.expr) -> str:
    return ast.unparse(function).removeprefix("torch.").removeprefix("nn.")


def _crop(index: ast.expr) -> list[list[int]]:
    """The cells that ``[..., 1:, :-2]`` cuts off both ends of each axis."""
    parts = index.elts[1:] if isinstance(index, ast.Tuple) else []
    crop = [
        [_literal("crop", part.lower or ZERO), -_literal("crop", part.upper or ZERO)]
        for part in parts
        if isinstance(part, ast.Slice) and part.step is None
    ]
    if (
        not crop
        or len(crop) != len(parts)
        or any(type(n) is not int for both in crop for n in both)
    ):
        raise SvgconvError(
            "crop", f"{quoted(ast.unparse(index))} is not one", "as in [..., 1:, :-2]"
        )
    return crop


def _padding_layer(layer: ast.expr) -> dict[str, Any]:
    """What ``nn.ReflectionPad2d((left, right, top, bottom))`` and its like say."""
    names = {pad.layer: mode for mode, pad in MODES.items()}
    name = _short(layer.func) if isinstance(layer, ast.Call) else ""
    mode, axes = names.get(name[:-2]), {"1d": 1, "2d": 2}.get(name[-2:], 0)
    if not isinstance(layer, ast.Call) or not mode or not axes or len(layer.args) != 1:
        known = [f"{pad}{axes}d" for pad in names for axes in (1, 2)]
        raise SvgconvError(
            "figure", f"{quoted(ast.unparse(layer))} pads nothing", nearest(name, known)
        )
    sides = _literal("padding", layer.args[0])
    if not isinstance(sides, (tuple, list)):
        sides = [sides] * 2 * axes
    pairs = list(zip(sides[::2], sides[1::2]))[::-1]  # noqa: B905 - the operation counts them
    return {"padding": pairs, **({} if mode == "zeros" else {"padding_mode": mode})}


def _module(function: ast.expr) -> type[Operation]:
    name = ast.unparse(function)
    known = {member.torch_module: member for member in map(OPERATIONS.get, OPERATIONS.names())}
    short = _short(function)
    if short not in known:
        raise SvgconvError("figure", f"{quoted(name)} is not drawn", nearest(short, known))
    return known[short]


def _arguments(call: ast.Call, operation: type[Operation]) -> dict[str, Any]:
    signature = operation.torch_signature
    if len(call.args) > len(signature):
        raise SvgconvError(
            operation.torch_module,
            f"{len(call.args)} positional arguments are more than {len(signature)}",
        )
    pairs = list(zip(signature, call.args))  # noqa: B905 - a call may give fewer
    for keyword in call.keywords:
        if keyword.arg not in signature:
            raise SvgconvError(
                operation.torch_module,
                f"{quoted(keyword.arg or '**')} is not one of its arguments",
                nearest(keyword.arg or "", signature),
            )
        if keyword.arg in [name for name, _ in pairs]:
            raise SvgconvError(operation.torch_module, f"{keyword.arg} is given twice")
        pairs.append((keyword.arg, keyword.value))
    arguments = {name: _literal(name, value) for name, value in pairs}
    for name in ("in_channels", "out_channels", "kernel_size", "output_size"):
        if name in signature and name not in arguments:
            raise SvgconvError(operation.torch_module, f"{name} is missing", FORM)
    return arguments


ZERO = ast.Constant(0)


def _literal(name: str, value: ast.expr) -> Any:
    if name in ("device", "dtype"):
        return None
    try:
        return ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        raise SvgconvError(
            name, f"{quoted(ast.unparse(value))} is not a number", "write it out"
        ) from None
