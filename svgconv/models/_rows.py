"""The table of a model's layers: shapes, receptive fields, weights and multiplications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import prod

from svgconv.errors import SvgconvError
from svgconv.models.base import (
    Input,
    Like,
    Model,
    Node,
    Same,
    Shift,
    Unknown,
    Whole,
    does_of,
    in_words,
)
from svgconv.operations._layer import Layer
from svgconv.operations._network import Fields, grown_fields, united_fields
from svgconv.operations._pass_through import PassThrough
from svgconv.operations._placement import on_input
from svgconv.operations._receptive_field import OWN, Window
from svgconv.operations._spans import Spans, spans_moved, spans_through, spans_together
from svgconv.operations.base import Operation
from svgconv.specification.printed import check_layers
from svgconv.specification.sizes import AXIS_NAMES, Size, times

CONCAT = "concat"
"""What concatenates the channels of its inputs."""

LARGE = 9999
"""The cells along an axis on which nearly every window fits."""

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
    reads_all: whether each of its outputs depends on all of the input.
    is_known: whether what its outputs depend on is known, even if they do not have one field.
    weights: the number of its parameters that are learned, biases included; None if not known.
    multiplications: how often a weight of a convolution or of a linear layer is multiplied for one
        input; products with padding count, too; None if not known.
    spans: what its outputs depend on along each axis, if they do not have one field.
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
    spans: Spans = None
    operation: Operation | None = None
    reason: str = ""


@dataclass
class Layers:
    """Nodes that are read one by one, each with its row."""

    nodes: list[Node] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add(self, node: Node) -> int:
        """Add a node behind those that it reads, and return its place.

        Raises
        ------
        SvgconvError: more layers than a model may have.
        """
        self.nodes.append(node)
        check_layers(len(self.nodes))
        self.rows.append(row_of(node, [self.rows[place] for place in node.inputs]))
        return len(self.nodes) - 1


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
    row = _row(_along(node, before), before)
    return row if node.weights is None else replace(row, weights=node.weights)


def _along(node: Node, before: Sequence[Row]) -> Node:
    """Return the node with as many axes as its input, if its layer's call does not show them."""
    layer, shape = node.does, before[0].output_shape if before else None
    if not isinstance(layer, Layer) or shape is None or len(shape) == layer.operation.axes + 1:
        return node
    return replace(node, does=does_of(layer.text, len(shape) - 1))


def _row(node: Node, before: Sequence[Row]) -> Row:
    field = united_fields([row.field for row in before])
    all_of_it = any(row.reads_all for row in before)
    start = before[0].output_shape if before else None
    known = all(row.is_known for row in before)
    row = Row(node, start, node.shape or start, field, all_of_it, known)
    row = replace(row, spans=spans_together([one.spans for one in before], (start or ())[1:]))
    match node.does:
        case Input():
            shape = node.shape or ()
            own = (OWN,) * len(shape[1:]) or None
            return replace(row, output_shape=node.shape, field=own, spans=own)
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
            whole = replace(row, output_shape=node.shape, reads_all=True, is_known=True)
            return replace(whole, field=None, spans=None)
        case Same(word):
            shapes = [one.output_shape for one in before]
            if word == CONCAT:
                return row if node.shape else _together(row, shapes)
            return _repeated(row, before) if len({one and one[1:] for one in shapes}) > 1 else row
        case Unknown(reason):
            unknown = None if node.weights != 0 else 0
            lost = _lost(row, reason, multiplications=unknown)
            return replace(lost, reads_all=False, weights=unknown)


def _repeated(row: Row, before: Sequence[Row]) -> Row:
    """A function of planes and of gates, of which one cell is repeated over the plane.

    Its outputs have a known field only if each gate depends on all of the input.
    """
    shapes = [one.output_shape for one in before if one.output_shape]
    shape = row.node.shape or max(shapes, key=prod, default=None)
    row = replace(row, output_shape=shape)
    plane = shape[1:] if shape else ()
    gates = [one for one in before if (one.output_shape or ())[1:] not in (plane, ())]
    if not all(one.reads_all for one in gates):
        return _lost(row, "it repeats units", 0)
    return replace(row, field=None, spans=None) if gates else row


