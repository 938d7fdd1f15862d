"""The command that prints JSON schemas."""

from __future__ import annotations

import json
from typing import Annotated

import typer

KINDS = ("figure", "gallery", "states")


def _kinds(incomplete: str) -> list[str]:
    return [kind for kind in KINDS if kind.startswith(incomplete)]


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT",
            autocompletion=_kinds,
            help="figure (in TOML), gallery (gallery.toml) or states (what svgconv states prints).",
            show_default=False,
        ),
    ],
) -> None:
    """Print the JSON schema of a file, for an editor.

    With it, the editor completes and checks the file.

    \b
    svgconv schema gallery
    svgconv schema figure
    svgconv schema states
    """
    from svgconv.errors import SvgconvError, nearest, quoted
    from svgconv.figure.schema import figure_schema, states_schema
    from svgconv.gallery.schema import gallery_schema

    schemas = {"figure": figure_schema, "gallery": gallery_schema, "states": states_schema}
    if kind not in schemas:
        raise SvgconvError("kind", f"{quoted(kind)} does not exist", nearest(kind, schemas))
    typer.echo(json.dumps(schemas[kind](), indent=1, ensure_ascii=False))
