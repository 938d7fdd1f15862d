"""The layers of a stack: read from PyTorch's calls, in short or in full, or from tables."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.operations._calls import layers_meant
from svgconv.operations._layer import (
    JOINS,
    LAYER,
    AnyLayer,
    Branches,
    Layer,
    on_path,
    placed,
    text_of,
    windowed,
)
from svgconv.operations._layer_calls import FORM, Pads, checked, layer_of
from svgconv.operations._zero_padding import ZERO_PADDINGS
from svgconv.specification.applied import applied_layers, is_applied
from svgconv.specification.calls import parsed, short_name
from svgconv.specification.limits import check_nested
from svgconv.specification.parsers import parser
from svgconv.specification.sequences import (
    crops_only,
    is_sequence,
    layers_in,
    padding_layer,
    pads,
)

SKIP = ast.Call(func=ast.Name("Identity"), args=[], keywords=[])
"""The path that a variable alone stands for, as in ``x + A(x)``."""


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
    padding: Pads | None = None
    for piece in pieces:
        try:
            if isinstance(piece, ast.Call) and pads(piece):
                layers += [_alone(padding)] if padding else []
                padding = padding_layer(piece)
                if layers and crops_only(*padding) and (cropped := _cropped(layers[-1], padding)):
                    layers[-1], padding = cropped, None
                continue
            layers += _behind(piece, padding, axes)
        except SvgconvError as error:
            raise placed(error, len(layers)) from None
        padding = None
    if padding and padding[1] != "zeros":
        raise SvgconvError(
            f"layer {len(layers) + 1}", "no layer follows the padding layer", "leave it out"
        )
    layers += [_alone(padding)] if padding else []
    if not layers:
        raise SvgconvError("layers", "a stack needs at least one layer", FORM)
    return tuple(layers)


def _behind(
    piece: ast.Call | Mapping[str, Any], padding: Pads | None, axes: int | None
) -> list[AnyLayer]:
    """One call or table with the padding layer before it, which may be a layer of its own."""
    try:
        if isinstance(piece, ast.Call) and short_name(piece.func) in JOINS and not padding:
            return [_branches(piece, axes)]
        return [layer_of(piece, padding, axes)]
    except SvgconvError:
        if padding is None or padding[1] != "zeros":
            raise
        return [_alone(padding), *_behind(piece, None, axes)]


def _alone(padding: Pads) -> Layer:
    """A padding layer as a layer of its own.

    Raises
    ------
    SvgconvError: it is malformed, or copies units.
    """
    sides, mode = padding
    if mode != "zeros" or len(sides) not in ZERO_PADDINGS:
        problem = "a padding layer cannot precede a padding layer"
        raise SvgconvError("padding", problem, "use one with zeros")
    operation = ZERO_PADDINGS[len(sides)]
    numbers = [number for both in reversed(sides) for number in both]
    return Layer(operation, checked(operation, {"padding": numbers}))


def _cropped(layer: AnyLayer, padding: Pads) -> Layer | None:
    """A transposed convolution with a padding layer behind it that crops; None for others."""
    if not isinstance(layer, Layer):
        return None
    crop = tuple((-before, -after) for before, after in padding[0])
    with suppress(SvgconvError):
        parameters = layer.operation.cropped(layer.parameters, crop)
        return replace(layer, parameters=checked(layer.operation, parameters))
    return None


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
    elif is_applied(tree):
        for part in applied_layers(tree):
            yield from _calls(part)
    elif isinstance(tree, ast.Call):
        yield tree
    else:
        raise SvgconvError("layers", f"{quoted(ast.unparse(tree))} is not a layer", FORM)


def _branches(call: ast.Call, axes: int | None) -> Branches:
    join = short_name(call.func)
    if len(call.args) < 2 or call.keywords:
        raise SvgconvError(join, "needs two paths or more", "write add(Conv2d(k=1), Identity())")
    paths = []
    for number, path in enumerate(call.args, 1):
        try:
            paths.append(_read([SKIP] if isinstance(path, ast.Name) else _calls(path), axes))
        except SvgconvError as error:
            raise on_path(error, number) from None
    return Branches(join, tuple(paths))
