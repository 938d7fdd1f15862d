"""The boxes of an AVIF sequence (ISO base media file format): headers without the time of day."""

from __future__ import annotations

from collections.abc import Iterator

PARENTS = {b"moov", b"trak", b"mdia"}
DATED = {b"mvhd", b"tkhd", b"mdhd"}
"""The headers of the movie, its track and its media; each has a time of creation and of change."""


def without_dates(content: bytes) -> bytes:
    """Return a file whose times of creation and change are 0, so that its bytes are repeatable."""
    undated = bytearray(content)
    for start in _dated(content, 0, len(content)):
        size = 16 if content[start] == 1 else 8  # the version says how long a time is
        undated[start + 4 : start + 4 + size] = bytes(size)
    return bytes(undated)


def _dated(content: bytes, start: int, end: int) -> Iterator[int]:
    """Yield where the contents of each dated header between two places start."""
    while start + 8 <= end:
        size, name = (
            int.from_bytes(content[start : start + 4], "big"),
            content[start + 4 : start + 8],
        )
        if name in DATED:
            yield start + 8
        elif name in PARENTS:
            yield from _dated(content, start + 8, start + size)
        if size < 8:  # the box extends to the end of the file
            return
        start += size
