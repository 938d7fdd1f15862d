"""Tests of the explorer, and a decoder of its blocks that shares nothing with svgconv."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

SMALL_EXPLORER = """
[[operations]]
operation = "conv"
input_size = 4
kernel_size = "1-2"
"""
"""What `svgconv explore` draws in examples: the built-in ranges take a minute."""

END = b"\xff\xff\xff"


@dataclass(frozen=True)
class Decoded:
    """One combination as the page has it: the texts of its controls, and its document."""

    operation: str
    controls: Mapping[str, str]
    document: str

    @property
    def svg(self) -> str:
        """The figure's file; empty if it is impossible."""
        start = 0 if self.document.startswith("<svg") else self.document.find("\n<svg") + 1
        if "<svg" not in self.document:
            return ""
        found = re.search("^ids\t(.*)\t(.*)$", self.document[:start], re.MULTILINE)
        prefix, scope = found.groups() if found else ("", "")
        return self.document[start:].replace("\x01", prefix).replace("\x02", scope)

    @property
    def words(self) -> list[str]:
        """The words of a command that draws the figure."""
        words = ["render", self.operation]
        for name, text in self.controls.items():
            if name == "seed":
                words += [] if text == "none" else ["--values", "--seed", text]
            elif text in ("yes", "no"):
                words.append(f"--{'no-' * (text == 'no')}{name.replace('_', '-')}")
            else:
                words += [f"--{name.replace('_', '-')}", text]
        return words


def manifest(folder: Path) -> list[dict[str, Any]]:
    """Return what the page says about its operations."""
    html = (folder / "index.html").read_text("utf-8")
    found = re.search(r'<script type="application/json" id="explored">(.*?)</script>', html)
    assert found is not None
    return list(json.loads(found[1]))


def decoded(folder: Path) -> Iterator[Decoded]:
    """Yield every combination of an explorer, from its page and its blocks."""
    for operation in manifest(folder):
        view, theme, seed = operation["looks"]
        first: list[str] = []
        looks = product(seed["texts"], theme["texts"], view["texts"])
        for look, file in zip(looks, operation["files"], strict=True):
            lines, numbers = _block(folder / file)
            if look[2] == view["texts"][0]:
                first = []
            known = [*first, *lines]
            first = first or lines
            combinations = product(*(one["texts"] for one in operation["parameters"]))
            for texts, places in zip(combinations, _split(numbers), strict=True):
                names = [one["name"] for one in (*operation["parameters"], seed, theme, view)]
                yield Decoded(
                    operation["name"],
                    dict(zip(names, (*texts, *look), strict=True)),
                    "\n".join(known[place] for place in places),
                )


def _block(file: Path) -> tuple[list[str], bytes]:
    found = re.search(r'svgconvBlock\(\d+, "([^"]*)", "([^"]*)"\);\n$', file.read_text("utf-8"))
    assert found is not None
    lines, planes = (zlib.decompress(b64decode(text)) for text in found.groups())
    count = len(planes) // 3
    low, middle, high = (planes[start : start + count] for start in (0, count, 2 * count))
    return lines.decode().split("\n"), bytes(_alternating(low, middle, high))


def _alternating(*planes: bytes) -> Iterator[int]:
    for three in zip(*planes, strict=True):
        yield from three


def _split(numbers: bytes) -> Iterator[list[int]]:
    places: list[int] = []
    for start in range(0, len(numbers), 3):
        three = numbers[start : start + 3]
        if three == END:
            yield places
            places = []
        else:
            places.append(int.from_bytes(three, "little"))
