"""The scene: marks in drawing order on a canvas that clips none of them in any frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor

from svgconv.errors import SvgconvError
from svgconv.scene.marks import Mark
from svgconv.scene.motion import Point, present
from svgconv.scene.paint import Paint
from svgconv.specification.sizes import Sides
from svgconv.states.odometer import Odometer

LARGEST_SIDE = 1000
"""The longest side in pixels that a figure asks for by itself; it may be shown at any size."""


@dataclass(frozen=True)
class Scene:
    """Marks, back to front.

    Attributes
    ----------
    marks: what is drawn, in drawing order.
    odometer: the frames over which the marks move.
    width, height: the canvas in whole user units, its corner at (0, 0).
    paint: what most marks share, so that an encoder can say it once.
    origin: where the point lies on the canvas that was (0, 0) for the marks as they were made.
    """

    marks: tuple[Mark, ...]
    odometer: Odometer
    width: int
    height: int
    paint: Paint
    origin: Point = (0, 0)

    @property
    def natural_size(self) -> tuple[int, int]:
        """Width and height in whole pixels: two to a user unit, fewer where that is too large."""
        longest = max(self.width, self.height)
        scale = 2 if 2 * longest <= LARGEST_SIDE else min(1, LARGEST_SIDE / longest)
        return max(1, round(scale * self.width)), max(1, round(scale * self.height))

    def cropped(self, sides: Sides) -> Scene:
        """The scene on a canvas that lacks so many units at ((top, bottom), (left, right)).

        Raises
        ------
        SvgconvError: nothing would be left.
        """
        (top, bottom), (left, right) = sides
        width, height = self.width - left - right, self.height - top - bottom
        if width < 1 or height < 1:
            raise SvgconvError(
                "crop",
                f"{left} and {right} of {self.width}, {top} and {bottom} of {self.height} units"
                " leave nothing",
                "cut less",
            )
        marks = tuple(mark.moved((-left, -top)) for mark in self.marks)
        return replace(self, marks=marks, width=width, height=height)

    @classmethod
    def framed(cls, marks: list[Mark], odometer: Odometer, paint: Paint, margin: int) -> Scene:
        """A canvas around everything that the marks reach in any frame, and ``margin`` more."""
        reached = [
            (x + dx, y + dy)
            for mark in marks
            for (x, y), movement in mark.points()
            for dx, dy in movement.reach(odometer, mark.presence)
        ]
        left, top = (floor(min(numbers)) - margin for numbers in zip(*reached, strict=True))
        right, bottom = (ceil(max(numbers)) + margin for numbers in zip(*reached, strict=True))
        return cls(
            marks=tuple(mark.moved((-left, -top)) for mark in marks),
            odometer=odometer,
            width=right - left,
            height=bottom - top,
            paint=paint,
            origin=(-left, -top),
        )

    def check_frame(self, frame: int) -> None:
        """Raise `SvgconvError` where there is no such frame."""
        if not 0 <= frame < self.odometer.frame_count:
            raise SvgconvError(
                "frame", f"{frame} is not there", f"use 0 to {self.odometer.frame_count - 1}"
            )

    def at(self, frame: int) -> Scene:
        """The scene as it stands at ``frame``: the marks that are there, constant, in one frame.

        Raises
        ------
        SvgconvError: no such frame.
        """
        self.check_frame(frame)
        return replace(
            self,
            marks=tuple(
                mark.at(self.odometer, frame)
                for mark in self.marks
                if present(mark.presence, self.odometer, frame)
            ),
            odometer=Odometer(()),
        )
