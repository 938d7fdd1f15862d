"""What browser tests share: figures' pixels, and how far apart two pictures are."""

from __future__ import annotations

import numpy as np

from svgconv.figure.figure import Figure

from .base import Browser, Pixels

LARGEST_DIFFERENCE = 2
"""Of 255."""
LARGEST_IN_FIREFOX = 4
"""Of 255. Firefox measures `animateMotion` along a path, in single precision, so the edges of what
moves can differ a little from the still's, and a few pixels where lines cross can differ more."""
FEW_IN_FIREFOX = 5
"""The pixels that may; a wrong digit, or a mark in another place, changes more."""
LEAST_WIDTH = 460
"""WebKit's viewport is not made narrower."""


def shown_size(figure: Figure) -> tuple[int, int]:
    """The pixels that a figure asks for."""
    head = figure.svg().split(">", 1)[0]
    width, height = (head.split(f'{side}="')[1].split('"')[0] for side in ("width", "height"))
    return int(width), int(height)


def room_for(browser: Browser, figure: Figure) -> None:
    """Give the browser a viewport in which the figure fits; WebKit's has a least width."""
    width, height = shown_size(figure)
    browser.size(max(width, LEAST_WIDTH), height)


def differ(one: Pixels, other: Pixels) -> int:
    """The largest difference of any channel of any pixel."""
    return int((np.maximum(one, other) - np.minimum(one, other)).max())


def shows(engine: str, moving: Pixels, still: Pixels, largest: int = LARGEST_DIFFERENCE) -> bool:
    """Whether an engine's picture of an animation is that of a still.

    Parameters
    ----------
    largest: the largest difference in engines other than Firefox.
    """
    if engine != "firefox":
        return differ(moving, still) <= largest
    away = np.maximum(moving, still) - np.minimum(moving, still)
    return int((away > LARGEST_IN_FIREFOX).any(axis=-1).sum()) <= FEW_IN_FIREFOX


def apart(one: Pixels, other: Pixels) -> float:
    """The mean difference of all channels of all pixels."""
    return float((np.maximum(one, other) - np.minimum(one, other)).mean())


def stills_of(figure: Figure) -> list[Figure]:
    """Every frame's still."""
    return [figure.frame(frame) for frame in range(figure.frame_count)]
