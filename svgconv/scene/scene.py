"""The scene: marks in drawing order, on a canvas that clips none of them in any frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import ceil, floor, inf
from typing import TYPE_CHECKING

from svgconv.errors import SvgconvError
from svgconv.scene.box import box
from svgconv.scene.marks import Mark, Paint, TextMark
from svgconv.scene.merging import merged
from svgconv.scene.motion import Movement, Point
from svgconv.scene.presence import present
from svgconv.specification.measures import LEAST_TEXT
from svgconv.specification.phrases import side_words
from svgconv.specification.sizes import Sides
from svgconv.states.odometer import Odometer

if TYPE_CHECKING:
    from svgconv.scene.cell_map import CellMap

LARGEST_SIDE = 1000
"""The longest side of a figure whose size nobody chooses, in pixels."""
LARGEST_WITH_TEXT = 2000
"""The longest side for which such a figure is larger because of its texts, in pixels."""


@dataclass(frozen=True)
class Scene:
    """Marks from back to front.

    Attributes
    ----------
    marks: what is drawn, in drawing order.
    odometer: the frames in which the marks move.
    width, height: the size of the canvas in whole user units; its corner is at (0, 0).
    paint: the paint that most marks share, which an encoder can write once.
    origin: the point on the canvas that was (0, 0) when the marks were made.
    left_out: texts that would be too small, in words.
    cells: the cells that can be pointed at; None if there are none. Scenes with the same marks are
        equal.
    """

    marks: tuple[Mark, ...]
    odometer: Odometer
    width: int
    height: int
    paint: Paint
    origin: Point = (0, 0)
    left_out: tuple[str, ...] = ()
    cells: CellMap | None = field(default=None, compare=False)

    @property
    def natural_size(self) -> tuple[int, int]:
        """Width and height in whole pixels: two for each user unit, or fewer if it is too large.

        With texts it is larger, so that all of them can be read: in steps of half a pixel, because
        files have such steps.
        """
        longest = max(self.width, self.height)
        scale = 2 if 2 * longest <= LARGEST_SIDE else min(1, LARGEST_SIDE / longest)
        scale = max(scale, self.readable_scale(longest))
        return max(1, round(scale * self.width)), max(1, round(scale * self.height))

    def readable_scale(self, longest: float) -> float:
        """Return the least CSS pixels to a user unit at which all texts can be read.

        Parameters
        ----------
        longest: the longest side of the picture in user units, which has `LARGEST_WITH_TEXT` pixels
            at most.
        """
        return min(ceil(2 * LEAST_TEXT / self.smallest_text) / 2, LARGEST_WITH_TEXT / longest)

    @property
    def smallest_text(self) -> float:
        """The size of the smallest text, in user units; infinite without any."""
        texts = (mark for mark in self.marks if isinstance(mark, TextMark))
        return min((mark.setting.em for mark in texts), default=inf)

    def cropped(self, sides: Sides) -> Scene:
        """Return the scene on a smaller canvas, or on a larger one for negative sides.

        Parameters
        ----------
        sides: the user units to cut off at ((top, bottom), (left, right)).

        Raises
        ------
        SvgconvError: nothing would be left.
        """
        (top, bottom), (left, right) = sides
        width, height = self.width - left - right, self.height - top - bottom
        if width < 1 or height < 1:
            same = len({top, bottom, left, right}) == 1
            words = f"{top} from each side" if same else side_words(sides)
            problem = f"cutting {words} leaves nothing of {self.width}×{self.height} units"
            raise SvgconvError("crop", problem, "cut less")
        return replace(self.moved((-left, -top)), width=width, height=height)

    def moved(self, offset: Point) -> Scene:
        """Return the scene with everything at another place of the same canvas."""
        x, y = self.origin
        return replace(
            self,
            marks=tuple(mark.moved(offset) for mark in self.marks),
            origin=(x + offset[0], y + offset[1]),
            cells=self.cells and self.cells.moved(offset),
        )

    @classmethod
    def framed(cls, marks: list[Mark], odometer: Odometer, paint: Paint, margin: int) -> Scene:
        """Return a scene whose canvas holds all that the marks reach in any frame.

        Paths that look the same as one are merged.

        Parameters
        ----------
        margin: the user units left free on each side.
        """
        marks = merged(marks)
        reached = [corner for mark in marks for corner in _corners(mark, odometer)]
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
        """Raise `SvgconvError` if the frame does not exist."""
        if not 0 <= frame < self.odometer.frame_count:
            raise SvgconvError(
                "frame", f"{frame} does not exist", f"use 0 to {self.odometer.frame_count - 1}"
            )

    def at(self, frame: int) -> Scene:
        """Return the scene at ``frame``: the marks that are present then, in one frame.

        Raises
        ------
        SvgconvError: the frame does not exist.
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


def _corners(mark: Mark, odometer: Odometer) -> Iterator[Point]:
    """Yield two corners of the box that a mark's points reach, for each of their movements."""
    together: dict[int, tuple[Movement, list[Point]]] = {}
    before, points = None, list[Point]()
    for point, movement in mark.points():
        if movement is not before:
            before, points = together.setdefault(id(movement), (movement, []))
        points.append(point)
    for movement, points in together.values():
        if not (reach := movement.reach(odometer, mark.presence)):
            continue
        sides = zip(box(points), box(reach), strict=True)
        left, top, right, bottom = (place + offset for place, offset in sides)
        yield left, top
        yield right, bottom
