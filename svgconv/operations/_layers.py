"""The layers of a stack: read from PyTorch's calls, short or in full, or from tables."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.operations._channels import Channelled, check_groups
from svgconv.operations.adaptive_avg_pool import AdaptiveAvgPool
from svgconv.operations.adaptive_avg_pool1d import AdaptiveAvgPool1d
from svgconv.operations.adaptive_max_pool import AdaptiveMaxPool
from svgconv.operations.adaptive_max_pool1d import AdaptiveMaxPool1d
from svgconv.operations.avg_pool import AvgPool
from svgconv.operations.avg_pool1d import AvgPool1d
from svgconv.operations.base import Operation
from svgconv.operations.conv import Conv
from svgconv.operations.conv1d import Conv1d
from svgconv.operations.conv_transpose import ConvTranspose
from svgconv.operations.conv_transpose1d import ConvTranspose1d
from svgconv.operations.max_pool import MaxPool
from svgconv.operations.max_pool1d import MaxPool1d
from svgconv.specification.calls import arguments, padding_layer, pads, parsed, short_name
from svgconv.specification.choices import count
from svgconv.specification.sizes import Size, plain

MOST_LAYERS = 8
FORM = 'write it as in "Conv2d(k=3) > MaxPool2d(2)"'
SHORT = {"k": "kernel_size", "s": "stride", "p": "padding", "d": "dilation"}
"""Letters that stand for parameters, as on the command line."""

CHANNELS = ("in_channels", "out_channels", "groups")
"""Arguments that change no window, and are only checked."""

PIECES: tuple[type[Operation], ...] = (
    Conv, Conv1d, ConvTranspose, ConvTranspose1d, MaxPool, MaxPool1d, AvgPool, AvgPool1d,
    AdaptiveMaxPool, AdaptiveMaxPool1d, AdaptiveAvgPool, AdaptiveAvgPool1d,
)  # fmt: skip
"""The operations that layers may be: windows along each axis by itself."""

ANY_SIZE = 1_000_000
"""An input's size at which only what is wrong with the layer itself is refused."""


@dataclass(frozen=True)
class Layer:
    """One layer, whose input's size is that of the output before it.

    Attributes
    ----------
    operation: what it does.
    parameters: all that is not the default but the input's size, short forms, by name.
    """

    operation: type[Operation]
    parameters: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The layer as short as it can be read again: ``Conv2d(k=3, s=2)``."""
        first = self.operation.torch_signature[0]
        names = {name: f"{letter}=" for letter, name in SHORT.items()} | {first: ""}
        said = [
            f"{names.get(key, f'{key}=')}{_said(value)}" for key, value in self.parameters.items()
        ]
        return f"{self.operation.torch_module}({', '.join(said)})"

    def on(self, input_size: Size) -> Operation:
        """The layer on an input."""
        return self.operation(input_size=input_size, **self.parameters)


def layers_text(name: str, value: object, axes: int) -> str:
    """The layers of a text or a list in their one true form."""
    return " > ".join(layer.text for layer in read_layers(value))


def read_layers(value: object) -> tuple[Layer, ...]:
    """The layers that a stack is given as.

    Parameters
    ----------
    value: ``"A > B"`` or ``"nn.Sequential(A, B)"`` of PyTorch's calls, short
        (``Conv2d(k=3, s=2)``) or in full (``nn.Conv2d(1, 1, 3, stride=2)``); or a list of such
        calls and of tables as TOML has them (``{operation = "conv", kernel_size = 3}``).

    Raises
    ------
    SvgconvError: none of these; a layer that is not drawn, or malformed, by its number; more than
        `MOST_LAYERS`; layers of one axis among layers of two.
    """
    layers: list[Layer] = []
    padding: dict[str, Any] = {}
    channels: int | None = None
    for piece in _pieces(value):
        try:
            if isinstance(piece, ast.Call) and pads(piece) and not padding:
                padding = padding_layer(piece)
                continue
            layer, told = _layer(piece, padding)
            channels = _channels_after(layer.operation, told, channels)
            layers.append(layer)
        except SvgconvError as error:
            raise placed(error, len(layers)) from None
        padding = {}
    if padding:
        raise SvgconvError(f"layers[{len(layers)}]", "pads what no layer reads", "leave it out")
    if not layers:
        raise SvgconvError("layers", "there are none", FORM)
    if len(layers) > MOST_LAYERS:
        raise SvgconvError("layers", f"{len(layers)} are more than {MOST_LAYERS}", "use fewer")
    for index, layer in enumerate(layers):
        if layer.operation.axes != layers[0].operation.axes:
            raise SvgconvError(
                f"layers[{index}]",
                f"{layer.operation.torch_module} does not follow"
                f" {layers[0].operation.torch_module}",
                "use layers of as many axes",
            )
    return tuple(layers)


def chained(layers: Sequence[Layer], input_size: Size) -> tuple[Operation, ...]:
    """Each layer on the output of the one before it.

    Raises
    ------
    SvgconvError: a layer refuses its input, told by its number.
    """
    chain: list[Operation] = []
    for index, layer in enumerate(layers):
        try:
            chain.append(layer.on(chain[-1].output_size if chain else input_size))
        except SvgconvError as error:
            raise placed(error, index) from None
    return tuple(chain)


def placed(error: SvgconvError, index: int) -> SvgconvError:
    """An error of one layer, told by the layer's number from 0."""
    return SvgconvError(f"layers[{index}]", f"{error.subject}: {error.problem}", error.remedy)


