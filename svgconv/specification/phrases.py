"""Sizes in words and in Python, for titles, explanations and PyTorch calls."""

from __future__ import annotations

import re

from svgconv.specification.sizes import LINE_NAMES, SIDE_NAMES, Sides, Size, symmetric, times

NO_BREAK = "\N{NO-BREAK SPACE}"


def one_or_each(numbers: Size) -> str:
    """``2`` where all axes agree, else ``2×1``."""
    return str(numbers[0]) if len(set(numbers)) == 1 else times(numbers)


def frames_phrase(count: int) -> str:
    """``1 frame``, ``12,544 frames``."""
    return f"{count:,} frame{'s' * (count != 1)}"


def bound(text: str) -> str:
    """The text with each number bound to the word before it, so that no line break parts them."""
    return re.sub(" (?=[-\\d])", NO_BREAK, text)


def counted(word: str, numbers: Size, but: int) -> list[str]:
    """``["stride 2"]``, or nothing where every axis has the value that goes without saying."""
    return [] if set(numbers) == {but} else [f"{word} {one_or_each(numbers)}"]


def padding_words(sides: Sides) -> list[str]:
    """``["padding 1"]``, each side by name where sides differ, nothing where there is none."""
    alike = symmetric(sides)
    if alike is not None:
        return counted("padding", alike, but=0)
    return [f"padding {each_side(sides)}"]


def each_side(sides: Sides) -> str:
    """Every side's number by the side's name: ``1 top 0 bottom 2 left 2 right``."""
    return " ".join(
        f"{count} {name}"
        for counts, names in zip(sides, SIDE_NAMES[len(sides)], strict=True)
        for count, name in zip(counts, names, strict=True)
    )


MOVES = {
    1: "moves along",
    2: "moves row by row over",
    3: "moves row by row, and then slice by slice, over",
}


def moves_over(axes: int) -> str:
    """How a window moves: ``moves row by row over``."""
    return MOVES[axes]


def far_sides(axes: int) -> str:
    """The sides after the axes: ``the bottom and the right``."""
    *others, last = (f"the {after}" for _, after in SIDE_NAMES[axes])
    return f"{', '.join(others)} and {last}" if others else last


def last_lines(counts: Size) -> list[str]:
    """Which lines each count means: ``["last row is", "last 2 columns are"]``, none for 0."""
    return [
        f"last {name} is" if count == 1 else f"last {count} {name}s are"
        for count, name in zip(counts, LINE_NAMES[len(counts)], strict=True)
        if count
    ]


def torch_size(numbers: Size) -> str:
    """A size as a PyTorch argument: ``3`` or ``(3, 5)``."""
    return str(numbers[0]) if len(set(numbers)) == 1 else f"({', '.join(map(str, numbers))})"


def torch_argument(name: str, numbers: Size, default: int) -> list[str]:
    """``["stride=2"]``, or nothing where PyTorch's default says it."""
    return [] if set(numbers) == {default} else [f"{name}={torch_size(numbers)}"]
