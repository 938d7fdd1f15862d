"""The error about a parameter that an operation does not have."""

from __future__ import annotations

from collections.abc import Iterable

from svgconv.errors import SvgconvError, enumeration, nearest
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.options import options_of, required


def unknown_parameter(
    name: str, operation: type[Operation], others: Iterable[str] = ()
) -> SvgconvError:
    """Return the error about a parameter that is unknown, or that belongs to other operations.

    Parameters
    ----------
    others: names that are no parameters, but that the user may have meant.
    """
    own = options_of(operation)
    owners = [one for one in map(OPERATIONS.get, OPERATIONS.own_names()) if name in options_of(one)]
    if not owners:
        return SvgconvError(
            name, f"unknown parameter of {operation.name}", nearest(name, own, others)
        )
    if name == "output_size" and is_solved(operation):
        remedy = f"use svgconv solve {operation.name} to reach a size"
    else:
        same = [one.name for one in owners if one.axes == operation.axes]
        remedy = f"it belongs to {enumeration(same or [one.name for one in owners], 'and')}"
    return SvgconvError(name, f"{operation.name} has no such parameter", remedy)


def is_solved(operation: type[Operation]) -> bool:
    """Return whether an operation's window can be found for a size of its output."""
    return {"kernel_size", "stride"} <= {*options_of(operation)} and "output_size" not in required(
        operation
    )
