"""Marks: the shapes that a scene is made of, each with its paint and its movement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias, Union

from svgconv.scene.motion import STILL, Movement, Point, Presence
from svgconv.scene.paint import Paint, Timing
from svgconv.scene.text import Written
from svgconv.states.odometer import Odometer


@dataclass(frozen=True)
class Subpath:
    """A polyline, or a polygon where ``closed``."""

    points: tuple[Point, ...]
    closed: bool = False

    def moved(self, offset: Point) -> Subpath:
        """The same shape elsewhere."""
        return Subpath(tuple(_moved(point, offset) for point in self.points), self.closed)


@dataclass(frozen=True)
class Path:
    """Subpaths painted as one and moving as one. ``role`` says what they stand for.

    ``presence`` says in which frames they are there.
    """

    role: str
    paint: Paint
    subpaths: tuple[Subpath, ...]
    movement: Movement = STILL
    presence: Presence = ()

    def points(self) -> Iterator[tuple[Point, Movement]]:
        """Every point with its movement."""
        for subpath in self.subpaths:
            for point in subpath.points:
                yield point, self.movement

    def moved(self, offset: Point) -> Path:
        """The same mark elsewhere, in all frames."""
        return replace(self, subpaths=tuple(sub.moved(offset) for sub in self.subpaths))

    def timed(self, clock: Timing) -> Path:
        """The same mark by another odometer's readings."""
        return replace(
            self,
            movement=clock.movement(self.movement),
            presence=clock.presence(self.presence),
        )

    def at(self, odometer: Odometer, frame: int) -> Path:
        """The mark as it stands at ``frame``, moving no more; there or not, it is drawn."""
        still = self.moved(self.movement.offset(odometer, frame))
        return replace(still, movement=STILL, presence=())


@dataclass(frozen=True)
class Lines:
    """Straight lines, each painted by itself; their starts move alike, and so do their ends.

    ``presence`` says in which frames they are there.
    """

    role: str
    paint: Paint
    lines: tuple[tuple[Point, Point], ...]
    start_motion: Movement = STILL
    end_motion: Movement = STILL
    presence: Presence = ()

    def points(self) -> Iterator[tuple[Point, Movement]]:
        """Every end with its motion."""
        for start, end in self.lines:
            yield start, self.start_motion
            yield end, self.end_motion

    def moved(self, offset: Point) -> Lines:
        """The same mark elsewhere, in all frames."""
        return self._moved(offset, offset)

    def timed(self, clock: Timing) -> Lines:
        """The same mark by another odometer's readings."""
        return replace(
            self,
            start_motion=clock.movement(self.start_motion),
            end_motion=clock.movement(self.end_motion),
            presence=clock.presence(self.presence),
        )

    def at(self, odometer: Odometer, frame: int) -> Lines:
        """The lines as they stand at ``frame``, moving no more."""
        start = self.start_motion.offset(odometer, frame)
        end = self.end_motion.offset(odometer, frame)
        still = self._moved(start, end)
        return replace(still, start_motion=STILL, end_motion=STILL, presence=())

    def _moved(self, start: Point, end: Point) -> Lines:
        return replace(self, lines=tuple((_moved(a, start), _moved(b, end)) for a, b in self.lines))


Shape: TypeAlias = Union[Path, Lines]

Mark: TypeAlias = Union[Shape, Written]


def _moved(point: Point, offset: Point) -> Point:
    return point[0] + offset[0], point[1] + offset[1]
