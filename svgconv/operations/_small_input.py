"""The smallest input on which an operation behaves as on its own, larger one."""

from __future__ import annotations

from svgconv.operations.base import Operation
from svgconv.specification.sizes import times


def on_small_input(operation: Operation) -> Operation:
    """Return the operation on the smallest input on which it behaves the same way.

    Along each axis the middle of the input is left out. Kernel, stride, dilation and padding stay
    the same, and so does what each output cell reads near the edges, seen from the edge: also the
    rows that are never read at the end. Three outputs remain where there are as many. The result
    has the same size if no smaller input behaves the same way.

    >>> from svgconv.operations.conv import Conv
    >>> on_small_input(Conv(input_size=224, kernel_size=7, stride=2, padding=3)).input_size
    (6, 6)

    Raises
    ------
    SvgconvError: an operation whose windows depend on its whole input.
    """
    repeats = [operation.repeat(axis) for axis in range(operation.axes)]
    return operation.without(repeats, [one.most for one in repeats])


def drawn_on(operation: Operation, drawn: Operation) -> str:
    """Return ``drawn on 6×6 instead of 224×224``; ``""`` for inputs of the same size.

    Parameters
    ----------
    operation: the operation itself.
    drawn: the same on the input that is drawn.
    """
    if drawn.input_size == operation.input_size:
        return ""
    cells = " cells" if operation.axes == 1 else ""
    return f"drawn on {times(drawn.input_size)}{cells} instead of {times(operation.input_size)}"
