"""Marks, of which a scene consists: shapes and texts, each with its paint and its movement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from svgconv.glyphs.font import width
from svgconv.scene.motion import STILL, Movement, Point, Timing
from svgconv.scene.presence import Presence
from svgconv.scene.text_setting import TextSetting
from svgconv.states.odometer import Odometer

Cell = tuple[float, float, str]
"""A row, a column, and the text in that cell."""


@dataclass(frozen=True)
class Paint:
    """How a mark is painted, with lengths in user units.

    Attributes
    ----------
    fill, stroke: colours as ``#rgb`` or ``#rrggbb``; None paints nothing.
    fill_opacity: 0 to 1.
    stroke_width: the width of lines.
    dashes: the lengths of dashes and gaps in turn; none for a solid line.
    dash_offset: the length of the pattern that is skipped at the start of a line.
    round_ends: whether lines have round ends, which closes corners between separate lines.
    """

    fill: str | None = None
    fill_opacity: float = 1
    stroke: str | None = None
    stroke_width: float = 1
    dashes: tuple[float, ...] = ()
    dash_offset: float = 0
    round_ends: bool = False

    def with_width(self, width: float) -> Paint:
        """Return the same paint with lines of this width, to thousandths of a user unit."""
        return replace(self, stroke_width=round(width, 3))


@dataclass(frozen=True)
class Subpath:
    """A polyline, or a polygon if ``closed``.

    Attributes
    ----------
    is_fine: whether it is one of the grid lines that are left out where cells are tiny.
    """

    points: tuple[Point, ...]
    closed: bool = False
    is_fine: bool = False

    def moved(self, offset: Point) -> Subpath:
        """Return the same shape at another place."""
        right, down = offset
        points = tuple((x + right, y + down) for x, y in self.points)
        return Subpath(points, self.closed, self.is_fine)


@dataclass(frozen=True)
class Path:
    """Subpaths that are painted and moved together.

    Attributes
    ----------
    role: what they stand for.
    presence: the frames in which they are present.
    """

    role: str
    paint: Paint
    subpaths: tuple[Subpath, ...]
    movement: Movement = STILL
    presence: Presence = ()

    def points(self) -> Iterator[tuple[Point, Movement]]:
        """Yield every point with its movement."""
        for subpath in self.subpaths:
            for point in subpath.points:
                yield point, self.movement

    def moved(self, offset: Point) -> Path:
        """Return the same mark at another place in all frames."""
        if offset == (0, 0):
            return self
        moved = tuple(sub.moved(offset) for sub in self.subpaths)
        return Path(self.role, self.paint, moved, self.movement, self.presence)

    def timed(self, timing: Timing) -> Path:
        """Return the same mark for another odometer's readings."""
        return replace(
            self,
            movement=timing.movement(self.movement),
            presence=timing.presence(self.presence),
        )

    def at(self, odometer: Odometer, frame: int) -> Path:
        """Return the mark at ``frame`` without movement, whether it is present or not."""
        still = self.moved(self.movement.offset(odometer, frame))
        return Path(self.role, self.paint, still.subpaths)


@dataclass(frozen=True)
class Lines:
    """Straight lines, each painted on its own, whose starts move together, and whose ends do.

    Attributes
    ----------
    role: what they stand for.
    presence: the frames in which they are present.
    sides: how many of them, from the first one on, are not lines but the sides of one polygon: from
        their starts back through their ends.
    """

    role: str
    paint: Paint
    lines: tuple[tuple[Point, Point], ...]
    start_motion: Movement = STILL
    end_motion: Movement = STILL
    presence: Presence = ()
    sides: int = 0

    @property
    def outlines(self) -> tuple[tuple[Point, ...], ...]:
        """The polylines that are painted: the polygon, if there is one, and each line."""
        if not self.sides:
            return self.lines
        starts, ends = zip(*self.lines[: self.sides], strict=True)
        end = starts[:1] if self.paint.stroke is not None else ()
        return ((*starts, *reversed(ends), *end), *self.lines[self.sides :])

    def points(self) -> Iterator[tuple[Point, Movement]]:
        """Yield every start and end with its movement."""
        for start, end in self.lines:
            yield start, self.start_motion
            yield end, self.end_motion

    def moved(self, offset: Point) -> Lines:
        """Return the same mark at another place in all frames."""
        return replace(self, lines=self._moved(offset, offset))

    def timed(self, timing: Timing) -> Lines:
        """Return the same mark for another odometer's readings."""
        return replace(
            self,
            start_motion=timing.movement(self.start_motion),
            end_motion=timing.movement(self.end_motion),
            presence=timing.presence(self.presence),
        )

    def at(self, odometer: Odometer, frame: int) -> Lines:
        """Return the lines at ``frame`` without movement, whether they are present or not."""
        start = self.start_motion.offset(odometer, frame)
        end = self.end_motion.offset(odometer, frame)
        lines = self._moved(start, end)
        return Lines(self.role, self.paint, lines, sides=self.sides)

    def _moved(self, start: Point, end: Point) -> tuple[tuple[Point, Point], ...]:
        return tuple((_moved(a, start), _moved(b, end)) for a, b in self.lines)


