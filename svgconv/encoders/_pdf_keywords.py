"""The keywords of a PDF, read without a PDF library (ISO 32000-1: 7.3, 7.5.7 and 14.3.3).

cairo writes them as a string in the document's information dictionary, in clear text or, from
version 1.18 on, in a compressed object stream. Nothing here recurses, and the work is linear in the
size of the file, so a hostile file costs no more than a large one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from mmap import mmap
from typing import TypeAlias

MOST_INFLATED = 1 << 24
"""The bytes of object streams that are inflated at most: far more than any recipe takes."""
MOST_TOKENS = 10_000
"""The tokens of a dictionary that are read at most."""
NEAR = 2048
"""The bytes in which the dictionary of an object stream is looked for."""
CHUNK = 4096

Data: TypeAlias = bytes | mmap
"""A file's content; a large file stays on the disk."""

INFO = re.compile(rb"/Info\s+(\d{1,10})\s+(\d{1,5})\s+R")
OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
TOKEN = re.compile(
    rb"[\s\0]*(?:%[^\r\n]*(?:[\r\n][\s\0]*|\Z))*"
    rb"(<<|>>|[\[\]()]|/[^\s\0()<>\[\]{}/%]*|<[0-9A-Fa-f\s\0]*>|[^\s\0()<>\[\]/%]+)"
)
PARENTHESIS = re.compile(rb"\\[\s\S]|[()]")
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])|\r\n?")
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
LINE_ENDS = (b"\n", b"\r", b"\r\n")


def keywords_in_pdf(data: Data) -> str | None:
    """Return the keywords in a PDF's information dictionary, or None if there are none.

    A damaged or encrypted file, or one that is not a PDF, has none.
    """
    references = INFO.findall(data) if b"%PDF-" in data[:1024] else []
    for number, generation in references[-1:]:
        for part, start in _definitions(data, number, generation):
            try:
                return _text(_string(part, start, b"/Keywords"))
            except ValueError:
                continue
    return None


def _definitions(data: Data, number: bytes, generation: bytes) -> Iterator[tuple[Data, int]]:
    """Yield the newest definitions of a dictionary, each as data and the place where it begins."""
    clear = rb"(?:^|[\r\n])%s\s+%s\s+obj\b(?=[\s\0]*<<)" % (number, generation)
    for found in list(re.finditer(clear, data))[-1:]:
        yield data, found.end()
    left = MOST_INFLATED
    for found in reversed(list(OBJECT_STREAM.finditer(data))):
        begin = data.rfind(b"<<", max(0, found.start() - NEAR), found.start())
        end = data.find(b"stream", found.end(), found.end() + NEAR)
        first = re.search(rb"/First\s+(\d{1,9})\b", data[begin:end] if begin >= 0 < end else b"")
        if first is None:
            continue
        content = _inflated(data, end + len(b"stream"), left)
        left -= len(content)
        header = content[: int(first[1])].split()
        offset = dict(zip(header[::2], header[1::2], strict=False)).get(number, b"")
        if re.fullmatch(rb"\d{1,9}", offset):
            yield content, int(first[1]) + int(offset)
        if left <= 0:
            return


def _inflated(data: Data, start: int, most: int) -> bytes:
    """Return what is compressed in the data, as far as it is sound and not too long."""
    start += 2 if data[start : start + 2] == b"\r\n" else 1
    stream = zlib.decompressobj()
    pieces = []
    try:
        while start < len(data) and most > 0 and not stream.eof:
            waiting = stream.unconsumed_tail + data[start : start + CHUNK]
            content = stream.decompress(waiting, most)
            pieces.append(content)
            most -= len(content)
            start += CHUNK
    except zlib.error:
        pass
    return b"".join(pieces)


def _string(data: Data, position: int, key: bytes) -> bytes:
    """Return the string under a key of the dictionary that begins at a position.

    Raises
    ------
    ValueError: the dictionary has no such string, or does not end.
    """
    depth = 0
    name = b""
    for _ in range(MOST_TOKENS):
        if (token := TOKEN.match(data, position)) is None:
            break
        text, position = token[1], token.end()
        if text == b"(":
            string, position = _literal(data, position)
        elif text.startswith(b"<") and text != b"<<":
            digits = re.sub(rb"[<>\s\0]", b"", text).decode()
            string = bytes.fromhex(digits + "0" * (len(digits) % 2))
        else:
            depth += {b"<<": 1, b"[": 1, b">>": -1, b"]": -1}.get(text, 0)
            if depth <= 0:
                break
            if depth == 1:
                name = text if text.startswith(b"/") and not name else b""
            continue
        if depth == 1:
            if name == key:
                return string
            name = b""
    raise ValueError("no such string")


def _literal(data: Data, start: int) -> tuple[bytes, int]:
    """Return a string in parentheses, given the place behind the first, and the place behind it."""
    depth = 1
    for mark in PARENTHESIS.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(mark[0], 0)
        if not depth:
            return ESCAPE.sub(_unescaped, data[start : mark.start()]), mark.end()
    raise ValueError("the string does not end")


def _unescaped(found: re.Match[bytes]) -> bytes:
    escape = found[1]
    if escape is None:
        return b"\n"
    if escape[0] in b"01234567":
        return bytes([int(escape, 8) & 255])
    return b"" if escape in LINE_ENDS else ESCAPED.get(escape, escape)


def _text(string: bytes) -> str:
    """Return a string as text: UTF-16, or ASCII, which is all of PDFDocEncoding that recipes have.

    Raises
    ------
    ValueError: it holds other bytes.
    """
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be")
    return string.decode("ascii")
