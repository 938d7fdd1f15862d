"""What the arithmetic of a stack's sizes does not show, and its receptive field in words."""

from __future__ import annotations

from collections.abc import Sequence

from svgconv.errors import SvgconvError
from svgconv.operations._network import Placed, reads_after
from svgconv.operations._pass_through import PassThrough
from svgconv.operations._receptive_field import Field
from svgconv.specification.phrases import one_or_each
from svgconv.specification.sizes import LINE_NAMES, Size, times


def remarks_of(one: Placed, axes: int) -> list[str]:
    """Return what the arithmetic does not show of a layer."""
    if one.operation:
        return one.operation.remarks()
    assert isinstance(one.layer, PassThrough)
    if one.layer.module == "Flatten":
        return ["the planes end: each output after it depends on the whole plane"]
    if len(one.shape) > 1 and one.layer.sees_plane(axes):
        return [f"{one.layer.module} sees the whole plane; the receptive field leaves that out"]
    return []


def varying_fields(planes: Sequence[Placed], input_size: Size) -> list[str]:
    """Return the number of units read along each axis, for fields without a formula.

    Parameters
    ----------
    planes: the layers before the planes end.
    """
    try:
        reads = [
            reads_after(planes, axis, [1 << unit for unit in range(count)])
            for axis, count in enumerate(input_size)
        ]
    except SvgconvError:  # too large to count
        return ["receptive field: it differs from output to output"]
    return [
        f"receptive field: {min(counts)} to {max(counts)} {name}s of the input"
        if min(counts) < max(counts)
        else f"receptive field: {max(counts)} {name}{'s' * (max(counts) != 1)} of the input"
        for units, name in zip(reads, LINE_NAMES[len(input_size)], strict=True)
        for counts in [[bin(found).count("1") for found in units]]
    ]


def in_words(field: Sequence[Field]) -> tuple[str, str]:
    """Return a receptive field along all axes: ``7×7``, and ``stride 4, start -2``."""
    sizes, strides, starts = zip(*((one.size, one.stride, one.start) for one in field), strict=True)
    return times(sizes), f"stride {one_or_each(strides)}, start {one_or_each(starts)}"
