"""The parsers of a figure's options, and the flags that give them on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from svgconv.errors import Name, SvgconvError, Words
from svgconv.figure.effects import without_random_numbers
from svgconv.figure.number_needs import ARRAYS, NEEDING, asking_option, check_numbers
from svgconv.figure.owner import Owner
from svgconv.numbers.kernels import KERNELS
from svgconv.options import Flag
from svgconv.specification.frame_list import frame_list
from svgconv.specification.measures import seconds
from svgconv.specification.scalars import yes_or_no
from svgconv.specification.sizes import Sides, sides, whole_number

if TYPE_CHECKING:
    from svgconv.numbers.values import Values
    from svgconv.themes import ThemeLike

MOST_MARGIN = 10_000
MOST_PLAYS = 1_000_000
NO_CROP: Sides = ((0, 0), (0, 0))


def views(operation: Any = None) -> tuple[str, ...]:
    """Return the names of all views, or of those that draw an operation, its default first."""
    from svgconv.views import VIEWS, views_of

    return tuple(VIEWS.names()) if operation is None else views_of(operation)


def themes(operation: Any = None) -> tuple[str, ...]:
    """Return the names of all themes."""
    from svgconv.themes import THEMES

    return tuple(THEMES.names())


def parse_view(name: str, value: Any, figure: Owner) -> str:
    """Return a view's name; an empty one is the operation's default view.

    Raises
    ------
    SvgconvError: the view does not exist, or does not draw the operation.
    """
    from svgconv.views import view_for

    return view_for(figure.operation, value).name


def parse_small(name: str, value: Any, figure: Owner) -> bool:
    """Return whether the operation is drawn on a small input.

    Raises
    ------
    SvgconvError: an operation whose windows depend on its whole input.
    """
    small = yes_or_no(name, value, 0)
    if small:
        from svgconv.operations._small_input import on_small_input

        on_small_input(figure.operation)
    return small


def parse_theme(name: str, value: Any, figure: Owner) -> Any:
    """Return a theme's name or a copy of its table, checked."""
    from svgconv.themes import theme_for

    theme_for(value)
    return plain_theme(value)


def plain_theme(theme: ThemeLike) -> str | dict[str, Any]:
    """Return a theme's name, or a copy of its table that a caller can change."""
    if isinstance(theme, str):
        return theme
    return {
        role: dict(entry) if isinstance(entry, Mapping) else entry for role, entry in theme.items()
    }


def parse_seconds(name: str, value: Any, figure: Owner) -> Decimal:
    """Return seconds from 0 to 3,600."""
    return seconds(name, value, Decimal(0))


def parse_plays(name: str, value: Any, figure: Owner) -> int | None:
    """Return a number of plays from 1 to `MOST_PLAYS`, or None for forever."""
    if value is None:
        return None
    remedy = f"use 1 to {MOST_PLAYS:,}"
    count = whole_number(name, value, remedy)
    if not 1 <= count <= MOST_PLAYS:
        raise SvgconvError(name, f"{count:,} is out of range", remedy)
    return count


def parse_frames(name: str, value: Any, figure: Owner) -> str | None:
    """Return a choice of frames as text, or None for all; every frame in it exists."""
    if value is None:
        return None
    chosen = frame_list(name, value, figure.frame_count)
    return value if isinstance(value, str) else ",".join(map(str, chosen))


def parse_frame(name: str, value: Any, figure: Owner) -> int | None:
    """Return the number of a frame from 0, or None for the animation."""
    return None if value is None else frame_number(name, value, figure.frame_count)


def frame_number(name: str, value: object, count: int) -> int:
    """Return the frame, from 0, that a number means; negative numbers count from the end.

    Raises
    ------
    SvgconvError: the frame does not exist.
    """
    remedy = f"use {-count} to {count - 1}"
    number = whole_number(name, value, remedy)
    if not -count <= number < count:
        raise SvgconvError(name, f"{number} does not exist", remedy)
    return number % count


def parse_crop(name: str, value: Any, figure: Owner) -> Sides:
    """Return the units cut off each side."""
    return sides(name, value, least=-MOST_MARGIN)


def parse_yes_or_no(name: str, value: Any, context: object) -> bool:
    """Return True or False."""
    return yes_or_no(name, value, 0)


