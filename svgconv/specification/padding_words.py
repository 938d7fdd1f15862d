"""Words for padding: PyTorch's "same" and "valid", TensorFlow's SAME, ONNX's SAME_UPPER and
SAME_LOWER.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Literal, TypeAlias

from svgconv.errors import SvgconvError, Words, enumeration, nearest, quoted
from svgconv.specification.parsers import Parser
from svgconv.specification.sizes import FOR_SIDES, SIDES_FORMS, Sides, SidesLike, Size, sides

Padding: TypeAlias = Sides | Literal["same", "same_upper", "same_lower"]
"""Padding as it is given: numbers, or a word whose numbers depend on the other parameters."""

SAME = "same"
VALID = "valid"
SAME_WORDS = ("same_upper", "same_lower")
"""ONNX's names. The extra cell is at the end, as in TensorFlow's SAME, or at the beginning."""


def padding_of(*words: str) -> Parser[Padding]:
    """Return a parser of padding that takes numbers, as `sides` does, or one of some words.

    ``"valid"`` is 0. The other words stay as they are, and so does ``"same"``: an operation that
    does not take it rejects it with the numbers of the others, as `not_same` has them.
    """
    listed = enumeration(words, "or")

    def read(name: str, value: object, axes: int) -> Padding:
        if isinstance(value, str) and value in (*words, SAME):
            return sides(name, 0, axes) if value == VALID else value  # type: ignore[return-value]
        if isinstance(value, str) and value == VALID:
            raise SvgconvError(name, f"{quoted(value)} is a padding of convolutions", "use 0")
        if isinstance(value, str) and get_close_matches(value, words, n=1):
            problem = f"{quoted(value)} is neither a whole number nor {listed}"
            raise SvgconvError(name, problem, nearest(value, words))
        return sides(name, value, axes, f"{FOR_SIDES[axes]}, or the word {listed}")

    def form(axes: int) -> str:
        quotes = enumeration((f'"{word}"' for word in words), "or")
        return f"{SIDES_FORMS[axes]}; at least 0; or {quotes}"

    return Parser(read, SidesLike, form)


padding = padding_of(SAME, VALID, *SAME_WORDS)
"""The padding of a convolution."""

padding_of_sides = padding_of(*SAME_WORDS)
"""The padding of a pooling, and of a transposed convolution."""


def not_same(problem: str, sides_of: Callable[[str], Sides]) -> SvgconvError:
    """Return the error for ``"same"``, with what the other words stand for.

    Parameters
    ----------
    sides_of: returns the sides of one of `SAME_WORDS`.
    """
    upper, lower = (
        ",".join(str(side) for both in sides_of(word) for side in both) for word in SAME_WORDS
    )
    return SvgconvError(
        "padding",
        Words("'same' ", problem),
        f"use same_upper, which is {upper} here, as in TensorFlow, Keras and ONNX, or"
        f" same_lower, {lower}",
    )


def halves(total: int, word: str) -> tuple[int, int]:
    """Return the cells before and after: an odd one is before for ``same_lower``, else after."""
    less, more = total // 2, total - total // 2
    return (more, less) if word == "same_lower" else (less, more)


def same_sides(word: str, input_size: Size, span: Size, stride: Size) -> Sides:
    """Return the sides that give an output of ceil(i / s) along each axis.

    An axis gets max(0, (ceil(i / s) - 1)s + span - i) cells in total, as in TensorFlow's SAME and
    ONNX's ``auto_pad``. With stride 1 that is PyTorch's ``"same"``.

    Parameters
    ----------
    word: ``"same"``, ``"same_upper"`` or ``"same_lower"``.
    span: the input cells that the window spans.
    """
    return tuple(
        halves(max(0, (-(-i // s) - 1) * s + reach - i), word)
        for i, reach, s in zip(input_size, span, stride, strict=True)
    )
