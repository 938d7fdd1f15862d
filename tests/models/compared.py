"""The rows of a network next to what PyTorch says of its layers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from svgconv.gallery.networks import Network
from svgconv.models._row import Row


def pairs(network: Network, known: list[dict[str, Any]]) -> Iterator[tuple[Row, dict[str, Any]]]:
    """The rows of a network with PyTorch's layers, in the order in which they run."""
    found = [row for row in network.rows if _layer_of(row.node.name, known)]
    assert [_layer_of(row.node.name, known) for row in found] == [one["name"] for one in known]
    return zip(found, known, strict=True)


def _layer_of(name: str, layers: list[dict[str, Any]]) -> str:
    """The layer that a row stands for: itself, or the function that a layer of one's own calls."""
    names = {one["name"] for one in layers}
    return name if name in names else next(
        (one for one in names if name == f"{one}.conv2d"), ""
    )  # fmt: skip


def check_field(row: Row, layer: dict[str, Any], input_size: list[int]) -> bool:
    """Compare the field of the middle output with the units that gradients reach, if it has one."""
    if row.field is None or layer["units"] is None:
        return False
    assert row.output_shape is not None
    for one, outputs, size, (first, last) in zip(
        row.field, row.output_shape[1:], input_size, layer["units"], strict=True
    ):
        start = one.start + (outputs - 1) // 2 * one.stride
        assert max(0, start) == first, layer
        assert min(size, start + one.size) - 1 == last, layer
    return True
