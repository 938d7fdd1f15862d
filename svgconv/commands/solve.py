"""The command that finds the parameters for an output's size."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from svgconv.commands.command import Command
from svgconv.commands.panels import FigureCommand, with_flags
from svgconv.commands.render import Force, check_target
from svgconv.errors import SvgconvError
from svgconv.figure.parameters import parameters
from svgconv.options import Option, options_of
from svgconv.specification.scalars import count as whole_count

LISTED = 10
DRAWN = 3
"""The solutions that are listed, and drawn side by side, unless ``--count`` says how many."""


class SolveFunction:
    """The function from which the command is built, with the parameters of an operation as flags.

    See `svgconv.commands.figure_argument.FigureFunction`, which does this for a FIGURE.
    """

    def command(self, name: str, words: Sequence[str] | None) -> Command:
        """Return the command, with the flags of the operation that is named, or of all.

        Parameters
        ----------
        words: the command line after the command's name; None for no flags of operations.
        """
        from svgconv.operations import OPERATIONS
        from svgconv.operations._unknown_parameter import is_solved

        if words is None:
            return _built(name, {})
        named = next((word for word in words if OPERATIONS.has_own(word)), None)
        if named is None:
            solved = [one for one in map(OPERATIONS.get, OPERATIONS.names()) if is_solved(one)]
            known = {key for one in solved for key in options_of(one)}
            return _built(name, {key: one for key, one in parameters().items() if key in known})
        command = _built(name, options_of(OPERATIONS.get(named)))
        return command if command.knows(words) else _built(name, parameters())


solve = SolveFunction()


def _solve(
    operation: Annotated[
        str,
        typer.Argument(
            metavar="OPERATION",
            help="A convolution, a transposed convolution or a pooling, such as conv1d.",
            show_default=False,
        ),
    ],
    output_size: Annotated[
        str,
        typer.Option(
            "--output-size",
            metavar="N|H,W",
            help="The size of the output to reach.",
            show_default=False,
        ),
    ],
    count: Annotated[
        str | None,
        typer.Option(
            "--count",
            metavar="N",
            help=f"The maximum number of solutions.  [default: {LISTED} listed, {DRAWN} drawn]",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Also draw the first solutions side by side."
        ),
    ] = None,
    force: Force = False,
    **given: Any,
) -> None:
    """Find the parameters that give an output of a given size.

    The most common ones come first. Each line is a call that PyTorch and svgconv accept.
    Parameters that you give are kept.

    \b
    svgconv solve conv -i 28 --output-size 14
    svgconv solve conv_transpose -i 14 --output-size 28 -k 3
    svgconv solve max_pool -i 28,32 --output-size 14,16 --count 3 -o pools.svg
    """
    from svgconv.figure.comparison import MOST_FIGURES
    from svgconv.sources.load import compare
    from svgconv.sources.solutions import solve as solutions

    most = None if count is None else whole_count("count", count, 1)
    known = {name: value for name, value in given.items() if value is not None}
    if (size := known.pop("input_size", None)) is None:
        raise SvgconvError("input_size", "missing", "see svgconv solve --help")
    figures = solutions(operation, size, output_size, most or LISTED, known)
    if output is None and force:
        typer.echo("--force: no effect without --output", err=True)
    if output is not None:
        check_target(output)
        drawn = figures[: most or DRAWN]
        if len(drawn) > MOST_FIGURES:
            problem = f"{len(drawn)} figures are more than {MOST_FIGURES}"
            raise SvgconvError("count", problem, f"draw at most {MOST_FIGURES}")
        compare(*drawn).save(Path(output), overwrite=force)
    calls = [figure.operation.torch_call() for figure in figures]
    rows = [
        {"pytorch": call, "parameters": figure.operation.all_parameters()}
        for call, figure in zip(calls, figures, strict=True)
    ]
    typer.echo(json.dumps(rows, indent=1) if as_json else "\n".join(calls))


def _built(name: str, options: Mapping[str, Option]) -> Command:
    """Return the command with the flags of these options."""
    command = with_flags(name, _solve, options, FigureCommand)
    command.finds_parameters = True
    return command
