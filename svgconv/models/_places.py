"""Functions that move units to other places, or leave them at theirs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from math import prod

from svgconv.models.base import Does, Regrouped, Same, Shift, Turn, Unknown, Whole
from svgconv.specification.sizes import Size


def at_each_place(name: str, word: str, inputs: Sequence[Size | None], output: Size | None) -> Does:
    """Return what a function of several inputs does with each unit.

    An input of one cell, such as a gate for each channel, can be repeated over the plane.

    Parameters
    ----------
    name, word: what it is called, for a reason and in a table.
    inputs, output: shapes with the batch; those that are not known repeat nothing.
    """
    plane = () if output is None else output[2:]
    others = [one[2:] for one in inputs if one and output and one[2:] not in (plane, ())]
    gates = all(len(one) == len(plane) and {*one} == {1} for one in others)
    return Same(word) if gates else Unknown(f"{name} repeats units")


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
    pairs = zip(before[:0:-1], after[:0:-1], strict=False)
    return Regrouped(sum(1 for _ in takewhile(lambda both: both[0] == both[1], pairs)), name)


def exchanged(order: list[int]) -> Does:
    """Return what a transposition does, by the axis that each axis of its output was."""
    if [*order[2:]] == [*range(2, len(order))] and len(order) > 2:
        return Same("transpose")
    if order[:1] == [0] and sorted(order) == [*range(len(order))] and len(order) > 2:
        return Turn(tuple(axis - 1 for axis in order[1:]))
    return Unknown("it exchanges axes")


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
