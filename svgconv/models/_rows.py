"""The table of a model's layers: shapes, receptive fields, weights and multiplications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod

from svgconv.errors import SvgconvError
from svgconv.models.base import Input, Like, Model, Node, Same, Shift, Unknown, Whole, in_words
from svgconv.operations._layer import Branches, Layer
from svgconv.operations._network import Fields, Placed
from svgconv.operations._pass_through import PassThrough
from svgconv.operations._placement import on_input
from svgconv.operations._receptive_field import OWN, Window, grown, united
from svgconv.operations.base import Operation
from svgconv.specification.sizes import Size, times

CONCAT = "concat"
"""What concatenates the channels of its inputs."""

ENDS = ("Flatten", "Linear")
"""The layers without a window whose outputs depend on more than one place of their input."""


@dataclass(frozen=True)
class Row:
    """One layer of a model, on its input.

    Attributes
    ----------
    node: the layer.
    input_shape, output_shape: without the batch, the channels first; None if they are not known.
    field: the receptive field of its outputs along each axis, in units of the model's input; None
        if it is not the same for all, or not known.
    reads_all: whether its outputs depend on all of the input.
    is_known: whether what its outputs depend on is known, even if they do not have one field.
    weights: the number of its parameters that are learned, biases included; None if not known.
    multiplications: how often a weight of a convolution or of a linear layer is multiplied for one
        input; products with padding count, too; None if not known.
    operation: its operation on one channel, if it has a window and its input's size is known.
    reason: what is not known, or does not agree; ``""`` if nothing is.
    """

    node: Node
    input_shape: Size | None
    output_shape: Size | None
    field: Fields = None
    reads_all: bool = False
    is_known: bool = True
    weights: int | None = 0
    multiplications: int | None = 0
    operation: Operation | None = None
    reason: str = ""


def rows_of(model: Model) -> tuple[Row, ...]:
    """Return the rows of a model's inputs and layers.

    The receptive field of an output is the union of those of the paths that lead to it.
    """
    rows: list[Row] = []
    for node in model.nodes:
        rows.append(row_of(node, [rows[place] for place in node.inputs]))
    return tuple(rows)


def row_of(node: Node, before: Sequence[Row]) -> Row:
    """Return the row of a node.

    Parameters
    ----------
    before: the rows of the nodes that it reads.
    """
    row = _row(node, before)
    return row if node.weights is None else replace(row, weights=node.weights)


def _row(node: Node, before: Sequence[Row]) -> Row:
    field = _united(before)
    all_of_it = any(row.reads_all for row in before)
    start = before[0].output_shape if before else None
    known = all(row.is_known for row in before)
    row = Row(node, start, node.shape or start, field, all_of_it, known)
    match node.does:
        case Input():
            shape = node.shape or ()
            return replace(row, output_shape=node.shape, field=(OWN,) * len(shape[1:]) or None)
        case Layer() as layer:
            return _windowed(row, layer)
        case Like(layer, reason):
            row = _windowed(row, layer)
            return replace(row, operation=None, reason=row.reason or reason)
        case PassThrough() as layer:
            return _passing(row, layer)
        case Shift() as shift:
            return _shifted(row, shift)
        case Whole():
            return replace(row, output_shape=node.shape, field=None, reads_all=True, is_known=True)
        case Same(word):
            shapes = [one.output_shape for one in before]
            return _together(row, shapes) if word == CONCAT and not node.shape else row
        case Unknown(reason):
            unknown = None if node.weights != 0 else 0
            lost = replace(row, output_shape=node.shape, field=None, is_known=False)
            lost = replace(lost, reads_all=False, reason=reason)
            return replace(lost, weights=unknown, multiplications=unknown)
    assert not isinstance(node.does, Branches)
    return row


def _together(row: Row, shapes: Sequence[Size | None]) -> Row:
    """Channels one after another, of planes with the same size."""
    known = [one for one in shapes if one]
    if len(known) < len(shapes) or len({one[1:] for one in known}) > 1:
        words = " and ".join(times(one) if one else "an unknown shape" for one in shapes)
        reason = f"its inputs are {words}"
        return replace(row, output_shape=None, field=None, is_known=False, reason=reason)
    return replace(row, output_shape=(sum(one[0] for one in known), *known[0][1:]))


def _united(before: Sequence[Row]) -> Fields:
    """The fields of what is read, united; None if one of them has none."""
    each = [row.field for row in before]
    fields = [one for one in each if one is not None]
    if not fields or None in each or len({*map(len, fields)}) > 1:
        return None
    found = [united(along) for along in zip(*fields, strict=True)]
    return None if None in found else tuple(one for one in found if one)


def _windowed(row: Row, layer: Layer) -> Row:
    axes = layer.operation.axes
    lost = replace(row, output_shape=row.node.shape, field=None, is_known=False, weights=None,
                   multiplications=None)  # fmt: skip
    if row.input_shape is None:
        return replace(lost, reason="the shape of its input is not known", weights=_own(layer))
    if len(row.input_shape) != axes + 1:
        found = times(row.input_shape)
        return replace(lost, reason=f"its input is {found}, without {axes} axes and channels")
    try:
        placed = on_input(layer, row.input_shape, axes, row.node.name)
    except SvgconvError as error:
        return replace(lost, reason=in_words(error), weights=_own(layer))
    shape = row.node.shape or placed.shape
    row = replace(row, output_shape=shape, weights=placed.weights)
    if shape != placed.shape and not _squeezed(shape, placed.shape):
        problem = f"its output is {times(shape)}, but svgconv computes {times(placed.shape)}"
        lost = replace(row, field=None, is_known=False, multiplications=None)
        return replace(lost, reason=problem)
    windows = [layer_window(placed, axis) for axis in range(axes)]
    field = _grown(row.field, windows)
    costs = placed.multiplications
    return replace(row, field=field, multiplications=costs, operation=placed.operation)


def _squeezed(shape: Size, computed: Size) -> bool:
    """Whether a shape is the computed one without axes of one cell, as after a global pooling."""
    return len(shape) < len(computed) and computed == (*shape, *(1,) * (len(computed) - len(shape)))


def layer_window(placed: Placed, axis: int) -> Window | None:
    """Return the window of a layer along an axis; None if its outputs have several."""
    assert placed.operation is not None
    return placed.operation.layer_window(axis)


def _grown(below: Fields, windows: Sequence[Window | None]) -> Fields:
    if below is None or None in windows or len(below) != len(windows):
        return None
    pairs = zip(below, windows, strict=True)
    return tuple(grown(field, window) for field, window in pairs if window)


def _own(layer: Layer) -> int | None:
    """The weights of a convolution that says its channels, whatever its input."""
    try:
        inputs = layer.channels["in_channels"]
        size = (9999,) * layer.operation.axes
        return on_input(layer, (inputs, *size), layer.operation.axes, "").weights
    except (KeyError, SvgconvError):
        return None if layer.operation.has_weight else 0


def _passing(row: Row, layer: PassThrough) -> Row:
    """A layer without a window; what the source says of its shape is right."""
    shape, weights, reason = row.node.shape, layer.weights, ""
    if shape is None and row.input_shape is not None:
        try:
            shape = layer.output_shape(row.input_shape, len(row.input_shape) - 1)
        except SvgconvError as error:
            reason = in_words(error)
    row = replace(row, output_shape=shape, weights=weights, reason=reason)
    if layer.module == "Linear":
        places = prod(row.input_shape or ()) // max(1, int(layer.given["in_features"]))
        kernel = int(layer.given["in_features"]) * int(layer.given["out_features"])
        costs = None if row.input_shape is None else places * kernel
        row = replace(row, multiplications=costs)
    if layer.module in ENDS:
        return replace(row, field=None, reads_all=shape is not None and len(shape) == 1)
    return replace(row, field=None, is_known=False) if shape is None else row


def _shifted(row: Row, shift: Shift) -> Row:
    if row.input_shape is None or len(row.input_shape) != len(shift.sides) + 1:
        return replace(row, output_shape=row.node.shape, field=None, is_known=False)
    channels, *size = row.input_shape
    after = [
        -(-(units + sum(both)) // step)
        for units, both, step in zip(size, shift.sides, shift.steps, strict=True)
    ]
    windows = [
        Window(1, 1, step, before)
        for (before, _), step in zip(shift.sides, shift.steps, strict=True)
    ]
    shape = row.node.shape or (channels, *after)
    if min(shape) < 1:
        lost = replace(row, output_shape=None, field=None, is_known=False)
        return replace(lost, reason="it cuts off the whole input")
    return replace(row, output_shape=shape, field=_grown(row.field, windows))
