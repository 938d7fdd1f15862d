"""The published view: two slanted planes, the output floating above the input."""

from __future__ import annotations

from svgconv.scene.input_grid import input_grid
from svgconv.scene.marks import Lines, Mark, Paint, Path, Subpath
from svgconv.scene.motion import Motion, Point
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.scene import Scene
from svgconv.states.states import States
from svgconv.themes.base import Theme
from svgconv.views.base import MARGIN, View

COLUMN = (CELL, -CELL // 2)
ROW = (CELL * 7 // 10, CELL * 13 // 20)


def draw(states: States, theme: Theme) -> Scene:
    """Draw the input, the window on it, the lines up from it, and the output over them all.

    The output's lower left corner is (drawn input rows + 1) cells above the input's, as published.
    Lines come before the output plane, so that it hides what passes behind it.
    """
    rows, columns = states.axes
    below = Plane((0, 0), ROW, COLUMN)
    corner = below.point(rows.drawn - rows.output, 0)
    above = Plane((corner[0], corner[1] - CELL * (rows.drawn + 1)), ROW, COLUMN)
    window_motion = below.motion(rows.step, columns.step)
    output_motion = above.motion(int(rows.output > 1), int(columns.output > 1))
    bottom, right = rows.taps[-1] + 1, columns.taps[-1] + 1
    marks: list[Mark] = [
        *input_grid(below, rows, columns, zeros=theme.paint("zeros"), units=theme.paint("input")),
        Path(
            "window",
            theme.paint("window"),
            below.cells(rows.taps, columns.taps),
            window_motion,
        ),
        _beams(
            below.block(0, 0, bottom, right).points,
            above.block(0, 0, 1, 1).points,
            window_motion,
            output_motion,
            theme.paint("beam"),
        ),
        Path("output", theme.paint("output"), above.grid(0, 0, rows.output, columns.output)),
        Path("active", theme.paint("active"), (above.block(0, 0, 1, 1),), output_motion),
    ]
    return Scene.framed(marks, states.odometer, theme.shared, MARGIN)


def _beams(
    starts: tuple[Point, ...],
    ends: tuple[Point, ...],
    start_motion: Motion,
    end_motion: Motion,
    paint: Paint,
) -> Mark:
    """The lines from the window's corners to the output cell's; one shape if all move alike."""
    pairs = tuple(zip(starts, ends, strict=True))
    if start_motion == end_motion:
        return Path("beam", paint, tuple(Subpath(pair) for pair in pairs), start_motion)
    return Lines("beam", paint, pairs, start_motion, end_motion)


VIEW = View(
    name="oblique",
    words="Row 0, column 0 is leftmost; columns run up.",
    draw=draw,
)