def parse_annotate(name: str, value: Any, figure: Owner) -> tuple[str, ...]:
    """Return the kinds of annotations, in one order."""
    from svgconv.scene.annotations import kinds

    return kinds(value)


def parse_heading(name: str, value: Any, figure: Owner) -> str:
    """Return a title in letters that the font has."""
    from svgconv.scene.annotations import heading

    return heading(value)


def parse_values(name: str, value: Any, figure: Owner) -> Values | None:
    """Return the numbers of the cells, or None; some options need numbers.

    Raises
    ------
    SvgconvError: malformed numbers, or an operation, a view, channels or symbols that do not allow
        them.
    """
    from svgconv.numbers.values import Values

    option = asking_option(value, figure)
    if value is False and option in NEEDING:
        problem = "needs numbers, which are turned off"
        raise SvgconvError(
            option, problem, Words("leave out ", Name("no_values"), " or ", Name(option))
        )
    if not option or value is False:
        return None
    check_numbers(option, figure)
    values = Values.of(True if value is None else value, figure.operation)
    if not figure.small:
        return values
    if values.given_input is not None:
        problem = "cannot be combined with the input's numbers"
        raise SvgconvError("small", problem, "leave one of the two out")
    return replace(values, operation=figure.drawn_operation)


def parse_compared(name: str, value: Any, figure: Owner) -> tuple[Any, ...]:
    """Return the compared figures, without clocks of their own.

    Raises
    ------
    SvgconvError: too many figures, or one that is compared with others already.
    """
    from svgconv.figure.comparison import check_count

    check_count(1 + len(value))
    return tuple(one.compared() for one in value)


def plain_values(values: Values | None) -> Any:
    """Return the option that gives these numbers again; False for none."""
    return values.option if values else False


VALUE_PARTS: Mapping[str, Flag] = {
    "values": Flag("Give the cells numbers, random by default.", ""),
    "seed": Flag(
        "Choose random numbers with this seed, 0 to 4,294,967,295.",
        "N",
        without_effect=without_random_numbers,
        default="0",
    ),
    "input_values": Flag(
        "The input's numbers: a .csv, .npy or picture file, or rows such as 1,2;3,4; | is between"
        " channels.",
        "FILE|1,2;3,4",
        help_without_files="The input's numbers, in rows; | is between channels.",
    ),
    "weight_values": Flag(
        f"The kernel's numbers, in PyTorch's order: a file, rows, or one of {', '.join(KERNELS)}.",
        "FILE|1,2;3,4|NAME",
        help_without_files=f"The kernel's numbers in rows, or one of {', '.join(KERNELS)}.",
    ),
    "bias_values": Flag(
        "The bias: a number for each output channel.",
        "FILE|1,2",
        help_without_files="A number for each output channel.",
    ),
}
"""The flags that give a figure's ``values`` together."""


def join_values(parts: Mapping[str, Any]) -> Any:
    """Return the option ``values`` that the given parts make; arrays are read already.

    Raises
    ------
    SvgconvError: numbers are given and turned off at once.
    """
    table = {key: parts[flag] for flag, key in ARRAYS.items() if flag in parts}
    if "seed" in parts:
        table = {"seed": parts["seed"], **table}
    if table and parts.get("values") is False:
        given = next(flag for flag in parts if flag != "values")
        raise SvgconvError(
            "no_values", Words("cannot be combined with ", Name(given)), "leave one of the two out"
        )
    return table or parts["values"]


def split_values(value: Any) -> dict[str, Any]:
    """Return the parts that give the option ``values``; arrays are in rows."""
    if not isinstance(value, Mapping):
        return {"values": value} if isinstance(value, bool) else {"seed": value}
    seed = {"seed": value["seed"]} if "seed" in value else {}
    return seed | {
        flag: value[key]
        if isinstance(value[key], str) or isinstance(value[key][0], (list, tuple))
        else [value[key]]
        for flag, key in ARRAYS.items()
        if key in value
    }


ANNOTATIONS = ("title", "legend", "axes", "indices", "frame")
"""The kinds of `svgconv.scene.annotations`; importing them would slow the help down."""
SECONDS = "SECONDS"
NUMBER_SCHEMA = {"type": ["number", "string"]}
"""JSON schema of a number, which may also be text."""
