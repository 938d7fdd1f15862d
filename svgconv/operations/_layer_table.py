"""The table of a stack's layers: shapes, receptive fields, weights and multiplications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from svgconv.operations._layer import Branches
from svgconv.operations._network import Fields, Placed, field_after, spans_after
from svgconv.operations._receptive_field import Field
from svgconv.operations._spans import Spans, sizes_in_words
from svgconv.specification.phrases import one_or_each
from svgconv.specification.sizes import Size, times
from svgconv.specification.text_table import aligned

HEAD = ("", "output", "field", "stride", "start", "weights", "multiplications")


@dataclass(frozen=True)
class Row:
    """One layer, or the stack's input.

    Attributes
    ----------
    layer: the layer's short form; ``"input"`` for the input.
    shape: its output's shape, with several channels first; after `Flatten` the features.
    field: the receptive field of its outputs along each axis, in units of the stack's input; None
        if it is not the same for all, and after `Flatten`.
    weights: the number of its parameters that are learned, biases included.
    multiplications: how often a weight of a convolution or of a linear layer is multiplied for one
        input; products with padding count, too.
    is_flat: whether the planes have ended, so that outputs depend on all of the input.
    spans: what its outputs depend on along each axis, if they do not all have the same field.
    """

    layer: str
    shape: Size
    field: tuple[Field, ...] | None
    weights: int
    multiplications: int
    is_flat: bool = False
    spans: Spans = None

    def plain(self) -> dict[str, Any]:
        """Return the row as JSON holds it; sizes are lists with a number for each axis."""
        return {
            "layer": self.layer,
            "output": list(self.shape),
            "receptive_field": plain_field(self.field),
            "weights": self.weights,
            "multiplications": self.multiplications,
        }

    def cells(self) -> tuple[str, ...]:
        """Return the row's texts."""
        numbers = f"{self.weights:,}", f"{self.multiplications:,}"
        return (
            self.layer,
            times(self.shape),
            *field_cells(self.field, self.is_flat, self.spans),
            *numbers,
        )


def field_cells(field: Fields, reads_all: bool, spans: Spans) -> tuple[str, str, str]:
    """Return a receptive field's size, stride and start as texts.

    Parameters
    ----------
    field: along each axis; None if it is not the same for all outputs.
    reads_all: whether the outputs depend on all of the input.
    spans: what they depend on, if they do not all have the same field.
    """
    if field is None:
        return "all" if reads_all else sizes_in_words(spans) or "varies", "", ""
    sizes, strides, starts = zip(*((one.size, one.stride, one.start) for one in field), strict=True)
    return times(sizes), one_or_each(strides), one_or_each(starts)


def plain_field(field: Fields) -> dict[str, list[int]] | None:
    """Return a receptive field as JSON holds it, with a number for each axis."""
    if field is None:
        return None
    return {
        "size": [one.size for one in field],
        "stride": [one.stride for one in field],
        "start": [one.start for one in field],
    }


def rows_of(
    network: Sequence[Placed], several: bool, below: Fields, spans: Spans, before: str = ""
) -> Iterator[Row]:
    """Yield the row of every layer, those of paths before the row of what joins them.

    Parameters
    ----------
    several: whether shapes have channels.
    below, spans: the receptive field of the network's input along each axis; see `Row`.
    before: the words before each layer's text.
    """
    for one in network:
        for number, path in enumerate(one.paths, 1):
            yield from rows_of(path, several, below, spans, f"{before}path {number}: ")
        below, spans = field_after([one], below), spans_after([one], spans)
        is_flat = len(one.shape) == 1
        shape = one.shape if several or is_flat else one.shape[1:]
        text = one.layer.join if isinstance(one.layer, Branches) else one.text
        costs = one.weights, one.multiplications
        yield Row(f"{before}{text}", shape, below, *costs, is_flat, spans)


def lines(rows: Sequence[Row]) -> list[str]:
    """Return the table as aligned lines of text, with the totals in the last one."""
    totals = sum(row.weights for row in rows), sum(row.multiplications for row in rows)
    texts = [HEAD, *(row.cells() for row in rows)]
    texts.append(("total", "", "", "", "", *(f"{number:,}" for number in totals)))
    return aligned(texts)
