"""A case: the words of a command line, and the files around it; and its form as JSON."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).with_name("corpus")
"""The cases that every run starts with: a folder for each reader."""
RUN = 64
"""From this many equal pieces on, JSON holds a piece and a number instead."""


@dataclass(frozen=True)
class Case:
    """The input of one command.

    Attributes
    ----------
    reader: the name of the reader that the input is meant for.
    words: the command line after ``svgconv``.
    files: the contents of the files in the current folder, by name.
    """

    reader: str
    words: tuple[str, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The bytes of its words and files."""
        return len(in_command(self.words)) + sum(map(len, self.files.values()))

    def json(self) -> str:
        """Return the case as JSON."""
        words = [_packed(word) for word in self.words]
        files = {name: _packed_bytes(content) for name, content in self.files.items()}
        table = {"reader": self.reader, "words": words, "files": files}
        return json.dumps(table, indent=1, ensure_ascii=True) + "\n"

    @classmethod
    def read(cls, path: Path) -> Case:
        """Return the case in a file."""
        table = json.loads(path.read_text("ascii"))
        words = tuple(_unpacked(word) for word in table["words"])
        files = {name: _unpacked_bytes(one) for name, one in table["files"].items()}
        return cls(table["reader"], words, files)


def corpus(reader: str) -> list[Case]:
    """Return the committed cases of a reader, in the order of their names."""
    return [Case.read(path) for path in sorted((CORPUS / reader).glob("*.json"))]


def _packed(text: str) -> Any:
    """Return a text, or its pieces in order if some repeat often: ``["a", ["(", 900], "b"]``."""
    pieces: list[Any] = []
    start = 0
    for found in re.finditer(r"(?s)(.{1,8}?)\1{63,}", text):
        pieces += [text[start : found.start()]] if start < found.start() else []
        pieces.append([found[1], len(found[0]) // len(found[1])])
        start = found.end()
    return text if not pieces else pieces + ([text[start:]] if start < len(text) else [])


def _unpacked(packed: Any) -> str:
    if isinstance(packed, str):
        return packed
    return "".join(one if isinstance(one, str) else one[0] * one[1] for one in packed)


def _packed_bytes(content: bytes) -> Any:
    """Return a file's content: a text if it is one, otherwise base64 in a table."""
    try:
        return _packed(content.decode("utf-8"))
    except UnicodeDecodeError:
        packed = _packed(content.decode("latin-1"))
        if isinstance(packed, list):
            return {"latin-1": packed}
        return {"base64": base64.b64encode(content).decode()}


def _unpacked_bytes(packed: Any) -> bytes:
    if not isinstance(packed, dict):
        return _unpacked(packed).encode("utf-8")
    if "base64" in packed:
        return base64.b64decode(packed["base64"])
    return _unpacked(packed["latin-1"]).encode("latin-1")


def in_command(words: Iterable[str]) -> bytes:
    """Return the words as the bytes that a shell passes on."""
    return "\n".join(words).encode("utf-8", "surrogateescape")
