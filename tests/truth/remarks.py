"""What ``explain`` remarks below its equations, each kind of line with its own check."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from tests.truth.case import LEAST, Case
from tests.truth.expression import value_of
from tests.truth.pytorch import mask_of, padded

if TYPE_CHECKING:
    from tests.truth.arithmetic import Layer

SIDES = {
    1: (("left", "right"),),
    2: (("top", "bottom"), ("left", "right")),
    3: (("front", "back"), ("top", "bottom"), ("left", "right")),
}
LINES = {1: ("cell",), 2: ("row", "column"), 3: ("slice", "row", "column")}
WORDS = re.compile(
    r"padding_mode \w+: the padding holds .+"
    r"|the padding is minus infinity, which is never the maximum"
    r"|ceil_mode: a last window that would start after the input is dropped"
    r"|the padding('s zeros count| does not count): each window divides by the number of .+"
    r"|entries that fall on the padding are dropped"
    r"|a tap between cells reads up to four units, weighted bilinearly; cells outside .+ are zeros"
    r"|of the \d+ (input|output) channels, the first 3 and the last .+"
    r"|with three axes, only one channel is drawn"
    r"|in PyTorch, import torch.nn.utils.prune first"
)


def problem_with(case: Case, layers: list[Layer], text: str) -> str:
    """Return what is wrong with a line; empty if it is right."""
    layer = layers[0]
    if number := re.match(r"layer (\d+): ", text):
        layer = layers[int(number[1]) - 1]
        text = text[number.end() :]
    if WORDS.fullmatch(text):
        return ""
    for pattern, check in CHECKS:
        if match := re.fullmatch(pattern, text):
            return check(case, layer, match)
    if case.specification.kind == "stack":
        from tests.truth.receptive_field import problem_with_field

        return problem_with_field(case, layers, text)
    return "the line is not known"


def _is(shown: object, wanted: object) -> str:
    return "" if shown == wanted else f"it is {wanted}"


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"-?\d+", text.replace(",", ""))]


def _each(layer: Layer, text: str) -> list[int]:
    """``2`` for all axes, or a number for each."""
    numbers = _numbers(text)
    return numbers * layer.made.axes if len(numbers) == 1 else numbers


def _letters(layer: Layer) -> list[dict[str, Any]]:
    return [layer.letters(axis) for axis in range(layer.made.axes)]


def _frames(case: Case, layer: Layer, match: re.Match[str]) -> str:
    if _numbers(match[1]) != list(case.truth.output_shape):
        return f"the output is {case.truth.output_shape}"
    if case.scatters or case.figure.view == "scatter":
        return ""  # the operation's own frames are those of its output
    return _is(_numbers(match[2]), [len(case.document["frames"])])


def _grid(case: Case, layer: Layer, match: re.Match[str]) -> str:
    shape = layer.truth.output_shape[-layer.made.axes :]
    wanted = [
        size + at["d"] * (at["k"] - 1) for size, at in zip(shape, _letters(layer), strict=True)
    ]
    return _is(_numbers(match[1]), wanted)


def _between(case: Case, layer: Layer, match: re.Match[str]) -> str:
    return _is(_each(layer, match[1]), [at["s"] - 1 for at in _letters(layer)])


def _around(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """The zeros on each side, as the formula says and as the drawn grid needs them."""
    formula, shown = match[1], _by_side(layer, match[2])
    for axis, at in enumerate(_letters(layer)):
        for side, name in enumerate(("before", "after")):
            reach = at["d"] * (at["k"] - 1)
            wanted = max(0, reach - at[name])
            if shown[axis][side] != wanted:
                return f"it is {wanted} {name} axis {axis}"
            if value_of(formula, {**at, "p": at[name]}) != wanted:
                return f"{formula} is not {wanted}"
    return ""


def _by_side(layer: Layer, text: str) -> list[tuple[int, int]]:
    names = SIDES[layer.made.axes]
    if named := dict(re.findall(r"(\w+) (\d+)", text)):
        return [(int(named[before]), int(named[after])) for before, after in names]
    return [(count, count) for count in _each(layer, text)]


def _added(case: Case, layer: Layer, match: re.Match[str]) -> str:
    return _is(_each(layer, match[1]), [at["output_padding"] for at in _letters(layer)])


def _cropped(case: Case, layer: Layer, match: re.Match[str]) -> str:
    shown = dict(re.findall(r"(\d+) at the (\w+)", match[1])[::1])
    pairs = re.findall(r"(\d+) at the (\w+)", match[1])
    for axis, at in enumerate(_letters(layer)):
        for side, name in zip(SIDES[layer.made.axes][axis], ("before", "after"), strict=True):
            wanted = max(0, at[name] - at["d"] * (at["k"] - 1))
            if (str(wanted), side) not in pairs:
                return f"it is {wanted} at the {side}"
    return _is(len(shown) > 0, True)


def _same(case: Case, layer: Layer, match: re.Match[str]) -> str:
    shown = [(0, 0)] * layer.made.axes if match[1] == "none" else _by_side(
        layer, match[1].removesuffix(" on each side")
    )  # fmt: skip
    return _is(shown, [(at["before"], at["after"]) for at in _letters(layer)])


def reached(layer: Layer) -> torch.Tensor:
    """Return whether any window has each cell of the padded input; the padded input's shape."""
    given, axes = layer.made.parameters, layer.made.axes
    padding = [[at["before"], at["after"]] for at in _letters(layer)]
    whole = {"padding": padding}
    size = padded(torch.zeros(1, 1, *given["input_size"]), whole).shape[2:]
    cells = prod(size)
    lone = torch.eye(cells).reshape(cells, 1, *size)
    stride = tuple(at["s"] for at in _letters(layer))
    kernel = torch.ones(1, 1, *given["kernel_size"])
    if layer.made.kind == "masked_conv":
        kernel = kernel * mask_of(given).to(kernel.dtype)
    convolve = getattr(nn.functional, f"conv{axes}d")
    gaps = tuple(at["d"] for at in _letters(layer))
    more = given["kernel_size"] if given.get("ceil_mode") else [0] * axes
    # in ceil mode the last window may reach beyond the padded input
    lone = nn.functional.pad(lone, [n for k, d in zip(more[::-1], gaps[::-1], strict=True)
                                    for n in (0, k * d)])  # fmt: skip
    found = convolve(lone, kernel, stride=stride, dilation=gaps)
    shape = layer.truth.output_shape[-axes:] if layer.made.kind != "unfold" else found.shape[2:]
    kept = found[(slice(None), slice(None), *(slice(0, count) for count in shape))]
    return kept.reshape(cells, -1).any(1).reshape(size)


