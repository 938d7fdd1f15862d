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
    if not isinstance(operation, type) and len(operation.readings) > operation.axes:
        names = [name for name in names if VIEWS.get(name).words_for_channels]
    if operation.axes == 3:
        names = [name for name in names if VIEWS.get(name).words_for_slices]
    return tuple(sorted(names, key=lambda name: (name != usual, name)))


def view_for(operation: Operation, name: str) -> View:
    """The view of a name, or the usual one where the name is empty.

    Raises
    ------
    SvgconvError: no such view, or one that does not draw the operation.
    """
    view = VIEWS.get(name or operation.usual_view)
    others = f"use {', '.join(views_of(operation))}"
    if view.kind not in operation.kinds:
        raise SvgconvError("view", f"{name} does not draw {operation.name}", others)
    if len(operation.readings) > operation.axes and not view.words_for_channels:
        raise SvgconvError("view", f"{name} draws one channel only", others)
    if operation.axes == 3 and not view.words_for_slices:
        raise SvgconvError("view", f"{name} draws two axes only", others)
    return view
