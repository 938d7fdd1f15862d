"""What an explorer shows: its title, and the ranges of each operation, from TOML or from flags."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files as resources
from math import prod
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.explorer.ranges import MOST_FIGURES, Ranges
from svgconv.gallery.tables import Key, ListOf, Table, Text
from svgconv.operations import OPERATIONS
from svgconv.sources.toml import parse_toml, read_toml

TOML = "explore.toml"
BLOCKS = "*_[0-9]*.js"
"""The pattern of the names of blocks' files (see `Block.file`)."""

OPERATION = Table(
    "operation",
    label="operation",
    keys={"operation": Key(Text(), "The name of the operation.")},
    is_open=True,
)
"""The other keys are the operation's parameters, ``view``, ``theme`` and ``seed``."""

FILE = Table(
    "explorer",
    label="title",
    keys={
        "title": Key(Text(), "The title of the page.", "Convolution arithmetic, all parameters"),
        "operations": Key(ListOf(OPERATION, "[[operations]]"), "The operations.", []),
    },
)


@dataclass(frozen=True)
class Block:
    """The figures of an operation with one view, theme and seed, which are in one file.

    Attributes
    ----------
    number: its place among all blocks.
    first: the number of the block with the operation's first view, whose lines it may use.
    ranges, options: of the operation, and of the block's figures.
    """

    number: int
    first: int
    ranges: Ranges
    options: Mapping[str, Any]

    def file(self, digest: str) -> str:
        """Return the name of its file, which differs with the digest of its content.

        So no page shows the block of another one, whenever a run that replaces both is killed.
        """
        name = re.sub("[^a-z0-9_]", "_", self.ranges.operation.name)
        return f"{name}_{self.number}_{digest}.js"


@dataclass(frozen=True)
class Explored:
    """An explorer's title, and the ranges of its operations by their names."""

    title: str
    ranges: Mapping[str, Ranges]

    @classmethod
    def of(
        cls, folder: Path, operations: Mapping[str, Mapping[str, Any]] | None = None
    ) -> Explored:
        """Return what the explorer of a folder shows.

        Parameters
        ----------
        folder: its ``explore.toml`` has the ranges; without that file, they are the built-in ones.
        operations: other ranges by the operations' names; what they leave out is as in the file or
            in the built-in ranges.

        Raises
        ------
        SvgconvError: an unknown key, or a value that the operation rejects.
        """
        path = folder / TOML
        if path.exists():
            source, table = str(path), FILE.read(read_toml(path), str(path))
        else:
            source, table = "the built-in ranges", FILE.read(_built_in(), "the built-in ranges")
        given = {
            OPERATIONS.canonical(one["operation"]): OPERATION.others(one)
            for one in table["operations"]
        }
        if len(given) < len(table["operations"]):
            raise SvgconvError(source, "an operation is there twice", "give each operation once")
        if operations is not None:
            several = [
                _ranges(source, name, given.get(OPERATIONS.canonical(name), {}), one, folder)
                for name, one in operations.items()
            ]
        else:
            several = [_ranges(source, name, one, {}, folder) for name, one in given.items()]
        explored = cls(table["title"], {one.operation.name: one for one in several})
        explored.check(source)
        return explored

    def check(self, source: str) -> None:
        """Raise `SvgconvError` if there is no operation, or if there are too many figures."""
        if not self.ranges:
            raise SvgconvError(source, "has no operation", "add [[operations]]")
        if self.count > MOST_FIGURES:
            problem = f"{self.count:,} figures are more than {MOST_FIGURES:,}"
            raise SvgconvError("explore", problem, "give shorter ranges, or fewer views")

    @cached_property
    def count(self) -> int:
        """The number of figures, the impossible ones included."""
        return sum(
            one.count * prod(len(look.values) for look in one.looks) for one in self.ranges.values()
        )

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all operations; the view changes fastest."""
        found: list[Block] = []
        for ranges in self.ranges.values():
            views = len(ranges.looks[0].values)
            for place, options in enumerate(ranges.blocks):
                number = len(found)
                found.append(Block(number, number - place % views, ranges, options))
        return tuple(found)

    @property
    def digest(self) -> str:
        """All that it shows, as text."""
        return json.dumps(
            [
                self.title,
                [
                    [name, [[c.name, c.values, c.texts] for c in (*one.parameters, *one.looks)]]
                    for name, one in self.ranges.items()
                ],
            ],
            default=repr,
        )


def _ranges(
    source: str, name: str, own: Mapping[str, Any], changes: Mapping[str, Any], folder: Path
) -> Ranges:
    """Return the ranges of an operation; errors about its own name the file and the operation.

    Parameters
    ----------
    source, own, folder: the file, what it says about the operation, and the folder of the theme
        files that it names.
    changes: the ranges that replace some of its own; they name files of the current folder.
    """
    themes = None if "theme" in changes else folder
    try:
        return Ranges.of(name, {**own, **changes}, themes)
    except SvgconvError as error:
        if changes and (error.subject in changes or error.subject not in own):
            raise
        raise error.within(f"{source}, operation {quoted(name)}") from None


def _built_in() -> dict[str, Any]:
    return parse_toml(resources("svgconv.explorer").joinpath("default.toml").read_text("utf-8"))
