"""Remarks about where outputs of adaptive poolings, upsamplings and shuffles come from."""

from __future__ import annotations

import re
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

import torch

from tests.truth.case import LEAST, Case
from tests.truth.expression import value_of
from tests.truth.remark import LINES, is_, numbers_in

if TYPE_CHECKING:
    from tests.truth.arithmetic import Layer


def adaptive(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """Each output's first and last unit, as the formula says and as in PyTorch."""
    names = re.findall(r"(row|column|slice|cell)s", match[1])
    for name in names:
        axis = LINES[layer.made.axes].index(name)
        size, count = layer.letters(axis)["i"], layer.size(axis)
        reads = _lines_read(layer, axis)
        formula = [
            list(
                range(int(value_of("floor(o·i / n)", at)), int(value_of("ceil((o + 1)·i / n)", at)))
            )
            for at in ({"o": o, "i": size, "n": count} for o in range(count))
        ]
        if formula != reads:
            return f"{name}s are {reads}"
        texts = [f"{r[0]}–{r[-1]}" if len(r) > 1 else str(r[0]) for r in reads]
        if problem := _listed(match[2].split(", "), texts):
            return problem
    return ""


def _listed(shown: list[str], wanted: list[str]) -> str:
    if "..." in shown:
        before, after = shown.index("..."), len(shown) - shown.index("...") - 1
        wanted = [*wanted[:before], "...", *wanted[len(wanted) - after :]]
    return is_(shown, wanted)


def _linear(layer: Layer, axis: int) -> torch.Tensor:
    """The weights of an axis's units in each output, (outputs, units); other axes are summed."""
    axes = layer.made.axes
    shape = (*layer.truth.input_shape[-axes:], *layer.truth.output_shape[-axes:])
    responses = layer.truth.responses.reshape(shape)
    others = [other for other in range(axes) if other != axis]
    kept = responses.sum(others) if others else responses
    firsts = kept[(slice(None), *(slice(None) if n == axis else 0 for n in range(axes)))]
    return firsts.T


def _lines_read(layer: Layer, axis: int) -> list[list[int]]:
    return [torch.nonzero(row.abs() > LEAST)[:, 0].tolist() for row in _linear(layer, axis)]


def samples(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """``rows: x0, 0.75·x0 + 0.25·x1``: the weights in PyTorch, to three digits."""
    for name in re.findall(r"(slice|row|column|cell)s", match[1]):
        rows = _linear(layer, LINES[layer.made.axes].index(name)).tolist()
        wanted = [
            " + ".join(
                f"x{unit}" if abs(factor - 1) < LEAST else f"{_exactly(factor):.3g}·x{unit}"
                for unit, factor in enumerate(row)
                if abs(factor) > LEAST
            ).replace("+ -", "- ")
            for row in rows
        ]
        if problem := _listed(match[2].split(", "), wanted):
            return problem
    return ""


def _exactly(factor: float) -> float:
    """The factor without the computer's rounding, which matters where three digits end in 5."""
    return float(Fraction(factor).limit_denominator(10**6))


def places(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """A formula for where output cell n lies, or which input cell it reads."""
    every = range(layer.made.axes)
    axes = [LINES[len(every)].index(match["axis"])] if match["axis"] else every
    for axis in axes:
        at, count = layer.letters(axis), layer.size(axis)
        names = {**at, "o": count}
        if match["scale"]:
            names["scale"] = value_of(match["scale"], names)
        for n, row in enumerate(_linear(layer, axis).tolist()):
            wanted = sum(unit * factor for unit, factor in enumerate(row))
            try:
                value = value_of(match["formula"], {**names, "n": n})
            except ZeroDivisionError:
                value = Fraction(0)
            if layer.made.parameters.get("mode") == "bicubic":
                if (
                    max(
                        abs(a - b) for a, b in zip(row, _cubic(float(value), len(row)), strict=True)
                    )
                    > 1e-9
                ):
                    return f"axis {axis}, n = {n}: {float(value):g}, in PyTorch other weights"
                continue
            bounded = min(max(value, Fraction(0)), Fraction(at["i"] - 1))
            if match["verb"] == "reads" and _near_a_whole(match["formula"], {**names, "n": n}):
                continue  # PyTorch rounds in single precision there
            if abs(float(bounded) - wanted) > 1e-5:
                return f"axis {axis}, n = {n}: {float(value):g}, in PyTorch {wanted:g}"
    return ""


def _cubic(place: float, units: int) -> list[float]:
    """The cubic weights of all units around a place; the first and the last repeat beyond."""
    row, first = [0.0] * units, floor(place) - 1
    for unit in range(first, first + 4):
        x = abs(place - unit)
        weight = 1.25 * x**3 - 2.25 * x**2 + 1
        if x > 1:
            weight = -0.75 * x**3 + 3.75 * x**2 - 6 * x + 3
        row[min(max(unit, 0), units - 1)] += weight
    return row


def area(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """Each output's first and last unit, as the formula says and as in PyTorch."""
    for axis in range(layer.made.axes):
        at, count = layer.letters(axis), layer.size(axis)
        for n, units in enumerate(_lines_read(layer, axis)):
            names = {"n": n, "i": at["i"], "o": count}
            first, end = (int(value_of(match[part], names)) for part in ("first", "end"))
            if units != list(range(first, end)):
                return f"axis {axis}, n = {n}: {first} to {end - 1}, in PyTorch {units}"
    return ""


def _near_a_whole(formula: str, letters: dict[str, Any]) -> bool:
    """Whether a product is so near to a whole number that single precision may be on its side."""
    if not formula.startswith("floor(") or "scale" not in formula:
        return False
    inner = value_of(formula.removeprefix("floor"), letters)
    return abs(float(inner) - round(inner)) < 1e-5


def shuffle(case: Case, layer: Layer, match: re.Match[str]) -> str:
    factor, *sizes = numbers_in(match[0])
    wanted = [*case.truth.input_shape, *case.truth.output_shape]
    return is_((factor, sizes), (layer.letters(0)["r"], wanted))


def whole(case: Case, layer: Layer, match: re.Match[str]) -> str:
    return is_(bool((layer.truth.responses != 0).all()), True)


def shuffled(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """The formula of channels and cells, for every cell."""
    factor = int(layer.letters(0)["r"])
    small = (
        case.truth.input_shape if layer.made.kind == "pixel_shuffle" else case.truth.output_shape
    )
    large = (
        case.truth.output_shape if layer.made.kind == "pixel_shuffle" else case.truth.input_shape
    )
    linked = case.truth.responses if layer.made.kind == "pixel_shuffle" else case.truth.responses.T
    for i in range(factor):
        for j in range(factor):
            for h in range(small[1]):
                for w in range(small[2]):
                    one = case.flat([factor * i + j, h, w], small)
                    other = case.flat([factor * h + i, factor * w + j], large)
                    if linked[one, other] != 1:
                        return f"channel {factor * i + j}, cell ({h}, {w}) is another cell"
    return ""
