"""The placement of a stack's layers: each on the output of the layer before it, with its shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil

from svgconv.errors import SvgconvError, enumeration
from svgconv.operations._channels import check_groups
from svgconv.operations._layer import (
    AnyLayer,
    Branches,
    Layer,
    SizesDifferError,
    on_path,
    placed,
)
from svgconv.operations._network import Placed, leaves
from svgconv.operations._pass_through import PassThrough
from svgconv.operations._pooling import Pooling
from svgconv.operations.base import Operation
from svgconv.operations.conv import Conv
from svgconv.specification.padding_modes import padding_call
from svgconv.specification.phrases import counted_lines
from svgconv.specification.sizes import AXIS_NAMES, Size, times

FARTHEST = 100
"""How far a size that matches is looked for."""


def network_of(layers: Sequence[AnyLayer], input_size: Size) -> tuple[Placed, ...]:
    """Return each layer on the output of the layer before it.

    A layer that does not say its channels keeps those of its input. The stack's input has the
    channels that the first layer that says them needs, or one.

    Raises
    ------
    SvgconvError: a layer that rejects its input, by its number from 1; or paths that do not match.
    """
    channels, _, smallest = _needed(layers, Fraction(1))
    shape = (channels or ceil(1 / smallest), *input_size)
    try:
        return _placed(layers, shape, len(input_size))
    except SizesDifferError as error:
        near = {axis: _near(layers, shape, axis) for axis in error.along}
        other = f"{matching_sizes(near, len(input_size))}, or " if all(near.values()) else ""
        raise SvgconvError(error.subject, error.problem, f"{other}crop {error.crops}") from None


def matching_sizes(near: Mapping[int, Sequence[int]], axes: int) -> str:
    """Return which inputs to use: ``use an input with height 374 or 376``.

    Parameters
    ----------
    near: the sizes along each axis that differs.
    """
    names = AXIS_NAMES[axes]
    words = [f"{names[axis]} {enumeration(map(str, sizes), 'or')}" for axis, sizes in near.items()]
    return f"use an input with {enumeration(words, 'and')}"


def _placed(
    layers: Sequence[AnyLayer], shape: Size, axes: int, within: str = ""
) -> tuple[Placed, ...]:
    """The layers of a stack or of a path, whose input has a shape."""
    network: list[Placed] = []
    for index, layer in enumerate(layers):
        place = f"{within}layer {index + 1}"
        try:
            one = on_input(layer, shape, axes, place)
        except SvgconvError as error:
            raise placed(error, index) from None
        network.append(one)
        shape = one.shape
    return tuple(network)


def on_input(layer: AnyLayer, shape: Size, axes: int, place: str) -> Placed:
    """Return a layer on an input of a shape, the channels first.

    Parameters
    ----------
    axes: the axes of the network's planes.
    place: where the layer is.

    Raises
    ------
    SvgconvError: the layer rejects its input.
    """
    if isinstance(layer, PassThrough):
        return Placed(place, layer, None, shape[0], layer.output_shape(shape, axes))
    if len(shape) == 1:
        name = layer.join if isinstance(layer, Branches) else layer.operation.torch_module
        raise SvgconvError(name, "no plane is left after Flatten", "leave it out")
    if isinstance(layer, Branches):
        return _together(layer, shape, axes, place)
    operation = layer.on(shape[1:])
    return Placed(place, layer, operation, shape[0], _after(layer, operation, shape[0]))


def _together(layer: Branches, shape: Size, axes: int, place: str) -> Placed:
    """Paths from the same input, and what joins them.

    Raises
    ------
    SizesDifferError: their outputs have different sizes.
    """
    paths = []
    for number, path in enumerate(layer.paths, 1):
        try:
            paths.append(_placed(path, shape, axes, f"{place}, path {number}, "))
        except SvgconvError as error:
            raise on_path(error, number) from None
    shapes = [path[-1].shape for path in paths]
    if min(map(len, shapes)) == 1:
        raise SvgconvError(layer.join, "a path has no plane left", "put Flatten() after the paths")
    along = [axis for axis, sizes in enumerate(zip(*shapes, strict=True)) if len({*sizes}) > 1]
    if {*along} - {0}:
        sizes = enumeration((times(one[1:]) for one in shapes), "and")
        losses = [
            f"{one.place}, {one.text}, {words}"
            for path in paths
            for one in leaves(path)
            if (words := left_out(one.operation))
        ]
        lost = "".join(f"; {loss}" for loss in losses)
        differ = SizesDifferError(layer.join, f"its paths give {sizes}{lost}")
        differ.along = tuple(axis - 1 for axis in along if axis)
        differ.crops = _crops([one[1:] for one in shapes])
        raise differ
    channels = [one[0] for one in shapes]
    if layer.join == "add" and along:
        given = enumeration(map(str, channels), "and")
        raise SvgconvError("add", f"its paths give {given} channels", "use the same number")
    after = sum(channels) if layer.join == "concat" else channels[0]
    return Placed(place, layer, None, shape[0], (after, *shapes[0][1:]), tuple(paths))


def _crops(sizes: Sequence[Size]) -> str:
    """The padding layers that cut paths to the smallest size, as in U-Nets: from both sides."""
    least = [min(along) for along in zip(*sizes, strict=True)]
    words = []
    for number, size in enumerate(sizes, 1):
        over = [units - fewest for units, fewest in zip(size, least, strict=True)]
        if any(over):
            sides = tuple((-(more // 2), more // 2 - more) for more in over)
            words.append(f"path {number} with {padding_call('zeros', sides).removeprefix('nn.')}")
    return enumeration(words, "and")


def left_out(operation: Operation | None, along: Sequence[int] = (0, 1, 2)) -> str:
    """Return which rows and columns at the end of its input a layer does not read, if any.

    Parameters
    ----------
    along: the axes that count.

    >>> from svgconv.operations.max_pool import MaxPool
    >>> left_out(MaxPool(input_size=(5, 4), kernel_size=(2, 2)))
    'leaves out 1 row'
    """
    if not isinstance(operation, (Conv, Pooling)):
        return ""
    lines = [one.after_the_last * (axis in along) for axis, one in enumerate(operation.windows)]
    return f"leaves out {counted_lines(lines)}" if any(lines) else ""


def _near(layers: Sequence[AnyLayer], shape: Size, axis: int) -> list[int]:
    """The next smaller and the next larger size along an axis at which all paths match, if any."""
    found = []
    for step in (-1, 1):
        for size in range(shape[axis + 1] + step, shape[axis + 1] + step * FARTHEST, step):
            if size > 0 and _matches(layers, shape, axis, size):
                found.append(size)
                break
    return found


def _matches(layers: Sequence[AnyLayer], shape: Size, axis: int, size: int) -> bool:
    try:
        _placed(layers, (*shape[: axis + 1], size, *shape[axis + 2 :]), len(shape) - 1)
    except SizesDifferError as error:
        return axis not in error.along
    except SvgconvError:
        return False
    return True


def _needed(layers: Sequence[AnyLayer], scale: Fraction) -> tuple[int | None, Fraction, Fraction]:
    """The channels that the input needs; those of the output and the fewest, if it had one.

    The first is None if no layer says channels, and 0 if the first that does keeps its input open.
    """
    smallest = scale
    for layer in layers:
        needed: int | None = None
        if isinstance(layer, Branches):
            each = [_needed(path, scale) for path in layer.paths]
            needed = next((one for one, _, _ in each if one is not None), None)
            after = [path for _, path, _ in each]
            scale = sum(after, Fraction(0)) if layer.join == "concat" else after[0]
            smallest = min(smallest, *(fewest for _, _, fewest in each))
        elif isinstance(layer, PassThrough):
            given = layer.given.get(layer.kind.channels)
            needed = None if given is None else ceil(int(given) / scale)
            scale *= layer.channels_scale
            smallest = min(smallest, scale)
        elif "in_channels" in layer.channels:
            needed = ceil(layer.channels["in_channels"] / scale)
        elif "out_channels" in layer.channels:
            needed = 0
        else:
            scale = layer.channels_after(scale)
            smallest = min(smallest, scale)
        if needed is not None:
            return needed, scale, smallest
    return None, scale, smallest


def _after(layer: Layer, operation: Operation, before: int) -> Size:
    """The shape of a layer's output."""
    if not layer.channels and not operation.has_weight:
        channels = layer.channels_after(Fraction(before))
        if channels.denominator > 1:
            raise SvgconvError(
                operation.torch_module,
                f"{before} channels do not make a whole number of planes",
                f"use {channels.denominator * before}",
            )
        return int(channels), *operation.output_size
    inputs = layer.channels.get("in_channels", before)
    outputs = layer.channels.get("out_channels", inputs)
    check_groups(inputs, outputs, layer.channels.get("groups", 1))
    operation.check_channels(inputs, outputs)
    if inputs != before:
        raise SvgconvError(
            "in_channels",
            f"{inputs} differs from the output of the layer before, {before}",
            f"use {before}",
        )
    return outputs, *operation.output_size
