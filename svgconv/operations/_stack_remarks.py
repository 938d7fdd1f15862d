"""What the arithmetic of a stack's sizes does not show, and its receptive field in words."""

from __future__ import annotations

from collections.abc import Sequence

from svgconv.errors import SvgconvError, enumeration
from svgconv.operations._channels import Channelled
from svgconv.operations._network import Placed, reads_after
from svgconv.operations._pass_through import PassThrough
from svgconv.operations._receptive_field import Field, arithmetic
from svgconv.operations._spans import Spans, sizes_in_words
from svgconv.operations.base import Operation
from svgconv.specification.phrases import one_or_each
from svgconv.specification.sizes import AXIS_NAMES, LINE_NAMES, Size, times


def remarks_of(one: Placed, axes: int) -> list[str]:
    """Return what the arithmetic does not show of a layer."""
    if isinstance(one.operation, Channelled):
        channels = one.operation.channel_remarks()  # the table has those of the layer
        return [remark for remark in one.operation.remarks() if remark not in channels]
    if one.operation:
        return one.operation.remarks()
    assert isinstance(one.layer, PassThrough)
    if one.layer.module == "Flatten":
        return ["the planes end: each output after it depends on the whole plane"]
    if len(one.shape) > 1 and one.layer.sees_plane(axes):
        return [f"{one.layer.module} sees the whole plane; the receptive field leaves that out"]
    return []


def growth(layers: Sequence[Operation], axes: int) -> list[str]:
    """Return how the receptive field grows, for each axis if they differ.

    Parameters
    ----------
    layers: one after another, all with windows of one size.
    """
    along = [
        [*arithmetic([window for one in layers if (window := one.layer_window(axis))])]
        for axis in range(axes)
    ]
    if all(lines == along[0] for lines in along):
        return along[0]
    return [
        f"{' ' * len(f'{name}, ') if line.startswith(' ') else f'{name}, '}{line}"
        for name, lines in zip(AXIS_NAMES[axes], along, strict=True)
        for line in lines
    ]


def varying_fields(planes: Sequence[Placed], input_size: Size, spans: Spans) -> list[str]:
    """Return the receptive field's sizes, and what is read, for fields without a formula.

    Parameters
    ----------
    planes: the layers before the planes end.
    spans: what their outputs depend on.
    """
    sizes = sizes_in_words(spans)
    field = f"{sizes}, padding included" if sizes else "it differs from output to output"
    try:
        reads = [
            reads_after(planes, axis, [1 << unit for unit in range(count)])
            for axis, count in enumerate(input_size)
        ]
    except SvgconvError:  # too large to count
        return [f"receptive field: {field}"]
    lines = [
        f"{' to '.join(map(str, dict.fromkeys((min(counts), max(counts)))))} {name}"
        f"{'s' * (max(counts) != 1)}"
        for units, name in zip(reads, LINE_NAMES[len(input_size)], strict=True)
        for counts in [[bin(found).count("1") for found in units]]
    ]
    words = enumeration(lines, "and")
    return [f"receptive field: {field}", f"each output reads {words} of the input itself"]


def field_words(field: Sequence[Field]) -> tuple[str, str]:
    """Return a receptive field along all axes: ``7×7``, and ``stride 4, start -2``."""
    sizes, strides, starts = zip(*((one.size, one.stride, one.start) for one in field), strict=True)
    return times(sizes), f"stride {one_or_each(strides)}, start {one_or_each(starts)}"
