"""Functions that move units to other places, or leave them at theirs."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from svgconv.models.base import Does, Same, Shift, Unknown, Whole
from svgconv.specification.sizes import Size


def at_same_places(inputs: Sequence[Size | None], output: Size | None) -> bool:
    """Return whether no input is repeated along an axis of the plane.

    Parameters
    ----------
    inputs, output: shapes with the batch; those that are not known repeat nothing.
    """
    known = [one for one in inputs if one is not None]
    return output is None or all(one[2:] in (output[2:], ()) for one in known)


def reshaped(name: str, before: Size, after: Size) -> Does:
    """Return what a reshaping does; tensors are kept row by row.

    So the last axes keep their places if their sizes stay the same.

    Parameters
    ----------
    before, after: shapes with the batch.
    """
    plane = before[2:]
    if plane and after[len(after) - len(plane) :] == plane and len(after) > len(plane):
        return Same(name)
    if len(after) == 2 or not plane:
        return Whole() if prod(plane) > 1 or len(after) > 2 else Same(name)
    return Unknown(f"{name} moves units to other places")


def exchanged(order: Sequence[int]) -> Does:
    """Return what a transposition does, by the axis that each axis of its output was."""
    kept = [*order[2:]] == [*range(2, len(order))] and len(order) > 2
    return Same("transpose") if kept else Unknown("it exchanges axes")


def sliced(parts: Sequence[slice], plane: Size) -> Does:
    """Return what a slice along each axis of the plane does."""
    sides, steps = [], []
    for part, size in zip(parts, plane, strict=True):
        start, stop, step = part.indices(size)
        count = max(0, -(-(stop - start) // step))
        sides.append((-start, start + count * step - size))
        steps.append(step)
    if not any(map(any, sides)) and {*steps} <= {1}:
        return Same("slice")
    return Shift(tuple(sides), tuple(steps))
