"""The command that draws frames side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from svgconv.commands.figure_argument import Figure, Given, takes_figure
from svgconv.options import Stage
from svgconv.strip.declaration import StripOptions


@takes_figure(Stage.SCENE, StripOptions)
def strip(
    figure: Figure,
    given: Given,
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The file to write: .svg, .pdf or .png.",
            show_default=False,
        ),
    ],
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite a file that svgconv did not write.")
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

    Strip(figure, **given.others).save(output, overwrite=force)
