"""The poster: the frame that programs show that do not play an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.figure.owner import Owner
from svgconv.figure.pace import SMOOTH
from svgconv.specification.frame_list import frame_list
from svgconv.specification.sizes import whole_number

AUTO, MIDDLE, LAST = "auto", "middle", -1
"""The default poster, the one in the middle of each axis, and the last one."""


def parse_poster(name: str, value: Any, figure: Owner) -> int | str:
    """Return the number of a frame, from 0 or negative from the end, ``"middle"`` or ``"auto"``.

    None and ``"auto"`` are 0 for figures with neither numbers nor layers.

    Raises
    ------
    SvgconvError: the frame does not exist or is not shown, or marks glide, which begins with the
        first frame.
    """
    if value in (None, AUTO):
        return AUTO if _has_numbers(figure) or figure.operation.has_layers else 0
    shown = shown_frames(figure)
    if value != MIDDLE:
        count = figure.frame_count
        listed = count if isinstance(shown, range) else len(shown)  # more than `len` can be
        remedy = f"use {MIDDLE}, or {-listed} to {count - 1}"
        value = int(whole_number(name, value, remedy))
        if not -listed <= value < count:
            raise SvgconvError(name, f"{value} does not exist", remedy)
        if value > 0 and value not in shown:
            remedy = f"use one of {quoted(figure.frames)}"
            raise SvgconvError(name, f"frame {value} is not among the shown ones", remedy)
    if figure.motion == SMOOTH and value != 0:
        raise SvgconvError(
            name, f"cannot be combined with motion {SMOOTH}", "leave one of the two out"
        )
    return MIDDLE if value == MIDDLE else int(value)


def shown_frames(figure: Owner) -> Sequence[int]:
    """Return the frames that an animation shows, in their order."""
    if figure.frames is None:
        return range(figure.frame_count)
    return frame_list("frames", figure.frames, figure.frame_count)


def poster_of(figure: Owner) -> int:
    """Return the frame of a figure's poster, from 0; it is one that is shown.

    The middle one is in the middle of each axis, or of the chosen frames. An automatic one is the
    last one with numbers and the middle one of a stack.
    """
    poster, shown = figure.poster, shown_frames(figure)
    if poster == AUTO:
        glides = figure.motion == SMOOTH
        poster = 0 if glides else LAST if _has_numbers(figure) else MIDDLE
    if poster == MIDDLE:
        if figure.frames is not None:
            return shown[len(shown) // 2]
        return figure.odometer.frame(tuple(count // 2 for count in figure.odometer.shape))
    number = int(poster)
    return number if number in shown else shown[min(number, 0)]


def _has_numbers(figure: Owner) -> bool:
    return any(one.values is not None for one in (figure, *figure.beside))
