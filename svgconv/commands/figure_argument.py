"""The FIGURE argument and the flags that change it, once for every command that takes them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svgconv.options import Flag

if TYPE_CHECKING:
    from svgconv.figure.figure import Figure as Figure  # noqa: PLC0414 - given on
else:
    Figure = Any
    """In a command's signature, what `takes_figure` replaces by FIGURE and the flags."""

Text = str | None


def _figures(incomplete: str) -> list[str]:
    """What the shell completes a FIGURE to."""
    from svgconv.operations import OPERATIONS
    from svgconv.sources.catalogue import catalogue

    names = [*catalogue(), *OPERATIONS.names()]
    return [name for name in names if name.startswith(incomplete)]


def _views(incomplete: str) -> list[str]:
    from svgconv.views import VIEWS

    return [name for name in VIEWS.names() if name.startswith(incomplete)]


def _themes(incomplete: str) -> list[str]:
    from svgconv.themes import THEMES

    return [name for name in THEMES.names() if name.startswith(incomplete)]


FIGURE = Annotated[
    str,
    typer.Argument(
        metavar="FIGURE",
        autocompletion=_figures,
        help="A catalogue name, an operation, a PyTorch call, a TOML file, or an SVG of svgconv's.",
        show_default=False,
    ),
]


def _parameters() -> dict[str, Any]:
    """Every operation's parameters as flags, those with a letter of their own first."""
    from svgconv.operations import OPERATIONS

    flags: dict[str, Flag] = {}
    for operation in map(OPERATIONS.get, OPERATIONS.names()):
        flags |= operation.flags()
    order = ["-i", "-k", "-s", "-p", "-d"]
    named = sorted(flags, key=lambda name: (*order, flags[name].short).index(flags[name].short))
    return {name: _option(name, flags[name]) for name in named}


def _option(name: str, flag: Flag) -> Any:
    long = name.replace("_", "-")
    if not flag.metavar:
        return Annotated[bool | None, typer.Option(f"--{long}/--no-{long}", help=flag.help)]
    names = [flag.short, f"--{long}"] if flag.short else [f"--{long}"]
    return Annotated[Text, typer.Option(*names, metavar=flag.metavar, help=flag.help)]


PARAMETERS = _parameters()

BESIDE: dict[str, Any] = {
    "beside": Annotated[
        list[str] | None,
        typer.Option(
            "--beside",
            metavar="FIGURE",
            help="Put this figure beside it, on one clock; may be given several times.",
        ),
    ],
}

VALUES: dict[str, Any] = {
    "values": Annotated[
        bool | None,
        typer.Option("--values/--no-values", help="Numbers in the cells."),
    ],
    "seed": Annotated[
        Text,
        typer.Option("--seed", metavar="N", help="Numbers in the cells from this seed; usually 0."),
    ],
    "input_values": Annotated[
        Text,
        typer.Option(
            "--input-values", metavar="FILE", help="The input's, from .csv or .npy, or 1,2;3,4."
        ),
    ],
    "weight_values": Annotated[
        Text,
        typer.Option(
            "--weight-values", metavar="FILE", help="The kernel's; the same, as PyTorch has them."
        ),
    ],
    "sum": Annotated[
        bool | None,
        typer.Option("--sum/--no-sum", help="Write each frame's sum beneath."),
    ],
}

VIEW: dict[str, Any] = {
    "view": Annotated[
        Text,
        typer.Option(
            "--view",
            help="oblique (as published), flat, matrix; of a transposed convolution also scatter"
            " and gather.",
            autocompletion=_views,
        ),
    ],
}

WORKSHEET: dict[str, Any] = {
    "worksheet": Annotated[
        bool | None,
        typer.Option("--worksheet/--no-worksheet", help="Leave the outputs blank, for students."),
    ],
}

LOOKS: dict[str, Any] = {
    **BESIDE,
    **VALUES,
    **WORKSHEET,
    **VIEW,
    "theme": Annotated[
        Text,
        typer.Option(
            "--theme",
            metavar="NAME|FILE",
            help="guide, dark, auto, colorblind, print; or a TOML file of your own colours.",
            autocompletion=_themes,
        ),
    ],
    "annotate": Annotated[
        Text,
        typer.Option(
            "--annotate",
            metavar="title,legend,axes,indices,frame",
            help="What to write around it: some of these.",
        ),
    ],
    "heading": Annotated[
        Text, typer.Option("--heading", metavar="TEXT", help="A title of your own.")
    ],
    "crop": Annotated[
        Text,
        typer.Option(
            "--crop",
            metavar="N|H,W|T,B,L,R",
            help="Cut so many units off the sides (a cell has 20); negative adds a margin.",
        ),
    ],
}

