"""Numbers of several channels and of slices, read back plane by plane from our SVG files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import svgconv
from svgconv.figure.figure import Figure
from svgconv.numbers.numerals import numeral
from svgconv.scene.marks import Path
from svgconv.scene.plane import CELL
from svgconv.states.arithmetic import Array, drawn_values
from tests.examples import examples
from tests.numbers import shown, value, window_terms
from tests.smil import Text
from tests.specifications import conv_figures, conv_transpose_figures, slice_figures

MOST = 4
FIGURES = [
    svgconv.conv(4, 3, in_channels=2, out_channels=3),
    svgconv.conv((2, 3), 2, padding=1, in_channels=4, out_channels=4, groups=2),
    svgconv.conv1d(5, 3, 2, 1, in_channels=2, out_channels=2),
    svgconv.conv(3, 1, in_channels=4, out_channels=1),
    svgconv.conv(3, 2, in_channels=1, out_channels=2, padding=1, padding_mode="reflect"),
    svgconv.conv_transpose(2, (3, 2), 2, 1, in_channels=4, out_channels=2, groups=2),
    svgconv.conv_transpose1d(3, 2, 2, in_channels=2, out_channels=4, groups=2),
    svgconv.conv3d((3, 2, 3), 2, padding=(1, 0, 0)),
    svgconv.conv3d((5, 2, 2), (2, 1, 2), (2, 1, 1), dilation=(2, 1, 1)),
    svgconv.conv_transpose3d((2, 1, 2), 2, (2, 1, 1)),
    svgconv.max_pool3d((3, 4, 3), 2, (2, 3, 2), ceil_mode=True),
    svgconv.avg_pool3d((3, 3, 4), 2, 1, 1, count_include_pad=False),
]


def with_numbers(figure: Figure, seed: int, **looks: object) -> Figure:
    recipe = {"operation": figure.operation.name, "parameters": figure.operation.parameters()}
    flat = {"view": "flat", "panels": "none", "values": {"seed": seed}}
    return Figure.from_recipe({**recipe, **flat, **looks})


def corners(figure: Figure, roles: tuple[str, ...]) -> list[tuple[float, float]]:
    """The upper left corner of each plane, from above, in the flat view."""
    blank = replace(figure, values=None, sum=False, worksheet=False)
    found = set()
    for mark in blank.scene.at(0).marks:
        if mark.role in roles and isinstance(mark, Path):
            for outline in mark.subpaths:
                xs, ys = zip(*outline.points, strict=True)
                if outline.closed and min(ys) < max(ys):
                    found.add((min(xs), min(ys), max(ys)))
    planes = []
    below = float("-inf")
    for left, top, bottom in sorted(found, key=lambda box: (box[1], -box[2], box[0])):
        if top >= below:
            planes.append((left, top))
            below = bottom
    return planes


def by_cell(
    texts: Iterable[Text], planes: list[tuple[float, float]], rows: int, columns: int
) -> dict[tuple[int, ...], str]:
    """What each cell says: its plane, row and column."""
    found: dict[tuple[int, ...], str] = {}
    for text in texts:
        x, y = text.pen
        places = [
            (number, round((y - top) / CELL, 3), round((x - left) / CELL, 3))
            for number, (left, top) in enumerate(planes)
            if -0.01 <= (y - top) / CELL < rows
        ]
        ((number, row, column),) = places
        assert row == int(row)
        assert column == int(column)
        assert 0 <= column < columns
        assert (number, int(row), int(column)) not in found
        found[number, int(row), int(column)] = text.said
    return found


def planes_of(array: Array, rows: int, columns: int) -> Array:
    return array.reshape(-1, rows, columns)


def check_frame(figure: Figure, svg: str, frame: int) -> None:
    """Every number of a frame is where it belongs, and none is anywhere else."""
    states, numbering = figure.states, figure.numbers
    assert numbering is not None
    now = shown(svg, frame)
    down, across = states.plane
    drawn = planes_of(drawn_values(states, numbering.values.input), down.drawn, across.drawn)
    grids = corners(figure, ("zeros", "copied_padding", "ignored_padding", "input"))
    assert len(grids) == len(drawn)
    texts = by_cell((*now["input_value"], *now["padding_value"]), grids, down.drawn, across.drawn)
    wanted = {index: numeral(drawn[index].item()) for index in np.ndindex(*drawn.shape)}
    if states.outside == "ignored_padding":
        wanted = {index: text for index, text in wanted.items() if index in texts}
        assert len(texts) == states.real.sum()
    assert texts == wanted
    output = planes_of(numbering.values.output, down.output, across.output)
    cells = list(product(*map(range, output.shape)))
    outputs = by_cell(
        now["output_value"], corners(figure, ("not_computed",)), down.output, across.output
    )
    assert outputs == {index: numeral(output[index]) for index in cells[: frame + 1]}
    result = output[cells[frame]]
    terms = window_terms(now, "flat")
    if figure.operation.has_weight:
        assert sum(number * weight for number, weight in terms) == result
        assert len(terms) == states.windows.shape[1]
    if figure.sum:
        written = "".join(
            text.said
            for text in sorted(now["sum"], key=lambda text: (round(text.pen[1]), text.middle[0]))
        )
        assert written.replace(" ", "") == numbering.sum.line(frame).replace(" ", "")
        assert written.endswith(numeral(result))
        if figure.operation.has_weight:
            assert Counter(written_terms(written)) == Counter(terms)


def written_terms(written: str) -> Iterator[tuple[float, float]]:
    """The products of a sum that is written out: each number with its weight."""
    products, _, _ = written.replace(" ", "").partition("=")
    for term in products.split("+"):
        number, _, weight = term.partition("·")
        yield value(number), value(weight)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.title)
def test_every_number_of_every_frame_is_what_pytorch_computes(figure: Figure) -> None:
    made = with_numbers(figure, 3, sum=True)
    svg = made.svg()
    for frame in range(made.frame_count):
        check_frame(made, svg, frame)


def may_have_numbers(figure: Figure) -> bool:
    channels = figure.states.channels
    if channels is None:
        return figure.operation.axes == 3
    return max(channels.inputs, channels.outputs) <= MOST


@given(
    st.one_of(conv_figures(), conv_transpose_figures(), slice_figures()).filter(may_have_numbers),
    st.integers(0, 99),
)
@examples(40)
def test_numbers_are_right_for_random_specifications(figure: Figure, seed: int) -> None:
    made = with_numbers(figure, seed)
    svg = made.svg()
    for frame in {0, made.frame_count // 3, made.frame_count - 1}:
        check_frame(made, svg, frame)


def test_a_worksheet_of_several_planes_has_no_outputs() -> None:
    made = with_numbers(FIGURES[0], 1, worksheet=True, sum=True)
    now = shown(made.svg(), made.frame_count - 1)
    assert not now["output_value"]
    assert any(text.said.strip() == "=" for text in now["sum"])


def test_numbers_of_planes_are_in_words_and_states() -> None:
    made = with_numbers(svgconv.conv(2, 1, in_channels=1, out_channels=2), 5)
    assert made.numbers is not None
    values = made.numbers.values
    assert values.weight is not None
    one, other = values.weight.ravel().tolist()
    assert f"Kernel: [0, 0] {one}; [1, 0] {other}." in dict(made.numbers.words)
    lines = list(made.numbers.lines())
    assert "  Output [1]:" in lines
    assert lines[lines.index("  Kernel [1, 0]:") + 1] == f"    {other}"
    document = made.document()
    assert document["output"]["values"] == values.output.tolist()
    assert [frame["value"] for frame in document["frames"]] == values.output.ravel().tolist()


def test_given_numbers_have_the_channels_first() -> None:
    numbers = {"input": np.arange(8).reshape(2, 2, 2), "weight": np.array([[[[1]], [[-1]]]])}
    made = svgconv.load("conv", in_channels=2, values=numbers)
    assert made.operation.input_size == (2, 2)
    assert made.numbers is not None
    assert made.numbers.values.output.tolist() == [[[-4, -4], [-4, -4]]]
    with pytest.raises(
        svgconv.SvgconvError, match=r"^input_values: 2×2 numbers do not fit the input, 3×2×2"
    ):
        svgconv.conv(2, 1, in_channels=3, values={"input": [[1, 2], [3, 4]]})


@pytest.mark.parametrize(
    "channels", [{"in_channels": 5}, {"out_channels": 6}, {"in_channels": 6, "groups": 1}]
)
def test_numbers_of_channels_that_are_not_drawn_are_rejected(channels: dict[str, int]) -> None:
    with pytest.raises(
        svgconv.SvgconvError, match=r"values: some of the . channels are not drawn; use"
    ):
        svgconv.load("conv", input_size=3, kernel_size=2, values=1, **channels)


def slices_of(size: int) -> Figure:
    return svgconv.conv3d((3, size, size), 3, padding=1)


def channels_of(size: int) -> Figure:
    return svgconv.conv(size, 3, padding=1, in_channels=2, out_channels=2)


def one_to_four(size: int) -> Figure:
    return svgconv.conv(size, 3, padding=1, out_channels=4)


def four_to_one(size: int) -> Figure:
    return svgconv.conv(size, 3, padding=1, in_channels=4)


@pytest.mark.parametrize("figure", [channels_of, slices_of, one_to_four, four_to_one])
def test_a_number_on_a_plane_costs_under_60_bytes(figure: Callable[[int], Figure]) -> None:
    """Beside the digits' outlines: input, padding and output of every plane."""
    bytes_, cells = [], []
    for size in (6, 16):
        plain = figure(size)
        made = with_numbers(plain, 1234)
        assert made.numbers is not None
        bytes_.append(len(made.svg()) - len(replace(made, values=None).svg()))
        drawn = drawn_values(made.states, made.numbers.values.input)
        cells.append(drawn.size + made.numbers.values.output.size)
    assert (bytes_[1] - bytes_[0]) / (cells[1] - cells[0]) < 60


def test_numbers_of_planes_cost_with_the_axes_not_with_the_frames() -> None:
    svg = svgconv.conv(16, 3, padding=1, in_channels=2, out_channels=2, values=1).svg()
    assert svg.count("<animate") < 2 * 120
