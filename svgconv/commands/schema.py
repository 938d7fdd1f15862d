"""The command that prints JSON schemas."""

from __future__ import annotations

import json
from typing import Annotated

import typer

KINDS = ("figure", "gallery", "explore", "states")


def _kinds(incomplete: str) -> list[str]:
    return [kind for kind in KINDS if kind.startswith(incomplete)]


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT",
            autocompletion=_kinds,
            help="figure (in TOML), gallery (gallery.toml), explore (explore.toml) or states (what"
            " svgconv states prints).",
            show_default=False,
        ),
    ],
) -> None:
    """Print the JSON schema of a file, for an editor.

    With it, the editor completes and checks the file.

    \b
    svgconv schema gallery
    svgconv schema figure
    svgconv schema explore
    svgconv schema states
    """
    from svgconv.errors import SvgconvError, nearest, quoted
    from svgconv.explorer.schema import explorer_schema
    from svgconv.figure.schema import figure_schema, states_schema
    from svgconv.gallery.schema import gallery_schema

    made = (figure_schema, gallery_schema, explorer_schema, states_schema)
    schemas = dict(zip(KINDS, made, strict=True))
    if kind not in schemas:
        raise SvgconvError("kind", f"{quoted(kind)} does not exist", nearest(kind, schemas))
    typer.echo(json.dumps(schemas[kind](), indent=1, ensure_ascii=False))
