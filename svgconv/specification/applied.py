"""Expressions in which layers are applied to each other: ``B(A(x))``, ``A(x) + x``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from svgconv.errors import SvgconvError, quoted
from svgconv.specification.calls import FORM, short_name

ADD, CONCAT = "add", "concat"
"""What joins paths in a stack's own notation."""

CAT = ("cat", "concat", "concatenate")
"""PyTorch's functions that concatenate."""


def is_applied(tree: ast.expr) -> bool:
    """Return whether an expression is a layer applied to something, or joins such expressions."""
    match tree:
        case ast.Call(func=ast.Call() | ast.Lambda(), args=[_], keywords=[]):
            return True
        case ast.BinOp(op=ast.Add()):
            return True
    return _concatenated(tree) is not None


def applied_layers(tree: ast.expr) -> Iterator[ast.Call]:
    """Yield the layers of an expression in their order, and joins as ``add(A, B)``.

    Raises
    ------
    SvgconvError: a part is not a layer, or an axis is concatenated.
    """
    match tree:
        case ast.Call(func=ast.Call() | ast.Lambda() as layer, args=[inner], keywords=[]):
            if any(isinstance(part, ast.expr) and is_applied(part) for part in ast.walk(inner)):
                yield from applied_layers(inner)
            yield from applied_layers(layer)
        case ast.Lambda(body=body):
            yield from applied_layers(body)
        case ast.BinOp(op=ast.Add()):
            yield _join(ADD, [*_terms(tree)])
        case ast.Call():
            parts = _concatenated(tree)
            yield tree if parts is None else _join(CONCAT, parts)
        case _:
            raise SvgconvError("layers", f"{quoted(ast.unparse(tree))} is not a layer", FORM)


def _terms(tree: ast.expr) -> Iterator[ast.expr]:
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add):
        yield from _terms(tree.left)
        yield from _terms(tree.right)
    else:
        yield tree


def _concatenated(tree: ast.expr) -> list[ast.expr] | None:
    """What ``torch.cat([A, B], 1)`` concatenates; None if an expression is something else."""
    if not isinstance(tree, ast.Call) or short_name(tree.func) not in CAT:
        return None
    match tree.args:
        case [ast.List(elts=parts) | ast.Tuple(elts=parts), *others]:
            axes = others + [one.value for one in tree.keywords if one.arg in ("dim", "axis")]
            if [ast.unparse(one) for one in axes] not in (["1"], ["-3"]):
                text = quoted(ast.unparse(tree))
                raise SvgconvError("layers", f"{text} does not concatenate channels", "use axis 1")
            return parts
    return None


def _join(name: str, paths: list[ast.expr]) -> ast.Call:
    return ast.Call(func=ast.Name(name), args=paths, keywords=[])
