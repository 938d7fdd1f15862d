"""Laws of the smallest input on which an operation behaves the same way, against all smaller ones.

What an output reads is compared from both edges of the input: its windows are those of the real
figure without some in the middle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import svgconv
from svgconv.errors import SvgconvError
from svgconv.operations._network import leaves
from svgconv.operations._small_input import on_small_input
from svgconv.operations.base import Operation
from svgconv.operations.stack import Stack
from tests.examples import examples

Reads = list[tuple[Any, ...]]
MODES = ["zeros", "reflect", "replicate", "circular"]


def is_cut(small: list[Any], real: list[Any]) -> bool:
    """Whether each of the first windows is the real one from the start, and each other from the
    end.

    Both lists have a pair for each output: what it reads seen from the start, and from the end.
    """
    from_start = [one[0] == other[0] for one, other in zip(small, real, strict=False)]
    from_end = [one[1] == other[1] for one, other in zip(small[::-1], real[::-1], strict=False)]
    last = from_end[::-1]
    return any(all(from_start[:at]) and all(last[at:]) for at in range(len(small) + 1))


def ends(operation: Any) -> tuple[int, int]:
    """The places of the input's ends on the drawn grid; beyond it if the input is cropped."""
    ((before, after),) = getattr(operation, "border", operation.sides)
    cells = operation.states().head()["input"]["cells"][0]
    return before, len(cells) - 1 - after


def window_views(operation: Operation) -> list[Any]:
    """The cells under each window, and whether they hold a unit, from both ends of the input."""
    cells = operation.states().head()["input"]["cells"][0]
    first, last = ends(operation)
    views = []
    for frame in operation.states().frames():
        under = [(cell, cells[cell]) for (cell,) in frame["window"]]
        views.append(([(c - first, x) for c, x in under], [(c - last, x) for c, x in under]))
    return views


def reaches_over(operation: Operation) -> bool:
    """Whether a window covers padding at both ends of the input."""
    first, last = ends(operation)
    places = [[cell for (cell,) in frame["window"]] for frame in operation.states().frames()]
    return any(
        (min(under) < first and max(under) > last) or _reaches_behind(operation, under, first)
        for under in places
        if under
    )


def _reaches_behind(operation: Operation, under: list[int], first: int) -> bool:
    """Whether a window of ceil mode leaves out taps behind the input, and covers padding before."""
    taps = getattr(operation, "kernel_size", (1,))[0]  # a padding layer has one
    return len(under) < taps and min(under) < first


def same_edges(small: Operation, real: Operation) -> bool:
    """Whether the padding and what is left over at the end are the same."""
    names = ("sides", "border", "beyond", "own_padding")
    return all(getattr(small, name, 0) == getattr(real, name, 0) for name in names) and [
        one.after_the_last for one in getattr(small, "windows", ())
    ] == [one.after_the_last for one in getattr(real, "windows", ())]


def behaves_alike(small: Operation, real: Operation) -> bool:
    return (
        small.output_size[0] >= min(3, real.output_size[0])
        and same_edges(small, real)
        and is_cut(window_views(small), window_views(real))
        and not reaches_over(small)
    )


def smallest(real: Operation, alike: Callable[[Operation, Operation], bool]) -> Operation:
    """The first of all smaller inputs that behaves alike; the operation itself without one."""
    for size in range(1, real.input_size[0]):
        try:
            small = real.from_parameters({**real.parameters(), "input_size": size})
        except SvgconvError:
            continue
        if alike(small, real):
            return small
    return real


def made(make: Any, *arguments: Any, **parameters: Any) -> Operation:
    try:
        operation: Operation = make(*arguments, **parameters).operation
    except SvgconvError:
        assume(False)
        raise
    return operation


@st.composite
def windowed(draw: st.DrawFn) -> Operation:
    """Convolutions and poolings along one axis."""
    sides = st.tuples(st.integers(0, 6), st.integers(0, 6))
    common = {
        "kernel_size": draw(st.integers(1, 6)),
        "stride": draw(st.integers(1, 4)),
        "padding": draw(st.one_of(st.sampled_from(["same_upper", "same_lower"]), sides)),
    }
    if draw(st.booleans()):
        return made(
            svgconv.conv1d,
            draw(st.integers(1, 40)),
            dilation=draw(st.integers(1, 3)),
            padding_mode=draw(st.sampled_from(MODES)),
            **common,
        )
    make = draw(st.sampled_from([svgconv.max_pool1d, svgconv.avg_pool1d]))
    common["ceil_mode"] = draw(st.booleans())
    if make is svgconv.max_pool1d:
        common["dilation"] = draw(st.integers(1, 3))
    if draw(st.booleans()) and isinstance(common["padding"], tuple):
        common["padding_mode"] = draw(st.sampled_from(MODES))
    return made(make, draw(st.integers(1, 40)), **common)


