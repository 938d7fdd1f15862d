"""Whether no layer of a model can take the model's input."""

from __future__ import annotations

from collections.abc import Sequence

from svgconv.models._row import Row
from svgconv.models.base import Input
from svgconv.operations._layer import Layer
from svgconv.specification.sizes import times


def rejected(rows: Sequence[Row]) -> tuple[str, str] | None:
    """Return why the first layer cannot take its input, and the remedy, if nothing else is known.

    None if the output of a layer is known, or if the first layer is not one that svgconv places.
    """
    layers = [row for row in rows if not isinstance(row.node.does, Input)]
    if not layers or any(row.is_known or row.output_shape is not None for row in layers):
        return None
    first = layers[0]
    if not isinstance(first.node.does, Layer) or first.input_shape is None:
        return None
    (channels, *size), wanted = first.input_shape, first.node.does.channels.get("in_channels")
    if wanted not in (None, channels) and size:
        example = ",".join(map(str, (wanted, *size)))
        return f"the first layer takes {wanted} channels, not {channels}", f"use {example}"
    problem = f"the first layer does not take {times(first.input_shape)}, {first.reason}"
    return problem, "use another size"
