"""In the finished file each output cell is as dark as frames have added to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from tests.examples import examples
from tests.property.test_output_cells import BLANK, OUTPUT, drawn, inside
from tests.smil import Point, Shape

OVERLAP = "svgconv-overlap"
GROUNDS = (OUTPUT, BLANK, "svgconv-zeros")
Cell = tuple[int, ...]


@st.composite
def scattered(draw: st.DrawFn) -> Figure:
    """Transposed convolutions in the scatter view, and folds."""
    axes = draw(st.sampled_from([1, 2]))

    def sizes(least: int, most: int) -> tuple[int, ...]:
        return tuple(draw(st.integers(least, most)) for _ in range(axes))

    kernel, stride, dilation = sizes(1, 4), sizes(1, 3), sizes(1, 2)
    spans = [d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True)]
    padding = tuple(draw(st.integers(0, min(2, span // 2))) for span in spans)
    if axes == 2 and draw(st.booleans()):
        output = tuple(draw(st.integers(span, span + 3)) for span in spans)
        return svgconv.fold(output, kernel, stride, padding, dilation)
    try:
        name = "conv_transpose" if axes == 2 else "conv_transpose1d"
        values = sizes(1, 4), kernel, stride, padding, 0, dilation
        figure: Figure = getattr(svgconv, name)(*values, view="scatter")
    except SvgconvError:
        figure = svgconv.conv_transpose(3, 3, 2, view="scatter")
    return figure


def hits(figure: Figure) -> Iterable[Counter[Cell]]:
    """How many frames have added to each cell of the output, up to each frame."""
    found: Counter[Cell] = Counter()
    document = figure.document()
    for frame in document["frames"]:
        cells = frame["writes"] if "writes" in frame else filter(None, frame["output"])
        found.update(tuple(cell) for cell in cells)
        yield found.copy()


def middles(shape: Shape, size: Cell) -> dict[Cell, Point]:
    """The middle of each cell of the output, whose corners begin the outline of its grid."""
    (x, y), (u, v), _, (p, q) = shape.polylines[0][:4]
    rows, columns = size if len(size) == 2 else (1, *size)
    found: dict[Cell, Point] = {}
    for row in range(rows):
        for column in range(columns):
            down, across = (row + 0.5) / rows, (column + 0.5) / columns
            place = x + across * (u - x) + down * (p - x), y + across * (v - y) + down * (q - y)
            found[(row, column) if len(size) == 2 else (column,)] = place
    return found


def parts(shape: Shape, ground: Shape) -> Iterable[float]:
    """How far along both sides of the output each of a shape's points is, 0 to 1."""
    (x, y), (u, v), _, (p, q) = ground.polylines[0][:4]
    a, b, c, d = u - x, p - x, v - y, q - y
    for line in shape.polylines:
        for m, n in line:
            across = ((m - x) * d - (n - y) * b) / (a * d - b * c)
            down = ((n - y) * a - (m - x) * c) / (a * d - b * c)
            yield from (round(across, 3), round(down, 3))


def lights(figure: Figure) -> Iterable[dict[Cell, float]]:
    """The part of the light that each cell lets through, in each frame's picture; 2 if it is empty.

    The last ground under a cell counts, and the shades that follow it.
    """
    size = figure.operation.output_size
    for frame in drawn(figure):
        ground = next(one for one in frame if one.role in GROUNDS and one.fill)
        layers = [one for one in frame if one.role in (*GROUNDS, OVERLAP) and one.fill]
        assert all(0 <= at <= 1 for one in layers for at in parts(one, ground))
        found = dict.fromkeys(middles(ground, size), 2.0)
        for cell, place in middles(ground, size).items():
            for one in layers:
                if inside(place, one):
                    is_ground = 1.0 if one.role == OUTPUT else 2.0
                    shade = found[cell] * (1 - one.opacity)
                    found[cell] = shade if one.role == OVERLAP else is_ground
        yield found


@given(scattered())
@examples(60)
def test_a_cell_is_darker_with_each_hit(figure: Figure) -> None:
    shown = list(lights(figure))
    expected = list(hits(figure))
    assert len(shown) == len(expected) == figure.frame_count
    for light, wanted in zip(shown, expected, strict=True):
        for cell, part in light.items():
            assert part == (pytest.approx(wanted[cell] ** -0.5, rel=6e-3) if wanted[cell] else 2)


def test_shades_are_paler_below_numbers() -> None:
    figure = svgconv.conv_transpose(3, 3, 1, view="scatter", values=1)
    *_, last = lights(figure)
    assert last[2, 2] == pytest.approx(9**-0.25, rel=6e-3)


@pytest.mark.parametrize(
    "figure",
    [
        svgconv.conv_transpose(3, 3, 2, view="scatter", worksheet=True, values=1),
        svgconv.fold(3, 2, worksheet=True, values=1),
        svgconv.unfold(3, 2, worksheet=True, values=1),
        svgconv.pixel_unshuffle(4, 2, worksheet=True, values=1),
    ],
)
def test_the_outputs_of_a_worksheet_stay_empty(figure: Figure) -> None:
    for frame in drawn(figure):
        last = max(at for at, one in enumerate(frame) if one.role == BLANK and one.fill)
        covered = next(one for one in frame if one.role == BLANK)
        inner = [cell for cell in middles(covered, (1, 1)).values() if inside(cell, covered)]
        over = [one for one in frame[last + 1 :] if one.role in (OUTPUT, OVERLAP) and one.fill]
        assert not any(inside(cell, one) for cell in inner for one in over)


@pytest.mark.parametrize(
    "figure",
    [
        svgconv.unfold((3, 4), 2),
        svgconv.pixel_shuffle((2, 3), 2),
        svgconv.pixel_unshuffle((4, 6), 2),
    ],
)
def test_what_is_copied_is_coloured_once_it_is(figure: Figure) -> None:
    frames = drawn(figure)
    roles = ("svgconv-active", "svgconv-tint", OUTPUT, BLANK)
    order = [next(one for one in frame if one.role == "svgconv-active") for frame in frames]
    for now, frame in enumerate(frames):
        areas = [one for one in frame if one.role in roles[2:] and one.fill]
        for number, active in enumerate(order):
            corners = active.polylines[0][:4]
            place = sum(x for x, _ in corners) / 4 + 0.01, sum(y for _, y in corners) / 4 + 0.01
            (*_, top) = [one.role for one in areas if inside(place, one)]
            assert (top == OUTPUT) == (number <= now)


def test_all_outputs_have_their_final_shades_on_request() -> None:
    every = svgconv.conv_transpose(4, 3, 2, view="scatter", outputs="all")
    first, *_, last = drawn(every)
    shades = [[one for one in frame if one.role in (OUTPUT, OVERLAP)] for frame in (first, last)]
    assert shades[0] == shades[1]
    assert not any(one.role == BLANK for one in first)
