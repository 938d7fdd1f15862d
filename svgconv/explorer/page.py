"""The page of an explorer: HTML, style sheets, a script, and a script for each block of figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from svgconv.explorer.explored import Block, Explored
from svgconv.explorer.ranges import Control, Ranges
from svgconv.gallery.page_parts import (
    ASSET_MARK,
    GALLERY,
    ONE_FIGURE,
    asset,
    marked,
    rendered,
    script,
    styles,
)
from svgconv.scene.theme import ROLES
from svgconv.themes import THEMES

PACKAGE = "svgconv.explorer"
CALL = "svgconvBlock("
"""How a block's script begins, after the mark."""
OWN_STYLE, SCRIPT = "explore.css", "explore.js"


def assets() -> dict[str, bytes]:
    """Return the page's style sheets and its script by name."""
    return {
        **styles(THEMES.own_names(), ROLES),
        OWN_STYLE: marked(asset(PACKAGE, OWN_STYLE)).encode(),
        SCRIPT: script((GALLERY, ONE_FIGURE), (PACKAGE, "blocks.js"), (PACKAGE, SCRIPT)).encode(),
    }


def page(explored: Explored, files: Sequence[str]) -> bytes:
    """Return the page.

    Parameters
    ----------
    files: the names of the blocks' files, in their order.
    """
    operations = [_operation(explored, name, one, files) for name, one in explored.ranges.items()]
    html = rendered(PACKAGE, "explore.html.jinja", title=explored.title, operations=operations)
    return html.encode()


def block_script(block: Block, lines: str, numbers: str) -> bytes:
    """Return the script that gives a block to the page's script (see `svgconv.explorer.block`).

    A page that is opened from a disk may load scripts, but no data.
    """
    return marked(f'{CALL}{block.number}, "{lines}", "{numbers}");\n').encode()


def is_block(path: Path) -> bool:
    """Whether svgconv wrote this file as a block's script."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        mark, call = file.readline(1000), file.read(len(CALL))
    return mark.startswith(ASSET_MARK.encode()) and call == CALL.encode()


def _operation(
    explored: Explored, name: str, ranges: Ranges, files: Sequence[str]
) -> dict[str, Any]:
    """Return what the page's script needs to know of an operation, as JSON holds it."""
    own = [block for block in explored.blocks if block.ranges is ranges]
    kind = ranges.operation
    return {
        "name": name,
        "label": f"{name} ({kind.torch_package}.{kind.torch_module})",
        "parameters": [_control(one) for one in ranges.parameters],
        "looks": [_control(one) for one in ranges.looks],
        "first": own[0].number,
        "files": [files[block.number] for block in own],
    }


def _control(control: Control) -> Mapping[str, Any]:
    return {
        "name": control.name,
        "label": control.name.replace("_", " ").capitalize(),
        "help": control.help,
        "texts": control.texts,
        "start": control.start,
        "numeric": control.is_numeric,
    }
