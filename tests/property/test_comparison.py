"""Figures beside each other: one clock, and each shows of its own what it shows alone."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import svgconv
from svgconv.figure.figure import Figure
from svgconv.scene.marks import FixedText
from svgconv.scene.side_by_side import GAP
from svgconv.svg.recipe import recipe_in
from tests.command import run
from tests.examples import examples
from tests.moments import middle
from tests.property.test_figures import expected, same, shapes_of
from tests.smil import Text, shapes, texts
from tests.specifications import figures

MOST = 30
"""The frames of a figure that are compared: more show nothing new."""


def together(figures: list[Figure]) -> Figure:
    return svgconv.compare(*figures)


compared = st.lists(figures, min_size=2, max_size=3).map(
    lambda chosen: together([Figure(one.operation, one.view) for one in chosen])
)


def shape_of(figure: Figure) -> tuple[int, ...]:
    """The output channels that have frames, if there are several, and the output's size."""
    parameters = figure.operation.all_parameters()
    counts = [parameters.get(name, 1) for name in ("in_channels", "out_channels")]
    size = figure.operation.output_size
    return size if counts == [1, 1] else (min(4, counts[1]), *(1,) * (2 - len(size)), *size)


def at_reading(figure: Figure, reading: tuple[int, ...]) -> int:
    """The frame of one figure whose index is the reading, or as far as its output goes."""
    shape = shape_of(figure)
    digits = (*[0] * (len(shape) - len(reading)), *reading[-len(shape) :])
    frame = 0
    for digit, count in zip(digits, shape, strict=True):
        frame = frame * count + min(digit, count - 1)
    return frame


def readings(shapes_: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    longest = max(3, *map(len, shapes_))
    whole = [(1,) * (longest - len(shape)) + shape for shape in shapes_]
    return list(product(*(range(max(counts)) for counts in zip(*whole, strict=True))))


@given(compared)
@examples(120)
def test_each_shows_what_it_shows_alone_at_the_same_index(figure: Figure) -> None:
    order = readings([shape_of(one) for one in figure.figures])
    assert figure.frame_count == len(order)
    svg = figure.svg()
    alone = [Figure(one.operation, one.view) for one in figure.figures]
    height = max(one.scene.height for one in alone)
    for frame in range(0, len(order), -(-len(order) // MOST)):
        reading = order[frame]
        wanted = []
        left = 0
        for one in alone:
            scene = one.scene.at(at_reading(one, reading))
            offset = (left, height - scene.height)
            wanted += [mark.moved(offset) for mark in scene.marks]
            left += scene.width + GAP
        still = figure.scene.at(frame)
        assert [mark.role for mark in still.marks] == [mark.role for mark in wanted]
        words = [mark for mark in wanted if isinstance(mark, FixedText)]
        assert [mark for mark in still.marks if isinstance(mark, FixedText)] == words
        drawn = [mark for mark in wanted if not isinstance(mark, FixedText)]
        same(expected(still), [shape for mark in drawn for shape in shapes_of(mark)])
        same(shapes(svg, middle(svg, frame)), expected(still))


def test_numbers_on_planes_are_those_of_each_alone_at_the_same_index() -> None:
    alone = [
        svgconv.conv(3, 2, in_channels=2, out_channels=2, values=1),
        svgconv.conv(2, 1, in_channels=1, out_channels=3, values=2),
        svgconv.conv3d((2, 3, 2), 2, padding=(1, 0, 0), values=3),
        svgconv.conv(3, 2, values=4),
    ]
    figure = together(alone)
    svg = figure.svg()
    order = readings([(2, 2, 2), (3, 2, 2), (3, 2, 1), (2, 2)])
    assert figure.frame_count == len(order)
    for frame, reading in enumerate(order):
        wanted = []
        for one in alone:
            shape = one.states.odometer.shape
            digits = [min(d, n - 1) for d, n in zip(reading[-len(shape) :], shape, strict=True)]
            scene = one.scene.at(one.states.odometer.frame(tuple(digits)))
            wanted += [mark.cells for mark in scene.marks if isinstance(mark, FixedText)]
        still = figure.scene.at(frame)
        assert [mark.cells for mark in still.marks if isinstance(mark, FixedText)] == wanted
        held = texts(figure.frame(frame).svg(), Fraction(0))
        assert said_by_role(texts(svg, middle(svg, frame))) == said_by_role(held)


def said_by_role(found: list[Text]) -> list[tuple[str, str, int, int]]:
    return sorted((one.role, one.said, round(one.pen[0]), round(one.pen[1])) for one in found)


@given(compared)
@examples(30)
def test_the_recipe_and_the_states_hold_all(figure: Figure) -> None:
    recipe = recipe_in(figure.svg())
    assert recipe is not None
    assert Figure.from_recipe(recipe) == figure
    document = figure.document()
    assert len(document["frames"]) == figure.frame_count
    order = readings([shape_of(one) for one in figure.figures])
    for number, one in enumerate(figure.figures):
        own = one.states.to_dict()
        assert {**document["figures"][number], "frames": own["frames"]} == own
        for frame, reading in enumerate(order):
            told = document["frames"][frame]["figures"][number]
            assert told == own["frames"][at_reading(one, reading)]


def test_bytes_grow_with_the_axes_even_where_one_waits() -> None:
    def size(side: int) -> int:
        return len(together([svgconv.conv(side, 3), svgconv.conv(side, 3, dilation=2)]).svg())

    assert size(96) < 2.2 * size(48)


def test_by_the_command_by_python_and_in_toml_it_is_the_same_file(tmp_path: Path) -> None:
    first = ("render", "nn.Conv2d(1, 1, 3)", "-i", "7", "--view", "flat")
    second = "nn.Conv2d(1, 1, 3, dilation=2)"
    result = run(*first, "--beside", second, "-o", "-")
    assert result.status == 0, result.err
    one, other = svgconv.conv(7, 3, view="flat"), svgconv.conv(7, 3, dilation=2, view="flat")
    assert result.out == svgconv.compare(one, other).svg()
    toml = tmp_path / "f.toml"
    toml.write_text(
        f'figure = "nn.Conv2d(1, 1, 3)"\ninput_size = 7\nview = "flat"\nbeside = "{second}"'
    )
    assert svgconv.load(str(toml)).svg() == result.out
    (tmp_path / "a.svg").write_text(result.out)
    assert run("render", str(tmp_path / "a.svg"), "-o", "-").out == result.out


def test_states_and_explain_tell_of_both() -> None:
    said = run("states", "compare_dilation").out
    assert len(json.loads(said)["figures"]) == 2
    lines = run("explain", "compare_dilation").out
    assert "output 5×5, 25 frames" in lines
    assert "output 3×3, 9 frames" in lines


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        (["nn.Conv2d(1, 1, 9)"], "--beside, kernel_size: 9 is larger than the padded input, 7"),
        (
            ["compare_dilation"],
            "--beside: a compared figure cannot have compared figures of its own; list",
        ),
        (["nothing"], "--beside: 'nothing' does not exist"),
        (["{"], "--beside: is not JSON ("),
        (["{}"], "operation: missing"),
        (["dilation"] * 6, "--beside: 7 figures are more than 6; compare at most 6"),
    ],
)
def test_wrong_neighbours(beside: list[str], said: str) -> None:
    flags = [word for one in beside for word in ("--beside", one)]
    result = run("render", "conv", "-i", "7", "-k", "3", *flags, "-o", "-")
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert result.err.startswith(said)
