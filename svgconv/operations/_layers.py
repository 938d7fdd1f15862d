"""The layers of a stack: read from PyTorch's calls, in short or in full, or from tables."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.operations import OPERATIONS
from svgconv.operations._calls import known_calls, layers_meant, operation_of, read_call
from svgconv.operations._channels import check_groups
from svgconv.operations.base import Operation
from svgconv.options import defaults, options_of, required
from svgconv.specification.calls import LETTERS, parsed
from svgconv.specification.limits import check_nested
from svgconv.specification.parsers import parser
from svgconv.specification.scalars import count
from svgconv.specification.sequences import check_order, is_sequence, layers_in, padding_layer, pads
from svgconv.specification.sizes import Size, plain

MOST_LAYERS = 8
MOST_AXES = 2
"""The most axes of a layer that is drawn."""

LAYER = "layer"
UNKNOWN = "unknown layer {}"
FORM = 'write it as in "Conv2d(k=3) > MaxPool2d(2)"'
CHANNELS = ("in_channels", "out_channels", "groups")
"""Arguments that change no window: they are checked and not drawn."""


@dataclass(frozen=True)
class Layer:
    """One layer of a stack; the size of its input is that of the output before it.

    Attributes
    ----------
    operation: the operation's class.
    parameters: the parameters except the input's size, in their short forms; no defaults.
    """

    operation: type[Operation]
    parameters: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The shortest call that reads back as this layer: ``Conv2d(k=3, s=2)``."""
        letters = {name: letter for letter, name in LETTERS.items()}
        written = [
            f"{letters.get(key, key)}={_literal(value)}" for key, value in self.parameters.items()
        ]
        if self.operation.torch_signature[0] == next(iter(self.parameters), None):
            written[0] = written[0].partition("=")[2]
        return f"{self.operation.torch_module}({', '.join(written)})"

    def on(self, input_size: Size) -> Operation:
        """Return the layer's operation on an input of this size."""
        return self.operation(input_size=input_size, **self.parameters)


@parser(
    str | Sequence[str | Mapping[str, Any]],
    f"PyTorch's calls, in short or in full, as a list or with > between them; 1 to {MOST_LAYERS},"
    " with the same number of axes; a layer can also be a table such as"
    ' {"operation": "conv", "kernel_size": 3}',
)
def layers_text(name: str, value: object, axes: int) -> str:
    """Return the canonical text of the layers that a text or a list gives."""
    return " > ".join(layer.text for layer in read_layers(value))


def layer_operations() -> list[type[Operation]]:
    """Return the operations that can be a layer of a stack."""
    operations = map(OPERATIONS.get, OPERATIONS.names())
    return [one for one in operations if one.is_layer and one.axes <= MOST_AXES]


def read_layers(value: object) -> tuple[Layer, ...]:
    """Return the layers of a stack.

    Parameters
    ----------
    value: PyTorch's calls with ``>`` between them, or in ``nn.Sequential(...)``; in short
        (``Conv2d(k=3, s=2)``) or in full (``nn.Conv2d(1, 1, 3, stride=2)``). Or a list of such
        calls and of tables as in TOML (``{operation = "conv", kernel_size = 3}``).

    Raises
    ------
    SvgconvError: none of these, a layer that is unknown or malformed (by its number from 1), more
        layers than `MOST_LAYERS`, or layers with different numbers of axes.
    """
    check_nested("layers", value)
    layers: list[Layer] = []
    padding: tuple[Any, str] | None = None
    channels: int | None = None
    for piece in _pieces(value):
        try:
            if isinstance(piece, ast.Call) and pads(piece) and not padding:
                padding = padding_layer(piece)
                if layers and _crops(*padding):
                    layers[-1], padding = _cropped(layers[-1], padding[0]), None
                continue
            layer, given = _layer(piece, padding)
            channels = _channels_after(layer.operation, given, channels)
            layers.append(layer)
        except SvgconvError as error:
            raise placed(error, len(layers)) from None
        padding = None
    if padding:
        raise SvgconvError(
            f"layer {len(layers) + 1}", "no layer follows the padding layer", "leave it out"
        )
    if not layers:
        raise SvgconvError("layers", "a stack needs at least one layer", FORM)
    if len(layers) > MOST_LAYERS:
        raise SvgconvError("layers", f"{len(layers)} are more than {MOST_LAYERS}", "use fewer")
    first = layers[0].operation
    for index, layer in enumerate(layers):
        if layer.operation.axes != first.axes:
            raise SvgconvError(
                f"layer {index + 1}",
                f"{layer.operation.torch_module} cannot follow {first.torch_module}",
                "use layers with the same number of axes",
            )
    return tuple(layers)


