"""The receptive field of a stack along one axis, layer by layer.

The formulas are from Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional
Neural Networks" (Distill, 2019), with d(k - 1) + 1 for the size of a dilated kernel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """The units of the stack's input that one unit of a layer depends on, far from the edges.

    Unit o depends on units from ``start + o * stride`` on, and only on the first ``size`` of them;
    with dilation there may be holes between.
    """

    size: int
    stride: int
    start: int


@dataclass(frozen=True)
class Window:
    """A layer's window along one axis.

    Attributes
    ----------
    taps, dilation: the number of taps, and the cells from each tap to the next.
    stride: the cells from each position to the next.
    before: the padding cells before the input.
    """

    taps: int
    dilation: int
    stride: int
    before: int

    @property
    def reach(self) -> int:
        """The cells after its first one: d(k - 1)."""
        return self.dilation * (self.taps - 1)

    @property
    def reach_words(self) -> str:
        """The reach in numbers, such as ``2·(3 - 1)``."""
        dilated = f"{self.dilation}·" if self.dilation > 1 else ""
        return f"{dilated}({self.taps} - 1)"


OWN = Field(1, 1, 0)
"""The field of the input's own units."""


def fields_of(windows: Sequence[Window]) -> list[Field]:
    """Return the field of the input's own units, then that of every layer's output."""
    fields = [OWN]
    for window in windows:
        fields.append(grown(fields[-1], window))
    return fields


def grown(below: Field, window: Window) -> Field:
    """Return the field of a layer's output from that of its input."""
    return Field(
        size=below.size + window.reach * below.stride,
        stride=below.stride * window.stride,
        start=below.start - window.before * below.stride,
    )


def united(fields: Sequence[Field]) -> Field | None:
    """Return the smallest field that holds these; None if they move by different strides."""
    if len({field.stride for field in fields}) > 1:
        return None
    start = min(field.start for field in fields)
    stop = max(field.start + field.size for field in fields)
    return Field(stop - start, fields[0].stride, start)


def arithmetic(windows: Sequence[Window]) -> Iterator[str]:
    """Yield the field's size, stride and start by their formulas, then with numbers."""
    fields = fields_of(windows)
    steps = [field.stride for field in fields]
    pairs = list(zip(windows, steps[:-1], strict=True))
    size = " + ".join(f"{window.reach_words}·{step}" for window, step in pairs)
    stride = "·".join(str(window.stride) for window in windows)
    start = " + ".join(f"{window.before}·{step}" for window, step in pairs)
    dilated = "d_l" * any(window.dilation > 1 for window in windows)
    yield f"receptive field: r = sum of {dilated}(k_l - 1)·(s_1···s_(l-1)) over the layers l, + 1"
    yield f"                   = {size} + 1"
    yield f"                   = {fields[-1].size}"
    yield f"the receptive field's stride = s_1···s_L = {stride} = {fields[-1].stride}"
    start = f"-({start}) = {fields[-1].start}"
    yield f"the receptive field's start = -sum of p_l·(s_1···s_(l-1)) = {start}"
