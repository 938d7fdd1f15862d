"""Planes as blocks in finished files: what a frame reads, its kernel, and what is computed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from tests.examples import examples
from tests.property.test_output_cells import ACTIVE, BLANK, OUTPUT, drawn, inside
from tests.smil import Point, Shape

KERNELS = [
    f"svgconv-{name}" for name in ("kernel", "second_kernel", "third_kernel", "fourth_kernel")
]
CELL = 20


@st.composite
def blocks(draw: st.DrawFn) -> Figure:
    """Convolutions of several channels or slices, and poolings of slices, as blocks."""
    style = {"view": "flat", "planes": "stacked"}
    kernel = draw(st.tuples(st.integers(1, 2), st.integers(1, 3)))
    if draw(st.booleans()):
        size = draw(st.tuples(st.integers(2, 4), st.integers(2, 3), st.integers(3, 4)))
        padding = draw(st.integers(0, 1)) if kernel[1] > 1 else 0
        name = draw(st.sampled_from(["conv3d", "max_pool3d"]))
        figure: Figure = getattr(svgconv, name)(size, (2, *kernel), 1, (padding, 0, 0), **style)
        return figure
    groups = draw(st.sampled_from([1, 1, 2]))
    inputs, outputs = (groups * draw(st.integers(1, 3)) for _ in range(2))
    outputs += inputs == outputs == 1
    padding = draw(st.integers(0, 1))
    return svgconv.conv(
        (3, 4),
        kernel,
        1,
        padding,
        groups=groups,
        in_channels=inputs,
        out_channels=outputs,
        view="flat",
        planes="stacked",
    )


def middle(cell: tuple[Point, ...]) -> Point:
    return sum(x for x, _ in cell[:4]) / 4, sum(y for _, y in cell[:4]) / 4


def cells_of(frame: list[Shape]) -> tuple[Point, ...]:
    (active,) = (one for one in frame if one.role == ACTIVE)
    return active.polylines[0]


@given(blocks())
@examples(40)
def test_each_frame_shows_what_it_reads_and_what_is_computed(figure: Figure) -> None:
    frames, document = drawn(figure), figure.document()["frames"]
    planes = figure.states.planes
    assert planes is not None
    cells = [middle(cells_of(frame)) for frame in frames]
    assert len(set(cells)) == len(cells)
    each = len(frames) // len(planes.drawn_outputs)
    for now, (frame, state) in enumerate(zip(frames, document, strict=True)):
        read = {place[0] for place in state["window"]} & set(planes.drawn_inputs)
        shades = [one for one in frame if one.role == "svgconv-window" and one.fill]
        assert len({one.polylines[0][0] for one in shades}) == len(read)
        wide = [one for one in frame if one.role == "svgconv-window" and not one.fill]
        assert middle(wide[0].polylines[0]) in [middle(bounds(one)) for one in shades]
        edges = {line for one in frame if one.role == "svgconv-beam" for line in one.polylines}
        front, back = (wide[0].polylines[0], bounds(min(shades, key=lambda one: bounds(one)[0][1])))
        for start, end in zip(sorted(front[:4]), sorted(back), strict=True):
            assert start == end or (start, end) in edges
        fills = [one for one in frame if one.role in (OUTPUT, BLANK) and one.fill]
        assert sum(one.role == OUTPUT and len(one.polylines) > 1 for one in fills) <= now // each
        own = range(now // each * each, (now // each + 1) * each)
        for number in own:
            *_, top = (one.role for one in fills if inside(cells[number], one))
            assert (top == OUTPUT) == (number <= now)
        kernels = [[one for one in frame if one.role == role] for role in KERNELS]
        if figure.operation.has_weight:
            used = kernels[now // each if len(wide) > 1 and kernels[1] else 0]
            assert middle(used[-1].polylines[0]) == middle(wide[1].polylines[0])
            assert len(used) == len(read)


def bounds(shape: Shape) -> tuple[Point, ...]:
    """The corners of the box around a shape."""
    xs, ys = zip(*(point for line in shape.polylines for point in line), strict=True)
    (left, right), (top, bottom) = (min(xs), max(xs)), (min(ys), max(ys))
    return (left, top), (right, top), (right, bottom), (left, bottom)


def test_finished_planes_are_behind_and_later_ones_are_dashed() -> None:
    figure = svgconv.load("channels_stacked")
    first, *_, last = drawn(figure)
    assert sum(one.role == OUTPUT and bool(one.fill) for one in last) == 3, "a plane and two areas"
    outlines = [one for one in first if one.role == BLANK and not one.fill]
    assert len(outlines) == 2, "the current plane's grid, and the outline of the next one"
    assert len([one for one in last if one.role == BLANK and not one.fill]) == 1


@pytest.mark.parametrize(
    ("inputs", "outputs", "groups", "count"),
    [
        (5, 1, 1, 1 + 1),  # the input's, and the kernel's
        (9, 7, 1, 1 + 1 + 4 + 1),  # also the output's, four kernels', and one between kernels
        (4, 5, 1, 1 + 1),
        (8, 8, 2, 1 + 1 + 4 + 1),  # three kernels read channel 3, and one channels 4 to 6
        (4, 4, 1, 0),
        (4, 4, 2, 0),
    ],
)
def test_an_ellipsis_stands_for_planes_that_are_left_out(
    inputs: int, outputs: int, groups: int, count: int
) -> None:
    figure = svgconv.conv(
        3,
        2,
        view="flat",
        planes="stacked",
        in_channels=inputs,
        out_channels=outputs,
        groups=groups,
    )
    dots = [one for one in drawn(figure)[0] if one.role == "svgconv-label"]
    assert sum(len(one.polylines) for one in dots) == 3 * count


@pytest.mark.parametrize(("inputs", "groups", "steps"), [(9, 1, [9, 9, 27]), (8, 2, [9, 9])])
def test_a_kernel_has_the_gaps_of_the_planes_that_it_reads(
    inputs: int, groups: int, steps: list[int]
) -> None:
    figure = svgconv.conv(
        3, 2, view="flat", planes="stacked", in_channels=inputs, out_channels=8, groups=groups
    )
    kernel = [one for one in drawn(figure)[0] if one.role == KERNELS[0]]
    lefts = sorted(min(x for line in one.polylines for x, _ in line) for one in kernel)
    assert [after - before for before, after in pairwise(lefts)] == steps


@pytest.mark.parametrize(
    ("call", "options", "message"),
    [
        ("conv", {"view": "flat"}, "planes: stacked cannot be combined with a single plane"),
        ("conv", {"in_channels": 2}, "planes: stacked cannot be combined with the view oblique"),
        (
            "conv",
            {"in_channels": 2, "view": "flat", "values": 1},
            "cannot be combined with numbers",
        ),
        ("conv1d", {"in_channels": 2, "view": "flat"}, "cannot be combined with one axis"),
        (
            "conv",
            {"view": "flat", "in_channels": 8, "out_channels": 4, "groups": 4},
            "cannot be combined with 4 groups, of which one has no drawn channel",
        ),
        ("max_pool3d", {"view": "flat", "tint": "windows"}, "cannot be combined with tints"),
        ("conv", {"view": "flat", "planes": "piled"}, "'piled' is not known; use apart or stacked"),
    ],
)
def test_what_cannot_be_stacked_is_rejected(
    call: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(SvgconvError, match=message):
        getattr(svgconv, call)(4, 2, **{"planes": "stacked", **options})


def test_the_words_say_where_the_planes_are() -> None:
    figure = svgconv.load("channels_stacked")
    assert "first one is in front" in figure.description
    assert "below each other" not in figure.description
    assert svgconv.load("channels").description.count("first one is in front") == 0
