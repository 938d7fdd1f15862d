"""Sizes in words and in Python, for titles, explanations and PyTorch calls."""

from __future__ import annotations

from svgconv.specification.sizes import Sides, Size, symmetric, times


def one_or_each(numbers: Size) -> str:
    """``2`` where all axes agree, else ``2×1``."""
    return str(numbers[0]) if len(set(numbers)) == 1 else times(numbers)


def counted(word: str, numbers: Size, but: int) -> list[str]:
    """``["stride 2"]``, or nothing where every axis has the value that goes without saying."""
    return [] if set(numbers) == {but} else [f"{word} {one_or_each(numbers)}"]


def padding_words(sides: Sides) -> list[str]:
    """``["padding 1"]``, each side by name where sides differ, nothing where there is none."""
    alike = symmetric(sides)
    if alike is not None:
        return counted("padding", alike, but=0)
    (top, bottom), (left, right) = sides
    return [f"padding {top} top {bottom} bottom {left} left {right} right"]


def torch_size(numbers: Size) -> str:
    """A size as a PyTorch argument: ``3`` or ``(3, 5)``."""
    return str(numbers[0]) if len(set(numbers)) == 1 else f"({', '.join(map(str, numbers))})"


def torch_argument(name: str, numbers: Size, default: int) -> list[str]:
    """``["stride=2"]``, or nothing where PyTorch's default says it."""
    return [] if set(numbers) == {default} else [f"{name}={torch_size(numbers)}"]
