"""Parsers of the options of a figure's style, which only some views have."""

from __future__ import annotations

from typing import Any

from svgconv.errors import Name, SvgconvError, Words, enumeration, quoted
from svgconv.figure.operation_options import always_overlap
from svgconv.figure.owner import Owner
from svgconv.operations.base import MAXIMUM
from svgconv.scene.shade import KINDS, PRIMARIES, RGB
from svgconv.scene.style import ALL, APART, BODY, COMPUTED, LINES, NONE, STACKED, WINDOWS
from svgconv.scene.tints import overlap
from svgconv.specification.scalars import yes_or_no
from svgconv.states.channels import Channels

ONE = Channels(1, 1)


def parse_outputs(name: str, value: Any, figure: Owner) -> str:
    """Return which output cells are coloured; ``""`` is the view's default.

    Raises
    ------
    SvgconvError: an unknown word, or a view that colours all.
    """
    return _styled(name, value, figure, (ALL, COMPUTED), COMPUTED)


def parse_beams(name: str, value: Any, figure: Owner) -> str:
    """Return how beams are drawn; ``""`` is the view's default.

    Raises
    ------
    SvgconvError: an unknown word, or a view that draws lines.
    """
    return _styled(name, value, figure, (LINES, BODY), BODY)


def parse_shade(name: str, value: Any, figure: Owner) -> str:
    """Return how cells are coloured by their numbers.

    Raises
    ------
    SvgconvError: an unknown word, or red, green and blue without three channels.
    """
    if value == RGB and (channels := figure.operation.channels or ONE).inputs != len(PRIMARIES):
        problem = f"rgb colours three input channels, not {channels.inputs}"
        has_channels = "in_channels" in figure.operation.flags()
        raise SvgconvError(
            name,
            problem,
            Words("use ", Name("in_channels"), " 3, or grey") if has_channels else "use grey",
        )
    if value not in KINDS:
        problem = f"{quoted(value)} is not known"
        raise SvgconvError(name, problem, f"use {enumeration(KINDS, 'or')}")
    return str(value)


def parse_winners(name: str, value: Any, figure: Owner) -> bool:
    """Return whether winners are ringed; a figure without numbers has none.

    None is the default: winners are ringed in max poolings, in the views that can do so.

    Raises
    ------
    SvgconvError: neither yes nor no, or an operation or a view without winners.
    """
    from svgconv.views import view_for

    wanted = None if value is None else yes_or_no(name, value, 0)
    view = view_for(figure.operation, figure.view)
    possible = figure.operation.sum_form is MAXIMUM and name in view.options
    if wanted and not possible:
        is_maximum = figure.operation.sum_form is MAXIMUM
        of_view = f"the view {view.name} does not ring them"
        problem = of_view if is_maximum else "only max poolings have them"
        raise SvgconvError(name, problem, "leave it out")
    return possible and wanted is not False and figure.values is not None


def parse_tint(name: str, value: Any, figure: Owner) -> str:
    """Return ``"windows"`` if each window has a tint, or ``"none"``.

    Raises
    ------
    SvgconvError: an unknown word, a view without tints, or windows that overlap.
    """
    from svgconv.views import view_for

    if value not in (NONE, WINDOWS):
        raise SvgconvError(name, f"{quoted(value)} is not known", f"use {NONE} or {WINDOWS}")
    view, operation = view_for(figure.operation, figure.view), figure.drawn_operation
    if value == WINDOWS and name not in view.options:
        problem = f"{value} cannot be combined with the view {view.name}"
        raise SvgconvError(name, problem, "leave it out")
    if value == WINDOWS and always_overlap(type(operation)):
        problem = f"{value} cannot be combined with {operation.name}, whose windows overlap"
        raise SvgconvError(name, problem, "leave it out")
    if value == WINDOWS and overlap(operation.states().axes):
        problem = "the windows overlap, so a cell would have several tints"
        has_stride = "stride" in operation.flags()
        remedy = (
            Words("use a ", Name("stride"), " of at least the window's size")
            if has_stride
            else "leave it out"
        )
        raise SvgconvError(name, problem, remedy)
    return str(value)


def parse_planes(name: str, value: Any, figure: Owner) -> str:
    """Return how the planes of channels or slices are drawn.

    Raises
    ------
    SvgconvError: an unknown word, a view that cannot stack them, or planes that cannot be stacked.
    """
    words = _styled(name, value or APART, figure, (APART, STACKED), APART)
    operation = figure.operation
    if words == APART:
        return words
    problem, remedy = f"{STACKED} cannot be combined with ", "leave it out"
    if operation.axes == 1:
        raise SvgconvError(name, f"{problem}one axis, whose planes are rows", remedy)
    if len(operation.odometer_shape) == operation.axes == 2:
        several = "in_channels" in operation.flags()
        remedy = (
            Words("use ", Name("in_channels"), " and ", Name("out_channels")) if several else remedy
        )
        raise SvgconvError(name, f"{problem}a single plane", remedy)
    channels = operation.channels or ONE
    drawn = {*channels.drawn_inputs}
    if any(drawn.isdisjoint(channels.read_by(output)) for output in channels.drawn_outputs):
        groups = f"{problem}{channels.groups} groups, of which one has no drawn channel"
        raise SvgconvError(name, groups, remedy)
    if figure.values is not None:
        raise SvgconvError(name, f"{problem}numbers, which planes in front would hide", remedy)
    if figure.tint != NONE:
        raise SvgconvError(name, f"{problem}tints, which planes in front would hide", remedy)
    return words


def parse_ghost(name: str, value: Any, figure: Owner) -> bool:
    """Return whether the window of the frame before is outlined.

    Raises
    ------
    SvgconvError: neither yes nor no, or a view without it.
    """
    return _of_view(
        name, value, figure, Words("use ", Name("view", "the view"), " oblique or flat")
    )


def parse_lens(name: str, value: Any, figure: Owner) -> bool | None:
    """Return whether a lens is drawn; None is the default: where cells are tiny.

    Raises
    ------
    SvgconvError: neither yes nor no, or a view without it.
    """
    return (
        None
        if value is None
        else _of_view(
            name, value, figure, Words("use ", Name("view", "the view"), " oblique or flat")
        )
    )


def parse_symbols(name: str, value: Any, figure: Owner) -> bool:
    """Return whether the weights' symbols are written.

    Raises
    ------
    SvgconvError: neither yes nor no, or a view without symbols.
    """
    return _of_view(name, value, figure, Words("use ", Name("view", "the view"), " matrix"))


def _of_view(name: str, value: Any, figure: Owner, remedy: str) -> bool:
    """Return yes or no for an option that only some views draw."""
    from svgconv.views import view_for

    wanted = yes_or_no(name, value, 0)
    view = view_for(figure.operation, figure.view)
    if wanted and name not in view.options:
        raise SvgconvError(name, f"cannot be combined with the view {view.name}", remedy)
    return wanted


def _styled(name: str, value: Any, figure: Owner, words: tuple[str, str], default: str) -> str:
    from svgconv.views import view_for

    if value not in ("", *words):
        raise SvgconvError(name, f"{quoted(value)} is not known", f"use {enumeration(words, 'or')}")
    view = view_for(figure.operation, figure.view)
    if name in view.options:
        return value or default
    if value == words[1]:
        problem = f"{value} cannot be combined with the view {view.name}"
        raise SvgconvError(name, problem, f"leave it out, or use {words[0]}")
    return words[0]
