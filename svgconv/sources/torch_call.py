"""PyTorch calls, read by Python's own parser and never evaluated."""

from __future__ import annotations

import ast
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation

FORM = 'write it as in "nn.Conv2d(1, 1, 3, stride=2, padding=1)"'


def torch_recipe(text: str) -> dict[str, Any]:
    """The recipe of ``nn.Conv2d(...)`` and its like, with ``torch.nn.`` or nothing before it.

    Raises
    ------
    SvgconvError: not one call of a known module with literal arguments.
    """
    call = _parsed(text)
    operation = _module(call.func)
    arguments = _arguments(call, operation)
    return {"operation": operation.name, "parameters": operation.from_torch(arguments)}


def _parsed(text: str) -> ast.Call:
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise SvgconvError("figure", f"{quoted(text)} is not a PyTorch call", FORM) from None
    if not isinstance(tree, ast.Call):
        raise SvgconvError("figure", f"{quoted(text)} is not a PyTorch call", FORM)
    return tree


def _module(function: ast.expr) -> type[Operation]:
    name = ast.unparse(function)
    known = {member.torch_module: member for member in map(OPERATIONS.get, OPERATIONS.names())}
    short = name.removeprefix("torch.").removeprefix("nn.")
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


def _literal(name: str, value: ast.expr) -> Any:
    if name in ("device", "dtype"):
        return None
    try:
        return ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        raise SvgconvError(
            name, f"{quoted(ast.unparse(value))} is not a number", "write it out"
        ) from None
