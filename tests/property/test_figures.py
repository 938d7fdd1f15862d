"""Laws that every figure keeps, over random specifications."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import given

from svgconv.figure.figure import Figure
from svgconv.scene.marks import FixedText, Lines, Mark, Path
from svgconv.scene.scene import Scene
from svgconv.svg.recipe import recipe_in
from tests.examples import examples
from tests.smil import Shape, shapes
from tests.specifications import figures

CLOSE = 1e-3
EDGE = Fraction(1, 10_000)
"""The part of a frame within which it may begin or end otherwise."""


def expected(scene: Scene) -> list[Shape]:
    """The shapes that a scene of one frame has, as the file should show them; no numbers."""
    marks = [mark for mark in scene.marks if not isinstance(mark, FixedText)]
    return [shape for mark in marks for shape in shapes_of(mark)]


def shapes_of(mark: Mark) -> list[Shape]:
    role = f"svgconv-{mark.role}"
    if isinstance(mark, Lines):
        return [Shape(role, mark.outlines)]
    assert isinstance(mark, Path)
    closed = [s.points + s.points[:1] if s.closed else s.points for s in mark.subpaths]
    return [Shape(role, tuple(closed))]


def same(found: list[Shape], wanted: list[Shape]) -> None:
    """Fail unless every point is within a thousandth of a unit."""
    assert [shape.role for shape in found] == [shape.role for shape in wanted]
    for one, other in zip(found, wanted, strict=True):
        for line, line_wanted in zip(one.polylines, other.polylines, strict=True):
            for (x, y), (x_wanted, y_wanted) in zip(line, line_wanted, strict=True):
                # `pytest.approx` takes 90 microseconds for a point, and there are millions.
                assert -CLOSE <= x - x_wanted <= CLOSE, (one, other)
                assert -CLOSE <= y - y_wanted <= CLOSE, (one, other)


@given(figures)
@examples(150)
def test_smil_puts_every_mark_where_the_scene_has_it(figure: Figure) -> None:
    svg = figure.svg()
    duration = Fraction(str(figure.frame_seconds))
    shown = figure.chosen_frames
    period = len(shown) * duration + Fraction(str(figure.hold))
    for index, frame in enumerate(shown):
        same(shapes(svg, (index + Fraction(1, 2)) * duration), expected(figure.scene.at(frame)))
    last = expected(figure.scene.at(shown[-1]))
    same(shapes(svg, period - duration / 100), last)
    if figure.plays is None:
        same(shapes(svg, 2 * period + duration / 2), expected(figure.scene.at(shown[0])))
    else:
        same(shapes(svg, 10 * period), last)


@given(figures)
@examples(50)
def test_frames_begin_and_end_on_time(figure: Figure) -> None:
    svg = figure.svg()
    duration = Fraction(str(figure.frame_seconds))
    for index, frame in enumerate(figure.chosen_frames):
        shown = expected(figure.scene.at(frame))
        same(shapes(svg, (index + EDGE) * duration), shown)
        same(shapes(svg, (index + 1 - EDGE) * duration), shown)


@given(figures)
@examples(100)
def test_base_values_are_the_first_frame_and_stills_are_the_scene(figure: Figure) -> None:
    first = expected(figure.scene.at(figure.chosen_frames[0]))
    same(shapes(figure.svg(), Fraction(0)), first)
    for frame in {0, figure.frame_count // 2, figure.frame_count - 1}:
        still = figure.frame(frame).svg()
        assert "<animate" not in still
        same(shapes(still, Fraction(0)), expected(figure.scene.at(frame)))


@given(figures)
@examples(100)
def test_the_recipe_reads_back_to_the_same_figure(figure: Figure) -> None:
    recipe = recipe_in(figure.svg())
    assert recipe is not None
    again = Figure.from_recipe(recipe)
    assert again == figure
    assert again.svg() == figure.svg()
    still = figure.frame(-1)
    recipe = recipe_in(still.svg())
    assert recipe is not None
    assert Figure.from_recipe(recipe) == still


@given(figures)
@examples(100)
def test_nothing_is_clipped_in_any_frame(figure: Figure) -> None:
    figure = replace(figure, crop=((0, 0), (0, 0)))
    paints = [mark.paint for mark in figure.scene.marks]
    widest = max(paint.stroke_width for paint in paints if paint.stroke is not None) / 2
    for frame in range(figure.frame_count):
        for shape in expected(figure.scene.at(frame)):
            for line in shape.polylines:
                for x, y in line:
                    assert widest <= x <= figure.scene.width - widest
                    assert widest <= y <= figure.scene.height - widest


@given(figures)
@examples(100)
def test_the_window_stays_on_the_grid_and_outputs_come_in_order(figure: Figure) -> None:
    document = figure.states.to_dict()
    cells = document["input"]["cells"]
    sizes = document["input"]["drawn"]
    slices = cells if len(sizes) == 3 else [cells]
    assert [len(slices), len(slices[0]), len(slices[0][0])][-len(sizes) :] == sizes
    outputs, inputs = document["output"]["shape"], document["input"]["shape"]
    channels = len(outputs) > len(sizes)
    assert [frame["output"] for frame in document["frames"]] == [
        list(index)
        for index in product(*map(range, outputs))
        if not channels or outputs[0] <= 4 or index[0] in (0, 1, 2, outputs[0] - 1)
    ]
    axes = len(sizes)
    sizes = [*inputs[: len(inputs) - len(sizes)], *sizes]
    for frame in document["frames"]:
        for cell in frame["window"]:
            assert all(0 <= at < size for at, size in zip(cell, sizes, strict=True))
        assert frame["window"] == sorted(frame["window"])
        places = [[0, 0, 0, *cell[-axes:]][-3:] for cell in frame["window"]]
        real = [cell for cell in places if slices[cell[0]][cell[1]][cell[2]] == "#"]
        if document["parameters"].get("padding_mode", "zeros") == "zeros":
            assert len(frame["reads"]) == len(real)
        assert frame["reads"] == sorted(map(list, {tuple(unit) for unit in frame["reads"]}))
