"""What an encoder is: a function from a drawing to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from svgconv.scene.scene import Scene


@dataclass(frozen=True)
class Drawing:
    """All that an encoder needs.

    Attributes
    ----------
    scene: what is drawn.
    title, description: words for those who cannot see it.
    recipe: the specification, view, theme and svgconv's version, to be kept in the file.
    frame_duration: seconds for which each frame is shown.
    plays: how often the frames are shown before the last one stays; None is for ever.
    frame: the one frame of a still; None draws them all.
    """

    scene: Scene
    title: str
    description: str
    recipe: Mapping[str, Any]
    frame_duration: Decimal
    plays: int | None = None
    frame: int | None = None


@dataclass(frozen=True)
class Encoder:
    """One output format.

    Attributes
    ----------
    describes: a line for people.
    encode: the file's bytes; the same drawing gives the same bytes.
    wrote: whether the file at a path is svgconv's own, and so may be written over.
    """

    describes: str
    encode: Callable[[Drawing], bytes]
    wrote: Callable[[Path], bool]
