"""What outputs depend on along each axis, where they do not all have the same receptive field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, Union

from svgconv.errors import SvgconvError
from svgconv.operations._receptive_field import Field, Window, grown, united
from svgconv.operations.base import Operation
from svgconv.specification.sizes import times

Span: TypeAlias = tuple[int, int]
"""The first and the last unit of the input that an output depends on."""

Along: TypeAlias = "Union[Field, tuple[Span | None, ...]]"
"""The field that all outputs along an axis have, or the span of each; None if it has no units."""

Spans: TypeAlias = "tuple[Along, ...] | None"
"""The spans along each axis; None if they are not known."""

MOST_OUTPUTS = 4096
"""The most outputs along an axis whose spans are listed."""


def span_of(below: Along, unit: int) -> Span | None:
    """Return the span of a unit, also of one in the padding if all units have the same field."""
    if isinstance(below, Field):
        start = below.start + unit * below.stride
        return start, start + below.size - 1
    return below[unit] if 0 <= unit < len(below) else None


def spans_through(operation: Operation, below: Spans) -> Spans:
    """Return the spans of a layer's outputs from those of its inputs."""
    if below is None or max(operation.output_size) > MOST_OUTPUTS:
        return None
    found: list[Along] = []
    for axis, along in enumerate(below):
        window = operation.layer_window(axis)
        if isinstance(along, Field) and window is not None:
            found.append(grown(along, window))
            continue
        try:
            states = operation.layer_states().axes[axis]
        except SvgconvError:
            return None
        real, step = states.real_cells, states.spacing
        origin = real[0] - states.cell_units[real[0]] * step if real else 0
        found.append(
            tuple(
                _union([span_of(along, (cell - origin) // step)
                        for cell in cells if (cell - origin) % step == 0])
                for cells in states.cells
            )
        )  # fmt: skip
    return tuple(found)


def spans_moved(windows: Sequence[Window], size: Sequence[int], below: Spans) -> Spans:
    """Return the spans behind padding, a crop or a slice.

    Parameters
    ----------
    windows: of one unit, along each axis.
    size: the number of outputs along each axis.
    """
    if below is None or max(size) > MOST_OUTPUTS:
        return None
    return tuple(
        grown(along, window) if isinstance(along, Field) else tuple(
            span_of(along, unit * window.stride - window.before) for unit in range(count)
        )
        for window, count, along in zip(windows, size, below, strict=True)
    )  # fmt: skip


def spans_together(each: Sequence[Spans], size: Sequence[int]) -> Spans:
    """Return the spans of outputs that depend on what each of some paths gives.

    Parameters
    ----------
    size: the number of outputs along each axis.
    """
    known = [one for one in each if one is not None]
    if len(known) < len(each) or {*map(len, known)} != {len(size)}:
        return None
    found: list[Along] = []
    for count, along in zip(size, zip(*known, strict=True), strict=True):
        fields = [one for one in along if isinstance(one, Field)]
        both = united(fields) if len(fields) == len(along) else None
        if both is None and count > MOST_OUTPUTS:
            return None
        found.append(both or tuple(_union([span_of(one, at) for one in along])
                                   for at in range(count)))  # fmt: skip
    return tuple(found)


def sizes_in_words(spans: Spans) -> str:
    """Return the least and the largest size of spans, ``5×5 to 7×7``; ``""`` if not known."""
    ends = []
    for along in spans or ():
        listed = () if isinstance(along, Field) else filter(None, along)
        sizes = [along.size] if isinstance(along, Field) else [b - a + 1 for a, b in listed]
        if not sizes:
            return ""
        ends.append((min(sizes), max(sizes)))
    return " to ".join(dict.fromkeys(map(times, zip(*ends, strict=True))))


def _union(spans: Sequence[Span | None]) -> Span | None:
    known = [one for one in spans if one is not None]
    return (min(one for one, _ in known), max(one for _, one in known)) if known else None
