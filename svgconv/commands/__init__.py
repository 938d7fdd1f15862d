"""The command line: one file per group of commands, which import what they need when they run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from svgconv.commands import inspect, make, members, render, schema, strip
from svgconv.commands.panels import PanelCommand
from svgconv.version import VERSION

app = typer.Typer(
    name="svgconv",
    help="""Draw convolution arithmetic as animated SVG that matches PyTorch.

    \b
    svgconv make gallery/                             the built-in figures and their page
    svgconv render padding_strides -o figure.svg      a built-in figure
    svgconv render conv -i 6 -k 3 -s 2 -p 1 -o my.svg your own parameters
    svgconv render "nn.Conv2d(1, 1, 3, padding=1)" -i 5 -o my.svg
    svgconv explain padding_strides -k 5              the output-size arithmetic
    svgconv serve                                     a web page for building a figure

    A FIGURE is a name that `svgconv list` shows, an operation (conv, conv_transpose) with flags,
    a PyTorch call in quotes, a TOML file, or an SVG that svgconv wrote.
    """,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS: dict[str, Callable[..., None]] = {
    "list": inspect.list_,
    "operations": members.operations,
    "views": members.views,
    "themes": members.themes,
    "formats": members.formats,
    "explain": inspect.explain,
    "states": inspect.states,
    "render": render.render,
    "frame": render.frame,
    "frames": render.frames,
    "strip": strip.strip,
    "make": make.make,
    "schema": schema.schema,
}
for name, command in COMMANDS.items():
    app.command(name, cls=PanelCommand)(command)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"svgconv {VERSION}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Options of svgconv itself."""
