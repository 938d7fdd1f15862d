"""The views: one file each, a way to draw states as a scene."""

from __future__ import annotations

from typing import Any

from svgconv.errors import SvgconvError, enumeration
from svgconv.operations.base import Operation
from svgconv.registry import Family
from svgconv.views.base import View, problem

VIEWS: Family[View[Any]] = Family("view", "svgconv.views", "VIEW", problem)


def views_of(operation: type[Operation] | Operation) -> tuple[str, ...]:
    """Return the names of the views that draw an operation, its default view first."""
    default = operation.default_view
    names = [name for name in VIEWS.names() if not _obstacle(VIEWS.get(name), operation)]
    return tuple(sorted(names, key=lambda name: (name != default, name)))


def draws(name: str, operation: type[Operation] | Operation) -> bool:
    """Return whether there is a view of this name, and it draws an operation."""
    return name in VIEWS and not _obstacle(VIEWS.get(name), operation)


def view_for(operation: Operation, name: str) -> View[Any]:
    """Return the view of a name, or the operation's default view if the name is empty.

    Raises
    ------
    SvgconvError: no such view, or one that does not draw the operation.
    """
    view = VIEWS.get(name or operation.default_view)
    obstacle = _obstacle(view, operation)
    if obstacle:
        raise SvgconvError(
            "view", f"{view.name} {obstacle}", f"use {enumeration(views_of(operation), 'or')}"
        )
    return view


def _obstacle(view: View[Any], operation: type[Operation] | Operation) -> str:
    """Say why a view does not draw an operation; ``""`` if it does."""
    if view.states_kind not in operation.states_kinds:
        return f"does not draw {operation.name}"
    several = not isinstance(operation, type) and len(operation.odometer_shape) > operation.axes
    if several and not view.orientation_channels:
        return "draws one channel only"
    if operation.axes == 3 and not view.orientation_slices:
        return "draws two axes only"
    return ""
