"""Numbers, path data and SMIL, a piece at a time."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree

import pytest

import svgconv
from svgconv.glyphs.decimals import number, numbers
from svgconv.scene.marks import Paint, Path, Subpath
from svgconv.scene.motion import Motion, Point, Track
from svgconv.scene.scene import Scene
from svgconv.sources.catalogue import catalogue
from svgconv.states.odometer import Odometer
from svgconv.svg.clock import Clock
from svgconv.svg.elements import root
from svgconv.svg.glyph_definitions import GlyphDefinitions
from svgconv.svg.markup import text
from svgconv.svg.path_data import duration, path_data
from svgconv.svg.smil import animated, loops
from tests.smil import shapes


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (-0.0, "0"), (20, "20"), (0.5, ".5"), (-0.25, "-.25"), (3.72678, "3.727"),
     (10.0, "10"), (-0.0001, "0"), (100, "100"), (0.9996, "1")],
)  # fmt: skip
def test_numbers_have_no_invisible_digit(value: float, written: str) -> None:
    assert number(value) == written


def test_numbers_and_path_data_are_short() -> None:
    assert numbers([1, -2, 3.5]) == "1-2 3.5"
    square = Subpath(((10, 10), (30, 10), (30, 30), (10, 30)), closed=True)
    line = Subpath(((0, 0), (5, 7), (6, 9)))
    assert path_data((square, line)) == "m10 10h20v20h-20zm-10-10 5 7 1 2"


@pytest.mark.parametrize(("seconds", "written"), [("1", "1s"), ("0.25", "0.25s"), ("100", "100s")])
def test_durations_are_clock_values(seconds: str, written: str) -> None:
    assert duration(Decimal(seconds)) == written


def test_the_odometer_turns_its_last_digit_fastest() -> None:
    odometer = Odometer((2, 1, 3))
    assert odometer.frame_count == 6
    assert [odometer.digits(frame) for frame in (0, 1, 2, 3, 5)] == [
        (0, 0, 0), (0, 0, 1), (0, 0, 2), (1, 0, 0), (1, 0, 2),
    ]  # fmt: skip
    assert [odometer.held(axis) for axis in range(3)] == [3, 3, 1]


def _clock(odometer: Odometer) -> Clock:
    return Clock(odometer, tuple(range(odometer.frame_count)), (Decimal(1),) * odometer.frame_count)


def _square(movement: Motion | Track, odometer: Odometer) -> tuple[Scene, str]:
    square = Subpath(((0, 0), (4, 0), (4, 4), (0, 4)), closed=True)
    scene = Scene.framed(
        [Path("window", Paint(stroke="#000"), (square,), movement)], odometer, Paint(), margin=1
    )
    svg = root((0, 0, scene.width, scene.height), (1, 1), "title", "description", {})
    svg.add(animated(scene, _clock(odometer), GlyphDefinitions("")))
    return scene, text(svg)


def _plays_as_the_scene(scene: Scene, svg: str) -> None:
    for frame in range(scene.odometer.frame_count):
        (shape,) = shapes(svg, frame + Fraction(1, 2))
        (mark,) = scene.at(frame).marks
        assert isinstance(mark, Path)
        corners = mark.subpaths[0].points
        assert shape.polylines == ((*corners, corners[0]),)


def test_a_linear_motion_is_one_additive_loop_for_each_axis() -> None:
    scene, svg = _square(Motion(((0, 5), (7, 0), (1, 1))), Odometer((2, 5, 6)))
    _plays_as_the_scene(scene, svg)
    animations = ElementTree.fromstring(svg).findall(".//{*}animateMotion")
    assert [animation.get("dur") for animation in animations] == ["60s", "30s", "6s"]
    assert animations[1].get("values") == "0 0;7 0;14 0;21 0;28 0"


def test_a_track_that_is_a_sum_over_the_digits_is_divided_too() -> None:
    starts = (0, 3, 4)
    offsets: list[Point] = [(x, y) for y in (0, 2) for x in starts]
    odometer = Odometer((2, 3))
    scene, svg = _square(Track(tuple(offsets)), odometer)
    _plays_as_the_scene(scene, svg)
    found = loops(Track(tuple(offsets)), _clock(odometer))
    assert [loop.durations for loop in found] == [(3, 3), (1, 1, 1)]


def test_any_other_track_is_its_runs_where_that_is_shorter() -> None:
    places: list[tuple[Point, int]] = [((0, 0), 9), ((50, 3), 10), ((0, 0), 1), ((7, 7), 20)]
    jumps = [place for place, frames in places for _ in range(frames)]
    scene, svg = _square(Track(tuple(jumps)), Odometer((4, 10)))
    _plays_as_the_scene(scene, svg)
    (animation,) = ElementTree.fromstring(svg).findall(".//{*}animateMotion")
    assert animation.get("values") == "0 0;50 3;0 0;7 7"
    scattered: list[Point] = [(float(index * index % 7), 0) for index in range(8)]
    scene, svg = _square(Track(tuple(scattered)), Odometer((2, 4)))
    _plays_as_the_scene(scene, svg)
    assert "keyTimes" not in svg


def test_what_does_not_move_has_no_animation() -> None:
    assert "animate" not in svgconv.conv(input_size=3, kernel_size=3).svg()
    one_row = svgconv.conv(input_size=(3, 6), kernel_size=3).svg()
    assert one_row.count("<animateMotion") == 2


def test_an_svg_holds_what_the_contract_says() -> None:
    figure = svgconv.conv_transpose(3, 3, stride=2, padding=1, output_padding=1)
    tree = ElementTree.fromstring(figure.svg())
    assert tree.get("role") == "img"
    assert tree.get("viewBox") == f"0 0 {figure.scene.width} {figure.scene.height}"
    assert str(int(tree.attrib["width"])) == tree.get("width")
    for part in ("title", "desc", "metadata"):
        assert (tree.findtext(f"{{*}}{part}") or "").strip()
    names = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert not names & {"script", "style", "image", "use", "foreignObject", "text"}
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert not attributes & {"href", "style"}
    assert "id" not in attributes
    held = replace(figure, hold=Decimal(1))
    ids = re.findall(r' id="([^"]*)"', held.svg())
    assert len(ids) == 1, "the clock of all frames"
    assert ids[0] not in replace(held, theme="dark").svg()


def test_lines_keep_their_proportion_to_the_cells_at_any_size() -> None:
    sizes = (2, 8, 64)
    widths = {
        mark.paint.stroke_width
        for size in sizes
        for mark in svgconv.conv(input_size=size, kernel_size=2).scene.marks
    }
    assert widths == {1.1, 0.9, 2.42}


@pytest.mark.parametrize("name", catalogue())
def test_no_list_of_places_repeats_itself(name: str) -> None:
    """Firefox measures places along the whole list, so a longer one is also less exact."""
    for found in re.findall(r'<animateMotion[^>]* values="([^"]*)"', svgconv.load(name).svg()):
        values = found.split(";")
        sizes = [size for size in range(1, len(values)) if len(values) % size == 0]
        assert not [size for size in sizes if values[:size] * (len(values) // size) == values]
