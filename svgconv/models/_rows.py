"""The table of a model's layers: shapes, receptive fields, weights and multiplications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import prod

from svgconv.errors import SvgconvError, enumeration
from svgconv.models._row import Row, lost
from svgconv.models._windowed_rows import shifted, windowed
from svgconv.models.base import (
    Does,
    Input,
    Like,
    Model,
    Node,
    Regrouped,
    Same,
    Shift,
    Turn,
    Unknown,
    Whole,
    does_of,
    in_words,
)
from svgconv.operations._layer import Layer
from svgconv.operations._network import united_fields
from svgconv.operations._pass_through import PassThrough
from svgconv.operations._receptive_field import OWN
from svgconv.operations._spans import spans_together
from svgconv.specification.printed import check_layers
from svgconv.specification.sizes import Size, times

CONCAT = "concat"
"""What concatenates the channels of its inputs."""

ENDS = ("Flatten", "Linear")
"""The layers without a window whose outputs depend on more than one place of their input."""


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
    known = all(row.is_known for row in before) or any(
        row.is_known and row.reads_all for row in before
    )
    row = Row(node, start, node.shape or start, field, all_of_it, known)
    row = replace(row, spans=spans_together([one.spans for one in before], (start or ())[1:]))
    if isinstance(node.does, Turn) or any(one.order for one in before):
        return _turned(row, before)
    match node.does:
        case Input():
            shape = node.shape or ()
            own = (OWN,) * len(shape[1:]) or None
            return replace(row, output_shape=node.shape, field=own, spans=own)
        case Layer() as layer:
            return windowed(row, layer)
        case Like(layer, reason):
            row = windowed(row, layer)
            return replace(row, operation=None, reason=row.reason or reason)
        case PassThrough() as layer:
            return _passing(row, layer)
        case Shift() as shift:
            return shifted(row, shift)
        case Same(word):
            return _in_place(row, word, before)
        case Whole():
            return _whole(row)
        case Regrouped(kept, name):
            if all_of_it or 0 < len(field or row.spans or ()) <= kept:
                return row
            return lost(row, f"{name} moves units to other places", 0)
        case Unknown(reason):
            unknown = None if node.weights != 0 else 0
            row = lost(row, reason, multiplications=unknown)
            return replace(row, reads_all=False, weights=unknown)


def _turned(row: Row, before: Sequence[Row]) -> Row:
    """A layer whose axes are in another order before it, or after it."""
    first, does, start = before[0], row.node.does, row.input_shape or ()
    row = replace(row, field=first.field, spans=first.spans)
    if isinstance(does, Turn) and len(before) == 1 and len(start) == len(does.order):
        order = tuple((first.order or (*range(len(start)),))[axis] for axis in does.order)
        shape = row.node.shape or tuple(start[axis] for axis in does.order)
        plane = len(first.field or first.spans or ())
        if plane > 0 and does.order[-plane:] == (*range(len(start)),)[-plane:] and not first.order:
            return replace(row, output_shape=shape)
        return replace(
            row, output_shape=shape, order=() if order == (*range(len(order)),) else order
        )
    alike = {(one.output_shape, one.order) for one in before} == {(start, first.order)}
    if alike and _keeps_order(does, first.order) and row.node.shape in (None, start):
        united = united_fields([one.field for one in before])
        spans = first.spans if len({one.spans for one in before}) == 1 else united
        row = replace(row, field=united, spans=spans, order=first.order)
        return replace(row, weights=does.weights) if isinstance(does, PassThrough) else row
    if alike and isinstance(does, PassThrough) and does.module == "Linear" and not first.order[-1]:
        kept = replace(row, order=first.order)
        costs = _passing(row, does)
        return replace(
            kept, output_shape=costs.output_shape, weights=costs.weights,
            multiplications=costs.multiplications,
        )  # fmt: skip
    read_all = any(one.reads_all and one.is_known for one in before)
    if isinstance(does, Whole) and (does.in_any_order or read_all):
        return _whole(row)
    if read_all and isinstance(does, (Same, Regrouped)):
        return replace(row, output_shape=row.node.shape, field=None, spans=None)
    unknown = None if isinstance(does, (Layer, PassThrough)) else 0
    return replace(lost(row, "its axes are in another order", unknown), reads_all=False)


def _whole(row: Row) -> Row:
    """A function whose outputs depend on all of its input."""
    whole = replace(row, output_shape=row.node.shape, reads_all=True, is_known=True)
    return replace(whole, field=None, spans=None)


def _keeps_order(does: Does, order: Size) -> bool:
    """Whether a layer without a window does the same in each place, in whatever order."""
    if isinstance(does, PassThrough):
        return does.module not in ENDS and "dim" not in does.given
    return isinstance(does, Same) and does.word not in (CONCAT, "softmax", "log_softmax", "softmin")


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
        return lost(row, "it repeats units", 0)
    return replace(row, field=None, spans=None) if gates else row


def _in_place(row: Row, word: str, before: Sequence[Row]) -> Row:
    """A function that reads each unit of its inputs at its place."""
    shapes = [one.output_shape for one in before]
    if along_differing(row.node.does, shapes):
        return lost(row, f"its inputs are {enumeration(map(_words, shapes), 'and')}", 0)
    if word == CONCAT:
        return row if row.node.shape else _together(row, shapes)
    return _repeated(row, before) if len({one and one[1:] for one in shapes}) > 1 else row


def along_differing(does: Does, shapes: Sequence[Size | None]) -> Size:
    """Return the axes along which planes that are joined differ, from 0; () if none is known.

    What adds planes can repeat one cell along an axis.
    """
    known = [one[1:] for one in shapes if one]
    if not isinstance(does, Same) or len(shapes) < 2 or len({*map(len, known)}) != 1:
        return ()
    repeated = {*()} if does.word == CONCAT else {1}
    return tuple(
        axis for axis, sizes in enumerate(zip(*known, strict=True)) if len({*sizes} - repeated) > 1
    )


def _words(shape: Size | None) -> str:
    return times(shape) if shape else "an unknown shape"


def _together(row: Row, shapes: Sequence[Size | None]) -> Row:
    """Channels one after another, of planes with the same size."""
    known = [one for one in shapes if one]
    if len(known) < len(shapes) or len({one[1:] for one in known}) > 1:
        return lost(row, f"its inputs are {enumeration(map(_words, shapes), 'and')}", 0)
    return replace(row, output_shape=(sum(one[0] for one in known), *known[0][1:]))


def _passing(row: Row, layer: PassThrough) -> Row:
    """A layer without a window; what the source says of its shape is right."""
    row = replace(row, weights=layer.weights)
    unknown = None if layer.module == "Linear" else 0
    shape, before = row.node.shape, row.input_shape
    if shape is None and before is not None:
        try:
            shape = layer.output_shape(before, len(before) - 1)
        except SvgconvError as error:
            return lost(row, in_words(error), unknown)
    if shape is None:
        return lost(row, "", unknown)
    row = replace(row, output_shape=shape)
    if layer.module == "Linear":
        features = layer.given["in_features"]
        places = prod(before or ()) // features
        costs = unknown if before is None else places * features * layer.given["out_features"]
        row = replace(row, multiplications=costs)
    if layer.module in ENDS:
        return replace(row, field=None, spans=None, reads_all=len(shape) == 1)
    return row
