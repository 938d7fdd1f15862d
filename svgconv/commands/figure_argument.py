"""The FIGURE argument and the flags that change it, once for every command that takes them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svgconv.commands.command import Command, built
from svgconv.commands.panels import FigureCommand, keyword, typer_options
from svgconv.errors import spelled
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.parameters import parameters
from svgconv.options import (
    Option,
    Stage,
    flag_of,
    flags_of,
    given_options,
    in_help_order,
    options_of,
)

if TYPE_CHECKING:
    from svgconv.figure.figure import Figure as Figure  # noqa: PLC0414 - for the commands
    from svgconv.operations.base import Operation
else:
    Figure = Any
    """In a command's signature, what `takes_figure` replaces by FIGURE and the flags."""


def _figures(incomplete: str) -> list[str]:
    """Return the FIGUREs that start with an incomplete word, for the shell."""
    from svgconv.operations import OPERATIONS
    from svgconv.sources.catalogue import catalogue

    names = [*catalogue(), *OPERATIONS.names(), *OPERATIONS.aliases()]
    return sorted(name for name in names if name.startswith(incomplete))


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
        help="A catalogue name, an operation such as conv, with options, a call in PyTorch or Keras"
        " in quotes, a TOML file, a .txt file with a call or a printed model (- is standard"
        " input), or a file that svgconv wrote.",
        show_default=False,
    ),
]


@dataclass(frozen=True)
class FigureFunction:
    """A function that takes a finished `Figure`, from which a command with its flags is built.

    Attributes
    ----------
    run: the function; see `takes_figure`.
    stage: the last stage whose options are flags.
    others: a class that declares more options; None if there are none.
    without: the options that are no flags although their stage is.
    """

    run: Callable[..., None]
    stage: Stage
    others: type | None
    without: frozenset[str]

    def command(self, name: str, words: Sequence[str] | None) -> Command:
        """Return the command, with the flags of all operations or of one, if that suffices.

        Parameters
        ----------
        words: the command line after the command's name; None for no flags of operations.
        """
        if words is None:
            return self._built(name, {})
        operation = _operation_named(words)
        if operation is not None:
            command = self._built(name, options_of(operation))
            if command.knows(words):
                return command
        return self._built(name, parameters())

    def _built(self, name: str, parameters: Mapping[str, Option]) -> Command:
        own = {
            name: one
            for name, one in options_of(FigureOptions).items()
            if one.stage <= self.stage and name not in {"at", *self.without}
        }
        options = {**parameters, **own}
        others = {
            name: one
            for name, one in (options_of(self.others) if self.others else {}).items()
            if name not in self.without
        }
        flags, other_flags = typer_options(in_help_order(options)), typer_options(others)

        @wraps(self.run)
        def run(figure: str, **given: Any) -> None:
            from svgconv.sources.array_files import read_part
            from svgconv.sources.load import load

            own = {name: given.pop(name) for name in flags}
            changes = given_options(options, own, read_part)
            more = given_options(others, {name: given.pop(name) for name in other_flags}, read_part)
            made = load(figure, **changes)
            self.run(made, *([Given(changes, more)] if self.others else []), **given)
            for line in without_effect(options, own, made):
                typer.echo(line, err=True)

        given = list(inspect.signature(self.run, eval_str=True).parameters.values())
        signature = [
            keyword("figure", FIGURE, inspect.Parameter.empty),
            *(keyword(name, flag, None) for name, flag in {**flags, **other_flags}.items()),
            *(
                keyword(item.name, item.annotation, item.default)
                for item in given[1 + bool(self.others) :]
            ),
        ]
        run.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]
        run.__annotations__ = {item.name: item.annotation for item in signature}
        command = built(name, run, FigureCommand)
        command.others = self.others
        return command


def takes_figure(
    stage: Stage, others: type | None = None, without: Collection[str] = ()
) -> Callable[[Callable[..., None]], FigureFunction]:
    """Give a command the FIGURE argument and the flags of the options up to a stage.

    The command itself takes the finished `Figure` as its first parameter, and, if there are
    ``others``, what is `Given` as its second. Flags override what FIGURE says.

    Parameters
    ----------
    others: a class that declares more options, such as those of a file.
    without: the names of the options that have no effect there.
    """
    return lambda run: FigureFunction(run, stage, others, frozenset(without))


def _operation_named(words: Sequence[str]) -> type[Operation] | None:
    """Return the operation of the first word that names a figure of the catalogue, or an operation.

    None if there is no such word; the FIGURE may still be a call, a file or another package's.
    """
    from svgconv.operations import OPERATIONS
    from svgconv.sources.catalogue import named_recipe

    for word in words:
        name = str((named_recipe(word) or {"operation": word})["operation"])
        if not word.startswith("-") and OPERATIONS.has_own(name):
            return OPERATIONS.get(name)
    return None


def without_effect(
    options: Mapping[str, Option], arguments: Mapping[str, Any], figure: Figure
) -> Iterator[str]:
    """Yield a line for the flags that have no effect on a figure, for each reason.

    Parameters
    ----------
    arguments: the values by the flags' names; None is not given.
    """
    reasons: dict[str, list[str]] = {}
    for name, flag in flags_of(options).items():
        if (value := arguments[name]) is not None and (why := flag.without_effect(figure)):
            given = f"no_{name}" if value is False else name
            reasons.setdefault(spelled(why, flag_of), []).append(flag_of(given))
    yield from (f"{', '.join(flags)}: no effect {why}" for why, flags in reasons.items())
