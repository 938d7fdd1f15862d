"""What an encoder is: a function from a drawing to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from svgconv.files.drawing import Drawing


@dataclass(frozen=True)
class Encoder:
    """One output format.

    Attributes
    ----------
    describes: a line for people.
    encode: the file's bytes; the same drawing gives the same bytes.
    recipe: reads back the recipe of svgconv's that a file holds; None where it holds none.
    moves: whether the format holds an animation; if not, it shows one frame.
    """

    describes: str
    encode: Callable[[Drawing], bytes]
    recipe: Callable[[Path], Mapping[str, Any] | None]
    moves: bool = True

    def wrote(self, path: Path) -> bool:
        """Whether the file at ``path`` is svgconv's own, and so may be written over."""
        return self.recipe(path) is not None
