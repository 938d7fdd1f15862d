"""When an option of a figure has no effect, for a line on standard error.

Each function takes a `svgconv.figure.figure.Figure` and returns what follows ``no effect``, or
``""`` (see `svgconv.options.Flag`).
"""

from __future__ import annotations

from typing import Any

from svgconv.errors import Name, Words
from svgconv.operations.base import MAXIMUM
from svgconv.scene.lens import ROLE as LENS
from svgconv.scene.shade import NONE
from svgconv.scene.window import GHOST


def without_numbers(figure: Any) -> str:
    """Say that no compared figure has numbers."""
    return "" if any(one.values is not None for one in figure.figures) else "without numbers"


def without_winners(figure: Any) -> str:
    """Say that no compared figure has numbers whose largest one can be ringed."""
    from svgconv.views import VIEWS

    ringed = [
        one
        for one in figure.figures
        if one.operation.sum_form is MAXIMUM and "winners" in VIEWS.get(one.view).options
    ]
    if not ringed:
        return f"on {figure.operation.name} in the view {figure.view}"
    if all(one.worksheet for one in ringed):
        return "on a worksheet"
    return "" if any(one.values is not None for one in ringed) else "without numbers"


def without_random_numbers(figure: Any) -> str:
    """Say that all numbers are given, so that none is from the seed."""
    values = [one.values for one in figure.figures if one.values is not None]
    return "" if any("seed" in own.option for own in values) else "where all numbers are given"


def without_smaller_input(figure: Any) -> str:
    """Say that no smaller input behaves the same way."""
    small = [one for one in figure.figures if one.small]
    same = all(one.drawn_operation == one.operation for one in small)
    return "on an input this small" if small and same else ""


def on_single_row(figure: Any) -> str:
    """Say that the frames are one row."""
    return "" if figure.frame_count > figure.odometer.shape[-1] else "on a single row"


def without_ghost(figure: Any) -> str:
    """Say that no window has one of its size in the column before."""
    has_ghost = any(mark.role == GHOST for mark in figure.scene.marks)
    return "" if has_ghost else "without a window of the same size in the column before"


def without_lens(figure: Any) -> str:
    """Say that no window can be enlarged."""
    wanted = [one for one in figure.figures if one.lens]
    if not wanted or any(mark.role == LENS for mark in figure.drawing().scene.marks):
        return ""
    if all(one.shade != NONE for one in wanted):
        return Words("with ", Name("shade"))
    return "with several planes, or windows that differ in size or are nearly as large as the input"


def under_shades(figure: Any) -> str:
    """Say that the colours of numbers cover those of windows."""
    tinted = [one for one in figure.figures if one.tint != NONE]
    return (
        Words("with ", Name("shade")) if tinted and all(one.shade != NONE for one in tinted) else ""
    )
