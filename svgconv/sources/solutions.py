"""The inverse question: the parameters with which an operation gives an output of some size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import product
from typing import Any

from svgconv.errors import Name, SvgconvError, Words, enumeration, nearest, quoted
from svgconv.figure.figure import Figure
from svgconv.operations import OPERATIONS
from svgconv.operations._unknown_parameter import is_solved, unknown_parameter
from svgconv.operations.base import Operation
from svgconv.options import defaults, options_of
from svgconv.specification.parsers import Parser
from svgconv.specification.scalars import count
from svgconv.specification.sizes import Size, SizeLike, plain, size, times

FREE = ("kernel_size", "stride", "padding", "dilation", "output_padding")
"""The parameters that are searched for, if the operation has them."""

LARGEST_STRIDE = 8
LARGEST_DILATION = 3
FEWEST = 12
"""The solutions of one axis that are combined with those of the others."""

Solution = tuple[float, dict[str, Any]]
"""How uncommon the parameters of one axis are, and the parameters."""


def solve(
    operation: str,
    input_size: SizeLike,
    output_size: SizeLike,
    most: int = 10,
    parameters: Mapping[str, Any] | None = None,
    **more: Any,
) -> list[Figure]:
    """Return the figures of an operation that have an output of this size, most common first.

    Small odd kernels come first for a convolution, even ones for a transposed convolution, and 2
    and 3 for pooling. Padding that is half of the kernel, or none, comes before other padding;
    dilation and output padding come last. Parameters are the same on all axes where that is
    possible. Kernels up to 11, the largest that fits, strides up to 8 and dilation up to 3 are
    tried, unless they are given.

    >>> [figure.operation.torch_call() for figure in solve("conv", 28, 14, most=2)]
    ['nn.Conv2d(1, 1, 3, stride=2, padding=1)', 'nn.Conv2d(1, 1, 5, stride=2, padding=2)']

    Parameters
    ----------
    operation: the name of an operation with a window, such as ``"conv"`` or ``"max_pool"``.
    input_size, output_size: in cells: one whole number, or one for each axis, such as
        ``(height, width)``; at least 1.
    most: the most figures, at least 1.
    parameters, more: parameters as in `torch.nn` that every figure has, by name: as a table, or as
        keywords, such as ``kernel_size=3``.

    Returns
    -------
    list: the figures, at least one.

    Raises
    ------
    SvgconvError: the operation is unknown or has no window to search for, a value is malformed or
        out of range, or there is no solution.

    Guide to convolution arithmetic: relationships 1 to 15, https://arxiv.org/abs/1603.07285
    PyTorch: https://docs.pytorch.org/docs/stable/nn.html
    """
    given = {**(parameters or {}), **more}
    if operation not in OPERATIONS:
        problem = f"{quoted(operation)} is not an operation"
        raise SvgconvError("operation", problem, nearest(operation, _solved()))
    kind = OPERATIONS.get(operation)
    known = options_of(kind)
    if not is_solved(kind):
        problem = f"{operation} has no kernel size and stride to solve for"
        raise SvgconvError("operation", problem, "use conv, conv_transpose, max_pool or avg_pool")
    for name in given:
        if name not in known:
            raise unknown_parameter(name, kind)
    most = count("most", most, 1)
    parse: Parser[tuple[int, ...]] = size(least=1)
    before = parse("input_size", input_size, kind.axes)
    after = parse("output_size", output_size, kind.axes)
    fixed = {name: known[name].parse(name, value, kind.axes) for name, value in given.items()}
    found = nsmallest(most, _solutions(kind, before, after, fixed), key=lambda one: one[0])
    if not found:
        raise _unsolved(kind, before, after, fixed)
    for _, solution in found:
        if solution.get("stride") == _default_stride(kind, solution):
            solution.pop("stride", None)
    common = {"input_size": before, **given}
    return [
        Figure.from_recipe({"operation": operation, "parameters": {**common, **solution}})
        for _, solution in found
    ]


def _solved() -> list[str]:
    """Return the names of the operations whose parameters can be found."""
    return [name for name in OPERATIONS.names() if is_solved(OPERATIONS.get(name))]


def _unsolved(
    kind: type[Operation], before: Size, after: Size, fixed: Mapping[str, Any]
) -> SvgconvError:
    """Return the error for a size that is not reached with parameters that are given."""
    problem = f"{kind.name} does not give {times(after)} from {times(before)}"
    if not fixed or next(_solutions(kind, before, after, {}), None) is None:
        return SvgconvError("output_size", problem, "choose another size")
    given = enumeration((Words(Name(key), f" {plain(one)}") for key, one in fixed.items()), "and")
    remedy = Words("leave out ", enumeration(map(Name, fixed), "or"))
    return SvgconvError("output_size", Words(problem, " with ", given), remedy)


def _solutions(
    kind: type[Operation], before: Sequence[int], after: Sequence[int], fixed: Mapping[str, Any]
) -> Iterator[Solution]:
    """Yield the solutions of all axes together, in no order."""
    axes = range(kind.axes)
    alone = [[*_on_axis(kind, axis, before[axis], after[axis], fixed)] for axis in axes]
    if all(one == alone[0] for one in alone):
        yield from alone[0]
        return
    fewest = [nsmallest(FEWEST, one, key=lambda solution: solution[0]) for one in alone]
    # Parameters that all axes share may be among the uncommon ones of each.
    shared = [one for one in alone[0] if all(one in other for other in alone)]
    together = [*product(*fewest), *([one] * kind.axes for one in shared)]
    for combined in {repr(one): one for one in map(list, together)}.values():
        values = {name: [one[1][name] for one in combined] for name in combined[0][1]}
        unequal = sum(len({*value}) > 1 for value in values.values())
        yield sum(one[0] for one in combined) / kind.axes + 4 * unequal, values


def _on_axis(
    kind: type[Operation], axis: int, before: int, after: int, fixed: Mapping[str, Any]
) -> Iterator[Solution]:
    """Yield the parameters that turn ``before`` cells of one axis into ``after``."""
    names = [name for name in FREE if name in options_of(kind) and name not in fixed]
    # The same on every axis, so that the operation's own checks and sizes hold for one.
    own = {name: _on_every_axis(value, axis, kind.axes) for name, value in fixed.items()}
    for values in product(*(_tried(kind, name, before, after) for name in names)):
        found = dict(zip(names, values, strict=True))
        if {"padding", "kernel_size"} <= {*found} and found["padding"] > _reach(found):
            continue  # some windows would lie in the padding alone
        if min(before, after) == 1 and found.get("stride") not in (
            None,
            _default_stride(kind, found),
        ):
            continue  # the window does not move
        try:
            operation = kind.from_parameters({"input_size": before, **own, **found})
            if operation.output_size[0] == after:
                yield _uncommon(operation, found, after), found
        except SvgconvError:
            continue


def _on_every_axis(value: Any, axis: int, axes: int) -> Any:
    """Return the value of one axis for all of them, if a parameter has a value for each axis."""
    return [value[axis]] * axes if isinstance(value, tuple) and len(value) == axes else value


def _tried(kind: type[Operation], name: str, before: int, after: int) -> list[int]:
    """Return the values of a parameter that are tried."""
    whole = {abs(after - before) + 1, before, after}
    kernels = sorted({*kind.common_kernels, *whole})
    ratios = {-(-before // after), before // after, -(-after // before), after // before} - {0}
    return {
        "kernel_size": kernels,
        "stride": sorted({*range(1, LARGEST_STRIDE + 1), *ratios}),
        "padding": list(range(max(kind.common_kernels) // 2 + 1)),
        "dilation": list(range(1, LARGEST_DILATION + 1)),
        "output_padding": list(range(3)),
    }[name]


def _reach(found: Mapping[str, int]) -> int:
    """Return the cells of a window after its first one: d(k - 1)."""
    return found.get("dilation", 1) * (found["kernel_size"] - 1)


def _default_stride(kind: type[Operation], found: Mapping[str, Any]) -> Any:
    """Return the stride that need not be written; for pooling it is the kernel's size."""
    return defaults(kind)["stride"] or found.get("kernel_size")


def _uncommon(operation: Any, found: Mapping[str, int], after: int) -> float:
    """Return how uncommon the parameters of one axis are; 0 for the most common ones."""
    common, kernel = operation.common_kernels, operation.kernel_size[0]
    dilation, stride = found.get("dilation", 1), found.get("stride", 1)
    if after == 1 and kernel == operation.input_size[0]:
        return dilation - 1.0  # a window over the whole input
    rank = common.index(kernel) if kernel in common else len(common) + kernel
    padding = found.get("padding", 0)
    expected = 0 if padding == dilation * (kernel - 1) // 2 else 1 if padding == 0 else 6
    late = 4 * dilation * (dilation > 1) + 2 * found.get("output_padding", 0)
    return float(rank + expected + late + 7 * (stride > kernel) + stride / 10)
