"""Write ``names.txt``: all names that stay stable, as docs/stability.md lists them.

Run it as ``python -m tests.golden.make_names`` before a release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import svgconv
from svgconv.encoders import ENCODERS
from svgconv.explorer.schema import explorer_schema
from svgconv.figure.schema import figure_schema, states_schema
from svgconv.gallery.schema import gallery_schema
from svgconv.operations import OPERATIONS
from svgconv.scene.theme import ROLES
from svgconv.sources.catalogue import catalogue
from svgconv.themes import THEMES
from svgconv.views import VIEWS
from tests.command import run

NAMES = Path(__file__).with_name("names.txt")


@cache
def names() -> tuple[str, ...]:
    """Return all names, each after what it is a name of, sorted."""
    return tuple(sorted({f"{kind} {name}" for kind, name in _named()}))


def _named() -> Iterator[tuple[str, str]]:
    groups: dict[str, Any] = {
        "python": svgconv.__all__,
        "figure": catalogue(),
        "role": ROLES,
        "operation": OPERATIONS.names(),
        "view": VIEWS.names(),
        "theme": THEMES.names(),
        "format": ENCODERS.names(),
        "entry-point group": [one.group for one in (OPERATIONS, VIEWS, THEMES, ENCODERS)],
        "figure key": _keys(figure_schema()),
        "gallery key": _keys(gallery_schema({})),
        "explore key": _keys(explorer_schema()),
        "states key": _keys(states_schema()),
    }
    for kind, members in groups.items():
        yield from ((kind, name) for name in members)
    listed = run("--help").out.split("Commands:")[1]
    for command in re.findall(r"^  (\w+) ", listed, re.MULTILINE):
        yield "command", command
        for flag in re.findall(r"^ +(?:-\w, )?(--[\w-]+)", run(command, "--help").out, re.M):
            yield f"flag of {command}", flag


def _keys(schema: Any) -> Iterator[str]:
    """Yield the names of all properties in a JSON schema."""
    if isinstance(schema, Mapping):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from _keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _keys(part)


if __name__ == "__main__":
    NAMES.write_text("\n".join(names()) + "\n", "utf-8", newline="\n")
