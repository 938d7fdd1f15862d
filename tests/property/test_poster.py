"""The poster: what programs show that do not play an SVG, which plays as without it."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.sources.catalogue import catalogue
from tests.command import run
from tests.examples import examples
from tests.smil import Shape, Text, shapes, texts
from tests.specifications import figures

ANIMATION = re.compile(r"<animate(Motion)?\b[^>]*/>")
NEAR = 0.011
"""Places are rounded to hundredths."""


def without_animations(svg: str) -> str:
    return ANIMATION.sub("", svg)


def same(one: str, other: str, seconds: Fraction) -> None:
    """Two files show the same shapes and texts at a time."""
    for read in (shapes, texts):
        here, there = read(one, seconds), read(other, seconds)
        assert list(map(_words, here)) == list(map(_words, there))
        for a, b in zip(map(_points, here), map(_points, there), strict=True):
            assert np.shape(a) == np.shape(b)
            assert not len(a) or np.abs(np.subtract(a, b)).max() < NEAR


def _words(one: Shape | Text) -> tuple[str, str]:
    return ("", one.said) if isinstance(one, Text) else (one.role, one.fill)


def _points(one: Shape | Text) -> list[tuple[float, float]]:
    return [one.pen] if isinstance(one, Text) else [p for line in one.polylines for p in line]


@given(figures, st.data())
@examples(30)
def test_any_figure_shows_its_poster_and_plays_as_without_it(
    figure: Figure, data: st.DataObject
) -> None:
    if figure.motion == "smooth":
        return
    frame = data.draw(st.sampled_from(figure.chosen_frames))
    posed = replace(figure, poster=frame)
    assert posed.poster_frame == frame
    same(without_animations(posed.svg()), posed.frame(frame).svg(), Fraction(0))
    plain = replace(figure, poster=figure.chosen_frames[0])
    starts = np.cumsum([0, *map(Fraction, figure.seconds)])
    for at in {0, len(starts) // 2 - 1, len(starts) - 2}:
        for cycle in (0, 1):
            seconds = starts[at] + Fraction(figure.seconds[at]) / 2 + cycle * starts[-1]
            same(posed.svg(), plain.svg(), seconds)


def test_the_default_poster() -> None:
    assert {svgconv.load(name).poster for name in list(catalogue())[:15]} == {0}
    numbers, stack = svgconv.conv(5, 3, values=1), svgconv.stack("Conv2d(k=3) > MaxPool2d(2)", 10)
    assert numbers.poster_frame == 8
    assert stack.poster_frame == 10
    assert svgconv.compare(svgconv.conv(5, 3), numbers).poster_frame == 8
    assert replace(numbers, motion="smooth").poster_frame == 0
    assert replace(numbers, frames="2,7,4").poster_frame == 4
    assert replace(stack, frames="2,7,4").poster_frame == 7
    assert svgconv.conv(5, 3, frames="2,7,4").poster_frame == 2


def test_a_chosen_poster() -> None:
    assert svgconv.conv(5, 3, values=1, poster=0).poster_frame == 0
    assert svgconv.conv(5, 3, poster=-2).poster_frame == 7
    assert svgconv.conv(5, 3, poster="middle").poster_frame == 4
    assert svgconv.conv(5, 3, poster=-2, frames="2,7,4").poster_frame == 7
    assert svgconv.conv(5, 3, poster="auto").poster_frame == 0


@pytest.mark.parametrize("playback", [{}, {"poster": 3}, {"frames": "2,7"}, {"motion": "smooth"}])
def test_a_still_has_the_poster_of_the_animation(playback: dict[str, Any]) -> None:
    """Places are written from there, so that browsers draw the same edges."""
    figure = svgconv.conv(5, 3, values=1, **playback)
    assert figure.frame(2).poster_frame == figure.poster_frame
    assert Figure.from_recipe(figure.frame(2).recipe).poster == figure.frame(2).poster


def test_a_file_of_an_earlier_version_has_the_first_frame() -> None:
    recipe = dict(svgconv.conv(5, 3, values=1).recipe)
    assert recipe.pop("poster") == "auto"
    assert Figure.from_recipe(recipe).poster_frame == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"poster": 9}, "poster: 9 does not exist; use middle, or -9 to 8"),
        ({"poster": -3, "frames": "0,1"}, "poster: -3 does not exist; use middle, or -2 to 8"),
        ({"poster": "end"}, "poster: .*end.*use middle, or -9 to 8"),
        (
            {"poster": 3, "frames": "0,1"},
            "poster: frame 3 is not among the shown ones; use one of '0,1'",
        ),
        ({"poster": 3, "motion": "smooth"}, "poster: cannot be combined with motion smooth"),
    ],
)
def test_a_poster_that_is_not_possible(options: dict[str, Any], words: str) -> None:
    with pytest.raises(SvgconvError, match=words):
        svgconv.conv(5, 3, **options)


def test_a_held_last_frame_has_a_key_time_after_it() -> None:
    times = re.findall(r'keyTimes="([^"]*)"', svgconv.conv(5, 3, hold=2, pace="teach").svg())
    assert times
    assert all(one.endswith(";1") for one in times)
    unheld = re.findall(r'keyTimes="([^"]*)"', svgconv.conv(5, 3, 2, 1).svg())
    assert not any(one.endswith(";1") for one in unheld)


def test_the_command_line(tmp_path: object) -> None:
    path = f"{tmp_path}/a.svg"
    assert run("render", "conv", "-i5", "-k3", "--poster", "4", "-o", path).err == ""
    assert svgconv.load(path).poster == 4
    result = run("render", "conv", "-i5", "-k3", "--poster", "4", "-o", f"{tmp_path}/a.gif")
    assert result.err == "--poster: no effect on .gif files\n"
