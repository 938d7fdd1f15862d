"""The views: one file each, a way to draw states as a scene."""

from __future__ import annotations

from svgconv.errors import SvgconvError
from svgconv.operations.base import Operation
from svgconv.registry import Family
from svgconv.views.base import View

VIEWS: Family[View] = Family("view", "svgconv.views", "VIEW")


def views_of(operation: type[Operation] | Operation) -> tuple[str, ...]:
    """The names of the views that draw an operation, its usual one first."""
    usual = operation.usual_view
    names = [name for name in VIEWS.names() if VIEWS.get(name).kind in operation.kinds]
    return tuple(sorted(names, key=lambda name: (name != usual, name)))


def view_for(operation: Operation, name: str) -> View:
    """The view of a name, or the usual one where the name is empty.

    Raises
    ------
    SvgconvError: no such view, or one that does not draw the operation.
    """
    view = VIEWS.get(name or operation.usual_view)
    if view.kind not in operation.kinds:
        others = ", ".join(views_of(operation))
        raise SvgconvError("view", f"{name} does not draw {operation.name}", f"use {others}")
    return view
