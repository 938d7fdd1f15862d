"""The layers of a stack: read from PyTorch's calls, in short or in full, or from tables."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from svgconv.errors import CUTOFF, SvgconvError, nearest, quoted
from svgconv.operations import OPERATIONS
from svgconv.operations._calls import (
    along,
    axes_given,
    has_bias,
    known_calls,
    layers_meant,
    operation_of,
    read_call,
)
from svgconv.operations._layer import (
    CHANNELS,
    JOINS,
    LAYER,
    MASKED,
    AnyLayer,
    Branches,
    Layer,
    on_path,
    placed,
    text_of,
    windowed,
)
from svgconv.operations._pass_through import KINDS, read_pass_through
from svgconv.operations.base import Operation
from svgconv.options import defaults, options_of, required
from svgconv.specification.calls import LETTERS, arguments, parsed, short_name
from svgconv.specification.limits import check_nested
from svgconv.specification.parsers import parser
from svgconv.specification.scalars import count, yes_or_no
from svgconv.specification.sequences import check_order, is_sequence, layers_in, padding_layer, pads
from svgconv.specification.sizes import plain

UNKNOWN = "unknown layer {}"
FORM = 'write it as in "Conv2d(k=3) > MaxPool2d(2)"'


@parser(
    str | Sequence[str | Mapping[str, Any]],
    "PyTorch's calls, in short or in full, as a list or with > between them; at least one of them"
    " has a window, and all have the same number of axes; a layer can also be a table such as"
    ' {"operation": "conv", "kernel_size": 3}',
)
def layers_text(name: str, value: object, axes: int) -> str:
    """Return the canonical text of the layers that a text or a list gives."""
    layers = read_layers(value)
    if all(set(one.channels.values()) <= {1} and not one.rearranges for one in windowed(layers)):
        layers = _of_one_channel(layers)
    return text_of(layers)


def _of_one_channel(layers: Sequence[AnyLayer]) -> tuple[AnyLayer, ...]:
    """The layers without the channels that they give."""
    found: list[AnyLayer] = []
    for layer in layers:
        if isinstance(layer, Layer):
            found.append(replace(layer, channels={}))
        elif isinstance(layer, Branches):
            found.append(replace(layer, paths=tuple(map(_of_one_channel, layer.paths))))
        else:
            found.append(layer)
    return tuple(found)


def layer_operations() -> list[type[Operation]]:
    """Return the operations that can be a layer of a stack."""
    operations = map(OPERATIONS.get, OPERATIONS.names())
    return [one for one in operations if one.is_layer]


def read_layers(value: object) -> tuple[AnyLayer, ...]:
    """Return the layers of a stack.

    Parameters
    ----------
    value: PyTorch's calls with ``>`` between them, or in ``nn.Sequential(...)``; in short
        (``Conv2d(k=3, s=2)``) or in full (``nn.Conv2d(1, 1, 3, stride=2)``). Or a list of such
        calls and of tables as in TOML (``{operation = "conv", kernel_size = 3}``).

    Raises
    ------
    SvgconvError: none of these, a layer that is unknown or malformed (by its number from 1), no
        layer with a window, or layers with different numbers of axes.
    """
    check_nested("layers", value)
    layers = _read(_pieces(value))
    if len({one.operation.axes for one in windowed(layers)}) > 1:
        axes = next(one.operation.axes for one in windowed(layers) if one.operation.axes != 2)
        layers = _read(_pieces(value), axes)
    found = list(windowed(layers))
    if not found:
        raise SvgconvError("layers", "none of them has a window", "add a convolution or a pooling")
    for index, layer in enumerate(layers):
        for one in windowed([layer]):
            if one.operation.axes != found[0].operation.axes:
                raise SvgconvError(
                    f"layer {index + 1}",
                    f"{one.operation.torch_module} cannot follow {found[0].operation.torch_module}",
                    "use layers with the same number of axes",
                )
    return layers


def read_layer(value: str | Mapping[str, Any], axes: int | None = None) -> AnyLayer:
    """Return one layer, which may also be one without a window.

    Parameters
    ----------
    value: one call or one table, as in `read_layers`.
    axes: the number of axes of its input, for a call that does not show it.

    Raises
    ------
    SvgconvError: another number of layers, or a layer that is unknown or malformed.
    """
    try:
        layers = _read(_pieces(value), axes)
    except SvgconvError as error:
        raise SvgconvError(
            error.subject.removeprefix("layer 1"), error.problem, error.remedy
        ) from None
    if len(layers) > 1:
        raise SvgconvError(LAYER, f"{len(layers)} layers are not one", "give one")
    return layers[0]


def _read(
    pieces: Iterable[ast.Call | Mapping[str, Any]], axes: int | None = None
) -> tuple[AnyLayer, ...]:
    """The layers of a stack, or of one path; the axes are for calls that do not show theirs."""
    layers: list[AnyLayer] = []
    padding: tuple[Any, str] | None = None
    for piece in pieces:
        try:
            if isinstance(piece, ast.Call) and pads(piece) and not padding:
                padding = padding_layer(piece)
                before = layers[-1] if layers else None
                if isinstance(before, Layer) and _crops(*padding):
                    layers[-1], padding = _cropped(before, padding[0]), None
                continue
            layers.append(_layer(piece, padding, axes))
        except SvgconvError as error:
            raise placed(error, len(layers)) from None
        padding = None
    if padding:
        raise SvgconvError(
            f"layer {len(layers) + 1}", "no layer follows the padding layer", "leave it out"
        )
    if not layers:
        raise SvgconvError("layers", "a stack needs at least one layer", FORM)
    return tuple(layers)


def _pieces(value: object) -> Iterator[ast.Call | Mapping[str, Any]]:
    """The calls and tables in order, without the sequences around them."""
    if isinstance(value, str):
        for call in _calls(parsed(value, "layers", FORM)):
            meant = layers_meant(call)
            yield from [call] if meant is None else meant
    elif isinstance(value, Mapping):
        yield value
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _pieces(part)
    else:
        raise SvgconvError("layers", f"{quoted(value)} is not a layer", FORM)


def _calls(tree: ast.expr) -> Iterator[ast.Call]:
    if isinstance(tree, ast.Compare) and all(isinstance(sign, ast.Gt) for sign in tree.ops):
        for part in (tree.left, *tree.comparators):
            yield from _calls(part)
    elif is_sequence(tree):
        for part in layers_in(tree):
            yield from _calls(part)
    elif isinstance(tree, ast.Call):
        yield tree
    else:
        raise SvgconvError("layers", f"{quoted(ast.unparse(tree))} is not a layer", FORM)


def _layer(
    piece: ast.Call | Mapping[str, Any], padding: tuple[Any, str] | None, axes: int | None
) -> AnyLayer:
    """One call or table as a layer, with the padding layer before it."""
    if isinstance(piece, ast.Call) and short_name(piece.func) in JOINS and not padding:
        return _branches(piece, axes)
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
    return Layer(operation, _checked(operation, parameters), channels, bias)


def _crops(sides: Any, mode: str) -> bool:
    """Whether a padding layer crops: a side is negative, and none is positive."""
    pairs = sides if isinstance(sides, list) else []
    numbers = [side for both in pairs for side in both if isinstance(side, int)]
    return mode == "zeros" and bool(numbers) and max(numbers) <= 0 > min(numbers)


def _cropped(layer: Layer, sides: Sequence[Sequence[int]]) -> Layer:
    """The layer before a padding layer that crops its output."""
    crop = tuple((-before, -after) for before, after in sides)
    parameters = layer.operation.cropped(layer.parameters, crop)
    return replace(layer, parameters=_checked(layer.operation, parameters))


def _branches(call: ast.Call, axes: int | None) -> Branches:
    join = short_name(call.func)
    if len(call.args) < 2 or call.keywords:
        raise SvgconvError(join, "needs two paths or more", "write add(Conv2d(k=1), Identity())")
    paths = []
    for number, path in enumerate(call.args, 1):
        try:
            paths.append(_read(_calls(path), axes))
        except SvgconvError as error:
            raise on_path(error, number) from None
    return Branches(join, tuple(paths))


def _of_call(call: ast.Call, axes: int | None) -> tuple[type[Operation], dict[str, Any], bool]:
    check_order(call)
    if short_name(call.func) == MASKED:
        operation = OPERATIONS.get("masked_conv")
        signature = (*operation.torch_signature, "mask")
        given = arguments(call, MASKED, signature, LETTERS, ("device", "dtype"))
        return operation, given, bool(given.pop("bias", True))
    known = known_calls(layer_operations())
    try:
        operation, spelling = operation_of(call.func, known, LAYER, UNKNOWN, axes_given(call))
    except SvgconvError as error:
        names = {name.lower(): name for name in KINDS}
        if close := get_close_matches(short_name(call.func).lower(), names, 1, CUTOFF):
            remedy = f"did you mean {names[close[0]]!r}?"
            raise SvgconvError(LAYER, error.problem, remedy) from None
        raise
    given = read_call(call, operation, spelling)
    return along(operation, spelling, given, axes), given, has_bias(call, spelling)


def _of_table(table: Mapping[str, Any]) -> tuple[type[Operation], dict[str, Any], bool]:
    known = {one.name: one for one in layer_operations()}
    name = str(table.get("operation", ""))
    if name not in known:
        raise SvgconvError("operation", f"{quoted(name)} cannot be a layer", nearest(name, known))
    given = {LETTERS.get(key, key): table[key] for key in table if key != "operation"}
    if "input_size" in given:
        raise SvgconvError(
            "input_size", "a layer's input is the output of the layer before it", "leave it out"
        )
    bias = given.pop("bias", True) if known[name].has_weight else True
    return known[name], given, yes_or_no("bias", bias, 1)


def _checked(operation: type[Operation], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters in their short forms, each checked alone; no defaults."""
    known, default = options_of(operation), defaults(operation)
    for key in parameters:
        if key not in known:
            raise SvgconvError(key, f"unknown parameter of {operation.name}", nearest(key, known))
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
