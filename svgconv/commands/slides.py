"""The command that makes slides."""

from __future__ import annotations

from typing import Annotated

import typer

from svgconv.commands.render import Force, check_target


def slides(
    figures: Annotated[
        list[str],
        typer.Argument(
            metavar="FIGURE...",
            help="One or more: catalogue names, TOML files with options, or files"
            " that svgconv wrote.",
            show_default=False,
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="FILE", help="The file: .html or .pptx.", show_default=False
        ),
    ],
    steps: Annotated[
        bool, typer.Option("--steps", help="Step through the frames instead of playing them.")
    ] = False,
    force: Force = False,
) -> None:
    """Make slides for the web or PowerPoint.

    A page of reveal.js needs no other file and no network. Each figure starts when its slide is
    shown, or shows its next frame with each step. A PowerPoint file has a GIF on each slide, or a
    slide for each frame; it needs pip install 'svgconv[slides]'. The notes have the descriptions.

    \b
    svgconv slides padding_strides dilation -o deck.html
    svgconv slides padding_strides --steps -o steps.html
    svgconv slides padding_strides -o deck.pptx
    """
    from svgconv.errors import in_place
    from svgconv.ext.slides import save_slides
    from svgconv.sources.load import load

    check_target(output)
    loaded = []
    for number, figure in enumerate(figures, 1):
        with in_place(f"figure {number}"):
            loaded.append(load(figure))
    save_slides(loaded, output, steps=steps, overwrite=force)
