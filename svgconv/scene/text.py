"""Marks that are numbers written in cells: some for ever, some another with every digit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias, Union

from svgconv.glyphs.font import width
from svgconv.scene.motion import STILL, Movement, Point, Presence
from svgconv.scene.paint import Paint, Timing
from svgconv.states.odometer import Odometer

Cell = tuple[float, float, str]
"""A row, a column, and what is written there."""


@dataclass(frozen=True)
class Setting:
    """How text is set in the cells of a plane; it lies in the plane.

    Attributes
    ----------
    origin, row, column: as of a `svgconv.scene.plane.Plane`.
    size: an em, in cells.
    place: where in its cell a text stands: so many rows and columns from the cell's corner.
    align: 0.5 centres texts on their place, 0 begins them there.
    """

    origin: Point
    row: Point
    column: Point
    size: float
    place: Point
    align: float = 0.5

    def point(self, row: float, column: float) -> Point:
        """The corner before cell (``row``, ``column``)."""
        return (
            self.origin[0] + row * self.row[0] + column * self.column[0],
            self.origin[1] + row * self.row[1] + column * self.column[1],
        )

    def reach(self, text: str) -> tuple[float, float]:
        """Where a text begins and ends, in columns from its cell's corner."""
        length = width(text) * self.size
        return self.place[1] - self.align * length, self.place[1] + (1 - self.align) * length

    def moved(self, offset: Point) -> Setting:
        """The same cells elsewhere."""
        x, y = self.origin
        return replace(self, origin=(x + offset[0], y + offset[1]))


@dataclass(frozen=True)
class Numbers:
    """Numbers that stay, in cells that move as one. ``role`` says what they stand for.

    ``presence`` says in which frames they are there.
    """

    role: str
    paint: Paint
    setting: Setting
    cells: tuple[Cell, ...]
    movement: Movement = STILL
    presence: Presence = ()

    def points(self) -> Iterator[tuple[Point, Movement]]:
        """The corners of every cell, which hold their numbers; words may reach further."""
        for row, column, text in self.cells:
            start, end = self.setting.reach(text)
            left, right = min(0, start), max(1, end)
            for down, across in ((0, left), (0, right), (1, right), (1, left)):
                yield self.setting.point(row + down, column + across), self.movement

    def moved(self, offset: Point) -> Numbers:
        """The same numbers elsewhere, in all frames."""
        return replace(self, setting=self.setting.moved(offset))

    def timed(self, clock: Timing) -> Numbers:
        """The same numbers by another odometer's readings."""
        movement, presence = clock.movement(self.movement), clock.presence(self.presence)
        return replace(self, movement=movement, presence=presence)

    def at(self, odometer: Odometer, frame: int) -> Numbers:
        """The numbers as they stand at ``frame``, moving no more; there or not, they are drawn."""
        still = self.moved(self.movement.offset(odometer, frame))
        return replace(still, movement=STILL, presence=())


@dataclass(frozen=True)
class Reel:
    """One number that changes: ``texts`` has one for each digit of ``axis``, or for each frame.

    Texts may be more than the axis has digits: then they go on with the axes before it, and there
    is one for each of their readings.
    """

    role: str
    paint: Paint
    setting: Setting
    row: float
    column: float
    texts: tuple[str, ...]
    axis: int | None = None
    movement: Movement = STILL
    presence: Presence = ()

    def text(self, odometer: Odometer, frame: int) -> str:
        """What it says at ``frame``."""
        held = 1 if self.axis is None else odometer.held(self.axis)
        return self.texts[frame // held % len(self.texts)]

    def at_first(self, odometer: Odometer, frame: int) -> Numbers:
        """What it says at ``frame``, where it stands at frame 0."""
        return Numbers(
            self.role,
            self.paint,
            self.setting,
            ((self.row, self.column, self.text(odometer, frame)),),
            self.movement,
            self.presence,
        )

    def points(self) -> Iterator[tuple[Point, Movement]]:
        """The corners of its cell."""
        cells = ((self.row, self.column, self.texts[0]),)
        return Numbers(self.role, self.paint, self.setting, cells, self.movement).points()

    def moved(self, offset: Point) -> Reel:
        """The same number elsewhere, in all frames."""
        return replace(self, setting=self.setting.moved(offset))

    def timed(self, clock: Timing) -> Reel:
        """The same number by another odometer's readings."""
        movement, presence = clock.movement(self.movement), clock.presence(self.presence)
        texts, axis = clock.texts(self.texts, self.axis)
        return replace(self, texts=texts, axis=axis, movement=movement, presence=presence)

    def at(self, odometer: Odometer, frame: int) -> Numbers:
        """The number as it stands at ``frame``, for good."""
        return self.at_first(odometer, frame).at(odometer, frame)


Written: TypeAlias = Union[Numbers, Reel]
"""Marks that are text."""
