"""Which option of a figure asks for numbers, and whether the figure can show any."""

from __future__ import annotations

from collections.abc import Mapping

from svgconv.errors import Name, SvgconvError, Words
from svgconv.figure.owner import Owner
from svgconv.figure.panel_options import asks_for_panels
from svgconv.scene.shade import NONE

ARRAYS = {"input_values": "input", "weight_values": "weight", "bias_values": "bias"}
"""The flags that give arrays, and their keys in the table of ``values``."""
NEEDING = ("sum", "worksheet", "shade")
"""The options that cannot be combined with ``no_values``."""
ASKING = (*NEEDING, "panels")
"""The options that ask for numbers."""

SMOOTH = Words("use a ", Name("mode"), " that is not nearest, or leave it out")
"""The remedy for an upsampling that copies units, and so has no sum."""


def asking_option(value: object, figure: Owner) -> str:
    """Return the option that asks for numbers; ``""`` if none does.

    Parameters
    ----------
    value: the option ``values`` as it is given.
    """
    if isinstance(value, Mapping):
        parts = {**ARRAYS, "seed": "seed"}
        return next((flag for flag, key in parts.items() if key in value), "values")
    if value is not None and value is not False:
        return "values"
    wanted = {
        "sum": figure.sum,
        "worksheet": figure.worksheet,
        "shade": figure.shade != NONE,
        "panels": asks_for_panels(figure.panels),
    }
    return next((name for name, needs in wanted.items() if needs), "")


def check_numbers(option: str, figure: Owner) -> None:
    """Reject numbers that cannot be written.

    Parameters
    ----------
    option: the one that asks for them.

    Raises
    ------
    SvgconvError: more channels than are drawn, an operation or a view without numbers, symbols in
        their place, or a sum that the operation does not have.
    """
    from svgconv.states.channels import MOST_PLANES
    from svgconv.views import VIEWS, view_for, views_of

    operation, view = figure.operation, view_for(figure.operation, figure.view)
    leave = f"leave {'them' if option == 'values' else 'it'} out"
    channels = operation.channels
    if channels is not None and (count := max(channels.inputs, channels.outputs)) > MOST_PLANES:
        problem = f"some of the {count:,} channels are not drawn"
        raise SvgconvError(option, problem, f"use at most {MOST_PLANES} channels")
    if not operation.has_numbers:
        raise SvgconvError(option, f"{operation.name} is drawn without numbers", leave)
    if view.cell_texts is None:
        others = [name for name in views_of(operation) if VIEWS.get(name).cell_texts]
        problem = f"the view {view.name} shows no numbers"
        raise SvgconvError(
            option,
            problem,
            Words("use ", Name("view", "the view"), f" {others[0]}") if others else leave,
        )
    if figure.symbols:
        problem = Words("cannot be combined with ", Name(option))
        raise SvgconvError("symbols", problem, "leave one of the two out")
    if figure.sum and not (view.shows_sums and operation.sum_form is not None):
        problem = f"{operation.name} has no sums in the view {view.name}"
        has_sum = view.shows_sums and "mode" in operation.flags()
        raise SvgconvError("sum", problem, SMOOTH if has_sum else "leave it out")
