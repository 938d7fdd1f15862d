"""Commands that write one figure."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from svgconv.command.figure import LOOKS, PARAMETERS, PLAYING, Figure, takes_figure

Output = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to write, the format by its suffix; - is standard output, as SVG.",
        show_default=False,
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Write over a file that svgconv did not write.")
]


@takes_figure(PARAMETERS, LOOKS, PLAYING)
def render(figure: Figure, output: Output, force: Force = False) -> None:
    """Draw the whole figure.

    \b
    svgconv render padding_strides -o padding_strides.svg
    svgconv render conv -i 6,9 -k 3,5 -s 1,2 -p same -o mine.svg --view flat
    svgconv render "nn.ConvTranspose2d(1, 1, 3, stride=2)" -i 4 -o up.svg --frame-duration 0.5
    svgconv render mine.svg -k 5 -o wider.svg
    """
    from dataclasses import replace

    _put(replace(figure, at=None), output, force)


@takes_figure(PARAMETERS, LOOKS)
def frame(
    figure: Figure,
    output: Output,
    at: Annotated[
        int,
        typer.Option(
            "--at", metavar="K", help="The frame, from 0; -1 is the last.", show_default=False
        ),
    ],
    force: Force = False,
) -> None:
    """Draw one frame.

    \b
    svgconv frame padding_strides --at 4 -o middle.svg
    svgconv frame conv -i 5 -k 3 --at -1 -o last.svg
    """
    _put(figure.frame(at), output, force)


def _put(figure: Figure, output: str, force: bool) -> None:
    if output == "-":
        sys.stdout.buffer.write(figure.encode(".svg"))
        sys.stdout.buffer.flush()
    else:
        figure.save(Path(output), overwrite=force)
