"""The command that writes an explorer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from svgconv.commands.command import Command
from svgconv.commands.panels import with_flags
from svgconv.commands.render import Force
from svgconv.figure.parameters import parameters
from svgconv.options import Option

FORMS = "A-B|N,..."
"""The forms of a parameter's values."""


class ExploreFunction:
    """The function of the command, which has a flag for each parameter of the operations."""

    def command(self, name: str, words: Sequence[str] | None) -> Command:
        """Return the command.

        Parameters
        ----------
        words: the command line after the command's name; None for no flags of operations.
        """
        return with_flags(name, _explore, {} if words is None else _ranges(), Command)


def _ranges() -> dict[str, Option]:
    """Return every parameter as an option whose flag takes ranges."""
    return {
        name: one
        if one.flag.is_yes_or_no
        else replace(one, flag=replace(one.flag, metavar=FORMS), choices=None)
        for name, one in parameters().items()
    }


def _explore(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="The explorer's folder.", show_default=False)
    ],
    operation: Annotated[
        str | None,
        typer.Option(
            "--operation",
            metavar="NAME,...",
            help="The operations whose ranges the flags give.  [default: those of"
            " DIR/explore.toml, or the built-in ones]",
        ),
    ] = None,
    view: Annotated[
        str | None,
        typer.Option("--view", metavar="NAME,...", help="The views.  [default: all]"),
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option("--theme", metavar="NAME,...", help="The themes.  [default: guide]"),
    ] = None,
    seed: Annotated[
        str | None,
        typer.Option(
            "--seed",
            metavar="N,...",
            help="The seeds of numbers in the cells; none means no numbers.  [default: none]",
        ),
    ] = None,
    force: Force = False,
    **ranges: Any,
) -> None:
    """Write a page with a control for each parameter.

    The page needs no server: svgconv draws the figures of all combinations in advance. Ranges come
    from flags and from DIR/explore.toml. Without that file, svgconv has ranges of its own.

    \b
    svgconv explore explorer/
    svgconv explore explorer/ --operation conv -i 5-6 -k 1-3 -s 1-2 -p 0-1 -d 1
    svgconv explore explorer/ --operation max_pool -i 4 -k 2 -s 1-2 -p 0 -d 1 --view flat
    """
    from svgconv.commands.progress import progress
    from svgconv.errors import Name, SvgconvError, Words
    from svgconv.explorer.builder import build
    from svgconv.explorer.explored import Explored

    if not folder:
        raise SvgconvError("DIR", "is empty", "name the explorer's folder; . is this one")
    every = {**ranges, "view": view, "theme": theme, "seed": seed}
    given = {name: value for name, value in every.items() if value is not None}
    if given and operation is None:
        remedy = Words("add ", Name("operation"), " NAME")
        raise SvgconvError(next(iter(given)), "applies only to an operation", remedy)
    operations = None if operation is None else dict.fromkeys(operation.split(","), given)
    explored = Explored.of(Path(folder), operations)
    with progress() as advance:
        report = build(Path(folder), explored, force, advance)
    typer.echo(report.summary)


explore = ExploreFunction()
