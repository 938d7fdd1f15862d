"""Constant expressions: literals, and arithmetic on numbers, as Python writes them."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.specification.sizes import LARGEST

MOST_EXPONENT = 64
"""The largest exponent of a power, of either sign."""

OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}

LITERALS = "use a number, True, False, None, or text in quotes"


def constant(name: str, tree: ast.expr) -> Any:
    """Return the value of a constant expression, such as ``3``, ``(1, 2)`` or ``(3 - 1) // 2``.

    Parameters
    ----------
    name: the argument, for messages.

    Raises
    ------
    SvgconvError: a name or a call in it, a division by zero, or a number beyond `LARGEST`.
    """
    try:
        return ast.literal_eval(tree)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return _value(name, tree)


def _value(name: str, tree: ast.expr) -> Any:
    match tree:
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return tuple(_value(name, part) for part in parts)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in OPERATORS:
            return _result(name, tree, sign, _number(name, left), _number(name, right))
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=part):
            number = _number(name, part)
            return -number if isinstance(sign, ast.USub) else number
        case ast.Constant(value=value):
            return value
    kind = "a variable" if isinstance(tree, ast.Name) else "not a constant"
    raise SvgconvError(name, f"{quoted(ast.unparse(tree))} is {kind}", LITERALS)


def _number(name: str, tree: ast.expr) -> int | float:
    """Return a part of the arithmetic: a number within `LARGEST`."""
    value = _value(name, tree)
    if type(value) not in (int, float):
        raise SvgconvError(name, f"{quoted(ast.unparse(tree))} is not a number", LITERALS)
    if not abs(value) <= LARGEST:
        raise SvgconvError(
            name, f"{quoted(ast.unparse(tree))} is more than {LARGEST:,}", "use a smaller number"
        )
    return value  # type: ignore[no-any-return]


def _result(
    name: str, tree: ast.expr, sign: ast.operator, left: float, right: float
) -> int | float:
    if isinstance(sign, ast.Pow) and abs(right) > MOST_EXPONENT:
        problem = f"the exponent of {quoted(ast.unparse(tree))} is more than {MOST_EXPONENT}"
        raise SvgconvError(name, problem, "write the number itself")
    try:
        value = OPERATORS[type(sign)](left, right)
    except ZeroDivisionError:
        problem = f"{quoted(ast.unparse(tree))} divides by 0"
        raise SvgconvError(name, problem, "write the number itself") from None
    except OverflowError:
        value = None
    if not isinstance(value, (int, float)) or not abs(value) <= LARGEST:
        problem = f"{quoted(ast.unparse(tree))} is not a number up to {LARGEST:,}"
        raise SvgconvError(name, problem, "use smaller numbers")
    return value
