"""Commands that list what exists: operations, views, themes, formats."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def operations(as_json: AsJson = False) -> None:
    """List the operations and their PyTorch names.

    --json adds their parameters and views.
    """
    from svgconv.operations import OPERATIONS
    from svgconv.options import options_of
    from svgconv.specification.option_schema import schema_of
    from svgconv.views import views_of

    members = [OPERATIONS.get(name) for name in OPERATIONS.names()]
    rows = [
        {
            "name": one.name,
            "summary": _summary(one),
            "pytorch": f"{one.torch_package}.{one.torch_module}",
            "axes": one.axes,
            "views": list(views_of(one)),
            "parameters": {name: schema_of(item) for name, item in options_of(one).items()},
        }
        for one in members
    ]
    _print(rows, ("name", "pytorch", "summary"), as_json)


def views(as_json: AsJson = False) -> None:
    """List the views and what each one shows.

    --json adds the operations that they draw.
    """
    from svgconv.operations import OPERATIONS
    from svgconv.views import VIEWS, views_of

    drawn = {name: views_of(OPERATIONS.get(name)) for name in OPERATIONS.names()}
    rows = [
        {
            "name": name,
            "summary": VIEWS.get(name).summary,
            "operations": [one for one, names in drawn.items() if name in names],
        }
        for name in VIEWS.names()
    ]
    _print(rows, ("name", "summary"), as_json)


def themes(as_json: AsJson = False) -> None:
    """List the themes and what each one is for."""
    from svgconv.themes import THEMES

    rows = [{"name": name, "summary": THEMES.get(name).summary} for name in THEMES.names()]
    _print(rows, ("name", "summary"), as_json)


def formats(as_json: AsJson = False) -> None:
    """List the formats that svgconv writes."""
    from svgconv.encoders import ENCODERS

    members = {name: ENCODERS.get(name) for name in ENCODERS.names()}
    rows = [
        {
            "suffix": f".{name}",
            "summary": one.summary,
            "media_type": one.media_type,
            "content": one.content,
            "animated": one.animated,
            "options": sorted(one.options),
        }
        for name, one in members.items()
    ]
    _print(rows, ("suffix", "summary"), as_json)


def _summary(operation: Any) -> str:
    """Return the first clause of an operation's docstring."""
    text = " ".join((operation.__doc__ or "").split("\n\n")[0].split())
    return text.split(". ")[0].split("; ")[0].rstrip(".").replace("`", "") + "."


def _print(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], as_json: bool) -> None:
    """Print the rows as JSON, or one per line in aligned columns."""
    if as_json:
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    widths = [max(len(str(row[name])) for row in rows) for name in columns]
    for row in rows:
        cells = [f"{row[name]!s:{width}}" for name, width in zip(columns, widths, strict=True)]
        typer.echo("  ".join(cells).rstrip())