def chained(layers: Sequence[Layer], input_size: Size) -> tuple[Operation, ...]:
    """Return each layer's operation on the output of the layer before it.

    Raises
    ------
    SvgconvError: a layer that rejects its input, by its number from 1.
    """
    chain: list[Operation] = []
    for index, layer in enumerate(layers):
        try:
            chain.append(layer.on(chain[-1].output_size if chain else input_size))
        except SvgconvError as error:
            raise placed(error, index) from None
    return tuple(chain)


def placed(error: SvgconvError, index: int) -> SvgconvError:
    """Return the error of one layer, with the layer's number from 1 as its subject."""
    subject = "" if error.subject == LAYER else f"{error.subject}: "
    return SvgconvError(f"layer {index + 1}", f"{subject}{error.problem}", error.remedy)


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
    piece: ast.Call | Mapping[str, Any], padding: tuple[Any, str] | None
) -> tuple[Layer, Mapping[str, Any]]:
    """One call or table as a layer, with the padding layer before it; and all its arguments."""
    operation, given = _of_call(piece) if isinstance(piece, ast.Call) else _of_table(piece)
    parameters = {key: value for key, value in given.items() if key not in CHANNELS}
    if padding:
        parameters = operation.behind_padding(parameters, *padding)
    parameters = operation.layer_parameters(parameters)
    if parameters.get("padding") == "causal":
        raise SvgconvError("padding", "'causal' is for Conv1d", "give it as numbers")
    return Layer(operation, _checked(operation, parameters)), given


def _crops(sides: Any, mode: str) -> bool:
    """Whether a padding layer crops: a side is negative, and none is positive."""
    pairs = sides if isinstance(sides, list) else []
    numbers = [side for both in pairs for side in both if isinstance(side, int)]
    return mode == "zeros" and bool(numbers) and max(numbers) <= 0 > min(numbers)


def _cropped(layer: Layer, sides: Sequence[Sequence[int]]) -> Layer:
    """The layer before a padding layer that crops its output."""
    crop = tuple((-before, -after) for before, after in sides)
    parameters = layer.operation.cropped(layer.parameters, crop)
    return Layer(layer.operation, _checked(layer.operation, parameters))


def _channels_after(
    operation: type[Operation], given: Mapping[str, Any], before: int | None
) -> int | None:
    """The channels of a layer's output; None if they are not given, because they are not drawn.

    Raises
    ------
    SvgconvError: groups that do not divide the channels, or other channels than those of the
        output before.
    """
    if not {*CHANNELS} <= {*options_of(operation)}:
        return before
    if not {"in_channels", "out_channels"} <= {*given}:
        return None
    inputs, outputs, groups = (count(name, given.get(name, 1), operation.axes) for name in CHANNELS)
    check_groups(inputs, outputs, groups)
    if before not in (None, inputs):
        raise SvgconvError(
            "in_channels",
            f"{inputs} differs from the output of the layer before, {before}",
            f"use {before}",
        )
    return outputs


def _of_call(call: ast.Call) -> tuple[type[Operation], dict[str, Any]]:
    check_order(call)
    operation, spelling = operation_of(call.func, known_calls(layer_operations()), LAYER, UNKNOWN)
    return operation, read_call(call, operation, spelling)


def _of_table(table: Mapping[str, Any]) -> tuple[type[Operation], dict[str, Any]]:
    known = {one.name: one for one in layer_operations()}
    name = str(table.get("operation", ""))
    if name not in known:
        raise SvgconvError("operation", f"{quoted(name)} cannot be a layer", nearest(name, known))
    given = {LETTERS.get(key, key): table[key] for key in table if key != "operation"}
    if "input_size" in given:
        raise SvgconvError(
            "input_size", "a layer's input is the output of the layer before it", "leave it out"
        )
    return known[name], given


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


def _literal(value: object) -> str:
    """A value as Python writes it, with sizes as tuples, and one axis's two sides as a pair."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        return _literal(value[0])
    if isinstance(value, list):
        return f"({', '.join(map(_literal, value))})"
    return f'"{value}"' if isinstance(value, str) else repr(value)
