"""The parser of the option that draws the kernel and the products as panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svgconv.errors import Name, SvgconvError, Words, quoted
from svgconv.figure.owner import Owner
from svgconv.scene.style import KERNEL, NONE, PRODUCTS

if TYPE_CHECKING:
    from svgconv.operations.base import Operation

WORDS = (NONE, KERNEL, PRODUCTS)
MOST_CELLS = 12
"""Panels are drawn by default if no plane, and no row of kernels, is longer than this."""


def parse_panels(name: str, value: Any, figure: Owner) -> str:
    """Return what is drawn between input and output; ``""`` is the default of the figure.

    Raises
    ------
    SvgconvError: unknown words, or a figure that has no kernel to draw.
    """
    words = _in_order(value)
    if words not in ("", *WORDS):
        raise SvgconvError(name, f"{quoted(value)} is not known", f"use {', or '.join(WORDS)}")
    if words == NONE:
        return NONE
    obstacle = _obstacle(figure)
    if not words:
        return NONE if obstacle or not _is_small(figure.drawn_operation) else PRODUCTS
    if obstacle:
        has_view = has_panels("flat", figure.operation) and obstacle.startswith("the view")
        raise SvgconvError(
            name,
            obstacle,
            Words("use ", Name("view", "the view"), " flat") if has_view else "leave it out",
        )
    return str(words)


def asks_for_panels(value: Any) -> bool:
    """Return whether an option's value asks for panels, which need numbers."""
    return _in_order(value) not in ("", NONE)


def _in_order(value: Any) -> Any:
    """Return words, in a list or with commas between them, in the order of panels."""
    words = value.split(",") if isinstance(value, str) else value
    if not isinstance(words, (list, tuple)):
        return value
    return ",".join(sorted(str(word).strip() for word in words))


def has_panels(view: str, operation: type[Operation] | Operation) -> bool:
    """Return whether a view can draw an operation's kernel as a panel."""
    from svgconv.views import VIEWS

    return view in VIEWS and VIEWS.get(view).has_panels and not _has_no_kernel(operation)


def _has_no_kernel(operation: type[Operation] | Operation) -> str:
    if not operation.has_weight:
        return f"{operation.name} has no kernel"
    return "three axes are drawn without panels" if operation.axes == 3 else ""


def _obstacle(figure: Owner) -> str:
    """Say why a figure cannot have panels; ``""`` if it can."""
    from svgconv.views import VIEWS

    if not VIEWS.get(figure.view).has_panels:
        return f"the view {figure.view} draws none"
    if obstacle := _has_no_kernel(figure.operation):
        return obstacle
    return "" if figure.values is not None else "they need numbers, which are turned off"


def _is_small(operation: Operation) -> bool:
    """Return whether no plane, and no row of kernels next to each other, is too long."""
    kernel = operation.weight_size[-operation.axes :]
    outputs = operation.channels.outputs if operation.channels else 1
    sizes = [*operation.input_size, *operation.output_size, *kernel, outputs * kernel[-1]]
    return max(sizes) <= MOST_CELLS and max(operation.states().drawn_size) <= MOST_CELLS
