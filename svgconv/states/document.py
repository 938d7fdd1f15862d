"""The ``states`` document: its parts, and its JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, Protocol

from svgconv.states.odometer import Odometer


class StatesDocument(Protocol):
    """The parts of a ``states`` document."""

    @property
    def odometer(self) -> Odometer:
        """The odometer whose readings are the frames."""

    def head(self) -> dict[str, Any]:
        """Return the document without its frames."""

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield the document's frames."""


def json_pieces(document: StatesDocument) -> Iterator[str]:
    """Yield a ``states`` document as JSON in pieces, one frame on each line.

    The first frame is made before the first piece: it raises all errors that a document can have.
    """
    frames = iter(document.frames())
    first = list(islice(frames, 1))
    yield json.dumps(document.head(), ensure_ascii=False)[:-1] + ', "frames": ['
    separator = "\n"
    for frame in chain(first, frames):
        yield separator + json.dumps(frame, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"
