"""Which of a figure's options an operation can have, in one view or in any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from svgconv.figure.number_needs import ARRAYS
from svgconv.figure.panel_options import has_panels
from svgconv.operations.base import MAXIMUM, Operation
from svgconv.options import Option

OF_NUMBERS = ("values", "seed", *ARRAYS, "sum", "worksheet", "shade", "digits", "winners", "key")
"""The flags that have no meaning without numbers."""


def not_drawn(view: str, operation: type[Operation], options: Mapping[str, Option]) -> set[str]:
    """Return those options of some views only that a view or an operation does not have."""
    from svgconv.views import VIEWS

    drawn = VIEWS.get(view).options if view in VIEWS else frozenset()
    unfit = {name for name, one in options.items() if one.of_some_views and name not in drawn}
    if cast("object", operation.sum_form) is not MAXIMUM:
        unfit.add("winners")
    return unfit if has_panels(view, operation) else unfit | {"panels"}


def without_meaning(operation: type[Operation], options: Mapping[str, Option]) -> set[str]:
    """Return the flags that every figure of an operation rejects, whatever its view.

    Parameters
    ----------
    options: those of a figure.
    """
    from svgconv.views import views_of

    in_no_view = set.intersection(
        *(not_drawn(view, operation, options) for view in views_of(operation))
    )
    return in_no_view | {*_without_meaning(operation)}


def _without_meaning(operation: type[Operation]) -> Iterator[str]:
    from svgconv.views import VIEWS, views_of

    views = [VIEWS.get(name) for name in views_of(operation)]
    if not operation.has_numbers or not any(view.cell_texts for view in views):
        yield from (*OF_NUMBERS, "panels")
    if cast("object", operation.sum_form) is None or not any(view.shows_sums for view in views):
        yield "sum"
    if not operation.has_weight:
        yield "weight_values"
    if not operation.has_bias:
        yield "bias_values"
    if always_overlap(operation):
        yield "tint"


def always_overlap(operation: type[Operation]) -> bool:
    """Return whether an operation's windows overlap, whatever its parameters."""
    return operation.flips_kernel or operation.name == "deform_conv"
