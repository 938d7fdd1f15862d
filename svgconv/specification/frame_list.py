"""Lists of frames such as ``0,3,5-8``."""

from __future__ import annotations

import re

from svgconv.errors import SvgconvError, quoted

_PART = re.compile(r"(-?\d{1,9})(?:-(-?\d{1,9}))?")


def frame_list(name: str, value: object, frames: int) -> tuple[int, ...]:
    """Return the frames of a list, in its order: numbers and ranges; -1 is the last frame.

    Parameters
    ----------
    value: text such as ``"0,3,5-8"``, or numbers.
    frames: the number of frames.

    Raises
    ------
    SvgconvError: anything else, or a frame that does not exist.
    """
    if not isinstance(value, str):
        value = ",".join(map(str, value if isinstance(value, (tuple, list)) else [value]))
    chosen: list[int] = []
    for part in value.split(","):
        found = _PART.fullmatch(part.strip())
        if not found:
            raise SvgconvError(
                name, f"{quoted(part)} is not a frame or a range", "write it as in 0,3,5-8"
            )
        first = _index(name, int(found[1]), frames)
        last = first if found[2] is None else _index(name, int(found[2]), frames)
        if last < first:
            raise SvgconvError(name, f"{quoted(part)} runs backwards", f"write {last}-{first}")
        chosen += range(first, last + 1)
    return tuple(chosen)


def _index(name: str, number: int, frames: int) -> int:
    if not -frames <= number < frames:
        raise SvgconvError(name, f"{number} does not exist", f"use {-frames} to {frames - 1}")
    return number % frames
