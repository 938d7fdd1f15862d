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
            help="What to make of each figure: svg, still, strip, and any that svgconv formats"
            " lists.  [svg,still,strip]",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over files that svgconv did not write.")
    ] = False,
) -> None:
    """Write the gallery: every figure's SVG, and index.html that shows them.

    DIR/gallery.toml says what is in it; without one it is the guide's fifteen figures. Only what
    changed is written, nothing is removed.

    \b
    svgconv make gallery/
    svgconv make gallery/ --formats svg,strip,pdf,gif
    """
    from svgconv.command.progress import progress
    from svgconv.errors import SvgconvError
    from svgconv.gallery.builder import build

    if not folder:
        raise SvgconvError("DIR", "is empty", "name the gallery's folder; . is this one")
    chosen = None if formats is None else tuple(formats.split(","))
    with progress() as advance:
        report = build(Path(folder), formats=chosen, overwrite=force, advance=advance)
    for line in report.lines():
        typer.echo(line)