@dataclass(frozen=True)
class FixedText:
    """Texts that never change, in cells that move together.

    Attributes
    ----------
    role: what they stand for.
    presence: the frames in which they are present.
    """

    role: str
    paint: Paint
    setting: TextSetting
    cells: tuple[Cell, ...]
    movement: Movement = STILL
    presence: Presence = ()

    def points(self) -> Iterator[tuple[Point, Movement]]:
        """Yield the corners of every cell, or of a larger text's area."""
        higher = max(0, (self.setting.size - 1) / 2)
        top, bottom = -higher, 1 + higher
        for row, column, text in self.cells:
            start, end = self.setting.reach(text)
            left, right = min(0, start), max(1, end)
            for down, across in ((top, left), (top, right), (bottom, right), (bottom, left)):
                yield self.setting.point(row + down, column + across), self.movement

    def moved(self, offset: Point) -> FixedText:
        """Return the same texts at another place in all frames."""
        return replace(self, setting=self.setting.moved(offset))

    def timed(self, timing: Timing) -> FixedText:
        """Return the same texts for another odometer's readings."""
        movement, presence = timing.movement(self.movement), timing.presence(self.presence)
        return replace(self, movement=movement, presence=presence)

    def at(self, odometer: Odometer, frame: int) -> FixedText:
        """Return the texts at ``frame`` without movement, whether they are present or not."""
        still = self.moved(self.movement.offset(odometer, frame))
        return replace(still, movement=STILL, presence=())


@dataclass(frozen=True)
class ChangingText:
    """A cell whose text changes.

    Attributes
    ----------
    role: what it stands for.
    texts: one for each digit of ``axis``, or for each frame if that is None. More texts than the
        axis has digits are for the readings of the axes before it, too.
    presence: the frames in which it is present.
    """

    role: str
    paint: Paint
    setting: TextSetting
    row: float
    column: float
    texts: tuple[str, ...]
    axis: int | None = None
    movement: Movement = STILL
    presence: Presence = ()

    def text(self, odometer: Odometer, frame: int) -> str:
        """Return its text at ``frame``."""
        held = 1 if self.axis is None else odometer.held(self.axis)
        return self.texts[frame // held % len(self.texts)]

    def at_first(self, odometer: Odometer, frame: int) -> FixedText:
        """Return its text at ``frame``, at its place at frame 0."""
        return FixedText(
            self.role,
            self.paint,
            self.setting,
            ((self.row, self.column, self.text(odometer, frame)),),
            self.movement,
            self.presence,
        )

    def points(self) -> Iterator[tuple[Point, Movement]]:
        """Yield the corners of its cell, or of the area of its widest text."""
        cells = ((self.row, self.column, max(self.texts, key=width)),)
        return FixedText(self.role, self.paint, self.setting, cells, self.movement).points()

    def moved(self, offset: Point) -> ChangingText:
        """Return the same text at another place in all frames."""
        return replace(self, setting=self.setting.moved(offset))

    def timed(self, timing: Timing) -> ChangingText:
        """Return the same text for another odometer's readings."""
        movement, presence = timing.movement(self.movement), timing.presence(self.presence)
        texts, axis = timing.texts(self.texts, self.axis)
        return replace(self, texts=texts, axis=axis, movement=movement, presence=presence)

    def at(self, odometer: Odometer, frame: int) -> FixedText:
        """Return its text at ``frame`` without movement, whether it is present or not."""
        return self.at_first(odometer, frame).at(odometer, frame)


Shape: TypeAlias = Path | Lines
TextMark: TypeAlias = FixedText | ChangingText
Mark: TypeAlias = Shape | TextMark


def _moved(point: Point, offset: Point) -> Point:
    return point[0] + offset[0], point[1] + offset[1]
