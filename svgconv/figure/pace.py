"""The seconds for which each frame is shown, from the options that choose them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

EVEN, TEACH = "even", "teach"
STEPS, SMOOTH = "step", "smooth"
CYCLE = Decimal(10)
"""About the seconds in which all frames are shown once."""
QUICKEST, SLOWEST = Decimal("0.15"), Decimal(1)
"""The limits of a frame's seconds if nobody chooses them."""
STEP = Decimal("0.05")
"""What such seconds are multiples of: all formats can hold them exactly."""
SLOWER = 4
"""How many times longer the frames of the first row are with `TEACH`."""


def frame_seconds(
    frame_duration: Decimal | None, duration: Decimal | None, frames: int, slow: int = 0
) -> Decimal:
    """Return the seconds of each of this many frames, or of the quick ones.

    Parameters
    ----------
    frame_duration, duration: the seconds of a frame, or of all frames, that are chosen; None for
        about `CYCLE` seconds of all frames.
    slow: the number of frames that are `SLOWER` times longer.
    """
    if frame_duration is not None:
        return frame_duration
    count = frames + (SLOWER - 1) * slow
    if duration is not None:
        return max((duration / count).quantize(Decimal("0.001")), Decimal("0.001")).normalize()
    return _stepped(min(max(CYCLE / count, QUICKEST), SLOWEST))


def durations(each: Decimal, pause: Decimal, frames: int, slow: int) -> tuple[Decimal, ...]:
    """Return the seconds of each of this many frames.

    Parameters
    ----------
    each: the seconds of a quick frame.
    pause: for how many seconds longer the last frame is shown.
    slow: how many frames, from the first one on, are `SLOWER` times longer.
    """
    every = [SLOWER * each] * slow + [each] * (frames - slow)
    every[-1] += pause
    return tuple(every)


def _stepped(exact: Decimal) -> Decimal:
    return ((exact / STEP).quantize(Decimal(1), ROUND_HALF_UP) * STEP).normalize()
