"""The numbers: as given, as PyTorch computes them, and as the picture writes them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isclose
from typing import Any

from tests.numbers import cells, shown
from tests.truth.case import Case, flattened, fraction
from tests.truth.numerals import is_right

ROUNDING = 1e-9
"""How far a sum of floats can be from the exact one, for terms of 1."""
PICTURED = ("oblique", "flat", "gather")


def check(case: Case) -> Iterator[str]:
    """Yield each number that is not the given one, or not PyTorch's."""
    head, values = case.document, case.specification.values
    assert values is not None
    for name in ("input", "weight"):
        if name in values:
            written = [fraction(one) for one in flattened(head[name]["values"])]
            if written != (given := getattr(case, name)):
                yield f"{name} {_first_difference(written, given)}"
    if "bias" in values:
        written = [fraction(one) for one in head["bias"]["values"]]
        if written != (given := [fraction(one) for one in values["bias"]]):
            yield f"the bias is {written}, given {given}"
    for output, number in enumerate(flattened(head["output"]["values"])):
        if problem := _problem(case, number, output):
            yield f"output {output} {problem}"
    for index, frame in enumerate(head["frames"]):
        if case.scatters:
            if fraction(frame["value"]) != case.input[index]:
                yield f"frame {index} has the value {frame['value']}, given {case.input[index]}"
        elif case.specification.kind == "unfold":
            for at, number in zip(frame["output"], frame["values"], strict=True):
                if problem := _problem(case, number, case.flat(at, case.truth.output_shape)):
                    yield f"frame {index}, entry {at} {problem}"
        elif case.specification.kind != "fold":
            output = case.flat(frame["output"], case.truth.output_shape)
            if problem := _problem(case, frame["value"], output):
                yield f"frame {index} {problem}"
            if "products" in frame and (problem := _summed(case, frame, output)):
                yield f"frame {index} {problem}"
    if case.figure.view in PICTURED and case.seed % 8 == 0:
        yield from _picture(case)


def _summed(case: Case, frame: dict[str, Any], output: int) -> str:
    """Say that a frame's products and its bias do not give its output; ``""`` if they do."""
    assert case.specification.values is not None
    bias = case.specification.values.get("bias", [])
    channel = frame["output"][0] if len(bias) > 1 else 0
    terms = [float(one) for one in (*frame["products"], *bias[channel : channel + 1])]
    exact = float(case.output[output] or 0)
    return (
        ""
        if abs(sum(terms) - exact) <= ROUNDING * max(1.0, *map(abs, terms))
        else f"has products whose sum is {sum(terms)}, exactly {exact!r}"
    )


def _problem(case: Case, written: Any, output: int) -> str:
    exact = case.output[output]
    if isinstance(written, str) or exact is None:
        return "" if (written, exact) == ("-Infinity", None) else f"is {written}, exactly {exact}"
    if case.specification.kind == "lp_pool" and isclose(written, exact, rel_tol=1e-14):
        return ""  # a root of a float
    return "" if float(written) == float(exact) else f"is {written}, exactly {float(exact)!r}"


def _first_difference(written: list[Fraction], given: list[Fraction]) -> str:
    pairs = enumerate(zip(written, given, strict=True))
    at, (one, other) = next((at, pair) for at, pair in pairs if pair[0] != pair[1])
    return f"unit {at} is {float(one)!r}, given {float(other)!r}"


def _picture(case: Case) -> Iterator[str]:
    """Yield each output in one frame's picture that is not the number, rounded."""
    made, truth = case.specification, case.truth
    if (
        len(truth.output_shape) != made.axes
        or made.axes == 3
        or len(truth.input_shape) != made.axes
    ):
        return
    last = case.seed // 8 % case.figure.frame_count
    now = shown(case.figure.frame(last).svg(), 0)
    view = "flat" if case.figure.view == "flat" else "oblique"
    texts = cells(now["output_value"], view)
    columns = truth.output_shape[-1]
    if sorted(texts) != [divmod(at, columns) for at in range(last + 1)]:
        yield f"frame {last} shows outputs in {sorted(texts)}"
        return
    for at in range(last + 1):
        exact = case.output[at]
        if not is_right(texts[divmod(at, columns)], exact):
            yield f"frame {last} shows output {at} as {texts[divmod(at, columns)]}, exactly {exact}"
