"""The window of a deformable convolution: regular taps, arrows, and the places that they sample.

If all output cells have the same offsets, everything moves with the window. If not, each sample
has a track of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import cos, hypot, pi, sin

from svgconv.scene.marks import Lines, Mark, Paint, Path, Subpath
from svgconv.scene.motion import Movement, Point, Track
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.theme import Theme
from svgconv.scene.window import first_cells
from svgconv.states.deformed import DeformedStates

TAP, SAMPLE = 0.13, 0.127
"""The radius of the ring at a regular tap, and of the dot at a sample that moves on its own, in
cells."""
SIDES = 12
"""The sides of a polygon that is drawn for a circle."""
HEAD_LENGTH, HEAD_WIDTH = 0.26, 0.22
"""The size of an arrow's head, in cells."""
SQUARE, HALO = 0.08, 0.14
"""The width of the outline of a sampled place, and with its edges, in cells."""


def deformed_window(plane: Plane, states: DeformedStates, theme: Theme) -> list[Mark]:
    """Return the window, a square at each sample, and an arrow to it from a ring at its tap.

    An arrow that changes its direction from frame to frame has a dot at its end, not a head.
    """
    shade, beam = theme.paint("window"), theme.paint("beam")
    down, across, whole = first_cells(plane, *states.plane)
    block = plane.block(down[0], across[0], down[-1] + 1, across[-1] + 1)
    line = replace(beam, stroke_width=2 * beam.stroke_width, round_ends=True)
    ring, solid = replace(line, fill=None), Paint(fill=theme.line.stroke)
    outlines = [
        (role, theme.paint(role).with_width(CELL * wide))
        for role, wide in (("edge", HALO), ("kernel_edge", SQUARE))
    ]
    squares: list[Mark] = []
    arrows: list[Mark] = []
    rings = []
    for tap, (at, own) in enumerate(zip(states.samples[0], states.taps[0], strict=True)):
        row, column = at.tolist()
        movement = whole if states.moves_rigidly else _sample_track(plane, states, tap)
        square = plane.block(row, column, row + 1, column + 1)
        squares += [Path(role, paint, (square,), movement) for role, paint in outlines]
        start, end = _middle(plane, *own.tolist()), _middle(plane, row, column)
        rings.append(_circle(start, TAP))
        if movement != whole:
            arrows.append(Lines("beam", line, ((start, end),), whole, movement))
            arrows.append(Path("label", solid, (_circle(end, SAMPLE, 4),), movement))
        elif start != end:
            arrows.append(Path("beam", line, (Subpath((start, end)),), whole))
            arrows.append(Path("label", solid, (_head(start, end),), whole))
    outline = replace(shade, fill_opacity=shade.fill_opacity / 2)
    return [
        Path("window", outline, (block,), whole),
        *squares,
        *arrows,
        Path("beam", ring, tuple(rings), whole),
    ]


def _sample_track(plane: Plane, states: DeformedStates, tap: int) -> Movement:
    points = [plane.point(row, column) for row, column in states.samples[:, tap].tolist()]
    (x, y), *_ = points
    return Track(tuple((round(a - x, 3), round(b - y, 3)) for a, b in points))


def _middle(plane: Plane, row: float, column: float) -> Point:
    x, y = plane.point(row + 0.5, column + 0.5)
    return round(x, 3), round(y, 3)


def _circle(middle: Point, radius: float, sides: int = SIDES) -> Subpath:
    """Return a polygon around a point, alike in every view; the radius is in cells."""
    turns = (2 * pi * (side + 0.5) / sides for side in range(sides))
    return _polygon(
        (middle[0] + CELL * radius * cos(turn), middle[1] + CELL * radius * sin(turn))
        for turn in turns
    )


def _head(start: Point, end: Point) -> Subpath:
    """Return the head of an arrow, at most as long as the arrow."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    along = min(HEAD_LENGTH * CELL / length, 1)
    aside = HEAD_WIDTH / HEAD_LENGTH / 2 * along
    back = (end[0] - along * across, end[1] - along * down)
    sides = ((back[0] - way * aside * down, back[1] + way * aside * across) for way in (1, -1))
    return _polygon((end, *sides))


def _polygon(points: Iterable[Point]) -> Subpath:
    """Return a polygon with corners in eighths, which browsers place alike wherever it moves."""
    return Subpath(tuple((round(8 * x) / 8, round(8 * y) / 8) for x, y in points), closed=True)
