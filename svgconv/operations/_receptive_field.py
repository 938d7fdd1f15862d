"""The receptive field of a stack along one axis, layer by layer.

The formulas are those of Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional
Neural Networks" (Distill, 2019), equations 1 to 6, the kernel's size counted with its dilation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from svgconv.operations._pooling import Pooling
from svgconv.operations.base import Operation
from svgconv.operations.conv import Conv


@dataclass(frozen=True)
class Field:
    """What one unit of a layer's output depends on in the stack's input, far from the edges.

    Unit o depends on no input unit before ``start + o * stride``, and on none from ``size`` units
    behind that; with dilation there may be holes between.
    """

    size: int
    stride: int
    start: int


@dataclass(frozen=True)
class Window:
    """A layer's window along one axis: cells spanned, cells per step, cells before the input."""

    span: int
    stride: int
    before: int


def window_of(layer: Operation, axis: int) -> Window | None:
    """The layer's window, or None where windows are not all alike, or move by parts of units."""
    if isinstance(layer, Conv):
        return Window(layer.span[axis], layer.stride[axis], layer.sides[axis][0])
    if isinstance(layer, Pooling):
        return Window(layer.span[axis], layer.strides[axis], layer.sides[axis][0])
    return None


def fields_of(windows: Sequence[Window]) -> list[Field]:
    """The input's own field, then that of every layer's output."""
    fields = [Field(1, 1, 0)]
    for window in windows:
        below = fields[-1]
        fields.append(
            Field(
                size=below.size + (window.span - 1) * below.stride,
                stride=below.stride * window.stride,
                start=below.start - window.before * below.stride,
            )
        )
    return fields


def arithmetic(windows: Sequence[Window]) -> Iterator[str]:
    """The field's size, stride and start by their formulas, then with numbers."""
    fields = fields_of(windows)
    steps = [field.stride for field in fields]
    pairs = list(zip(windows, steps[:-1], strict=True))
    size = " + ".join(f"({window.span} - 1)·{step}" for window, step in pairs)
    stride = "·".join(str(window.stride) for window in windows)
    start = " + ".join(f"{window.before}·{step}" for window, step in pairs)
    yield "receptive field: r = sum over layers of (k_l - 1)·(s_1···s_(l-1)) + 1"
    yield f"                   = {size} + 1"
    yield f"                   = {fields[-1].size}"
    yield f"its stride: s_1···s_L = {stride} = {fields[-1].stride}"
    yield (
        "its start: -sum over layers of p_l·(s_1···s_(l-1))"
        f" = -({start}) = {fields[-1].start}"
    )  # fmt: skip
