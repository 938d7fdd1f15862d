"""The command that makes a figure's files for LaTeX."""

from __future__ import annotations

from typing import Annotated

import typer

from svgconv.commands.figure_argument import Figure, takes_figure
from svgconv.commands.render import Force, check_target
from svgconv.options import Stage


@takes_figure(Stage.PLAYBACK, without=("poster",))
def tex(
    figure: Figure,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="DIR", help="The folder to write to.", show_default=False
        ),
    ],
    tikz: Annotated[
        bool, typer.Option("--tikz", help="Write one frame as TikZ, too: DIR/NAME.tikz.")
    ] = False,
    force: Force = False,
) -> None:
    """Make a figure's files for LaTeX and Beamer.

    DIR/NAME_frames.pdf has a page for each frame, and DIR/NAME_strip.pdf at most 12 frames next to
    each other. DIR/NAME.tex shows one frame, the strip, an animation, and a page for each overlay;
    pdflatex and lualatex compile it. The files' names are printed.

    With --tikz, DIR/NAME.tikz is the first of the frames as code that you can read and edit.

    \b
    svgconv tex padding_strides -o talk/
    svgconv tex padding_strides --tikz --frames 4 -o talk/
    svgconv tex "nn.Conv2d(1, 1, 3, stride=2)" -i 5 --theme print -o paper/
    """
    from svgconv.ext.tex import save_tex

    check_target(output, "folder")
    typer.echo("\n".join(map(str, save_tex(figure, output, tikz=tikz, overwrite=force))))
