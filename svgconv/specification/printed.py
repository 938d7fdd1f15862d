"""Printed modules: what Python's ``print`` shows of PyTorch's layers and models."""

from __future__ import annotations

import re

from svgconv.errors import SvgconvError

ITEM = re.compile(r"\(([^()\s]+)\): (?:\d+ x )?")
"""The place of a layer in a model, at the start of its line: ``(conv1): ``, ``(0-2): 3 x ``."""

REPEATED = re.compile(r"(\d{1,9})-(\d{1,9})")
"""The places of equal layers, which are printed once: ``0-2``."""

MOST_LAYERS = 20_000
"""The most layers of a model."""

LAZY = re.compile(r"\b(Lazy\w+\()0, ")
"""How a lazy layer is printed before its first input: it has 0 input channels."""


def call_of(text: str) -> str:
    """Return what is printed of a model as one call; other texts stay as they are.

    The lines ``Sequential(``, ``(0): Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1))`` and ``)``
    become ``Sequential(_0=Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1)))``: each part is an
    argument whose name `place_of` returns as it is printed. The place of a line on its own is left
    out.
    """
    text = LAZY.sub(r"\1", text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not any(map(ITEM.match, lines)):
        return text
    pieces, depth = [], 0
    for line in lines:
        place = ITEM.match(line)
        layer = line[place.end() :] if place else line
        argument = f"{_name_of(place[1])}=" if place and depth else ""
        depth += layer.endswith("(") - (layer == ")")
        pieces.append(argument + layer + ("" if layer.endswith("(") else ", "))
    return "".join(pieces)


def _name_of(place: str) -> str:
    """Return an argument's name for a place, which may be no name in Python: ``0-2``."""
    return "_" + re.sub(r"\W", lambda found: f"·{ord(found[0])}·", place)


def place_of(name: str | None) -> str:
    """Return the place of an argument that is a part of a printed model; ``""`` for others."""
    if not name or not name.startswith("_"):
        return ""
    return re.sub(r"·(\d+)·", lambda found: chr(int(found[1])), name[1:])


def check_layers(count: int, subject: str = "model") -> None:
    """Reject a model with too many layers.

    Raises
    ------
    SvgconvError: more than `MOST_LAYERS`.
    """
    if count > MOST_LAYERS:
        raise SvgconvError(subject, f"has more than {MOST_LAYERS:,} layers", "give a part of it")


def repeats(place: str) -> int:
    """Return how many equal layers a printed place stands for: 3 for ``0-2``, and 1 for others."""
    return max(1, len(_numbers(place)))


def places_of(place: str) -> list[str]:
    """Return the places that a printed one stands for; `repeats` has their number."""
    return [*map(str, _numbers(place))] or [place]


def _numbers(place: str) -> range:
    """The places of equal layers; none if the place is of one, or its numbers fall."""
    found = REPEATED.fullmatch(place)
    return range(int(found[1]), int(found[2]) + 1) if found else range(0)
