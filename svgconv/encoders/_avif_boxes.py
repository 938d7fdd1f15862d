"""The boxes of an AVIF sequence (ISO base media file format): its plays, and no time of day."""

from __future__ import annotations

from collections.abc import Iterator

PARENTS = {b"moov", b"trak", b"mdia", b"edts"}
DATED = {b"mvhd", b"tkhd", b"mdhd"}
"""The headers of the movie, its track and its media; each has a time of creation and of change."""
LENGTHS = {b"mvhd": 24, b"tkhd": 28}
"""Where the headers of the movie and its track have the duration of all plays, in 64 bits."""
FLAGS, PLAY = 3, 8
"""Where the edit list says whether it is repeated, and how long a play is, in 64 bits."""


def finished(content: bytes, plays: int | None) -> bytes:
    """Return a file that plays so often, with repeatable bytes: times of creation and change are 0.

    Parameters
    ----------
    content: a file of Pillow, which repeats for ever; a still has no such boxes.
    plays: how often; None is for ever.
    """
    file = bytearray(content)
    boxes = dict(_boxes(content, 0, len(content)))
    for name in DATED & boxes.keys():
        start = boxes[name]
        size = 16 if content[start] == 1 else 8  # the version says how long a time is
        file[start + 4 : start + 4 + size] = bytes(size)
    if plays and (edits := boxes.get(b"elst")):
        file[edits + FLAGS] = plays > 1
        play = int.from_bytes(content[edits + PLAY : edits + PLAY + 8], "big")
        for name, place in LENGTHS.items():
            start = boxes[name] + place
            file[start : start + 8] = (plays * play).to_bytes(8, "big")
    return bytes(file)


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int]]:
    """Yield the name of each box between two places, and where its contents start."""
    while start + 8 <= end:
        size, name = (
            int.from_bytes(content[start : start + 4], "big"),
            content[start + 4 : start + 8],
        )
        yield name, start + 8
        if name in PARENTS:
            yield from _boxes(content, start + 8, start + size)
        if size < 8:  # the box extends to the end of the file
            return
        start += size
