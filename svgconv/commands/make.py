"""The command that makes a gallery."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def make(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="The gallery's folder.", show_default=False)
    ],
    formats: Annotated[
        str | None,
        typer.Option(
            "--formats",
            metavar="svg,gif,...",
            help="What to make of each figure: svg, still, strip, and any format that"
            " svgconv formats lists (default: svg,still,strip).",
        ),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Write a plain page: tables of four columns."),
    ] = False,
    fragment: Annotated[
        bool,
        typer.Option(
            "--fragment", help="Also write fragment.html: the same tables, to paste into a post."
        ),
    ] = False,
    base: Annotated[
        str,
        typer.Option(
            "--base",
            metavar="URL",
            help="The fragment's address before each file name.",
        ),
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files that svgconv did not write.")
    ] = False,
) -> None:
    """Write a gallery: the files of every figure, and the page that shows them.

    DIR/gallery.toml says what is in it; without that file it is the catalogue. svgconv writes
    only what changed, and removes nothing.

    \b
    svgconv make gallery/
    svgconv make gallery/ --formats svg,strip,pdf,gif
    svgconv make post/ --plain --fragment --base /images/
    """
    from svgconv.commands.progress import progress
    from svgconv.errors import SvgconvError
    from svgconv.gallery.builder import build

    if not folder:
        raise SvgconvError("DIR", "is empty", "name the gallery's folder; . is this one")
    if base and not fragment:
        raise SvgconvError("base", "applies only to the fragment", "add --fragment")
    chosen = None if formats is None else tuple(formats.split(","))
    with progress() as advance:
        report = build(
            Path(folder),
            formats=chosen,
            plain=plain,
            fragment_base=_with_slash(base) if fragment else None,
            overwrite=force,
            advance=advance,
        )
    for line in report.lines():
        typer.echo(line)


def _with_slash(base: str) -> str:
    return base if not base or base.endswith("/") else f"{base}/"
