"""One layer of a stack, read from its call or its table."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from contextlib import suppress
from difflib import get_close_matches
from typing import Any, TypeAlias

from svgconv.errors import CUTOFF, SvgconvError, nearest, quoted
from svgconv.operations import OPERATIONS
from svgconv.operations._calls import (
    along,
    axes_given,
    has_bias,
    known_calls,
    operation_of,
    read_call,
)
from svgconv.operations._layer import CHANNELS, LAYER, MASKED, Layer
from svgconv.operations._pass_through import KINDS, PassThrough, read_pass_through
from svgconv.operations._spelling import Spelling
from svgconv.operations._unknown_parameter import unknown_parameter
from svgconv.operations.base import Operation
from svgconv.options import defaults, options_of, required
from svgconv.specification.calls import LETTERS, arguments, short_name
from svgconv.specification.scalars import count, yes_or_no
from svgconv.specification.sequences import check_order
from svgconv.specification.sizes import plain

UNKNOWN = "unknown layer {}"
FORM = 'write it as in "Conv2d(k=3) > MaxPool2d(2)"'

Pads: TypeAlias = tuple[Any, str]
"""The sides and the mode of a padding layer, as `padding_layer` returns them."""


def layer_operations(names: Iterable[str] | None = None) -> list[type[Operation]]:
    """Return the operations that can be a layer of a stack.

    Parameters
    ----------
    names: the names of those to choose from; None is all, those of other packages too.
    """
    operations = map(OPERATIONS.get, OPERATIONS.names() if names is None else names)
    return [one for one in operations if one.is_layer]


def layer_of(
    piece: ast.Call | Mapping[str, Any], padding: Pads | None, axes: int | None
) -> Layer | PassThrough:
    """Return one call or table as a layer, with the padding layer before it.

    Parameters
    ----------
    axes: the number of axes of its input, for a call that does not show it.

    Raises
    ------
    SvgconvError: it is unknown or malformed, or cannot pad in this way.
    """
    if isinstance(piece, ast.Call) and (passing := read_pass_through(piece)):
        if padding:
            raise SvgconvError(
                "padding", "a padding layer cannot precede this layer", "put it next to its layer"
            )
        return passing
    operation, given, bias = (
        _of_call(piece, axes) if isinstance(piece, ast.Call) else _of_table(piece)
    )
    parameters = {key: value for key, value in given.items() if key not in CHANNELS}
    if padding:
        parameters = operation.behind_padding(parameters, *padding)
    parameters = operation.layer_parameters(parameters)
    if parameters.get("padding") == "causal":
        raise SvgconvError("padding", "'causal' is for Conv1d", "give it as numbers")
    channels = {key: count(key, given[key], operation.axes) for key in CHANNELS if key in given}
    if channels.get("groups") == 1:
        del channels["groups"]
    if "groups" in channels and "groups" not in options_of(operation):
        raise SvgconvError(
            "groups", f"a masked convolution has one, not {channels['groups']}", "use 1"
        )
    return Layer(operation, checked(operation, parameters), channels, bias)


def _of_call(call: ast.Call, axes: int | None) -> tuple[type[Operation], dict[str, Any], bool]:
    check_order(call)
    if short_name(call.func) == MASKED:
        operation = OPERATIONS.get("masked_conv")
        signature = (*operation.torch_signature, "mask", "color_groups")
        given = arguments(call, MASKED, signature, LETTERS, ("device", "dtype"))
        return operation, given, bool(given.pop("bias", True))
    axes_shown = axes_given(call)
    try:
        operation, spelling = _named(call.func, axes_shown)
    except SvgconvError as error:
        names = {name.lower(): name for name in KINDS}
        if close := get_close_matches(short_name(call.func).lower(), names, 1, CUTOFF):
            remedy = f"did you mean {names[close[0]]!r}?"
            raise SvgconvError(LAYER, error.problem, remedy) from None
        raise
    given = read_call(call, operation, spelling)
    return along(operation, spelling, given, axes), given, has_bias(call, spelling)


def _named(name: ast.expr, axes: int) -> tuple[type[Operation], Spelling]:
    """Return what a call names; other packages are looked through only for an unknown name."""
    with suppress(SvgconvError):
        own = known_calls(layer_operations(OPERATIONS.own_names()))
        return operation_of(name, own, LAYER, UNKNOWN, axes)
    return operation_of(name, known_calls(layer_operations()), LAYER, UNKNOWN, axes)


def _of_table(table: Mapping[str, Any]) -> tuple[type[Operation], dict[str, Any], bool]:
    name = str(table.get("operation", ""))
    if name not in OPERATIONS or not (operation := OPERATIONS.get(name)).is_layer:
        known = [one.name for one in layer_operations()]
        raise SvgconvError("operation", f"{quoted(name)} cannot be a layer", nearest(name, known))
    given = {LETTERS.get(key, key): table[key] for key in table if key != "operation"}
    if "input_size" in given:
        raise SvgconvError(
            "input_size", "a layer's input is the output of the layer before it", "leave it out"
        )
    bias = given.pop("bias", True) if operation.has_weight else True
    return operation, given, yes_or_no("bias", bias, 1)


def checked(operation: type[Operation], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters in their short forms, each checked alone; no defaults.

    Raises
    ------
    SvgconvError: a parameter that is unknown, malformed or missing.
    """
    known, default = options_of(operation), defaults(operation)
    for key in parameters:
        if key not in known:
            raise unknown_parameter(key, operation)
    for key in required(operation):
        if key != "input_size" and key not in parameters:
            raise SvgconvError(operation.torch_module, f"{key} is missing", FORM)
    values = {}
    for key in known:
        if key in parameters:
            parse = known[key].read
            value = parse(key, parameters[key], operation.axes)
            if key not in default or value != parse(key, default[key], operation.axes):
                values[key] = plain(value)
    return values
