"""The output's size by the guide's relationships, and by PyTorch's formulas beyond the guide.

Every function returns where the formula comes from, the formula, and the same with numbers. Letters
are the guide's: input i, kernel k, stride s, padding p; and dilation d.
"""

from __future__ import annotations

from svgconv.operations._step import Step
from svgconv.specification.phrases import side_words, torch_size
from svgconv.specification.sizes import Sides, Size, symmetric

ASYMMETRIC = "asymmetric padding"

Relationship = tuple[str, str, str]


def convolution(i: int, k: int, s: int, d: int, before: int, after: int) -> Relationship:
    """Return relationship 1 to 6 or 15 of the guide."""
    p = before
    if before != after:
        return (
            ASYMMETRIC,
            "floor((i + before + after - d(k - 1) - 1) / s) + 1",
            f"floor(({i} + {before} + {after} - {d}·{k - 1} - 1) / {s}) + 1",
        )
    if d > 1:
        return (
            "relationship 15",
            "floor((i + 2p - k - (k - 1)(d - 1)) / s) + 1",
            f"floor(({i} + 2·{p} - {k} - {k - 1}·{d - 1}) / {s}) + 1",
        )
    if s > 1 and p:
        formula, numbers = "floor((i + 2p - k) / s) + 1", f"floor(({i} + 2·{p} - {k}) / {s}) + 1"
        return "relationship 6", formula, numbers
    if s > 1:
        return "relationship 5", "floor((i - k) / s) + 1", f"floor(({i} - {k}) / {s}) + 1"
    if p == 0:
        return "relationship 1", "(i - k) + 1", f"({i} - {k}) + 1"
    if k % 2 and p == k // 2:
        return "relationship 3", "i + 2·floor(k / 2) - (k - 1)", f"{i} + 2·{k // 2} - {k - 1}"
    if p == k - 1:
        return "relationship 4", "i + (k - 1)", f"{i} + {k - 1}"
    return "relationship 2", "(i - k) + 2p + 1", f"({i} - {k}) + 2·{p} + 1"


def same(word: str, i: int, k: int, s: int, d: int) -> list[Step]:
    """Return the output's size with ``same_upper`` or ``same_lower``, and the padding of an axis.

    The formulas are TensorFlow's for SAME, and ONNX's for ``auto_pad``.
    """
    o = -(-i // s)
    total = max(0, (o - 1) * s + d * (k - 1) + 1 - i)
    span, numbers = ("k", f"{k}") if d == 1 else ("d(k - 1) + 1", f"{d}·{k - 1} + 1")
    return [
        Step(word, "ceil(i / s)", f"ceil({i} / {s})", o),
        Step(
            word,
            f"max(0, (o - 1)s + {span} - i)",
            f"max(0, {o - 1}·{s} + {numbers} - {i})",
            total,
            "before + after",
        ),
    ]


def transposed_convolution(
    i: int, k: int, s: int, d: int, before: int, after: int, extra: int, layer: str
) -> Relationship:
    """Return relationship 8 to 14 of the guide, without its primes.

    Parameters
    ----------
    extra: output_padding.
    layer: the page of PyTorch's documentation that has the formula for dilation.
    """
    p = before
    if before != after:
        return (
            ASYMMETRIC,
            "(i - 1)s - before - after + d(k - 1) + output_padding + 1",
            f"{i - 1}·{s} - {before} - {after} + {d}·{k - 1} + {extra} + 1",
        )
    if d > 1:
        return (
            layer,
            "(i - 1)s - 2p + d(k - 1) + output_padding + 1",
            f"{i - 1}·{s} - 2·{p} + {d}·{k - 1} + {extra} + 1",
        )
    if extra:
        return (
            "relationship 14",
            "s(i - 1) + a + k - 2p, where a = output_padding",
            f"{s}·{i - 1} + {extra} + {k} - 2·{p}",
        )
    if s > 1 and p:
        return "relationship 13", "s(i - 1) + k - 2p", f"{s}·{i - 1} + {k} - 2·{p}"
    if s > 1:
        return "relationship 12", "s(i - 1) + k", f"{s}·{i - 1} + {k}"
    if p == 0:
        return "relationship 8", "i + (k - 1)", f"{i} + {k - 1}"
    if k % 2 and p == k // 2:
        return "relationship 10", "i + (k - 1) - 2·floor(k / 2)", f"{i} + {k - 1} - 2·{k // 2}"
    if p == k - 1:
        return "relationship 11", "i - (k - 1)", f"{i} - {k - 1}"
    return "relationship 9", "i + (k - 1) - 2p", f"{i} + {k - 1} - 2·{p}"


def same_transposed(word: str, i: int, k: int, s: int, d: int) -> list[Step]:
    """Return the output's size with ``same_upper`` or ``same_lower``, and what an axis loses.

    It undoes a convolution with TensorFlow's SAME whose input has i·s units.
    """
    span, numbers = ("k", f"{k}") if d == 1 else ("d(k - 1) + 1", f"{d}·{k - 1} + 1")
    total = max(0, d * (k - 1) + 1 - s)
    return [
        Step(word, "i·s", f"{i}·{s}", i * s),
        Step(word, f"max(0, {span} - s)", f"max(0, {numbers} - {s})", total, "before + after"),
    ]


def zeros_around(reach: Size, padding: Sides) -> str:
    """Return the zeros around a transposed convolution's input, as a formula and in numbers.

    Parameters
    ----------
    reach: d(k - 1) along each axis.
    padding: the cells that the output loses at each side.
    """
    left = [(k - before, k - after) for k, (before, after) in zip(reach, padding, strict=True)]
    zeros = tuple((max(0, before), max(0, after)) for before, after in left)
    formula = "d(k - 1) - p" if min(map(min, left)) >= 0 else "max(0, d(k - 1) - p)"
    alike = symmetric(zeros)
    return (
        f"{formula}: {side_words(zeros)}" if alike is None else f"{formula} = {torch_size(alike)}"
    )
