"""Paths of a model that have different sizes where they join: why, and which inputs match."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from svgconv.models._row import Row
from svgconv.models._rows import CONCAT, along_differing, row_of
from svgconv.models.base import Does, Input, Node, Same, Whole
from svgconv.operations._placement import left_out, matching_sizes
from svgconv.specification.sizes import Size, times

FARTHEST = 64
"""The largest change of the input's size that is tried along an axis."""

MOST_RUNS = 4
"""How often a model is read again to learn about joins behind one that failed."""

Again = Callable[[Size], "Sequence[Node] | None"]
"""Reads a model on another input: the nodes up to the first join that fails; None if none does."""


def explained(nodes: Sequence[Node], rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows; the first one whose paths do not match says why, and what to do."""
    found = list(rows)
    place = first_mismatch(nodes, rows)
    if place is not None:
        reason, remedy = mismatch(nodes, rows, place, lambda shape: None)
        found[place] = replace(rows[place], reason="; ".join(filter(None, (reason, remedy))))
    return tuple(found)


def first_mismatch(nodes: Sequence[Node], rows: Sequence[Row]) -> int | None:
    """Return the place of the first join whose inputs have different sizes, if there is one."""
    return next((at for at, node in enumerate(nodes) if _along(node, rows)), None)


def mismatch(
    nodes: Sequence[Node], rows: Sequence[Row], place: int, again: Again
) -> tuple[str, str]:
    """Return why paths do not match, and the remedy, which may be empty.

    Parameters
    ----------
    place: the join's.
    again: tries the model on an input that may match.
    """
    reason, along = rows[place].reason, _along(nodes[place], rows)
    for at in _on_paths(nodes, place):
        if words := _rounded(rows[at], along):
            reason += f"; {nodes[at].name} {words}"
    shape = rows[0].output_shape
    if shape is None or sum(isinstance(node.does, Input) for node in nodes) > 1:
        return reason, ""
    near: dict[int, list[int]] = {}
    for step in (-1, 1):
        for axis, size in _matching(nodes, shape, step, again).items():
            near.setdefault(axis, []).append(size)
    return reason, matching_sizes(near, len(shape) - 1) if near else ""


def _along(node: Node, rows: Sequence[Row]) -> Size:
    """Return the axes along which the inputs of a node differ."""
    before = [rows[place] for place in node.inputs]
    if any(row.order for row in before):
        return ()
    return along_differing(node.does, [row.output_shape for row in before])


def _on_paths(nodes: Sequence[Node], place: int) -> list[int]:
    """Return the places of the nodes that some of a join's inputs depend on, but not all."""
    first, *others = (_before(nodes, one) for one in nodes[place].inputs)
    return sorted(first.union(*others) - first.intersection(*others))


def _rounded(row: Row, along: Size) -> str:
    """Return what a layer leaves out or rounds along some axes; ``""`` if it does neither."""
    window, before, after = row.operation, row.input_shape, row.output_shape
    if window is None or before is None or after is None:
        return ""
    if words := left_out(window, along):
        return words
    strides = getattr(window, "stride", None)
    divides = not strides or all(before[1 + axis] % strides[axis] == 0 for axis in along)
    if window.flips_kernel or divides:
        return ""
    return f"makes {times(after[1:])} of {times(before[1:])}"


def _cropped(does: Does, before: Sequence[Row]) -> Size:
    """Return the shape after a join, as if its inputs were cropped to the smallest."""
    channels, *plane = zip(*(one.output_shape or () for one in before), strict=True)
    concatenated = isinstance(does, Same) and does.word == CONCAT
    return (sum(channels) if concatenated else channels[0], *map(min, plane))


def _before(nodes: Sequence[Node], place: int) -> set[int]:
    """Return a node's place, and those of all nodes that it depends on."""
    found, left = set[int](), [place]
    while left:
        at = left.pop()
        if at not in found:
            found.add(at)
            left += nodes[at].inputs
    return found


def _matching(nodes: Sequence[Node], shape: Size, step: int, again: Again) -> dict[int, int]:
    """Return the next size that matches along each axis that differs; none if one has none.

    Parameters
    ----------
    step: 1 for larger sizes, -1 for smaller ones.
    """
    for _ in range(MOST_RUNS):
        found = {axis: _next(nodes, shape, axis, step) for axis in _differing(nodes, shape)}
        sizes = {axis: size for axis, size in found.items() if size is not None}
        if len(sizes) < len(found) or not sizes:
            return {}
        plane = [sizes.get(axis, size) for axis, size in enumerate(shape[1:])]
        if (more := again((shape[0], *plane))) is None:
            return sizes
        nodes = more
    return {}


def _next(nodes: Sequence[Node], shape: Size, axis: int, step: int) -> int | None:
    """Return the next size along an axis at which all paths match there; None if none does."""
    own = shape[axis + 1]
    for size in range(own + step, own + step * (FARTHEST + 1), step):
        if size < 1:
            return None
        other = (*shape[: axis + 1], size, *shape[axis + 2 :])
        if axis not in _differing(nodes, other, axis):
            return size
    return None


def _differing(nodes: Sequence[Node], shape: Size, unknown: int = -1) -> list[int]:
    """Return the axes along which paths do not match if the input has a shape.

    Parameters
    ----------
    unknown: an axis that counts, too, if a size at a join is not known; -1 for none.
    """
    rows: list[Row] = []
    along: set[int] = set()
    for node in nodes:
        before = [rows[place] for place in node.inputs]
        if isinstance(node.does, Input):
            rows.append(Row(node, None, shape))
            continue
        whole = isinstance(node.does, Whole)
        row = row_of(node if whole else replace(node, shape=None), before)
        if here := _along(node, rows):
            along |= {*here}
            row = replace(row, output_shape=_cropped(node.does, before))
        rows.append(row)
        if isinstance(node.does, Same) and len(before) > 1 and unknown >= 0:
            along |= {unknown for one in before if one.output_shape is None}
    return sorted(along)
