"""A block of documents: each line of text once, and each document as the numbers of its lines.

The figures of an operation have most lines in common, and lines compress best next to similar ones.
A browser decompresses both parts (``DecompressionStream``).
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256

BYTES = 3
"""Bytes of a number."""
END = 256**BYTES - 1
"""The number at the end of each document."""


def lines_of(documents: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """Return the distinct lines of documents, except known ones, similar ones together."""
    return sorted({line for one in documents for line in one.split("\n")}.difference(known))


def numbers_of(documents: Iterable[str], lines: Sequence[str]) -> list[int]:
    """Return the places of each document's lines, and `END` after each document.

    Parameters
    ----------
    lines: at least all lines of the documents; fewer than `END`.
    """
    places = {line: place for place, line in enumerate(lines)}
    return [
        number for one in documents for number in (*map(places.__getitem__, one.split("\n")), END)
    ]


def digest_of(lines: Sequence[str], numbers: Sequence[int]) -> str:
    """Return eight hexadecimal digits that differ with a block's lines and numbers."""
    return sha256(repr((lines, numbers)).encode()).hexdigest()[:8]


def packed(lines: Sequence[str], numbers: Sequence[int]) -> tuple[str, str]:
    """Return lines and numbers as the page's script takes them, in base64.

    Both are compressed (zlib, RFC 1950). Of the numbers, all low bytes come first, and the high
    bytes last: they are similar.
    """
    planes = b"".join(
        bytes(number >> 8 * plane & 255 for number in numbers) for plane in range(BYTES)
    )
    return _compressed("\n".join(lines).encode()), _compressed(planes)


def _compressed(content: bytes) -> str:
    return b64encode(zlib.compress(content, 9)).decode("ascii")
