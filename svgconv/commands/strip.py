"""The command that draws frames side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svgconv.commands.figure_argument import Figure, Given, takes_figure
from svgconv.commands.left_out_texts import say_left_out
from svgconv.commands.render import check_target
from svgconv.errors import enumeration
from svgconv.options import Stage, flag_of
from svgconv.strip.declaration import StripOptions

if TYPE_CHECKING:
    from svgconv.strip.strip import Strip


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
    """Draw frames side by side, with a label under each.

    They are in reading order. Each page is a file of its own, except in a PDF; the names are
    printed.

    \b
    svgconv strip padding_strides -o strip.svg
    svgconv strip same_padding_no_strides --count 6 --columns 3 -o strip.pdf
    svgconv strip full_padding_no_strides --page a4 --labels index -o pages.pdf
    svgconv strip dilation --frames 0,4,8 --labels "first|middle|last" -o strip.png
    svgconv strip padding_strides --count 4 --columns 4 --width 170mm -o wide.pdf
    """
    from svgconv.strip.strip import PANEL_LABELS, Strip

    check_target(output)
    made = Strip(figure, **given.others)
    paths = made.save(output, overwrite=force)
    if paths != [Path(output)]:
        typer.echo("\n".join(map(str, paths)))
    for line in _without_effect(made, given, Path(output).suffix):
        typer.echo(line, err=True)
    flag, ways = _what_decides(made)
    ways += ["shorter labels"] * (PANEL_LABELS in made.left_out)
    remedy = f"use {enumeration(ways, 'or')}"
    say_left_out(made.left_out, flag_of(flag), made.least_text_words, remedy)


def _what_decides(strip: Strip) -> tuple[str, list[str]]:
    """Return the option that decides on the size of panels, and what makes them larger."""
    plan = strip.plan
    fewer, more = ["fewer columns"] * (plan.columns > 1), ["more columns"] * (plan.rows > 1)
    if strip.page is not None:
        return "page", ["a larger page", *fewer]
    if strip.width is not None:
        height = ["a larger height"] * (strip.height is not None)
        return "width", ["a larger width", *height, *fewer]
    if strip.height is not None:
        return "height", ["a larger height", *more]
    if strip.scale is not None:
        return "scale", ["a larger scale"]
    if strip.text_size is not None:
        return "text_size", ["smaller texts", "a page with larger panels"]
    return "page", ["a page with larger panels"]


def _without_effect(strip: Strip, given: Given, suffix: str) -> Iterator[str]:
    """Yield a line for each given option that has no effect on the strip's file."""
    if "margin" in given.others and strip.page is None:
        yield "--margin: no effect without --page"
    if "dpi" in given.others and strip.is_on_paper and suffix.lower() != ".png":
        yield f"--dpi: no effect on {suffix} files"
    if strip.count is not None and strip.count > (frames := strip.figure.frame_count):
        yield f"--count: no effect above {frames}, the number of frames"
