"""The calls of layers, in any library: the operation that a call names, and its parameters."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from svgconv.errors import CUTOFF, SvgconvError, quoted
from svgconv.operations import OPERATIONS
from svgconv.operations._pass_through import KINDS
from svgconv.operations._spelling import FLAX, LIBRARIES, REQUIRED, TORCH, Library, Spelling
from svgconv.operations.base import Operation
from svgconv.options import options_of
from svgconv.specification.calls import (
    FORM,
    LETTERS,
    arguments,
    packages,
    short_name,
    with_argument,
)

WINDOWS = ("kernel_size", "window_shape")
"""The parameters whose numbers say how many axes there are, where the name does not."""

CHANNELS = ("in_channels", "out_channels")
"""Parameters of PyTorch's classes that are given together or not at all."""

NUMBERED = re.compile(r"[123][dD]$")
"""The number of axes at the end of a call's name."""

Known = Mapping[tuple[str, str], tuple[type[Operation], Spelling]]
"""The operation of a call and the way to read it, by the library's name and the call's."""

UNDRAWN = {
    "FractionalMaxPool": "use a max pooling with whole strides, or an adaptive one",
    "MaxUnpool": "use an upsampling or a transposed convolution",
}
"""What to do instead of a layer that is not drawn, by the start of its name."""


def operations() -> list[type[Operation]]:
    """Return every operation."""
    return list(map(OPERATIONS.get, OPERATIONS.names()))


def known_calls(drawn: Iterable[type[Operation]]) -> Known:
    """Return the calls that name these operations; the first operation keeps a common name."""
    known: dict[tuple[str, str], tuple[type[Operation], Spelling]] = {}
    for operation in drawn:
        for spelling in spellings_of(operation):
            known.setdefault((spelling.library.name, spelling.name), (operation, spelling))
    return known


@cache
def spellings_of(operation: type[Operation]) -> tuple[Spelling, ...]:
    """Return the spellings of an operation with their names in full, its PyTorch class first."""
    names = {
        "n": str(operation.axes),
        "module": operation.torch_module,
        "function": operation.alias or operation.name,
    }
    needs = tuple(name for name in REQUIRED if name in operation.torch_signature)
    own = Spelling(operation.torch_module, operation.torch_signature, required=needs)
    others = (replace(one, name=one.name.format(**names)) for one in operation.spellings)
    return own, *others


def operation_of(
    name: ast.expr,
    known: Known,
    subject: str = "figure",
    problem: str = "{} is not drawn",
    axes: int = 2,
) -> tuple[type[Operation], Spelling]:
    """Return the operation that a class or a function names, and the way to read its call.

    Parameters
    ----------
    subject, problem: the message for a name that none of these operations has.
    axes: the number of axes, for a library whose names do not say it.

    Raises
    ------
    SvgconvError: it is not drawn.
    """
    short, libraries = short_name(name), _libraries(name)
    for library in libraries:
        one = f"{short}{axes}" if library is FLAX else short
        if (library.name, one) in known:
            return known[library.name, one]
    own = {library.name for library in libraries} - {FLAX.name}
    names = sorted(one for library, one in known if library in own)
    written = quoted(ast.unparse(name))
    raise SvgconvError(subject, problem.format(written), _remedy(short, names))


def along(
    operation: type[Operation],
    spelling: Spelling,
    given: Mapping[str, Any],
    axes: int | None = None,
) -> type[Operation]:
    """Return the operation with the same class in PyTorch that has the call's number of axes.

    Parameters
    ----------
    operation, spelling: what `operation_of` returns.
    given: the parameters that show the number of axes, if the call's name does not have it.
    axes: their number if the parameters do not show it, either; None for the operation's own.
    """
    shown = operation.axes if NUMBERED.search(spelling.name) else operation.axes_of(given) or axes
    if shown in (None, operation.axes):
        return operation
    same = (one for one in operations() if one.torch_name() == operation.torch_name())
    return next((one for one in same if one.axes == shown), operation)