@given(windowed())
@examples(250)
def test_the_small_input_is_the_smallest_that_behaves_alike(real: Operation) -> None:
    small, wanted = on_small_input(real), smallest(real, behaves_alike)
    assert small == wanted
    kept = {key: value for key, value in real.parameters().items() if key != "input_size"}
    assert {key: small.parameters()[key] for key in kept} == kept


@st.composite
def transposed(draw: st.DrawFn) -> Operation:
    """Transposed convolutions along one axis."""
    sides = st.tuples(st.integers(0, 8), st.integers(0, 8))
    padding = draw(st.one_of(sides, sides, st.sampled_from(["same_upper", "same_lower"])))
    return made(
        svgconv.conv_transpose1d,
        draw(st.integers(1, 16)),
        draw(st.integers(1, 6)),
        stride=draw(st.integers(1, 4)),
        padding=padding,
        output_padding=0 if isinstance(padding, str) else draw(st.integers(0, 2)),
        dilation=draw(st.integers(1, 3)),
    )


def transposed_alike(small: Operation, real: Operation) -> bool:
    """As for a convolution, on the drawn grid; and no kernel is cut at both ends of the output."""
    return (
        small.input_size[0] >= min(2, real.input_size[0])
        and behaves_alike(small, real)
        and not any(_cut_at_both_ends(small))
    )


def _cut_at_both_ends(operation: Any) -> Iterator[bool]:
    (count,), ((before, _),) = operation.output_size, operation.sides
    for unit in range(operation.input_size[0]):
        first = unit * operation.stride[0] - before
        yield first < 0 and first + operation.reach[0] >= count


@given(transposed())
@examples(250)
def test_a_small_transposed_convolution_is_the_smallest(real: Operation) -> None:
    assert on_small_input(real) == smallest(real, transposed_alike)


@given(st.integers(1, 24), st.integers(1, 24))
@examples(60)
def test_a_small_adaptive_pooling_has_the_same_windows(units: int, count: int) -> None:
    real: Any = svgconv.adaptive_avg_pool1d(units, count).operation
    small: Any = on_small_input(real)
    sizes = [
        (i, o)
        for i in range(1, units + 1)
        for o in range(min(3, count), count + 1)
        if i * count == o * units
    ]
    assert (small.input_size[0], small.output_size[0]) == min(sizes)
    windows, all_windows = small.windows(0), real.windows(0)
    assert windows == all_windows[: len(windows)]
    less = units - small.input_size[0]
    assert [(a + less, b + less) for a, b in windows] == all_windows[-len(windows) :]


@given(
    st.integers(1, 30),
    st.sampled_from(["nearest", "nearest-exact", "bilinear", "bicubic", "area"]),
    st.one_of(
        st.builds(lambda f: {"scale_factor": (f, 1)}, st.sampled_from([0.5, 0.75, 1, 1.5, 2, 3])),
        st.builds(lambda n: {"size": (n, 1)}, st.integers(1, 40)),
    ),
    st.sampled_from([None, True]),
)
@example(300, "nearest", {"scale_factor": (0.29, 1)}, None)  # int(200 · 0.29) is 57
@examples(150)
def test_a_small_upsampling_reads_alike_at_both_ends(
    units: int, mode: str, size: dict[str, Any], aligned: bool | None
) -> None:
    aligned = aligned if mode[:2] == "bi" and "size" in size else None
    real: Any = made(svgconv.upsample, (units, 1), mode=mode, align_corners=aligned, **size)
    small: Any = on_small_input(real)
    assert small.output_size[0] >= min(3, real.output_size[0])
    assert small.input_size[1] == 1
    less = real.input_size[0] - small.input_size[0]
    fewer = real.output_size[0] - small.output_size[0]
    views = []
    for one in (small, real):
        starts, weights, _ = one._windows(0)
        end = one.input_size[0]
        views.append([((a, w), (a - end, w)) for a, w in zip(starts, weights, strict=True)])
    assert is_cut(*views)
    assert small.input_size[0] >= min({"bilinear": 2, "bicubic": 3}.get(mode, 1), units)
    if "scale_factor" in size:
        assert fewer == less * Fraction(str(size["scale_factor"][0]))
    elif not aligned:
        assert less * real.output_size[0] == fewer * units


