"""The command that draws a whole model: its table of layers, and each distinct layer's figure."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from typing import Annotated

import typer

from svgconv.commands.progress import Verbose, progress, say
from svgconv.commands.render import Force


def model(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="package.module:name or file.py:name (this runs that code), a call in PyTorch or"
            " Keras in quotes, or a file: .txt (what print(model) shows; - is standard input),"
            " .onnx or .keras.",
            show_default=False,
        ),
    ],
    input_size: Annotated[
        str | None,
        typer.Option(
            "-i",
            "--input-size",
            metavar="C,H,W",
            help="The shape of the input without the batch, the channels first; optional if the"
            " model states it.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR",
            help="The folder for the page and the figures; without it, the table is printed.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the table as JSON instead.")
    ] = False,
    force: Force = False,
    verbose: Verbose = False,
) -> None:
    """Draw a model: a table and a figure of each layer.

    The table has every layer's shape, receptive field, weights and multiplications; layers that are
    alike share a figure. .txt, .onnx and .keras files are only read. package.module:name and
    file.py:name run your code; name is a model, or a function or class that makes one.

    \b
    svgconv model vgg16.txt -i 3,224,224 -o vgg16/
    svgconv model resnet18.onnx -o resnet18/
    svgconv model models.py:make_unet -i 1,572,572 -o unet/
    svgconv model torchvision.models:resnet18 -i 3,224,224 --json
    """
    from svgconv.errors import SvgconvError
    from svgconv.gallery.networks import model as network_of

    if output == "":
        raise SvgconvError("--output", "is empty", "name a folder; . is this one")
    try:
        with redirect_stdout(sys.stderr):  # what the model's code prints is not the table
            network = network_of(source, input_size)
    except SvgconvError as error:
        if error.subject != "model":
            raise
        raise SvgconvError("SOURCE", error.problem, error.remedy) from None
    if as_json and output is not None:
        typer.echo("--output: no effect with --json", err=True)
    if verbose and output is None:
        typer.echo("--verbose: no effect without --output", err=True)
    if force and output is None:
        typer.echo("--force: no effect without --output", err=True)
    if as_json:
        typer.echo(json.dumps(network.table(), indent=1))
    elif output is None:
        typer.echo(str(network))
    else:
        with progress() as advance:
            report = network.save(output, overwrite=force, advance=advance)
        say(report, verbose)
