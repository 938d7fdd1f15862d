"""What ``explain`` remarks below its equations, each kind of line with its own check."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import prod
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from tests.truth.case import Case
from tests.truth.expression import value_of
from tests.truth.keras_call import keras_shape
from tests.truth.pytorch import mask_of, padded
from tests.truth.remark import LINES, is_, numbers_in
from tests.truth.resampling import adaptive, area, places, samples, shuffle, shuffled, whole

if TYPE_CHECKING:
    from tests.truth.arithmetic import Layer

SIDES = {
    1: (("left", "right"),),
    2: (("top", "bottom"), ("left", "right")),
    3: (("front", "back"), ("top", "bottom"), ("left", "right")),
}
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


def _each(layer: Layer, text: str) -> list[int]:
    """``2`` for all axes, or a number for each."""
    numbers = numbers_in(text)
    return numbers * layer.made.axes if len(numbers) == 1 else numbers


def _letters(layer: Layer) -> list[dict[str, Any]]:
    return [layer.letters(axis) for axis in range(layer.made.axes)]


def _frames(case: Case, layer: Layer, match: re.Match[str]) -> str:
    if numbers_in(match[1]) != list(case.truth.output_shape):
        return f"the output is {case.truth.output_shape}"
    if case.scatters or case.figure.view == "scatter":
        return ""  # the operation's own frames are those of its output
    return is_(numbers_in(match[2]), [len(case.document["frames"])])


def _grid(case: Case, layer: Layer, match: re.Match[str]) -> str:
    shape = layer.truth.output_shape[-layer.made.axes :]
    wanted = [
        size + at["d"] * (at["k"] - 1) for size, at in zip(shape, _letters(layer), strict=True)
    ]
    return is_(numbers_in(match[1]), wanted)


def _between(case: Case, layer: Layer, match: re.Match[str]) -> str:
    return is_(_each(layer, match[1]), [at["s"] - 1 for at in _letters(layer)])


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
    return is_(_each(layer, match[1]), [at["output_padding"] for at in _letters(layer)])


def _cropped(case: Case, layer: Layer, match: re.Match[str]) -> str:
    shown = dict(re.findall(r"(\d+) at the (\w+)", match[1])[::1])
    pairs = re.findall(r"(\d+) at the (\w+)", match[1])
    for axis, at in enumerate(_letters(layer)):
        for side, name in zip(SIDES[layer.made.axes][axis], ("before", "after"), strict=True):
            wanted = max(0, at[name] - at["d"] * (at["k"] - 1))
            if (str(wanted), side) not in pairs:
                return f"it is {wanted} at the {side}"
    return is_(len(shown) > 0, True)


def _same(case: Case, layer: Layer, match: re.Match[str]) -> str:
    shown = [(0, 0)] * layer.made.axes if match[1] == "none" else _by_side(
        layer, match[1].removesuffix(" on each side")
    )  # fmt: skip
    return is_(shown, [(at["before"], at["after"]) for at in _letters(layer)])


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
    return is_(lines, wanted)


def _unread(case: Case, layer: Layer, match: re.Match[str]) -> str:
    cells = reached(layer)
    return is_((numbers_in(match[1]), numbers_in(match[2])),
               ([int((~cells).sum())], [cells.numel()]))  # fmt: skip


def needs_unread(layer: Layer) -> bool:
    """Return whether some cell of the padded input is in no window."""
    return not bool(reached(layer).all())


def _beyond(case: Case, layer: Layer, match: re.Match[str]) -> str:
    axis = LINES[layer.made.axes].index(match[2])
    at = layer.letters(axis)
    last = (layer.size(axis) - 1) * at["s"] + at["d"] * (at["k"] - 1) + 1
    return is_(int(match[1]), last - at["i"] - 2 * at["p"])


def _divided(case: Case, layer: Layer, match: re.Match[str]) -> str:
    return is_(int(match[1]), layer.made.parameters.get("divisor_override"))


def _scaled(case: Case, layer: Layer, match: re.Match[str]) -> str:
    return is_(int(match[1]), prod(layer.made.parameters["kernel_size"]))


def _weight_shape(case: Case, layer: Layer, match: re.Match[str]) -> str:
    return is_(tuple(numbers_in(match[1])), layer.truth.weight_shape)


def _equation(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """``6·2·3·3 = 108``, with words after numbers."""
    left, right = (re.sub(r" [a-z ]+", " ", side) for side in match[1].split(" = "))
    return is_(value_of(left), value_of(right))


def _multiplications(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """Counted by PyTorch: the pairs of a weight and a place of the input, zeros included."""
    shape = layer.truth.input_shape if layer.made.kind == "conv_transpose" else (
        layer.truth.output_shape
    )  # fmt: skip
    wanted = prod(layer.truth.weight_shape) * prod(shape[-layer.made.axes :])
    return _equation(case, layer, match) or is_(numbers_in(match[1])[-1], wanted)


def _ungrouped(case: Case, layer: Layer, match: re.Match[str]) -> str:
    groups, weights, products = numbers_in(match[0])
    _, _, wanted = layer.made.channels
    shape = layer.truth.input_shape if layer.made.kind == "conv_transpose" else (
        layer.truth.output_shape
    )  # fmt: skip
    every = wanted * prod(layer.truth.weight_shape)
    return is_((groups, weights, products),
               (wanted, every, every * prod(shape[-layer.made.axes :])))  # fmt: skip


def _read_channels(case: Case, layer: Layer, match: re.Match[str]) -> str:
    inputs, _, groups = layer.made.channels
    return is_(numbers_in(match[1]), [inputs // groups])


def _matrix_rows(case: Case, layer: Layer, match: re.Match[str]) -> str:
    channels, taps = max(layer.made.channels), prod(layer.made.parameters["kernel_size"])
    if channels > 1 and (named := [*map(int, match.group(2, 3))]) != [channels, taps]:
        return f"the channels and the cells of the window are {named}, not {[channels, taps]}"
    return is_(int(match[1]), channels * taps)


def _matrix_columns(case: Case, layer: Layer, match: re.Match[str]) -> str:
    shape = case.truth.input_shape if layer.made.kind == "fold" else case.truth.output_shape
    each = [layer.size(0), layer.size(1)]
    return is_(numbers_in(match[0]), [shape[1], *each])


def _entries(case: Case, layer: Layer, match: re.Match[str]) -> str:
    counts = [len(row) for row in case.coefficients]
    least, most = min(counts), max(counts)
    return is_(numbers_in(match[1]), [least] if least == most else [least, most])


def _mask(case: Case, layer: Layer, match: re.Match[str]) -> str:
    mask = mask_of(layer.made.parameters)
    return is_((int(match[1]), int(match[2])), (int(mask.sum()), mask.numel()))


def _offset(case: Case, layer: Layer, match: re.Match[str]) -> str:
    left, right = match[1].replace("×", "·").split(" = ")
    wanted = len(layer.made.parameters["offset"])
    return is_((value_of(left), int(right)), (wanted, wanted))


Check = Callable[[Case, "Layer", "re.Match[str]"], str]
SCALE = r"(?:[,;] scale = (?P<scale>[a-z_0-9 /]+))?"
CHECKS: tuple[tuple[str, Check], ...] = (
    (r"output ([\d×]+), ([\d,]+) frames?", _frames),
    (r"PyTorch: .+", lambda *_: ""),
    (r"Keras: (.+)", keras_shape),
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
    (r"the sum of a window that reaches beyond the input is multiplied by (\d+) / .+", _scaled),
    (r"every sum is divided by (-?\d+)", _divided),
    (r"each output channel reads (\d+) input channels?(?: of its group)?", _read_channels),
    (r"weight ([\d×]+): .+", _weight_shape),
    (r"weights: (.+)", _equation),
    (r"multiplications: (.+)", _multiplications),
    (r"with one group there would be .+", _ungrouped),
    (r"output o reads (.+) floor\(o·i / n\) to ceil\(\(o \+ 1\)·i / n\) - 1: (.+)", adaptive),
    (r"global pooling: the window covers the whole input", whole),
    (rf"(?:(?P<axis>slice|row|column)s: )?output cell n (?P<verb>reads) input cell"
     rf" (?P<formula>[^,;:]+?){SCALE}", places),
    (rf"(?:(?P<axis>slice|row|column)s: )?output cell n (?P<verb>lies) at"
     rf" (?P<formula>[^,;:]+?)(?:, at least 0)?{SCALE}", places),
    (r"output cell n reads input cells (?P<first>.+) to (?P<end>.+) - 1",
     area),
    (r"(cells|slices|(?:slices, )?rows and columns|rows|columns): (.+)", samples),
    (r"(\d+) rows?, one for each cell of the .+ window"
     r"(?: in each of (\d) channels: row (\d+)·c \+ t is cell t of the window, row by row, in"
     r" channel c)?", _matrix_rows),
    (r"(\d+) columns?, one for each window: .+", _matrix_columns),
    (r"each cell of the output is the sum of (.+) entr(?:y|ies)", _entries),
    (r"r = \d+: .+ become .+", shuffle),
    (r"(?:channel|cell) .+ becomes .+, where i and j are from 0 to r - 1", shuffled),
    (r"mask .+: (\d+) of (\d+) taps count.*", _mask),
    (r"offset: (.+) numbers for .+", _offset),
)  # fmt: skip
