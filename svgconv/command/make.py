"""The command that makes a gallery."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def make(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The gallery's folder.", show_default=False)
    ],
    force: Annotated[
        bool, typer.Option("--force", help="Write over files that svgconv did not write.")
    ] = False,
) -> None:
    """Write the gallery: every figure's SVG, and index.html that shows them.

    DIR/gallery.toml says what is in it; without one it is the guide's fifteen figures. Only what
    changed is written, nothing is removed.

    \b
    svgconv make gallery/
    """
    from svgconv.command.progress import progress
    from svgconv.gallery.builder import build

    with progress() as advance:
        report = build(folder, overwrite=force, advance=advance)
    for line in report.lines():
        typer.echo(line)
