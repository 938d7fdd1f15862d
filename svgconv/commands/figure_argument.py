"""The FIGURE argument and the flags that change it, once for every command that takes them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svgconv.commands.panels import keyword, parameters, typer_options
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.options import ARRAYS
from svgconv.options import Option, Stage, given_options, options_of

if TYPE_CHECKING:
    from svgconv.figure.figure import Figure as Figure  # noqa: PLC0414 - for the commands
else:
    Figure = Any
    """In a command's signature, what `takes_figure` replaces by FIGURE and the flags."""


def _figures(incomplete: str) -> list[str]:
    """Return the FIGUREs that start with an incomplete word, for the shell."""
    from svgconv.operations import OPERATIONS
    from svgconv.sources.catalogue import catalogue

    names = [*catalogue(), *OPERATIONS.names()]
    return [name for name in names if name.startswith(incomplete)]


@dataclass(frozen=True)
class Given:
    """The options that a command line gives, by name.

    Attributes
    ----------
    changes: those that change the figure.
    others: those of the file, or of the strip.
    """

    changes: Mapping[str, Any]
    others: Mapping[str, Any]


FIGURE = Annotated[
    str,
    typer.Argument(
        metavar="FIGURE",
        autocompletion=_figures,
        help="A catalogue name, an operation, a PyTorch call in quotes, a TOML file, or an SVG"
        " that svgconv wrote.",
        show_default=False,
    ),
]


def figure_options(stage: Stage) -> dict[str, Option]:
    """Return every flagged option up to a stage: parameters, then the figure's own options."""
    own = {
        name: one
        for name, one in options_of(FigureOptions).items()
        if one.stage <= stage and name != "at"
    }
    return {**parameters(), **own}


def takes_figure(
    stage: Stage, others: type | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the FIGURE argument and the flags of the options up to a stage.

    The command itself takes the finished `Figure` as its first parameter, and, if there are
    ``others``, what is `Given` as its second. Flags override what FIGURE says.

    Parameters
    ----------
    others: a class that declares more options, such as those of a file.
    """
    options = figure_options(stage)
    other_options = options_of(others) if others else {}

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        flags, other_flags = typer_options(options), typer_options(other_options)

        @wraps(command)
        def run(figure: str, **given: Any) -> None:
            from svgconv.sources.load import load

            changes = given_options(options, {name: given.pop(name) for name in flags}, _read)
            more = given_options(
                other_options, {name: given.pop(name) for name in other_flags}, _read
            )
            made = load(figure, **changes)
            command(made, *([Given(changes, more)] if others else []), **given)

        own = list(inspect.signature(command, eval_str=True).parameters.values())[
            1 + bool(others) :
        ]
        signature = [
            keyword("figure", FIGURE, inspect.Parameter.empty),
            *(keyword(name, flag, None) for name, flag in {**flags, **other_flags}.items()),
            *(keyword(item.name, item.annotation, item.default) for item in own),
        ]
        run.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]
        run.__annotations__ = {item.name: item.annotation for item in signature}
        return run

    return decorate


def _read(flag: str, value: Any) -> Any:
    """Return a part of the option ``values``; text that gives an array is read."""
    from svgconv.sources.arrays import read_array

    return read_array(value) if flag in ARRAYS else value