def _last_unread(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """``last row is``, ``last 2 columns are``: these and no others along the axis."""
    count, name = int(match[1] or 1), match[2]
    axis = LINES[layer.made.axes].index(name)
    cells = reached(layer).movedim(axis, 0)
    lines = cells.reshape(len(cells), -1).any(1).tolist()
    wanted = [at < len(lines) - count for at in range(len(lines))]
    return _is(lines, wanted)


def _unread(case: Case, layer: Layer, match: re.Match[str]) -> str:
    cells = reached(layer)
    return _is((_numbers(match[1]), _numbers(match[2])),
               ([int((~cells).sum())], [cells.numel()]))  # fmt: skip


def needs_unread(layer: Layer) -> bool:
    """Return whether some cell of the padded input is in no window."""
    return not bool(reached(layer).all())


def _beyond(case: Case, layer: Layer, match: re.Match[str]) -> str:
    axis = LINES[layer.made.axes].index(match[2])
    at = layer.letters(axis)
    last = (layer.size(axis) - 1) * at["s"] + at["d"] * (at["k"] - 1) + 1
    return _is(int(match[1]), last - at["i"] - 2 * at["p"])


def _divided(case: Case, layer: Layer, match: re.Match[str]) -> str:
    return _is(int(match[1]), layer.made.parameters.get("divisor_override"))


def _weight_shape(case: Case, layer: Layer, match: re.Match[str]) -> str:
    return _is(tuple(_numbers(match[1])), layer.truth.weight_shape)


def _equation(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """``6·2·3·3 = 108``, with words after numbers."""
    left, right = (re.sub(r" [a-z ]+", " ", side) for side in match[1].split(" = "))
    return _is(value_of(left), value_of(right))


def _multiplications(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """Counted by PyTorch: the pairs of a weight and a place of the input, zeros included."""
    shape = layer.truth.input_shape if layer.made.kind == "conv_transpose" else (
        layer.truth.output_shape
    )  # fmt: skip
    wanted = prod(layer.truth.weight_shape) * prod(shape[-layer.made.axes :])
    return _equation(case, layer, match) or _is(_numbers(match[1])[-1], wanted)


def _ungrouped(case: Case, layer: Layer, match: re.Match[str]) -> str:
    groups, weights, products = _numbers(match[0])
    _, _, wanted = layer.made.channels
    shape = layer.truth.input_shape if layer.made.kind == "conv_transpose" else (
        layer.truth.output_shape
    )  # fmt: skip
    every = wanted * prod(layer.truth.weight_shape)
    return _is((groups, weights, products),
               (wanted, every, every * prod(shape[-layer.made.axes :])))  # fmt: skip


def _read_channels(case: Case, layer: Layer, match: re.Match[str]) -> str:
    inputs, _, groups = layer.made.channels
    return _is(_numbers(match[1]), [inputs // groups])


def _adaptive(case: Case, layer: Layer, match: re.Match[str]) -> str:
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
    return _is(shown, wanted)


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


def _samples(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """``rows: x0, 0.75·x0 + 0.25·x1``: the weights in PyTorch, to three digits."""
    for name in re.findall(r"(row|column)s", match[1]):
        rows = _linear(layer, LINES[2].index(name)).tolist()
        wanted = [
            " + ".join(
                f"x{unit}" if abs(factor - 1) < LEAST else f"{factor:.3g}·x{unit}"
                for unit, factor in enumerate(row)
                if abs(factor) > LEAST
            )
            for row in rows
        ]
        if problem := _listed(match[2].split(", "), wanted):
            return problem
    return ""


def _places(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """A formula for where output cell n lies, or which input cell it reads."""
    axes = [LINES[2].index(match["axis"])] if match["axis"] else range(2)
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
            bounded = min(max(value, Fraction(0)), Fraction(at["i"] - 1))
            if match["verb"] == "reads" and _near_a_whole(match["formula"], {**names, "n": n}):
                continue  # PyTorch rounds in single precision there
            if abs(float(bounded) - wanted) > 1e-5:
                return f"axis {axis}, n = {n}: {float(value):g}, in PyTorch {wanted:g}"
    return ""


def _near_a_whole(formula: str, letters: dict[str, Any]) -> bool:
    """Whether a product is so near to a whole number that single precision may be on its side."""
    if not formula.startswith("floor(") or "scale" not in formula:
        return False
    inner = value_of(formula.removeprefix("floor"), letters)
    return abs(float(inner) - round(inner)) < 1e-5


def _matrix_rows(case: Case, layer: Layer, match: re.Match[str]) -> str:
    return _is(int(match[1]), prod(layer.made.parameters["kernel_size"]))


def _matrix_columns(case: Case, layer: Layer, match: re.Match[str]) -> str:
    shape = case.truth.input_shape if layer.made.kind == "fold" else case.truth.output_shape
    each = [layer.size(0), layer.size(1)]
    return _is(_numbers(match[0]), [shape[1], *each])


def _entries(case: Case, layer: Layer, match: re.Match[str]) -> str:
    counts = [len(row) for row in case.coefficients]
    least, most = min(counts), max(counts)
    return _is(_numbers(match[1]), [least] if least == most else [least, most])


def _shuffle(case: Case, layer: Layer, match: re.Match[str]) -> str:
    factor, *sizes = _numbers(match[0])
    wanted = [*case.truth.input_shape, *case.truth.output_shape]
    return _is((factor, sizes), (layer.letters(0)["r"], wanted))


def _mask(case: Case, layer: Layer, match: re.Match[str]) -> str:
    mask = mask_of(layer.made.parameters)
    return _is((int(match[1]), int(match[2])), (int(mask.sum()), mask.numel()))


def _offset(case: Case, layer: Layer, match: re.Match[str]) -> str:
    left, right = match[1].replace("×", "·").split(" = ")
    wanted = len(layer.made.parameters["offset"])
    return _is((value_of(left), int(right)), (wanted, wanted))


def _global(case: Case, layer: Layer, match: re.Match[str]) -> str:
    return _is(bool((layer.truth.responses != 0).all()), True)


def _shuffled(case: Case, layer: Layer, match: re.Match[str]) -> str:
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


Check = Callable[[Case, "Layer", "re.Match[str]"], str]
SCALE = r"(?:[,;] scale = (?P<scale>[a-z_0-9 /]+))?"
CHECKS: tuple[tuple[str, Check], ...] = (
    (r"output ([\d×]+), ([\d,]+) frames?", _frames),
    (r"PyTorch: .+", lambda *_: ""),
    (r"drawn as a convolution with stride 1 over a grid of (.+)", _grid),
    (r"zeros between neighbouring units: s - 1 = (.+)", _between),
    (r"zeros on each side: ([^:=]+)(?::| =) (.+)", _around),
    (r"output_padding: (\S+) more at .+", _added),
    (r"padding exceeds d\(k - 1\): the grid is cropped by (.+)", _cropped),
    (r"padding 'same': (.+)", _same),
    (r"the padded input's last (?:(\d+) )?(row|column|cell|slice)s? (?:is|are) never read",
     _last_unread),
    (r"([\d,]+) of the padded input's ([\d,]+) cells (?:is|are) never read", _unread),
    (r"the last window reaches (\d+) (row|column|cell|slice)s? beyond .+", _beyond),
    (r"every sum is divided by (-?\d+)", _divided),
    (r"each output channel reads (\d+) input channels?(?: of its group)?", _read_channels),
    (r"weight ([\d×]+): .+", _weight_shape),
    (r"weights: (.+)", _equation),
    (r"multiplications: (.+)", _multiplications),
    (r"with one group there would be .+", _ungrouped),
    (r"output o reads (.+) floor\(o·i / n\) to ceil\(\(o \+ 1\)·i / n\) - 1: (.+)", _adaptive),
    (r"global pooling: the window covers the whole input", _global),
    (rf"(?:(?P<axis>row|column)s: )?output cell n (?P<verb>reads) input cell"
     rf" (?P<formula>[^,;:]+?){SCALE}", _places),
    (rf"(?:(?P<axis>row|column)s: )?output cell n (?P<verb>lies) at"
     rf" (?P<formula>[^,;:]+?)(?:, at least 0)?{SCALE}", _places),
    (r"(rows|columns|rows and columns): (.+)", _samples),
    (r"(\d+) rows?, one for each cell of the .+ window", _matrix_rows),
    (r"(\d+) columns?, one for each window: .+", _matrix_columns),
    (r"each cell of the output is the sum of (.+) entr(?:y|ies)", _entries),
    (r"r = \d+: .+ become .+", _shuffle),
    (r"(?:channel|cell) .+ becomes .+, where i and j are from 0 to r - 1", _shuffled),
    (r"mask .+: (\d+) of (\d+) taps count.*", _mask),
    (r"offset: (.+) numbers for .+", _offset),
)  # fmt: skip
