"""The drawing of some documents of a block, which other processes can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.explorer.document import document
from svgconv.explorer.explored import Block
from svgconv.operations import OPERATIONS
from svgconv.views import VIEWS

SECONDS = 0.005
"""About how long a document takes."""

MOST_DOCUMENTS = 120
"""The most documents of a job, so that processes end at about the same time."""


@dataclass(frozen=True)
class Job:
    """Some combinations of an operation's parameters, with one view, theme and seed.

    Attributes
    ----------
    block: the number of the block.
    operation, parameters, options: of the documents, as recipes hold them.
    """

    block: int
    operation: str
    parameters: Sequence[Mapping[str, Any]]
    options: Mapping[str, Any]

    @property
    def label(self) -> str:
        """What errors name."""
        return f"operation {self.operation!r}"

    @property
    def seconds(self) -> float:
        """A rough estimate of the time that it takes."""
        return SECONDS * len(self.parameters)

    def prepare(self) -> None:
        """Import the operation and the view."""
        with suppress(SvgconvError):
            OPERATIONS.get(self.operation)
            VIEWS.get(self.options["view"])
            if "values" in self.options:
                import numpy.random  # noqa: F401

    def run(self) -> list[str]:
        """Return the documents."""
        return [document(self.operation, one, self.options) for one in self.parameters]


def jobs_of(block: Block) -> Iterator[Job]:
    """Yield the jobs whose documents, one after another, are those of a block."""
    all_of_them = block.ranges.combinations
    for start in range(0, len(all_of_them), MOST_DOCUMENTS):
        some = all_of_them[start : start + MOST_DOCUMENTS]
        yield Job(block.number, block.ranges.operation.name, some, block.options)
