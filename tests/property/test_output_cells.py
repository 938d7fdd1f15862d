"""The finished file colours the output cells that are computed, and no others."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.figure.snippets import command_line, python_code
from svgconv.states.deformed import DeformedStates
from svgconv.views import view_for
from tests.examples import examples
from tests.smil import Point, Shape, shapes
from tests.specifications import figures

OUTPUT, BLANK, ACTIVE, WINDOW = (
    f"svgconv-{role}" for role in ("output", "not_computed", "active", "window")
)


ADDING = ("scatter", "columns", "shuffle")
"""The views whose outputs are tried elsewhere: in test_overlaps.py."""


def inside(point: Point, shape: Shape) -> bool:
    """Whether a point is in a filled shape: in one of its polygons, as none of them overlap."""
    return any(_winds(point, line) for line in shape.polylines)


def _winds(point: Point, polygon: tuple[Point, ...]) -> bool:
    x, y = point
    crossings = 0
    for (a, b), (c, d) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (b > y) != (d > y):
            crossings += a + (y - b) / (d - b) * (c - a) > x
    return crossings % 2 == 1


def middle(shape: Shape) -> Point:
    """The middle of a cell."""
    corners = shape.polylines[0][:4]
    return sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4


def drawn(figure: Figure) -> list[list[Shape]]:
    """The shapes of each frame."""
    svg, duration = figure.svg(), Fraction(str(figure.frame_seconds))
    return [shapes(svg, (frame + Fraction(1, 2)) * duration) for frame in range(figure.frame_count)]


@given(figures)
@examples(60)
def test_exactly_the_computed_cells_are_coloured(figure: Figure) -> None:
    view = view_for(figure.operation, figure.view)
    assume("outputs" in view.options and view.name not in ADDING)
    assume(figure.frame_count <= 60)
    assume(not figure.worksheet)
    figure = replace(figure, outputs="computed", frames=None, at=None)
    frames = drawn(figure)
    cells = [middle(one) for frame in frames for one in frame if one.role == ACTIVE]
    assert len(cells) == len(frames)
    for now, frame in enumerate(frames):
        areas = [one for one in frame if one.role == OUTPUT and one.fill]
        coloured = [any(inside(cell, area) for area in areas) for cell in cells]
        assert coloured == [number <= now for number in range(len(cells))]
        blank = [one for one in frame if one.role == BLANK and one.fill]
        assert all(any(inside(cell, area) for area in blank) for cell in cells)


@given(figures)
@examples(60)
def test_the_body_joins_the_window_and_the_output_cell(figure: Figure) -> None:
    figure = replace(
        figure, beams="body" if "beams" in view_for(figure.operation, figure.view).options else ""
    )
    for frame in drawn(replace(figure, frames=None, at=None))[:30]:
        bodies = [one for one in frame if one.role == "svgconv-beam_body"]
        if not bodies:
            continue
        (cell,) = (one.polylines[0] for one in frame if one.role == ACTIVE)
        corners = {
            point
            for one in frame
            if one.role == WINDOW and (not one.fill or isinstance(figure.states, DeformedStates))
            for point in one.polylines[0]
        }
        for body in bodies:
            area, *lines = body.polylines
            assert area[0] == area[-1]
            half = len(area) // 2
            starts = [*area[:half], *(start for start, _ in lines)]
            ends = [*area[half:-1], *(end for _, end in lines)]
            assert all(any(near(end, corner) for corner in cell) for end in ends)
            assert all(any(near(start, corner) for corner in corners) for start in starts)


def near(one: Point, other: Point) -> bool:
    """Whether two points are within a thousandth of a unit."""
    return abs(one[0] - other[0]) < 1e-3 and abs(one[1] - other[1]) < 1e-3


def test_all_cells_are_coloured_as_published() -> None:
    figure = svgconv.conv(5, 3, padding=1, stride=2, outputs="all")
    for frame in drawn(figure):
        assert [one.role for one in frame if one.role in (OUTPUT, BLANK)] == [OUTPUT]
        (output,) = (one for one in frame if one.role == OUTPUT)
        assert output.fill


def test_the_blanks_of_a_worksheet_are_never_coloured() -> None:
    for frame in drawn(svgconv.conv(4, 3, view="flat", worksheet=True)):
        assert [one.role for one in frame if one.role in (OUTPUT, BLANK)] == [BLANK]


def test_an_old_file_draws_the_same_picture() -> None:
    """A recipe without the options is from a version that had one style."""
    published = svgconv.load("padding_strides")
    assert (published.outputs, published.beams) == ("all", "lines")
    assert not {"outputs", "beams"} & set(published.recipe)
    assert Figure.from_recipe(published.recipe) == published
    drawn_now = svgconv.conv(5, 3, stride=2, padding=1)
    assert (drawn_now.outputs, drawn_now.beams) == ("computed", "body")
    assert Figure.from_recipe(drawn_now.recipe) == drawn_now


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"outputs": "some"}, "outputs: 'some' is not known; use all or computed"),
        ({"beams": "thick"}, "beams: 'thick' is not known; use lines or body"),
        (
            {"view": "matrix", "beams": "body"},
            "beams: body cannot be combined with the view matrix",
        ),
    ],
)
def test_what_a_view_cannot_draw_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(SvgconvError, match=message):
        svgconv.conv(4, 3, **options)


@pytest.mark.parametrize("options", [{}, {"outputs": "all"}, {"beams": "lines"}])
def test_the_snippets_say_what_is_not_the_views_default(options: dict[str, Any]) -> None:
    figure = svgconv.conv(6, 3, **options)
    line = command_line(figure, "a.svg", ("conv", {}))
    for name, value in {"outputs": "all", "beams": "lines"}.items():
        assert (f"--{name} {value}" in line) == (name in options)
    code = python_code(figure, "a.svg", ("conv", {}))
    assert eval(code.splitlines()[1].rpartition(".save(")[0], {"svgconv": svgconv}) == figure
