"""Commands that print the catalogue, the states and the arithmetic."""

from __future__ import annotations

import json
import re
import sys
from typing import Annotated

import typer

from svgconv.commands.figure_argument import Figure, takes_figure
from svgconv.options import Stage


def list_(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the built-in figures.

    Each line has a figure's name, parameters, output size and number of frames. To list what a
    figure can be made of, use svgconv operations, svgconv views, svgconv themes and svgconv
    formats.
    """
    from svgconv.sources.catalogue import entries
    from svgconv.sources.load import load
    from svgconv.specification.phrases import frames_phrase
    from svgconv.specification.sizes import times

    rows = []
    for entry in entries():
        figure = load(entry["name"])
        operation = figure.operation
        rows.append(
            {
                "name": entry["name"],
                "section": entry["section"],
                "caption": entry["caption"],
                "operation": operation.name,
                "parameters": operation.all_parameters(),
                "output": list(operation.output_size),
                "frames": figure.frame_count,
                "title": figure.title,
            }
        )
    if as_json:
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        size = times(tuple(row["output"]))
        title, *compared = row["title"].split("; ")
        parameters = title.split(": ", 1)[1].rsplit(", output", 1)[0]
        words = [
            f"{parameters}  →  {size}, {frames_phrase(row['frames'])}",
            *map(_in_line, compared),
        ]
        typer.echo(f"{row['name']:{width}}  {'; '.join(words)}")
    if sys.stdout.isatty():  # other programs read a figure from every line
        typer.echo("See also: svgconv operations, svgconv views, svgconv themes, svgconv formats")


def _in_line(compared: str) -> str:
    """Return the words about a compared figure without a capital in mid-line."""
    return re.sub("(?<=compared with )[A-Z](?=[a-z])", lambda found: found[0].lower(), compared)


@takes_figure(Stage.STATES)
def states(figure: Figure) -> None:
    """Print the cell states of every frame as JSON.

    \b
    svgconv states padding_strides
    svgconv states conv_transpose -i 3 -k 3 -s 2 -p 1 --output-padding 1
    svgconv states conv_transpose -i 3 -k 3 -s 2 --view scatter
    """
    from svgconv.states.document import json_pieces

    for piece in json_pieces(figure.states_document):
        sys.stdout.write(piece)


@takes_figure(Stage.ARITHMETIC)
def explain(figure: Figure) -> None:
    """Print the arithmetic of the output size.

    It comes with the number of the relationship in Dumoulin and Visin's guide.

    \b
    svgconv explain padding_strides_odd
    svgconv explain "nn.ConvTranspose2d(1, 1, 3, stride=2)" -i 4,6
    """
    typer.echo(figure.explain())
