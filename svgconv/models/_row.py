"""One layer of a model, on its input."""

from __future__ import annotations

from dataclasses import dataclass, replace

from svgconv.models.base import WHOLE_PLANE, Node, Same
from svgconv.operations._network import Fields
from svgconv.operations._pass_through import PassThrough
from svgconv.operations._spans import Spans
from svgconv.operations.base import Operation
from svgconv.specification.sizes import Size


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
    order: for each axis of its output's shape the axis that it was, 0 for the channels; () if all
        are in their places.
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
    order: Size = ()
    operation: Operation | None = None
    reason: str = ""

    @property
    def sees_plane(self) -> bool:
        """Whether it normalizes units of different places; the receptive field leaves that out."""
        does, shape = self.node.does, self.output_shape
        if shape is None or len(shape) == 1 or self.reads_all or not self.is_known:
            return False
        if isinstance(does, PassThrough) and does.kind.sees_plane:
            normalized = len(does.given.get("normalized_shape", ())) or WHOLE_PLANE
        else:
            normalized = does.normalized if isinstance(does, Same) else 0
        order = self.order or (*range(len(shape)),)
        return normalized == WHOLE_PLANE or any(order[len(order) - normalized :])


def lost(row: Row, reason: str, multiplications: int | None) -> Row:
    """Return a row of which nothing is known but what the source says, and its multiplications."""
    return replace(
        row, output_shape=row.node.shape, field=None, spans=None, is_known=False, reason=reason,
        multiplications=multiplications,
    )  # fmt: skip