def _pieces(value: object) -> Iterator[ast.Call | Mapping[str, Any]]:
    """The calls and tables in order, sequences taken apart."""
    if isinstance(value, str):
        yield from _calls(parsed(value, "layers", FORM))
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
    elif isinstance(tree, ast.Call) and short_name(tree.func) == "Sequential":
        for part in tree.args:
            yield from _calls(part)
    elif isinstance(tree, ast.Call):
        yield tree
    else:
        raise SvgconvError("layers", f"{quoted(ast.unparse(tree))} is not a layer", FORM)


def _layer(
    piece: ast.Call | Mapping[str, Any], padding: Mapping[str, Any]
) -> tuple[Layer, Mapping[str, Any]]:
    """One call or table as a layer, behind another that pads; and all that it says."""
    operation, all_told = _of_call(piece) if isinstance(piece, ast.Call) else _of_table(piece)
    told = {key: value for key, value in all_told.items() if key not in CHANNELS}
    if padding and (not issubclass(operation, Conv) or told.get("padding", 0) not in (0, "valid")):
        raise SvgconvError("padding", "cannot stand before this layer", "pad in the layer itself")
    told = {**told, **padding}
    if told.get("padding") == "causal":
        told["padding"] = _causal(operation, told)
    return Layer(operation, _checked(operation, told)), all_told


def _channels_after(
    operation: type[Operation], told: Mapping[str, Any], before: int | None
) -> int | None:
    """The channels that a layer gives; None where that is not said, for they are not drawn.

    Raises
    ------
    SvgconvError: groups that do not divide them, or other channels than the layer before gives.
    """
    if not issubclass(operation, Channelled):
        return before
    if not {"in_channels", "out_channels"} <= {*told}:
        return None
    one, other, groups = (count(name, told.get(name, 1), operation.axes) for name in CHANNELS)
    check_groups(one, other, groups)
    if before not in (None, one):
        raise SvgconvError(
            "in_channels", f"{one} are not the {before} of the layer before", f"use {before}"
        )
    return other


def _of_call(call: ast.Call) -> tuple[type[Operation], dict[str, Any]]:
    name = short_name(call.func)
    known = {piece.torch_module: piece for piece in PIECES}
    if name not in known:
        raise SvgconvError("layer", f"{quoted(name)} is not drawn", nearest(name, known))
    operation = known[name]
    told = arguments(call, name, operation.torch_signature, SHORT)
    return operation, dict(operation.from_torch(told))


def _of_table(table: Mapping[str, Any]) -> tuple[type[Operation], dict[str, Any]]:
    known = {piece.name: piece for piece in PIECES}
    name = str(table.get("operation", ""))
    if name not in known:
        raise SvgconvError("operation", f"{quoted(name)} is not a layer", nearest(name, known))
    told = {SHORT.get(key, key): table[key] for key in table if key != "operation"}
    if "input_size" in told:
        raise SvgconvError("input_size", "is the output's size before it", "leave it out")
    return known[name], told


def _causal(operation: type[Operation], told: Mapping[str, Any]) -> list[list[int]]:
    """Padding before the first cell alone, so that no output reads what comes after it."""
    if operation is not Conv1d:
        raise SvgconvError("padding", "'causal' is for Conv1d", "give it as numbers")
    layer = operation.from_parameters({**told, "padding": 0, "input_size": ANY_SIZE})
    assert isinstance(layer, Conv1d)
    return [[layer.span[0] - 1, 0]]


def _checked(operation: type[Operation], told: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters in their short forms, once it is sure that they are sound alone."""
    known = {item.name: item for item in fields(operation)}
    for key in told:
        if key not in known:
            raise SvgconvError(key, f"is not a parameter of {operation.name}", nearest(key, known))
    if "kernel_size" in known and "kernel_size" not in told:
        raise SvgconvError(operation.torch_module, "kernel_size is missing", FORM)
    values = {}
    for key, value in told.items():
        item = known[key]
        parse = item.metadata["option"].parse
        sound = parse(key, value, operation.axes)
        if key in ("kernel_size", "output_size") or sound != parse(
            key, item.default, operation.axes
        ):
            values[key] = plain(sound)
    _check_crop(operation, values)
    return {key: values[key] for key in known if key in values}


def _check_crop(operation: type[Operation], values: Mapping[str, Any]) -> None:
    """PyTorch's sequences have no layer that crops an output at unlike sides."""
    if not operation.torch_module.startswith("ConvTranspose"):
        return
    padding = values.get("padding", 0)
    if isinstance(padding, list) and any(isinstance(sides, list) for sides in padding):
        raise SvgconvError("padding", "unlike sides are no layer of PyTorch's", "use like ones")


def _said(value: object) -> str:
    """A value as Python writes it, sizes as tuples, the sides of one axis as a pair."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        return _said(value[0])
    if isinstance(value, list):
        return f"({', '.join(map(_said, value))})"
    return f'"{value}"' if isinstance(value, str) else repr(value)
