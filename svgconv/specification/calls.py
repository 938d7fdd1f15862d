"""Calls of layers, read by Python's own parser and never evaluated."""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.specification.constants import constant
from svgconv.specification.limits import MOST_CALL, REMEDY, check_tree
from svgconv.specification.padding_modes import MODES
from svgconv.specification.printed import call_of, check_layers, place_of, repeats

QUOTED_NUMBERS = re.compile(r"[\d\s,.+-]+")

PACKAGES = (
    "torch", "torchvision", "nn", "functional", "F", "ops",
    "keras", "tf", "tensorflow", "python", "layers", "flax", "linen",
)  # fmt: skip
"""The names of packages that may be in front of a class or a function."""

SEQUENTIAL = "Sequential"
"""The module whose layers run one after another."""

LETTERS = {"k": "kernel_size", "s": "stride", "p": "padding", "d": "dilation"}
"""Letters that stand for parameters, as on the command line."""

UNQUOTED = {"padding": ("same", "valid"), "padding_mode": (*MODES,)}
"""The words that PyTorch prints without quotes, by their argument."""
INFINITIES = ("float('inf')", "inf", "math.inf", "torch.inf", "np.inf")
"""How infinity is written, which is no literal."""
LONGEST = 60
"""The most letters of a call in a remedy."""
FORM = 'write it as in "nn.Conv2d(1, 1, 3, stride=2, padding=1)"'


def parsed(text: str, subject: str = "figure", form: str = FORM) -> ast.expr:
    """Return a text as a Python expression.

    The text may be what PyTorch prints of a module, and ``conv1 = ...`` or ``self.conv1 = ...``.
    Several layers with commas between them are a `SEQUENTIAL`.

    Raises
    ------
    SvgconvError: the text is not a Python expression, is too long, or is nested too deeply.
    """
    if len(text) > MOST_CALL:
        raise SvgconvError(subject, f"has more than {MOST_CALL:,} characters", REMEDY)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Python, about what is no call anyway
            statements = ast.parse(
                call_of(text).strip(), os.devnull
            ).body  # it opens this for an error
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _not_a_call(subject, text, form, _missing(error)) from None
    tree = _value(statements)
    if tree is None:
        if len(statements) > 1:
            problem = f"{len(statements)} statements are more than one call"
            remedy = "give one of them, or write the layers with > between them"
            raise SvgconvError(subject, problem, remedy)
        raise _not_a_call(subject, text, form)
    check_tree(subject, tree, ast.iter_child_nodes)
    check_layers(_layers(tree), subject)
    return tree


def _layers(tree: ast.AST) -> int:
    """The number of layers of a printed model, which prints equal ones once."""
    if not isinstance(tree, ast.Call):
        return 1
    parts = [(place_of(one.arg), one.value) for one in tree.keywords]
    return 1 + sum(repeats(place) * _layers(part) for place, part in parts if place)


def _value(statements: Sequence[ast.stmt]) -> ast.expr | None:
    """Return the expression of a single statement; None if it has none."""
    match statements:
        case [
            ast.Expr(value=ast.expr() as value)
            | ast.Assign(value=ast.expr() as value)
            | ast.AnnAssign(value=ast.expr() as value)
            | ast.Return(value=ast.expr() as value)
        ]:
            pass
        case _:
            return None
    if isinstance(value, ast.Tuple) and len(value.elts) == 1:  # a comma at the end
        return value.elts[0]
    if isinstance(value, ast.Tuple) and all(isinstance(part, ast.Call) for part in value.elts):
        return ast.Call(func=ast.Name(SEQUENTIAL), args=value.elts, keywords=[])
    return value


def _not_a_call(subject: str, text: str, form: str, missing: str = "") -> SvgconvError:
    problem = f"{quoted(text.strip())} is not a PyTorch call" if text.strip() else "is empty"
    return SvgconvError(subject, f"{problem}, {missing}" if missing else problem, form)


def _missing(error: Exception) -> str:
    """Say which bracket or quote a text lacks, from the error of Python's parser."""
    found = BRACKETS.search(error.msg) if isinstance(error, SyntaxError) else None
    if found is None:
        return ""
    opened, single, other = found.groups()
    if opened or other:
        return f"a {PARTNERS[opened or other]!r} is missing"
    return f"a {PARTNERS[single]!r} is missing, or one {single!r} is too many" if single else QUOTE


QUOTE = "a quote is missing"
PARTNERS = dict(zip("([{)]}", ")]}([{", strict=True))
"""The other bracket of each pair."""
BRACKETS = re.compile(
    r"'([(\[{])' was never closed|unmatched '([)\]}])'|match opening parenthesis '([(\[{])'"
    r"|unterminated .*string"
)
"""What Python's parser says of a bracket or a quote without its partner."""


def packages(function: ast.expr) -> list[str]:
    """Return the packages in front of a class's or a function's name: ``["torch", "nn"]``."""
    names = ast.unparse(function).split(".")
    return list(takewhile(PACKAGES.__contains__, names[:-1]))


def short_name(function: ast.expr) -> str:
    """Return a class's or a function's name without its packages, such as ``torch.nn.``."""
    return ".".join(ast.unparse(function).split(".")[len(packages(function)) :])


def with_argument(call: ast.Call, name: str) -> str:
    """Return a call with one more argument, 3, for a message; without its others if it is long."""
    more = ast.keyword(name, ast.Constant(3))
    written = ast.unparse(ast.Call(call.func, call.args, [*call.keywords, more]))
    return written if len(written) <= LONGEST else ast.unparse(ast.Call(call.func, [], [more]))


def arguments(
    call: ast.Call,
    module: str,
    signature: Sequence[str],
    short: Mapping[str, str] | None = None,
    ignored: Sequence[str] = (),
) -> dict[str, Any]:
    """Return a call's arguments by name, as literals.

    Parameters
    ----------
    module: the class, for messages.
    signature: its parameters' names, in their positional order.
    short: other names of some of them.
    ignored: parameters whose arguments can be anything, and are left out.

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
        if name not in (*signature, *ignored):
            raise SvgconvError(
                module,
                f"unknown argument {quoted(keyword.arg or '**')}",
                nearest(keyword.arg or "", signature),
            )
        if name in [known for known, _ in pairs]:
            raise SvgconvError(module, f"{name} is given twice", "give it once")
        pairs.append((name, keyword.value))
    return {name: literal(name, value) for name, value in pairs if name not in ignored}


def literal(name: str, value: ast.expr) -> Any:
    """Return an argument's value; a device or a dtype can be anything, and is None."""
    if name in ("device", "dtype"):
        return None
    if isinstance(value, ast.Name) and value.id in UNQUOTED.get(name, ()):
        return value.id
    if name == "norm_type" and ast.unparse(value) in INFINITIES:
        return "inf"
    found = constant(name, value)
    _check_no_quoted_numbers(name, found)
    return found


def _check_no_quoted_numbers(name: str, value: Any) -> None:
    """Reject numbers in quotes, which the command line takes and PyTorch rejects."""
    if isinstance(value, (tuple, list)):
        for part in value:
            _check_no_quoted_numbers(name, part)
    elif isinstance(value, str) and QUOTED_NUMBERS.fullmatch(value):
        raise SvgconvError(name, f"{quoted(value)} is text, not a number", "leave the quotes out")
