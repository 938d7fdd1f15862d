"""How a mark's place depends on the frame.

Most movement is linear in the odometer's digits. Some is a sum over the axes, with a table for each
axis. The rest has one place for each frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeAlias, Union

from svgconv.scene.box import Box, box
from svgconv.scene.presence import Presence, present, shown_digits
from svgconv.states.odometer import Odometer

Point: TypeAlias = tuple[float, float]
"""x to the right and y down, in user units."""


@dataclass(frozen=True)
class Motion:
    """Linear movement: offset(frame) = sum over axes of digit[axis] * step[axis].

    ``steps`` has one step for each axis of the odometer, or none if nothing moves.
    """

    steps: tuple[Point, ...] = ()

    def offset(self, odometer: Odometer, frame: int) -> Point:
        """Return the mark's offset at ``frame`` from its place at frame 0."""
        digits = odometer.digits(frame)
        pairs = list(zip(digits, self.steps))  # noqa: B905 - a still has no steps
        return (sum(d * x for d, (x, _) in pairs), sum(d * y for d, (_, y) in pairs))

    def reach(self, odometer: Odometer, presence: Presence = ()) -> tuple[Point, ...]:
        """Return offsets whose bounding box holds all offsets at which the mark is present."""
        if not self.moves:
            return ((0, 0),)
        boxes = []
        for axis, ((x, y), count) in enumerate(zip(self.steps, odometer.shape, strict=True)):
            digits = shown_digits(presence[axis] if presence else (), count)
            ends = (digits[0].start, digits[-1].stop - 1)
            boxes.append(box([(digit * x, digit * y) for digit in ends]))
        return _summed(boxes)

    def tracked(self, odometer: Odometer) -> AxisTracks:
        """Return the same movement with a table for each axis."""
        steps = self.steps or ((0, 0),) * len(odometer.shape)
        return AxisTracks(
            tuple(
                tuple((digit * x, digit * y) for digit in range(count))
                for (x, y), count in zip(steps, odometer.shape, strict=True)
            )
        )

    @property
    def moves(self) -> bool:
        """Whether any digit moves the mark."""
        return any(step != (0, 0) for step in self.steps)


@dataclass(frozen=True)
class AxisTracks:
    """Movement by axis: offset(frame) = sum over axes of tracks[axis][digit[axis]].

    The offset at frame 0 need not be zero.
    """

    tracks: tuple[tuple[Point, ...], ...]

    def offset(self, odometer: Odometer, frame: int) -> Point:
        """Return the mark's offset at ``frame`` from the place that it was made at."""
        digits = odometer.digits(frame)
        return _total(track[digit] for track, digit in zip(self.tracks, digits, strict=True))

    def reach(self, odometer: Odometer, presence: Presence = ()) -> tuple[Point, ...]:
        """Return offsets whose bounding box holds all offsets at which the mark is present."""
        boxes = []
        for axis, (track, whole) in enumerate(zip(self.tracks, self._boxes, strict=True)):
            table = presence[axis] if presence else ()
            if not table or whole[:2] == whole[2:]:
                boxes.append(whole)
                continue
            shown = shown_digits(table, len(track))
            boxes.append(box([track[digit] for digits in shown for digit in digits]))
        return _summed(boxes)

    def tracked(self, odometer: Odometer) -> AxisTracks:
        """Return the movement itself."""
        return self

    @cached_property
    def moves(self) -> bool:
        """Whether any digit moves the mark."""
        return any(any(one) for one in self._boxes)

    @cached_property
    def _boxes(self) -> tuple[Box, ...]:
        """The boxes of the offsets of each axis; many marks have the same movement."""
        return tuple(map(box, self.tracks))


@dataclass(frozen=True)
class Track:
    """Any other movement: one offset for each frame, from the mark's place at frame 0."""

    offsets: tuple[Point, ...]

    def offset(self, odometer: Odometer, frame: int) -> Point:
        """Return the mark's offset at ``frame`` from its place at frame 0."""
        return self.offsets[frame]

    def reach(self, odometer: Odometer, presence: Presence = ()) -> tuple[Point, ...]:
        """Return every offset at which the mark is present."""
        return tuple(
            offset
            for frame, offset in enumerate(self.offsets)
            if present(presence, odometer, frame)
        )

    @property
    def moves(self) -> bool:
        """Whether any frame moves the mark."""
        return any(offset != (0, 0) for offset in self.offsets)


Summed: TypeAlias = Union[Motion, AxisTracks]
"""Movement that is a sum over the axes."""

Movement: TypeAlias = Union[Motion, AxisTracks, Track]

STILL = Motion()


class Timing(Protocol):
    """Converts from one odometer's readings to another's (see `svgconv.scene.side_by_side`)."""

    def movement(self, movement: Movement) -> Movement:
        """Return the same movement for the other's readings."""

    def summed(self, movement: Summed) -> Summed:
        """Return the same movement, which is a sum over the axes, for the other's readings."""

    def presence(self, presence: Presence) -> Presence:
        """Return the same presence for the other's readings."""

    def texts(self, texts: tuple[str, ...], axis: int | None) -> tuple[tuple[str, ...], int | None]:
        """Return the same texts, and their axis: one for each of its digits, or for each frame."""


def difference(one: Movement, other: Movement, odometer: Odometer) -> Movement:
    """Return the movement that a mark has left within a group that moves by ``other``."""
    if isinstance(one, Track) or isinstance(other, Track):
        both = zip(sampled(one, odometer).offsets, sampled(other, odometer).offsets, strict=True)
        return Track(tuple((round(x - u, 3), round(y - v, 3)) for (x, y), (u, v) in both))
    return AxisTracks(
        tuple(
            tuple((x - u, y - v) for (x, y), (u, v) in zip(track, group, strict=True))
            for track, group in zip(
                one.tracked(odometer).tracks, other.tracked(odometer).tracks, strict=True
            )
        )
    )


def slower(movement: Summed, places: tuple[Point, ...], odometer: Odometer) -> Summed:
    """Return a movement with one more axis before its own.

    Parameters
    ----------
    places: the offset at each digit of the new axis.
    odometer: the movement's odometer, without the new axis.
    """
    x, y = places[min(1, len(places) - 1)]
    if isinstance(movement, Motion) and places == tuple((n * x, n * y) for n in range(len(places))):
        return Motion(((x, y), *(movement.steps or ((0, 0),) * len(odometer.shape))))
    return AxisTracks((places, *movement.tracked(odometer).tracks))


def sampled(motion: Movement, odometer: Odometer) -> Track:
    """Return the same movement frame by frame."""
    return Track(tuple(motion.offset(odometer, frame) for frame in range(odometer.frame_count)))


def _summed(boxes: Iterable[Box]) -> tuple[Point, Point]:
    """Return two corners of the box that holds all sums of a point from each box."""
    left, top, right, bottom = map(sum, zip((0, 0, 0, 0), *boxes, strict=True))
    return (left, top), (right, bottom)


def _total(points: Iterable[Point]) -> Point:
    points = list(points)
    return sum(x for x, _ in points), sum(y for _, y in points)
