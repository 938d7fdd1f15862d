"""The receptive field that ``explain`` prints for a stack, compared with what outputs read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.truth.case import Case
from tests.truth.expression import NotArithmetic, value_of

if TYPE_CHECKING:
    from tests.truth.arithmetic import Layer

LINES = {"cell": -1, "row": -2, "column": -1}


def problem_with_field(case: Case, layers: list[Layer], text: str) -> str:
    """Return what is wrong with a line; empty if it is right."""
    text = re.sub(r"^(?:height|width|length), ", "", text)
    if read := re.fullmatch(r"each output reads (.+) of the input itself", text):
        counts = re.finditer(r"(?:(\d+) to )?(\d+) (cell|row|column)s?", read[1])
        return next(filter(None, (_counts(case, one) for one in counts)), "")
    if re.fullmatch(r"receptive field: [\d×]+(?: to [\d×]+)?, padding included", text):
        return ""  # the table's last row has the same sizes, and is compared with what outputs read
    if text == "receptive field: it differs from output to output":
        return ""  # the next line says by how much, and is compared with what outputs read
    if text.startswith("receptive field: r = sum of "):
        return ""
    if re.match(r" +output +field +stride +start +weights +multiplications", text):
        return ""
    equation = re.fullmatch(
        r"the receptive field's (?:stride|start) = [^=]+ = ([^=]+) = (.+)", text
    )
    if equation:
        return "" if _value(equation[1]) == _value(equation[2]) else f"it is {_value(equation[1])}"
    if re.match(r" +=", text):
        return "" if _value(text.strip().removeprefix("= ")) is not None else "it is no number"
    if row := re.fullmatch(
        r"(.+?)  +([\d×]+) +([\d×]+) +([\d×]+) +([-\d×]+) +[\d,]+ +[\d,]+", text
    ):
        return _row(case, layers, row)
    sizes = r"[\d×]+ to [\d×]+|[\d×]+|varies"
    if re.fullmatch(rf".+?  +[\d×]+ +(?:{sizes}) +[\d,]+ +[\d,]+|total +[\d,]+ +[\d,]+", text):
        return ""
    return "the line is not known"


def _value(text: str) -> object:
    try:
        return value_of(text)
    except NotArithmetic:
        return None


def _reads(case: Case, axis: int) -> list[set[int]]:
    """For each output index along an axis, counted from the end, the units along it."""
    shape_in, shape_out = case.truth.input_shape, case.truth.output_shape
    found: list[set[int]] = [set() for _ in range(shape_out[axis])]
    last_in = shape_in[-1] if axis == -2 else 1
    last_out = shape_out[-1] if axis == -2 else 1
    for output, units in enumerate(case.reads):
        at = output // last_out % shape_out[axis]
        found[at] |= {unit // last_in % shape_in[axis] for unit in units}
    return found


def _counts(case: Case, match: re.Match[str]) -> str:
    if not all(case.reads):
        return ""  # an output that reads nothing has no rows either, if a column has no units
    sizes = [len(units) for units in _reads(case, LINES[match[3]])]
    least, most = min(sizes), max(sizes)
    shown = (int(match[1] or match[2]), int(match[2]))
    return "" if shown == (least, most) else f"it is {least} to {most}"


def _numbers(text: str, axes: int) -> list[int]:
    numbers = list(map(int, text.split("×")))
    return numbers * axes if len(numbers) == 1 else numbers


def _row(case: Case, layers: list[Layer], match: re.Match[str]) -> str:
    """A row of the table; the last layer's is compared with what its outputs read."""
    axes = case.specification.axes
    output, size, stride, start = (_numbers(text, axes) for text in match.groups()[1:])
    sizes = [list(layers[0].made.parameters["input_size"])]
    sizes += [list(layer.truth.output_shape) for layer in layers]
    if output not in sizes:
        return "no layer has this output"
    if match[1].strip() != case.figure.operation.feature_maps.maps[-1].name:  # type: ignore[attr-defined]
        return ""
    if output != list(case.truth.output_shape):
        return ""  # an earlier layer with the same parameters
    if any("padding_mode" in layer.made.parameters for layer in layers):
        return ""  # the field is that of units far from the edges; copies are of others
    for axis in range(axes):
        for index, read in enumerate(_reads(case, axis - axes)):
            first = start[axis] + index * stride[axis]
            if not all(first <= unit < first + size[axis] for unit in read):
                return "an output reads units outside of it"
    return ""
