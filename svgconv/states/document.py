"""The ``states`` document: what it is made of, and how it is written frame by frame."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Protocol

from svgconv.states.odometer import Odometer


class Told(Protocol):
    """What a ``states`` document is made of."""

    @property
    def odometer(self) -> Odometer:
        """The readings that its frames are."""

    def head(self) -> dict[str, Any]:
        """The document without its frames."""

    def frames(self) -> Iterator[dict[str, Any]]:
        """Each frame."""


def streamed(told: Told) -> Iterator[str]:
    """A ``states`` document as JSON in pieces, one frame a line."""
    yield json.dumps(told.head(), ensure_ascii=False)[:-1] + ', "frames": ['
    separator = "\n"
    for frame in told.frames():
        yield separator + json.dumps(frame, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"
