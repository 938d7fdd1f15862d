"""Commands that write one figure."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from svgconv.commands.figure_argument import Figure, Given, takes_figure
from svgconv.commands.left_out_texts import say_left_out
from svgconv.errors import SvgconvError, Words
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.number_needs import ASKING
from svgconv.files.output import Output
from svgconv.options import Stage, flag_of, options_of

Target = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="The file to write; its suffix is the format. - is standard output, as SVG.",
        show_default=False,
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Overwrite a file that svgconv did not write.")
]


DRAWN = [
    name
    for name, one in options_of(FigureOptions).items()
    if one.stage == Stage.SCENE and name not in ASKING
]
"""The options that change only the drawing."""
PLAYED = [
    name for name, one in options_of(FigureOptions).items() if not one.in_still and name != "frames"
]
"""The options that have no effect on a still."""

MANY_CELLS = 64
"""With more cells along a side than this, the cells are hard to see."""


@takes_figure(Stage.PLAYBACK, Output)
def render(figure: Figure, given: Given, output: Target, force: Force = False) -> None:
    """Draw a figure as one file, in the format of its suffix.

    The formats are those of svgconv formats. Still formats, such as PNG, show the first frame.

    \b
    svgconv render padding_strides -o padding_strides.svg
    svgconv render conv -i 6,9 -k 3,5 -s 1,2 -p 1,2 -o mine.svg --view flat
    svgconv render "nn.ConvTranspose2d(1, 1, 3, stride=2)" -i 4 -o up.gif --width 400
    svgconv render dilation -o slides.mp4 --frame-duration 0.5 --hold 2
    svgconv render mine.svg -k 5 -o wider.pdf
    svgconv render conv --help   the options of one operation
    """
    from dataclasses import replace

    _put(replace(figure, at=None), given, output, force)
    _suggest_small(figure)


@takes_figure(Stage.SCENE, Output, without=["max_frames"])
def frame(
    figure: Figure,
    given: Given,
    output: Target,
    at: Annotated[
        str,
        typer.Option(
            "--at", metavar="K", help="The frame, from 0; -1 is the last one.", show_default=False
        ),
    ],
    force: Force = False,
) -> None:
    """Draw one frame.

    \b
    svgconv frame padding_strides --at 4 -o middle.svg
    svgconv frame conv -i 5 -k 3 --at -1 -o last.png --dpi 300 --background transparent
    """
    from svgconv.figure.options import parse_frame

    _put(figure.frame(parse_frame("at", at, figure) or 0), given, output, force)


@takes_figure(Stage.PLAYBACK, Output, without=PLAYED)
def frames(
    figure: Figure,
    given: Given,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="DIR", help="The folder to write to.", show_default=False
        ),
    ],
    format_: Annotated[
        str,
        typer.Option(
            "--format", metavar="SUFFIX", help="The format: any that svgconv formats lists."
        ),
    ] = "png",
    force: Force = False,
) -> None:
    """Draw every frame as a file of its own.

    The files are DIR/NAME_00.png, DIR/NAME_01.png and so on.

    \b
    svgconv frames padding_strides -o frames/
    svgconv frames padding_strides -o frames/ --format pdf --frames 0,4,8
    """
    from svgconv.figure.frame_files import save_frames

    check_target(output, "folder")
    save_frames(figure, output, format_, overwrite=force, **given.others)
    suffix = f".{format_.removeprefix('.')}"
    _warn(given, suffix)
    _say_left_out(figure, given, suffix)


def check_target(output: str, kind: str = "file") -> None:
    """Reject a target without a name, or a folder in a file's place.

    Raises
    ------
    SvgconvError: it is one of these.
    """
    if not output:
        raise SvgconvError("--output", "is empty", f"give the name of a {kind}")
    if kind == "file" and output.endswith(("/", os.sep)):
        raise SvgconvError(Words(output), "is a folder", "give a file in it")


def _put(figure: Figure, given: Given, output: str, force: bool) -> None:
    check_target(output)
    suffix = ".svg" if output == "-" else Path(output).suffix
    if output == "-":
        sys.stdout.buffer.write(figure.encode(suffix, **given.others))
        sys.stdout.buffer.flush()
    else:
        figure.save(Path(output), overwrite=force, **given.others)
    _warn(given, suffix)
    _say_left_out(figure, given, suffix)


def _say_left_out(figure: Figure, given: Given, suffix: str) -> None:
    """Name the texts that would be too small in a picture, in one line."""
    from svgconv.encoders import encoder_for

    if "text_size" not in encoder_for(Path(f"figure{suffix}")).options:
        return
    output = Output.of(given.others)
    flag, remedy = flag_of("text_size"), "draw a larger file, or use a smaller size"
    say_left_out(figure.scene_in(output).left_out, flag, output.least_text_words, remedy)


def _suggest_small(figure: Figure) -> None:
    """Name the option that draws a layer with many cells on a small input, in one line."""
    from svgconv.operations._small_input import drawn_on, on_small_input
    from svgconv.specification.sizes import times

    for one in figure.figures:
        operation = one.operation
        if one.small or max(*operation.input_size, *operation.output_size) <= MANY_CELLS:
            continue
        with suppress(SvgconvError):
            small = on_small_input(operation)
            if drawn_on(operation, small):
                own, drawn = times(operation.input_size), times(small.input_size)
                tiny = f"the cells of {own} are tiny; --small draws the layer on {drawn}"
                typer.echo(f"--input-size: {tiny}", err=True)
                return


def _warn(given: Given, suffix: str) -> None:
    """Name the given options that have no effect on files of this format, in one line."""
    from svgconv.encoders import encoder_for
    from svgconv.encoders.base import unused_options

    encoder = encoder_for(Path(f"figure{suffix}"))
    asked = {key: value for key, value in {**given.changes, **given.others}.items() if value}
    unused = list(map(flag_of, unused_options(encoder, asked)))
    if not encoder.draws:
        drawn = {key: value for key, value in given.changes.items() if key in DRAWN}
        unused += [flag_of(f"no_{key}" if value is False else key) for key, value in drawn.items()]
    if unused:
        typer.echo(f"{', '.join(unused)}: no effect on {suffix} files", err=True)