def axes_given(call: ast.Call) -> int:
    """Return the number of axes of the kernel or the window that a call gives; 2 if it has none."""
    given = [*call.args[1:2], *(one.value for one in call.keywords if one.arg in WINDOWS)]
    match given:
        case [ast.Tuple(elts=parts) | ast.List(elts=parts)]:
            return len(parts)
        case [_]:
            return 1
    return 2


def _libraries(name: ast.expr) -> list[Library]:
    """Return the libraries that may have a name, by the packages in front of it."""
    written = packages(name)
    return [one for one in LIBRARIES if {*written} <= {*one.packages}]


def _remedy(short: str, names: Sequence[str]) -> str:
    for start, remedy in UNDRAWN.items():
        if short.startswith(start):
            return remedy
    if short in KINDS:
        return "it has no window; put it next to a layer that has one, in nn.Sequential"
    from difflib import get_close_matches

    close = get_close_matches(short, names, n=1, cutoff=CUTOFF)
    if close:
        return f"did you mean {close[0]!r}?"
    return "svgconv operations lists what is drawn" if names else FORM


def read_call(call: ast.Call, operation: type[Operation], spelling: Spelling) -> dict[str, Any]:
    """Return the parameters that a call gives; one that it does not give is missing.

    A call that does not say the input's channels gives no ``in_channels``.

    Raises
    ------
    SvgconvError: an argument that is unknown, malformed, or given twice.
    """
    letters = LETTERS if spelling is spellings_of(operation)[0] else {}
    name = short_name(call.func)
    written = arguments(call, name, spelling.signature, letters, spelling.ignored)
    if spelling.library is not TORCH:
        _check_values(operation, spelling, written)
    found = spelling.parameters(operation.axes, written)
    return dict(operation.from_torch(found)) if spelling.library is TORCH else found


def _check_values(
    operation: type[Operation], spelling: Spelling, written: Mapping[str, Any]
) -> None:
    """Reject malformed values under the names that the library has for them."""
    options = options_of(operation)
    for name, value in written.items():
        own = options.get(spelling.renamed.get(name, name))
        optional = value is None and spelling.library is FLAX
        if own is not None and name != "padding" and not optional:
            own.parse(name, value, operation.axes)


def layers_meant(call: ast.Call) -> list[Mapping[str, Any]] | None:
    """Return the layers of a call that means several, as tables; None for other calls."""
    known, name = known_calls([OPERATIONS.get("stack")]), short_name(call.func)
    for library in _libraries(call.func):
        if (library.name, name) in known and library is not TORCH:
            operation, spelling = known[library.name, name]
            check_complete(call, spelling)
            return list(read_call(call, operation, spelling)["layers"])
    return None


def has_bias(call: ast.Call, spelling: Spelling) -> bool:
    """Return whether a call leaves the bias as it is by default, or asks for it."""
    written = dict(zip(spelling.signature, call.args))  # noqa: B905 - a call may give fewer
    written |= {one.arg: one.value for one in call.keywords if one.arg}
    bias = written.get("bias", written.get("use_bias"))
    return not (isinstance(bias, ast.Constant) and not bias.value)


def check_complete(call: ast.Call, spelling: Spelling) -> None:
    """Reject a call without an argument that the library needs.

    Raises
    ------
    SvgconvError: the first of them that is missing.
    """
    given = {LETTERS.get(one.arg or "", one.arg) for one in call.keywords}
    given |= {*spelling.signature[: len(call.args)]}
    together = {*CHANNELS} <= {*spelling.signature} and given & {*CHANNELS}
    for name in (*(CHANNELS if together else ()), *spelling.required):
        if name not in given:
            after = " after the input" if "input" in spelling.signature else ""
            module = short_name(call.func)
            example = with_argument(call, name)
            raise SvgconvError(module, f"{name} is missing", f"add it{after}, as in {example}")
