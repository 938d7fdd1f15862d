"""Rows of layers that read several units for each output, and of padding, crops and slices."""

from __future__ import annotations

from dataclasses import replace

from svgconv.errors import SvgconvError, enumeration
from svgconv.models._row import Row, lost
from svgconv.models.base import Shift, in_words
from svgconv.operations._layer import Layer
from svgconv.operations._network import grown_fields
from svgconv.operations._placement import on_input
from svgconv.operations._receptive_field import Window
from svgconv.operations._spans import spans_moved, spans_through
from svgconv.specification.sizes import AXIS_NAMES, Size, times

LARGE = 9999
"""The cells along an axis on which nearly every window fits."""


def _rejects(row: Row, axes: int) -> str:
    """Why a layer of some axes cannot take its input; ``""`` if it can."""
    shape = row.input_shape
    if shape is None:
        return "the shape of its input is not known"
    if len(shape) == axes + 1:
        return ""
    wanted = enumeration(("channels", *AXIS_NAMES[axes]), "and")
    return f"its input is {times(shape)}, but it takes {wanted}"


def windowed(row: Row, layer: Layer) -> Row:
    """Return the row of a layer with a window."""
    axes, unknown = layer.operation.axes, None if layer.operation.has_weight else 0
    if reason := _rejects(row, axes):
        return lost(replace(row, weights=_own(layer)), reason, unknown)
    assert row.input_shape is not None
    try:
        placed = on_input(layer, row.input_shape, axes, row.node.name)
    except SvgconvError as error:
        return lost(replace(row, weights=_own(layer)), in_words(error), unknown)
    shape = row.node.shape or placed.shape
    row = replace(row, output_shape=shape, weights=placed.weights)
    if shape != placed.shape and not _squeezed(shape, placed.shape):
        problem = f"its output is {times(shape)}, but svgconv computes {times(placed.shape)}"
        return lost(row, problem, unknown)
    assert placed.operation is not None
    windows = [placed.operation.layer_window(axis) for axis in range(axes)]
    covers = all(map(_covers, windows, placed.operation.input_size, placed.shape[1:]))
    return replace(
        row, field=grown_fields(row.field, windows), multiplications=placed.multiplications,
        operation=placed.operation, reads_all=row.reads_all or covers,
        spans=spans_through(placed.operation, row.spans),
    )  # fmt: skip


def _covers(window: Window | None, units: int, outputs: int) -> bool:
    """Whether the only output along an axis reads all units."""
    return bool(window and outputs == 1 == window.dilation and window.taps - window.before >= units)


def _squeezed(shape: Size, computed: Size) -> bool:
    """Whether a shape is the computed one without axes of one cell, as after a global pooling."""
    return len(shape) < len(computed) and computed == (*shape, *(1,) * (len(computed) - len(shape)))


def _own(layer: Layer) -> int | None:
    """The weights of a convolution that says its channels, whatever its input."""
    try:
        inputs = layer.channels["in_channels"]
        size = (LARGE,) * layer.operation.axes
        return on_input(layer, (inputs, *size), layer.operation.axes, "").weights
    except (KeyError, SvgconvError):
        return None if layer.operation.has_weight else 0


def shifted(row: Row, shift: Shift) -> Row:
    """Return the row of padding, a crop or a slice."""
    if reason := _rejects(row, len(shift.sides)):
        return lost(row, reason, 0)
    assert row.input_shape is not None
    channels, *size = row.input_shape
    moves = [*zip(size, shift.sides, shift.steps, strict=True)]
    after = [-(-(units + sum(both)) // step) for units, both, step in moves]
    windows = [Window(1, 1, step, before) for _, (before, _), step in moves]
    shape = row.node.shape or (channels, *after)
    if min(shape) < 1:
        return replace(lost(row, "it cuts off the whole input", 0), output_shape=None)
    spans = spans_moved(windows, shape[1:], row.spans)
    return replace(row, output_shape=shape, field=grown_fields(row.field, windows), spans=spans)