def _together(row: Row, shapes: Sequence[Size | None]) -> Row:
    """Channels one after another, of planes with the same size."""
    known = [one for one in shapes if one]
    if len(known) < len(shapes) or len({one[1:] for one in known}) > 1:
        words = " and ".join(times(one) if one else "an unknown shape" for one in shapes)
        reason = f"its inputs are {words}"
        return replace(
            row, output_shape=None, field=None, spans=None, is_known=False, reason=reason
        )
    return replace(row, output_shape=(sum(one[0] for one in known), *known[0][1:]))


def _lost(row: Row, reason: str, multiplications: int | None) -> Row:
    """A row of which nothing is known but what the source says, and its multiplications if any."""
    return replace(
        row, output_shape=row.node.shape, field=None, spans=None, is_known=False, reason=reason,
        multiplications=multiplications,
    )  # fmt: skip


def _rejects(row: Row, axes: int) -> str:
    """Why a layer of some axes cannot take its input; ``""`` if it can."""
    shape = row.input_shape
    if shape is None:
        return "the shape of its input is not known"
    if len(shape) == axes + 1:
        return ""
    *wanted, last = "channels", *AXIS_NAMES[axes]
    return f"its input is {times(shape)}, but it takes {', '.join(wanted)} and {last}"


def _windowed(row: Row, layer: Layer) -> Row:
    axes, unknown = layer.operation.axes, None if layer.operation.has_weight else 0
    if reason := _rejects(row, axes):
        return _lost(replace(row, weights=_own(layer)), reason, unknown)
    assert row.input_shape is not None
    try:
        placed = on_input(layer, row.input_shape, axes, row.node.name)
    except SvgconvError as error:
        return _lost(replace(row, weights=_own(layer)), in_words(error), unknown)
    shape = row.node.shape or placed.shape
    row = replace(row, output_shape=shape, weights=placed.weights)
    if shape != placed.shape and not _squeezed(shape, placed.shape):
        problem = f"its output is {times(shape)}, but svgconv computes {times(placed.shape)}"
        return _lost(row, problem, unknown)
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


def _passing(row: Row, layer: PassThrough) -> Row:
    """A layer without a window; what the source says of its shape is right."""
    row = replace(row, weights=layer.weights)
    unknown = None if layer.module == "Linear" else 0
    shape, before = row.node.shape, row.input_shape
    if shape is None and before is not None:
        try:
            shape = layer.output_shape(before, len(before) - 1)
        except SvgconvError as error:
            return _lost(row, in_words(error), unknown)
    if shape is None:
        return _lost(row, "", unknown)
    row = replace(row, output_shape=shape)
    if layer.module == "Linear":
        features = layer.given["in_features"]
        places = prod(before or ()) // features
        costs = unknown if before is None else places * features * layer.given["out_features"]
        row = replace(row, multiplications=costs)
    if layer.module in ENDS:
        return replace(row, field=None, spans=None, reads_all=len(shape) == 1)
    return row


def _shifted(row: Row, shift: Shift) -> Row:
    if reason := _rejects(row, len(shift.sides)):
        return _lost(row, reason, 0)
    assert row.input_shape is not None
    channels, *size = row.input_shape
    moves = [*zip(size, shift.sides, shift.steps, strict=True)]
    after = [-(-(units + sum(both)) // step) for units, both, step in moves]
    windows = [Window(1, 1, step, before) for _, (before, _), step in moves]
    shape = row.node.shape or (channels, *after)
    if min(shape) < 1:
        return replace(_lost(row, "it cuts off the whole input", 0), output_shape=None)
    spans = spans_moved(windows, shape[1:], row.spans)
    return replace(row, output_shape=shape, field=grown_fields(row.field, windows), spans=spans)
