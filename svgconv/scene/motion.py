"""How a mark's place depends on the frame, and in which frames it is there.

Most movement is linear in the odometer's digits; some is a sum over them, an axis at a time; some
is told frame by frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias, Union

from svgconv.states.odometer import Odometer

Point: TypeAlias = tuple[float, float]
"""x to the right and y down, in user units."""

Presence: TypeAlias = tuple[tuple[bool, ...], ...]
"""For each axis, whether a mark is there at each digit, or ``()`` for always: it is there in the
frames where every axis says so. No axes at all mean always. A table may be longer than the axis has
digits: then it goes on with the axes before it, and has an entry for each of their readings."""


def present(presence: Presence, odometer: Odometer, frame: int) -> bool:
    """Whether a mark of this presence is there at ``frame``."""
    return all(
        not table or table[frame // odometer.held(axis) % len(table)]
        for axis, table in enumerate(presence)
    )


@dataclass(frozen=True)
class Motion:
    """offset(frame) = sum over axes of digit[axis] * step[axis].

    ``steps`` has one step for each axis of the odometer; none at all means that nothing moves.
    """

    steps: tuple[Point, ...] = ()

    def offset(self, odometer: Odometer, frame: int) -> Point:
        """Where the mark stands at ``frame``, from where it stands at frame 0."""
        digits = odometer.digits(frame)
        pairs = list(zip(digits, self.steps))  # noqa: B905 - a still has no steps
        return (sum(d * x for d, (x, _) in pairs), sum(d * y for d, (_, y) in pairs))

    def reach(self, odometer: Odometer, presence: Presence = ()) -> tuple[Point, ...]:
        """Offsets that bound all others where the mark is there, for the scene's box."""
        return self.tracked(odometer).reach(odometer, presence) if self.moves else ((0, 0),)

    def tracked(self, odometer: Odometer) -> AxisTracks:
        """The same movement, digit by digit."""
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
    """offset(frame) = sum over axes of tracks[axis][digit[axis]]: each axis goes its own way.

    Offsets are from where the mark stands at no offset, which need not be frame 0.
    """

    tracks: tuple[tuple[Point, ...], ...]

    def offset(self, odometer: Odometer, frame: int) -> Point:
        """Where the mark stands at ``frame``, from where it stands at frame 0."""
        digits = odometer.digits(frame)
        return _total(track[digit] for track, digit in zip(self.tracks, digits, strict=True))

    def reach(self, odometer: Odometer, presence: Presence = ()) -> tuple[Point, ...]:
        """Offsets that bound all others where the mark is there, for the scene's box."""
        least, most = [], []
        for axis, track in enumerate(self.tracks):
            table = presence[axis] if presence else ()
            xs, ys = zip(
                *(
                    place
                    for digit, place in enumerate(track)
                    if not table or any(table[digit :: len(track)])
                ),
                strict=True,
            )
            least.append((min(xs), min(ys)))
            most.append((max(xs), max(ys)))
        return _total(least), _total(most)

    def tracked(self, odometer: Odometer) -> AxisTracks:
        """Itself."""
        return self

    @property
    def moves(self) -> bool:
        """Whether any digit moves the mark."""
        return any(place != (0, 0) for track in self.tracks for place in track)


@dataclass(frozen=True)
class Track:
    """One offset a frame, from where the mark stands at frame 0: motion that is no such sum."""

    offsets: tuple[Point, ...]

    def offset(self, odometer: Odometer, frame: int) -> Point:
        """Where the mark stands at ``frame``, from where it stands at frame 0."""
        return self.offsets[frame]

    def reach(self, odometer: Odometer, presence: Presence = ()) -> tuple[Point, ...]:
        """Every offset where the mark is there, for the scene's box."""
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


def difference(one: Movement, other: Movement, odometer: Odometer) -> Movement:
    """What is left of a movement in a group that moves by ``other``."""
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
    """The same movement of an odometer with one more axis, before its own.

    Parameters
    ----------
    places: where the new axis's digits move the mark.
    odometer: that of the movement, without the new axis.
    """
    x, y = places[min(1, len(places) - 1)]
    if isinstance(movement, Motion) and places == tuple((n * x, n * y) for n in range(len(places))):
        return Motion(((x, y), *(movement.steps or ((0, 0),) * len(odometer.shape))))
    return AxisTracks((places, *movement.tracked(odometer).tracks))


def sampled(motion: Movement, odometer: Odometer) -> Track:
    """The same movement, frame by frame."""
    return Track(tuple(motion.offset(odometer, frame) for frame in range(odometer.frame_count)))


def _total(points: Iterable[Point]) -> Point:
    points = list(points)
    return sum(x for x, _ in points), sum(y for _, y in points)
