"""Calls of PyTorch's layers, read by Python's own parser and never evaluated."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.specification.limits import MOST_CALL, REMEDY, check_tree
from svgconv.specification.padding_modes import MODES

LITERALS = "use a number, True, False, None, or text in quotes"
QUOTED_NUMBERS = re.compile(r"[\d\s,.+-]+")

PACKAGES = ("torch.", "nn.", "torchvision.", "ops.")
FORM = 'write it as in "nn.Conv2d(1, 1, 3, stride=2, padding=1)"'


def parsed(text: str, subject: str = "figure", form: str = FORM) -> ast.expr:
    """Return a text as a Python expression.

    Raises
    ------
    SvgconvError: the text is not a Python expression, is too long, or is nested too deeply.
    """
    if len(text) > MOST_CALL:
        raise SvgconvError(subject, f"has more than {MOST_CALL:,} characters", REMEDY)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Python, about what is no call anyway
            tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        problem = f"{quoted(text)} is not a PyTorch call" if text.strip() else "empty"
        raise SvgconvError(subject, problem, form) from None
    check_tree(subject, tree, ast.iter_child_nodes)
    return tree


def short_name(function: ast.expr) -> str:
    """Return a class's name without ``torch.nn.``, ``nn.`` or ``torchvision.ops.``."""
    name = ast.unparse(function)
    for package in PACKAGES:
        name = name.removeprefix(package)
    return name


def arguments(
    call: ast.Call, module: str, signature: Sequence[str], short: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return a call's arguments by name, as literals.

    Parameters
    ----------
    module: the class, for messages.
    signature: its parameters' names, in their positional order.
    short: other names of some of them.

    Raises
    ------
    SvgconvError: too many arguments, or one that is unknown, given twice, or not a literal.
    """
    if len(call.args) > len(signature):
        raise SvgconvError(
            module,
            f"takes {len(signature)} arguments, but {len(call.args)} are given",
            f"remove {len(call.args) - len(signature)} of them",
        )
    pairs = list(zip(signature, call.args))  # noqa: B905 - a call may give fewer
    for keyword in call.keywords:
        name = (short or {}).get(keyword.arg or "", keyword.arg or "")
        if name not in signature:
            raise SvgconvError(
                module,
                f"unknown argument {quoted(keyword.arg or '**')}",
                nearest(keyword.arg or "", signature),
            )
        if name in [known for known, _ in pairs]:
            raise SvgconvError(module, f"{name} is given twice", "give it once")
        pairs.append((name, keyword.value))
    return {name: literal(name, value) for name, value in pairs}


def literal(name: str, value: ast.expr) -> Any:
    """Return an argument's literal; a device or a dtype can be anything, and is None."""
    if name in ("device", "dtype"):
        return None
    try:
        found = ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        raise SvgconvError(
            name, f"{quoted(ast.unparse(value))} is not a literal", LITERALS
        ) from None
    _check_no_quoted_numbers(name, found)
    return found


def _check_no_quoted_numbers(name: str, value: Any) -> None:
    """Reject numbers in quotes, which the command line takes and PyTorch rejects."""
    if isinstance(value, (tuple, list)):
        for part in value:
            _check_no_quoted_numbers(name, part)
    elif isinstance(value, str) and QUOTED_NUMBERS.fullmatch(value):
        raise SvgconvError(name, f"{quoted(value)} is text, not a number", "leave the quotes out")


def pads(layer: ast.expr) -> bool:
    """Return whether a layer is a padding layer, at least by its name."""
    return isinstance(layer, ast.Call) and "Pad" in short_name(layer.func)


def padding_layer(layer: ast.expr) -> dict[str, Any]:
    """Return the padding and its mode of a layer such as ``nn.ReflectionPad2d((1, 1, 0, 0))``.

    Raises
    ------
    SvgconvError: not a padding layer, or not with numbers.
    """
    names = {pad.layer: mode for mode, pad in MODES.items()}
    name = short_name(layer.func) if isinstance(layer, ast.Call) else ""
    mode, axes = names.get(name[:-2]), {"1d": 1, "2d": 2, "3d": 3}.get(name[-2:], 0)
    if not isinstance(layer, ast.Call) or not mode or not axes or len(layer.args) != 1:
        known = [f"{pad}{axes}d" for pad in names for axes in (1, 2, 3)]
        raise SvgconvError(
            "figure", f"{quoted(ast.unparse(layer))} is not a padding layer", nearest(name, known)
        )
    sides = literal("padding", layer.args[0])
    if not isinstance(sides, (tuple, list)):
        sides = [sides] * 2 * axes
    pairs = list(zip(sides[::2], sides[1::2]))[::-1]  # noqa: B905 - the operation counts them
    return {"padding": pairs, **({} if mode == "zeros" else {"padding_mode": mode})}