PLAYING: dict[str, Any] = {
    "frame_duration": Annotated[
        Text,
        typer.Option(
            "--frame-duration", metavar="SECONDS", help="How long a frame is shown; usually 1."
        ),
    ],
    "hold": Annotated[
        Text,
        typer.Option("--hold", metavar="SECONDS", help="Show the last frame so much longer."),
    ],
    "plays": Annotated[
        Text,
        typer.Option("--plays", metavar="N", help="Play so often, then rest on the last frame."),
    ],
    "shown": Annotated[
        Text,
        typer.Option("--frames", metavar="0,3,5-8", help="Only these frames; -1 is the last."),
    ],
}

FILE: dict[str, Any] = {
    "width": Annotated[
        Text,
        typer.Option("--width", metavar="PX|80mm", help="The file's width; px, mm, cm, in, pt."),
    ],
    "height": Annotated[
        Text,
        typer.Option(
            "--height", metavar="PX|60mm", help="The file's height; with --width, a canvas around."
        ),
    ],
    "scale": Annotated[
        Text, typer.Option("--scale", metavar="X", help="Pixels to a unit (a cell has 20).")
    ],
    "dpi": Annotated[
        Text,
        typer.Option(
            "--dpi", metavar="N", help="Pixels to an inch of natural size or paper; else 96."
        ),
    ],
    "background": Annotated[
        Text,
        typer.Option("--background", metavar="COLOR", help="white, transparent or #rrggbb."),
    ],
    "colors": Annotated[
        Text, typer.Option("--colors", metavar="N", help="Colours of a GIF, 8 to 255.")
    ],
    "max_frames": Annotated[
        Text,
        typer.Option("--max-frames", metavar="N", help="Draw up to so many frames; else 10000."),
    ],
    "custom_properties": Annotated[
        bool,
        typer.Option(
            "--custom-properties",
            help="Let a page's CSS change an SVG's colours: --svgconv-input, ...",
        ),
    ],
    "full_frames": Annotated[
        bool, typer.Option("--full-frames", help="Whole frames in a GIF, as PowerPoint wants.")
    ],
}
"""Flags of the file; the command gets those that were given as its ``file``."""


def takes_figure(
    *groups: dict[str, Any], file: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the FIGURE argument and the flags of ``groups``.

    The command itself takes the finished `Figure` as its first parameter, and with ``file`` the
    options of the file as its second. Flags go before what FIGURE says.
    """
    flags = {name: flag for group in groups for name, flag in group.items()}
    options = FILE if file else {}

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(figure: str, **given: Any) -> None:
            from svgconv.api import load

            changes = _with_values(_said({name: given.pop(name) for name in flags}))
            about_file = _said({name: given.pop(name) or None for name in options})
            made = load(figure, **changes)
            command(made, *([about_file] if file else []), **given)

        own = list(inspect.signature(command, eval_str=True).parameters.values())[1 + file :]
        parameters = [
            _keyword("figure", FIGURE, inspect.Parameter.empty),
            *(_keyword(name, flag, None) for name, flag in flags.items()),
            *(_keyword(name, flag, _unset(name)) for name, flag in options.items()),
            *(_keyword(item.name, item.annotation, item.default) for item in own),
        ]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {item.name: item.annotation for item in parameters}
        return run

    return decorate


def _with_values(changes: dict[str, Any]) -> dict[str, Any]:
    """The changes with all flags of numbers as one, ``values``."""
    from svgconv.sources.values import values_of_flags

    flags = ("values", "seed", "input_values", "weight_values")
    given = {name: changes.pop(name) for name in flags if name in changes}
    return {**changes, **({"values": values_of_flags(given)} if given else {})}


def _said(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value not in (None, [])}


def _unset(name: str) -> object:
    return False if name in ("full_frames", "custom_properties") else None


def _keyword(name: str, annotation: object, default: object) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )
