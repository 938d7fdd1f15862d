"""The printed arithmetic: every line of ``explain`` is evaluated, or known to be words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import torch

from tests.truth.case import Case
from tests.truth.expression import NotArithmetic, value_of
from tests.truth.numerals import is_right
from tests.truth.pytorch import Truth, _sides
from tests.truth.remarks import needs_unread, problem_with
from tests.truth.specification import Specification
from tests.truth.sums import problems

NEEDS_UNREAD = ("conv", "masked_conv", "max_pool", "avg_pool", "lp_pool", "unfold")
"""The operations that say which cells no window reads."""
AXES = {1: ("length",), 2: ("height", "width"), 3: ("depth", "height", "width")}
STEP = re.compile(r"(?:(length|depth|height|width), )?(?:layer (\d+), )?(.+?): ([oL]) = (.+)")


@dataclass(frozen=True)
class Layer:
    """A layer of a stack, or the whole of another operation."""

    made: Specification
    truth: Truth

    def letters(self, axis: int) -> dict[str, int | Fraction]:
        """Return the numbers that the guide's letters stand for along an axis."""
        given, axes = self.made.parameters, self.made.axes
        grid = given["output_size"] if self.made.kind == "fold" else given["input_size"]
        found: dict[str, Any] = {"i": grid[axis]}
        if self.made.kind == "fold":
            found = {"o": grid[axis]}
        if "kernel_size" in given:
            found["k"] = given["kernel_size"][axis]
        pooling = self.made.kind in ("max_pool", "avg_pool", "lp_pool")
        found["s"] = (given.get("stride") or (given["kernel_size"] if pooling else [1] * axes))[
            axis
        ]
        found["d"] = given.get("dilation", [1] * axes)[axis]
        padding = given.get("padding", [0] * axes)
        if padding == "same":
            total = found["d"] * (found["k"] - 1)
            before, after = total // 2, total - total // 2
        else:
            before, after = _sides(padding)[axis]
        found |= {"before": before, "after": after}
        if before == after:
            found["p"] = before
        found["a"] = found["output_padding"] = given.get("output_padding", [0] * axes)[axis]
        for name in ("upscale_factor", "downscale_factor"):
            if name in given:
                found["r"] = given[name]
        if "scale_factor" in given:
            found["scale_factor"] = Fraction(repr(given["scale_factor"][axis]))
        for name in ("size", "output_size"):
            if name in given:
                found[name] = given[name][axis] or grid[axis]
        return found

    def size(self, axis: int) -> int:
        """Return the output's size along an axis; of unfold and fold the number of windows."""
        axes = self.made.axes
        if self.made.kind in ("unfold", "fold"):
            given = self.made.parameters
            grid = given["output_size"] if self.made.kind == "fold" else given["input_size"]
            line = {
                name: (given[name][axis], 1) for name in ("kernel_size", "stride", "dilation")
                if name in given
            }  # fmt: skip
            unfold = torch.nn.Unfold(**line, padding=(given.get("padding", [0, 0])[axis], 0))
            return int(unfold(torch.zeros(1, 1, grid[axis], 1)).shape[2])
        return int(self.truth.output_shape[-axes:][axis])


def layers_of(case: Case) -> list[Layer]:
    """Return the layers of a stack, each on the output of the one before it, or the operation."""
    made = case.specification
    if made.kind != "stack":
        return [Layer(made, case.truth)]
    size, found = list(made.parameters["input_size"]), []
    for one in made.parameters["layers"]:
        parameters = {key: value for key, value in one.items() if key != "operation"}
        layer = Specification(one["operation"], {**parameters, "input_size": size})
        found.append(Layer(layer, Truth(layer)))
        size = list(found[-1].truth.output_shape)
    return found


def check(case: Case) -> Iterator[str]:
    """Yield each line that is wrong, and each that is not known."""
    lines = case.figure.explain().splitlines()
    layers = layers_of(case)
    yield from _title(case, lines.pop(0))
    forms: list[str] = []
    step: re.Match[str] | None = None
    numbers = next(
        (at for at, line in enumerate(lines) if re.fullmatch(r"  Input.*:", line)), len(lines)
    )
    for line in lines[:numbers]:
        text = line[2:]
        if step and re.match(r"\s+= ", text) and not text.startswith("receptive"):
            forms.append(text.strip().removeprefix("= "))
            continue
        if step:
            yield from _step(layers, step, forms)
        step = STEP.fullmatch(text)
        if step:
            forms = [step[5]]
        elif problem := problem_with(case, layers, text):
            yield f"{text.strip()}: {problem}"
    if step:
        yield from _step(layers, step, forms)
    yield from _missing(case, layers, lines[:numbers])
    yield from _numbers(case, lines[numbers:])


def _missing(case: Case, layers: list[Layer], lines: list[str]) -> Iterator[str]:
    """Yield each layer that leaves cells unread, if no line says so."""
    for number, layer in enumerate(layers, 1):
        if layer.made.kind in NEEDS_UNREAD:
            place = f"layer {number}: " if case.specification.kind == "stack" else ""
            said = any(line.startswith(f"  {place}") and "never read" in line for line in lines)
            if said != needs_unread(layer):
                yield f"{place}never read is {'' if said else 'not '}said, but is wrong"


def _title(case: Case, title: str) -> Iterator[str]:
    """Yield what is wrong with the first line: the number of axes, and the output's size."""
    made = case.specification
    shown = {"1D": 1, "3D": 3}.get(title[:2], 2)
    if made.kind != "stack" and shown != made.axes:
        yield f"{title}: {made.axes} axes"
    said = title.rpartition(", output ")[2]
    if re.findall(r"\d+", said) != [str(n) for n in case.truth.output_shape]:
        yield f"{title}: the output is {case.truth.output_shape}"


def _step(layers: list[Layer], step: re.Match[str], forms: list[str]) -> Iterator[str]:
    """Yield what is wrong with an equation for the output's size."""
    name, number, source, *_ = step.groups()
    layer = layers[int(number or 1) - 1]
    axes = layer.made.axes
    checked = [AXES[axes].index(name)] if name else range(axes)
    if (kind := re.search(r"(\d)d\b", source)) and int(kind[1]) != axes:
        yield f"{source}: the operation has {axes} axes"
    for axis in checked:
        wanted = layer.size(axis)
        for form in forms:
            text = form.partition(", where ")[0]
            try:
                value = value_of(text, layer.letters(axis))
            except NotArithmetic as error:
                yield f"{source}: {form}: {error} is not known"
                continue
            if value != wanted:
                yield f"{source}: {form} is {value}, but the size is {wanted}"


def _numbers(case: Case, lines: list[str]) -> Iterator[str]:
    """Yield each number and each sum that is not right."""
    exact: dict[str, list[Fraction | None]] = {}
    if case.specification.values:
        exact = {"Input": [*case.input], "Output": case.output}
        if case.truth.weight_shape:
            exact["Kernel"] = [*case.weight]
        if case.bias:
            each = len(case.bias) // case.specification.channels[1]
            exact["Bias"] = [*case.bias[::each]]
    section, shown = "", {name: [] for name in exact}  # type: ignore[var-annotated]
    sums = []
    for line in lines:
        if heading := re.fullmatch(r"  (\w+).*:", line):
            section = heading[1]
        elif section == "Sums":
            sums.append(line.strip())
        else:
            shown[section] += line.split()
    for name, texts in shown.items():
        if len(texts) != len(exact[name]):
            yield f"{name}: {len(texts)} numbers, not {len(exact[name])}"
        for text, number in zip(texts, exact[name], strict=False):
            if not is_right(text, number):
                yield f"{name}: {text} is exactly {number}"
    if case.specification.sum:
        for frame, text in zip(case.document["frames"], sums, strict=True):
            output = case.flat(frame["output"], case.truth.output_shape)
            yield from (f"{text}: {problem}" for problem in problems(case, text, output))
