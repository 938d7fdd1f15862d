"""The command that prints frames side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from svgconv.commands.figure_argument import LOOKS, PARAMETERS, Figure, takes_figure


@takes_figure(PARAMETERS, LOOKS)
def strip(
    figure: Figure,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE", help="A .svg, .pdf or .png.", show_default=False
        ),
    ],
    frames: Annotated[
        str | None,
        typer.Option("--frames", metavar="0,3,5-8", help="These frames; -1 is the last."),
    ] = None,
    count: Annotated[
        str | None,
        typer.Option("--count", metavar="N", help="The N most telling frames instead."),
    ] = None,
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="N", help="Panels to a row.")
    ] = None,
    labels: Annotated[
        str,
        typer.Option(
            "--labels", metavar="KIND", help='number, index, none, or your own: "one|two|three".'
        ),
    ] = "number",
    page: Annotated[
        str | None,
        typer.Option("--page", metavar="a4|letter|WxHmm", help="Pages of this size."),
    ] = None,
    margin: Annotated[
        float, typer.Option("--margin", metavar="MM", help="Around a page's panels.")
    ] = 15,
    dpi: Annotated[
        float, typer.Option("--dpi", metavar="N", help="Pixels to an inch of a PNG.")
    ] = 300,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that svgconv did not write.")
    ] = False,
) -> None:
    """Draw frames side by side, in reading order, with a label under each.

    \b
    svgconv strip padding_strides -o strip.svg
    svgconv strip same_padding_no_strides --count 6 --columns 3 -o strip.pdf
    svgconv strip full_padding_no_strides --page a4 --labels index -o pages.pdf
    svgconv strip dilation --frames 0,4,8 --labels "first|middle|last" -o strip.png
    """
    from svgconv.strip.strip import Strip

    made = Strip(figure, frames, _number(count), _number(columns), labels, page, margin)
    made.save(output, overwrite=force, dpi=dpi)


def _number(text: str | None) -> int | None:
    from svgconv.specification.sizes import whole_number

    return None if text is None else whole_number("strip", text, "give one number")
