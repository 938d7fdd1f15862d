"""The application: a group of commands; each is imported and built when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperGroup

from svgconv.commands.command import WORDS, Command, built
from svgconv.version import VERSION

COMMANDS = {
    "render": "svgconv.commands.render:render",
    "frame": "svgconv.commands.render:frame",
    "frames": "svgconv.commands.render:frames",
    "strip": "svgconv.commands.strip:strip",
    "tex": "svgconv.commands.tex:tex",
    "slides": "svgconv.commands.slides:slides",
    "make": "svgconv.commands.make:make",
    "explore": "svgconv.commands.explore:explore",
    "model": "svgconv.commands.model:model",
    "explain": "svgconv.commands.inspect:explain",
    "solve": "svgconv.commands.solve:solve",
    "states": "svgconv.commands.inspect:states",
}
"""The function of each command, by its module and its name, in the order of the help."""

LISTS = {
    "list": "svgconv.commands.inspect:list_",
    "operations": "svgconv.commands.members:operations",
    "views": "svgconv.commands.members:views",
    "themes": "svgconv.commands.members:themes",
    "formats": "svgconv.commands.members:formats",
    "schema": "svgconv.commands.schema:schema",
}
"""The functions of the commands that list what exists, which the help lists last."""

HELP = """Draw convolution arithmetic as animated SVG that matches PyTorch.

    \b
    svgconv make gallery/                             the built-in figures and their page
    svgconv render padding_strides -o figure.svg      a built-in figure
    svgconv render conv -i 6 -k 3 -s 2 -p 1 -o my.svg your own parameters
    svgconv render "nn.Conv2d(1, 1, 3, padding=1)" -i 5 -o my.svg
    svgconv explain padding_strides -k 5              the output-size arithmetic
    svgconv serve                                     a web page for building a figure

    A FIGURE is a name that `svgconv list` shows, an operation such as conv, with options, a call
    in PyTorch or Keras in quotes, a TOML file, a .txt file with a call or a printed model (- is
    standard input), or a file that svgconv wrote.
    """


def application(others: Mapping[str, str]) -> Any:
    """Return the application, with these commands between `COMMANDS` and `LISTS`."""
    app = typer.Typer(
        name="svgconv",
        cls=Commands,
        help=HELP,
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(options)
    group: Any = typer.main.get_command(app)
    group.places = {**COMMANDS, **others, **LISTS}
    return group


class Commands(TyperGroup):
    """A group whose commands are named by their places.

    Attributes
    ----------
    places: the module and the name of each command's function, as in `COMMANDS`.
    """

    places: Mapping[str, str]

    def get_params(self, ctx: Any) -> list[Any]:
        """Return its own flags, each of which is yes or no; one that is not given is no.

        typer imports pydantic to convert another default, even of ``--help``.
        """
        flags: list[Any] = super().get_params(ctx)
        for flag in flags:
            if flag.default is None:
                flag.default = False
        return flags

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands' names, in the order of the help."""
        return list(self.places)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Keep the words of the command line, from which the command is built, and return it."""
        ctx.meta[WORDS] = tuple(args[1:])
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of a name; None if there is none.

        It has the flags that the words of the command line need; without words, as in the list of
        all commands, it has no flags of operations.
        """
        if cmd_name not in self.places:
            return None
        module, _, name = self.places[cmd_name].partition(":")
        function = getattr(import_module(module), name)
        if hasattr(function, "command"):  # it takes a FIGURE
            return function.command(cmd_name, ctx.meta.get(WORDS))
        return built(cmd_name, function, Command)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"svgconv {VERSION}")
        raise typer.Exit


def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Options of svgconv itself."""
