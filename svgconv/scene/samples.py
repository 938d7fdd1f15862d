"""A deformed window: where it was, and where each of its taps has moved to."""

from __future__ import annotations

from dataclasses import replace

from svgconv.scene.marks import Lines, Mark, Path, Subpath
from svgconv.scene.motion import Movement, Point, Track
from svgconv.scene.paint import Paint
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.theme import Theme
from svgconv.scene.window import OUTLINE, first_cells
from svgconv.states.deformed import DeformedStates

DOT = 0.09
"""Half the side of the dot where a tap samples, in cells."""


def deformed_window(plane: Plane, states: DeformedStates, theme: Theme) -> list[Mark]:
    """The window's outline, a square where each tap samples, and lines from taps to there.

    Where all output cells have the same offsets, everything moves as the window does; else each tap
    has a way of its own.
    """
    shade, beam = theme.paint("window"), theme.paint("beam")
    down, across, window = first_cells(plane, *states.plane)
    whole = plane.block(down[0], across[0], down[-1] + 1, across[-1] + 1)
    outline = replace(shade, fill=None, stroke_width=OUTLINE * shade.stroke_width)
    line = replace(beam, stroke_width=2 * beam.stroke_width, round_ends=True)
    dot = Paint(fill=theme.line.stroke)
    squares: list[Mark] = []
    lines: list[Mark] = []
    for tap, (at, own) in enumerate(zip(states.samples[0], states.taps[0], strict=True)):
        row, column = at.tolist()
        movement = window if states.moves_rigidly else _way(plane, states, tap)
        squares.append(
            Path("window", shade, (plane.block(row, column, row + 1, column + 1),), movement)
        )
        ends = (_middle(plane, *own.tolist()), _middle(plane, row, column))
        lines += [
            Lines("beam", line, (ends,), window, movement)
            if movement != window
            else Path("beam", line, (Subpath(ends),), window),
            Path("label", dot, (_around(plane, row, column),), movement),
        ]
    return [Path("window", outline, (whole,), window), *squares, *lines]


def _way(plane: Plane, states: DeformedStates, tap: int) -> Movement:
    """A tap's way from frame to frame."""
    points = [plane.point(row, column) for row, column in states.samples[:, tap].tolist()]
    (x, y), *_ = points
    return Track(tuple((round(a - x, 3), round(b - y, 3)) for a, b in points))


def _middle(plane: Plane, row: float, column: float) -> Point:
    x, y = plane.point(row + 0.5, column + 0.5)
    return round(x, 3), round(y, 3)


def _around(plane: Plane, row: float, column: float) -> Subpath:
    """A dot in the middle of a cell, upright in every view."""
    x, y = _middle(plane, row, column)
    reach = DOT * CELL
    corners = ((-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach))
    return Subpath(tuple((round(x + a, 3), round(y + b, 3)) for a, b in corners), closed=True)
