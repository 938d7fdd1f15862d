"""A figure's options, checked: each in its one true form, or refused in one line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from svgconv.errors import SvgconvError, quoted
from svgconv.operations.base import Operation
from svgconv.scene.annotations import heading, kinds
from svgconv.specification.frame_list import frame_list
from svgconv.specification.seconds import seconds
from svgconv.specification.sizes import sides, whole_number
from svgconv.states.channels import MOST_PLANES
from svgconv.views import VIEWS, views_of
from svgconv.views.base import View

if TYPE_CHECKING:
    from svgconv.figure.figure import Figure

SHORTEST = Decimal("0.001")
MOST_MARGIN = 10_000
MOST_PLAYS = 1_000_000
NOT_IN_STILLS: dict[str, Any] = {
    "frame_duration": Decimal(1),
    "plays": None,
    "hold": Decimal(0),
    "shown": None,
}
"""Options that say how frames follow each other, as they are where nothing follows."""


def checked(figure: Figure) -> dict[str, object]:
    """The options that need nothing but the number of frames, by their names.

    Raises
    ------
    SvgconvError: one that is malformed or out of range.
    """
    count = figure.frames
    return {
        "frame_duration": seconds("frame_duration", figure.frame_duration, SHORTEST),
        "hold": seconds("hold", figure.hold, Decimal(0)),
        "crop": sides("crop", figure.crop, least=-MOST_MARGIN),
        "plays": None if figure.plays is None else _plays(figure.plays),
        "shown": None if figure.shown is None else _chosen(figure.shown, count),
        "at": None if figure.at is None else frame_of(figure.at, count),
        "sum": _yes_or_no("sum", figure.sum),
        "worksheet": _yes_or_no("worksheet", figure.worksheet),
        "annotate": kinds(figure.annotate),
        "heading": heading(figure.heading),
    }


def frame_of(k: object, count: int) -> int:
    """The frame that a number means, of so many; negative ones count from the end.

    Raises
    ------
    SvgconvError: no such frame.
    """
    index = whole_number("frame", k)
    if not -count <= index < count:
        raise SvgconvError("frame", f"{index} is not there", f"use 0 to {count - 1}")
    return index % count


def _chosen(shown: object, count: int) -> str:
    """The choice of frames as text, once it is sure that they are all there."""
    chosen = frame_list("frames", shown, count)
    return shown if isinstance(shown, str) else ",".join(map(str, chosen))


def _yes_or_no(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise SvgconvError(name, f"{quoted(value)} is neither true nor false", "use true or false")
    return value


def _plays(value: object) -> int:
    count = whole_number("plays", value)
    if not 1 <= count <= MOST_PLAYS:
        raise SvgconvError("plays", f"{count} is out of range", f"use 1 to {MOST_PLAYS}")
    return count


def check_numbers(operation: Operation, view: View[Any], with_sum: bool) -> None:
    """Refuse numbers where they cannot be written.

    Raises
    ------
    SvgconvError: more channels than are drawn, an operation or a view without numbers, or a sum of
        an operation that has none.
    """
    channels = operation.channels
    if channels is not None and (count := max(channels.inputs, channels.outputs)) > MOST_PLANES:
        raise SvgconvError(
            "values", f"of {count:,} channels not all are drawn", f"use at most {MOST_PLANES}"
        )
    if not operation.has_numbers:
        raise SvgconvError("values", f"{operation.name} is drawn without numbers", "leave them out")
    if view.cell_texts is None:
        others = [name for name in views_of(operation) if VIEWS.get(name).cell_texts]
        remedy = f"use the view {others[0]}" if others else "leave them out"
        raise SvgconvError("values", f"the view {view.name} shows none", remedy)
    if with_sum and not (view.shows_sums and operation.sum_form is not None):
        problem = f"{operation.name} has none to write out in the view {view.name}"
        raise SvgconvError("sum", problem, "leave it out")