@st.composite
def stacks(draw: st.DrawFn) -> Operation:
    """Two or three layers along one axis."""
    conv = st.builds(
        "Conv1d(k={}, s={}, p={}, d={})".format,
        st.integers(1, 4), st.integers(1, 3), st.integers(0, 2), st.integers(1, 2),
    )  # fmt: skip
    pool = st.builds("MaxPool1d({}, stride={})".format, st.integers(1, 3), st.integers(1, 3))
    up = st.builds("ConvTranspose1d(k={}, s={})".format, st.integers(1, 3), st.integers(1, 3))
    layers = draw(st.lists(st.one_of(conv, pool, up), min_size=1, max_size=3))
    return made(svgconv.stack, " > ".join(layers), draw(st.integers(1, 60)))


def operations_of(stack: Stack) -> list[Operation]:
    """The operations of all layers, those on paths included."""
    return [one.operation for one in leaves(stack.network) if one.operation]


def shows_a_whole_field(stack: Stack) -> bool:
    """Whether the receptive field of an output lies within the input."""
    if stack.receptive_field is None:
        return False
    (field,), (size,) = stack.receptive_field, stack.input_size
    starts = (field.start + output * field.stride for output in range(stack.output_size[0]))
    return any(start >= 0 and start + field.size <= size for start in starts)


def stack_alike(small: Operation, real: Operation) -> bool:
    assert isinstance(small, Stack)
    assert isinstance(real, Stack)
    if shows_a_whole_field(real) and not shows_a_whole_field(small):
        return False
    return all(
        (transposed_alike if one.name == "conv_transpose1d" else behaves_alike)(one, two)
        or one == two
        for one, two in zip(operations_of(small), operations_of(real), strict=True)
    )


@given(stacks())
@examples(60)
def test_a_small_stack_is_the_smallest_of_which_all_layers_behave_alike(real: Operation) -> None:
    assert on_small_input(real) == smallest(real, stack_alike)


WITH_PATHS = (
    "Conv1d(k=3, s=2) > add(Conv1d(k=3, p=1) > ReLU() > Conv1d(k=5, p=2), Identity())",
    "concat(MaxPool1d(2) > Conv1d(k=3, p=1) > ConvTranspose1d(k=2, s=2), Identity()) > Conv1d(k=3)",
    "concat(MaxPool1d(3) > ConvTranspose1d(k=3, s=3), MaxPool1d(2) > ConvTranspose1d(k=2, s=2))",
    "add(Conv1d(k=5), ZeroPad1d((-1, -3))) > AvgPool1d(2)",
)


@pytest.mark.parametrize("layers", WITH_PATHS)
def test_a_small_network_with_paths_is_the_smallest_of_which_all_layers_behave_alike(
    layers: str,
) -> None:
    real = svgconv.stack(layers, 66).operation
    assert on_small_input(real) == smallest(real, stack_alike)


PAIRS = st.tuples(st.integers(7, 40), st.integers(1, 6), st.integers(1, 4), st.integers(0, 3))


@given(PAIRS, PAIRS)
@examples(40)
def test_each_axis_is_shortened_alone(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    names = ("input_size", "kernel_size", "stride", "padding")
    both: Any = dict(zip(names, zip(one, other, strict=True), strict=True))
    alone: list[Any] = [dict(zip(names, axis, strict=True)) for axis in (one, other)]
    sizes = [on_small_input(svgconv.conv1d(**axis).operation).input_size[0] for axis in alone]
    assert on_small_input(svgconv.conv(**both).operation).input_size == tuple(sizes)


@given(st.integers(1, 12), st.integers(1, 4), st.integers(1, 3), st.integers(0, 2))
@examples(40)
def test_small_columns_and_shuffles(size: int, kernel: int, stride: int, padding: int) -> None:
    unfold = made(svgconv.unfold, size, kernel, stride, padding)
    conv = on_small_input(svgconv.conv(size, kernel, stride, padding).operation)
    assert on_small_input(unfold).input_size == conv.input_size
    fold = made(svgconv.fold, size, kernel, stride, padding)
    assert on_small_input(fold).output_size == conv.input_size
    shuffle = on_small_input(svgconv.pixel_shuffle(size, kernel).operation)
    assert shuffle.output_size[0] == min(size * kernel, kernel * -(-3 // kernel))
    back = on_small_input(svgconv.pixel_unshuffle(size * kernel, kernel).operation)
    assert back.output_size[0] == min(3, size)
