"""Sizes in words and in Python, for titles, explanations and PyTorch calls."""

from __future__ import annotations

import re
from collections.abc import Sequence

from svgconv.errors import enumeration
from svgconv.specification.sizes import LINE_NAMES, SIDE_NAMES, Sides, Size, symmetric, times

NO_BREAK = "\N{NO-BREAK SPACE}"


def value_text(value: object) -> str:
    """Return a value in its JSON form as a flag takes it: ``1,0``, ``yes``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(map(value_text, value)) if isinstance(value, (list, tuple)) else str(value)


def one_or_each(numbers: Size) -> str:
    """Return ``2`` if all axes agree, otherwise ``2×1``."""
    return str(numbers[0]) if len(set(numbers)) == 1 else times(numbers)


def frames_phrase(count: int) -> str:
    """Return ``1 frame``, ``12,544 frames``."""
    return f"{count:,} frame{'s' * (count != 1)}"


def bound(text: str) -> str:
    """Return the text with no line break between a number and the word before it."""
    return re.sub(" (?=[-\\d])", NO_BREAK, text)


def counted(word: str, numbers: Size, but: int) -> list[str]:
    """Return ``["stride 2"]`` or ``["stride (1, 2)"]``; nothing if every axis has the default."""
    return [] if set(numbers) == {but} else [f"{word} {torch_size(numbers)}"]


def with_axes(kind: str, axes: int) -> str:
    """Return what an operation is, with its axes if they are not two: ``1D max pooling``."""
    return kind if axes == 2 else f"{axes}D {kind[0].lower()}{kind[1:]}"


def channels_of(shape: Size) -> str:
    """Return a shape with channels in words: ``4 channels of 3×3``."""
    count, *size = shape
    return f"{count:,} channel{'s' * (count != 1)} of {times(tuple(size))}"


def padding_words(sides: Sides) -> list[str]:
    """Return ``["padding 1"]``, with each side by name if they differ; nothing without padding."""
    alike = symmetric(sides)
    if alike is not None:
        return counted("padding", alike, but=0)
    return [f"padding: {side_words(sides)}"]


def side_words(sides: Sides) -> str:
    """Return every side's number and name: ``top 1, bottom 0, left 2, right 2``."""
    return ", ".join(
        f"{name} {count}"
        for counts, names in zip(sides, SIDE_NAMES[len(sides)], strict=True)
        for count, name in zip(counts, names, strict=True)
    )


def same_words(sides: Sides) -> str:
    """Return the sides that a word for padding stands for: ``1 on each side``, or each by name."""
    alike = symmetric(sides)
    if alike is None:
        return side_words(sides)
    return f"{torch_size(alike)} on each side" if any(alike) else "none"


MOVES = {
    1: "moves along",
    2: "moves row by row over",
    3: "moves row by row, and then slice by slice, over",
}


def moves_over(axes: int) -> str:
    """Return how a window moves: ``moves row by row over``."""
    return MOVES[axes]


def all_lines(axes: int) -> str:
    """Return the lines of all axes: ``slices, rows and columns``."""
    return enumeration((f"{name}s" for name in LINE_NAMES[axes]), "and")


def counted_lines(counts: Sequence[int]) -> str:
    """Return how many lines there are along each axis, if any: ``1 row and 2 columns``."""
    named = zip(counts, LINE_NAMES[len(counts)], strict=True)
    return enumeration(
        (f"{count} {name}{'s' * (count > 1)}" for count, name in named if count), "and"
    )


def far_sides(axes: int) -> str:
    """Return the sides at the axes' ends: ``the bottom and the right``."""
    return enumeration((f"the {after}" for _, after in SIDE_NAMES[axes]), "and")


def last_lines(counts: Size) -> list[str]:
    """Return the lines that are counted: ``["last row is", "last 2 columns are"]``; none for 0."""
    return [
        f"last {name} is" if count == 1 else f"last {count} {name}s are"
        for count, name in zip(counts, LINE_NAMES[len(counts)], strict=True)
        if count
    ]


def torch_size(numbers: Size) -> str:
    """Return a size as a PyTorch argument: ``3`` or ``(3, 5)``."""
    return str(numbers[0]) if len(set(numbers)) == 1 else f"({', '.join(map(str, numbers))})"


def torch_argument(name: str, numbers: Size, default: int) -> list[str]:
    """Return ``["stride=2"]``, or nothing for PyTorch's default."""
    return [] if set(numbers) == {default} else [f"{name}={torch_size(numbers)}"]
