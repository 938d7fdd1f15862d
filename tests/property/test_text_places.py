"""Texts of annotated figures in files of all sizes: all are apart and whole; none is crossed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.files.output import Output
from svgconv.glyphs.font import FIGURES
from svgconv.scene.annotations import KINDS
from svgconv.scene.box import box
from svgconv.scene.marks import FixedText, Lines, Path
from svgconv.scene.motion import Point
from svgconv.scene.scene import Scene
from tests.drawn_options import each, made
from tests.examples import examples
from tests.specifications import (
    column_figures,
    figures,
    matrix_figures,
    shuffle_figures,
    transposed_figures,
)

DIGITS, LETTERS = FIGURES, (-0.205, 0.712)
"""How far digits, and words, reach below and above their line, in ems."""
NEAR = 0.4
"""How far texts may reach into each other, in user units: sides of letters are free."""
Quad = list[Point]


@st.composite
def im2col_figures(draw: st.DrawFn) -> Figure:
    """Convolutions as a product of matrices, with and without numbers."""
    axes = draw(st.sampled_from([1, 2]))
    return made(
        svgconv.conv if axes == 2 else svgconv.conv1d,
        input_size=draw(each(axes, 2, 6)),
        kernel_size=draw(each(axes, 1, 3)),
        stride=draw(each(axes, 1, 2)),
        values=draw(st.sampled_from([False, 1])),
        view="im2col",
    )


@st.composite
def stacked_figures(draw: st.DrawFn) -> Figure:
    """Channels as blocks."""
    return made(
        svgconv.conv,
        input_size=draw(each(2, 2, 6)),
        kernel_size=draw(each(2, 1, 3)),
        in_channels=draw(st.integers(2, 6)),
        out_channels=draw(st.integers(1, 6)),
        view="flat",
        planes="stacked",
    )


ANY = st.one_of(
    figures,
    column_figures(most_channels=3),
    shuffle_figures(),
    transposed_figures("scatter"),
    transposed_figures("gather"),
    matrix_figures(),
    im2col_figures(),
    stacked_figures(),
)


def texts(scene: Scene, role: str = "") -> list[tuple[str, Quad]]:
    """The corners of each text of a still, or of those with a role."""
    found = []
    for mark in scene.marks:
        if not isinstance(mark, FixedText) or role not in ("", mark.role):
            continue
        setting = mark.setting
        line = setting.place[0] + sum(FIGURES) / 2 * setting.size
        for row, column, text in mark.cells:
            if not text.strip() or (setting.shade is not None and not setting.shade.has_digits):
                continue
            low, high = LETTERS if any(map(str.isalpha, text)) else DIGITS
            left, right = setting.reach(text)
            tops = row + line - high * setting.size, row + line - low * setting.size
            ends = column + left, column + right
            found.append(
                (
                    text,
                    [setting.point(tops[a], ends[b]) for a, b in ((0, 0), (0, 1), (1, 1), (1, 0))],
                )
            )
    return found


def overlap(one: Quad, other: Quad) -> float:
    """How far two quadrilaterals reach into each other; at most 0 if they are apart."""
    least = float("inf")
    for (ax, ay), (bx, by) in pairwise([*one, one[0], *other, other[0]]):
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1
        across, down = (by - ay) / length, (ax - bx) / length
        first, second = ([x * across + y * down for x, y in quad] for quad in (one, other))
        least = min(least, min(max(first), max(second)) - max(min(first), min(second)))
    return least


def overlapping(scene: Scene) -> list[tuple[str, str]]:
    """Pairs of texts that are over each other."""
    found = sorted(((box(quad), text, quad) for text, quad in texts(scene)), key=lambda one: one[0])
    pairs = []
    for at, ((_, top, right, bottom), text, quad) in enumerate(found):
        for (left, upper, _, lower), other, place in found[at + 1 :]:
            if left >= right:
                break
            if upper < bottom and top < lower and overlap(quad, place) > NEAR:
                pairs.append((text, other))
    return pairs


def beams(scene: Scene) -> list[tuple[Point, Point]]:
    """The lines between the window and what it gives."""
    found: list[tuple[Point, Point]] = []
    for mark in scene.marks:
        if mark.role not in ("beam", "beam_body", "connection"):
            continue
        if isinstance(mark, Lines):
            found += mark.lines
        elif isinstance(mark, Path):
            found += [pair for one in mark.subpaths for pair in pairwise(one.points)]
    return found


def inside(point: Point, quad: Sequence[Point]) -> bool:
    """Whether a point is in a convex area, and not near its edge."""
    sides = [
        ((bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax))
        / ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        for (ax, ay), (bx, by) in pairwise([*quad, quad[0]])
        if (ax, ay) != (bx, by)
    ]
    return all(side > NEAR for side in sides) or all(side < -NEAR for side in sides)


def crossed(scene: Scene) -> list[str]:
    """The labels that a line passes, without a ground of their own in front of it."""
    grounds = [
        one.points
        for mark in scene.marks
        if mark.role == "label_ground" and isinstance(mark, Path)
        for one in mark.subpaths
    ]
    bare = [
        (text, quad, box(quad))
        for text, quad in texts(scene, "label")
        if not any(inside(middle(quad), ground) for ground in grounds)
    ]
    return [
        text
        for (ax, ay), (bx, by) in beams(scene)
        for text, quad, (left, top, right, bottom) in bare
        if min(ax, bx) < right and max(ax, bx) > left and min(ay, by) < bottom and max(ay, by) > top
        for part in range(201)
        if inside((ax + (bx - ax) * part / 200, ay + (by - ay) * part / 200), quad)
    ]


def middle(quad: Quad) -> Point:
    xs, ys = zip(*quad, strict=True)
    return sum(xs) / 4, sum(ys) / 4


@given(
    ANY,
    st.sampled_from([("axes", "indices"), ("indices",), ("axes",), KINDS]),
    st.sampled_from([150, 150, 300, 600]),
)
@examples(120)
def test_texts_are_apart_and_whole_and_no_line_crosses_them(
    figure: Figure, annotate: tuple[str, ...], wide: int
) -> None:
    try:
        drawn = replace(figure, annotate=annotate, crop=0)  # type: ignore[arg-type]
        scene = drawn.scene_in(Output(width=wide))
    except SvgconvError:
        assume(False)
    for frame in {0, scene.odometer.frame_count - 1}:
        still = scene.at(frame)
        assert overlapping(still) == []
        assert crossed(still) == []
        for text, quad in texts(still):
            left, top, right, bottom = box(quad)
            assert min(left, top) > -NEAR, text
            assert right < scene.width + NEAR, text
            assert bottom < scene.height + NEAR, text
